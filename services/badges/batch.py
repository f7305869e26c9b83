"""The working set of one transaction: what its events tell, kept until all of them are heard."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from services.badges.domain.facts import Told
from services.badges.domain.judging import Dirt
from shared.delivery.transaction import Transaction
from shared.events.badges_work import UnitTouched
from shared.events.points import Posted
from shared.events.profiles import EmployeeChanged, UnitChanged


@dataclass
class Batch:
    """Facts by id (the newest that was told of each), completions taken back ((completion, employee): when), newest
    states with their sequence, ledger entries by id; and what has changed of whom (``dirt``, by person).
    ``was_in``: the units that people were in until this batch; ``moved``: units whose people or zone may be others now;
    ``touched``: what units were told of their members. ``digest``: the badge and version by which everyone is being
    judged, if it is that."""

    tx: Transaction
    told: dict[str, Told] = field(default_factory=dict)
    retracted: dict[tuple[str, str], datetime] = field(default_factory=dict)
    people: dict[str, tuple[int, EmployeeChanged]] = field(default_factory=dict)
    units: dict[str, tuple[int, UnitChanged]] = field(default_factory=dict)
    entries: dict[str, Posted] = field(default_factory=dict)
    was_in: dict[str, list[str]] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    touched: defaultdict[str, list[UnitTouched]] = field(default_factory=lambda: defaultdict(list))
    digest: tuple[str, int] | None = None
    dirt: defaultdict[str, Dirt] = field(default_factory=lambda: defaultdict(Dirt))

    def tell(self, told: Told) -> None:
        """Take in a fact, unless something newer was told of it."""
        known = self.told.get(told.fact.id)
        if known is None or told.rank > known.rank:
            self.told[told.fact.id] = told
