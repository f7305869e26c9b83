"""The working set of one transaction: what its events tell, kept until all of them are heard."""

from collections import defaultdict
from dataclasses import dataclass, field

from services.leaderboards.domain.facts import Told
from shared.delivery.transaction import Transaction
from shared.events.profiles import EmployeeChanged, UnitChanged


@dataclass
class Dirt:
    """What has changed of a person: facts of these ``types``, points by these ``origins``, or ``everything``."""

    types: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    everything: bool = False


@dataclass
class Batch:
    """Facts by id (the newest that was told of each), completions taken back as (completion, employee), newest states
    with their sequence, who began or ceased to be shown on boards (``moved``); and of whom something has changed
    (``dirt``, by person)."""

    tx: Transaction
    told: dict[str, Told] = field(default_factory=dict)
    retracted: set[tuple[str, str]] = field(default_factory=set)
    people: dict[str, tuple[int, EmployeeChanged]] = field(default_factory=dict)
    units: dict[str, tuple[int, UnitChanged]] = field(default_factory=dict)
    moved: list[str] = field(default_factory=list)
    dirt: defaultdict[str, Dirt] = field(default_factory=lambda: defaultdict(Dirt))

    @property
    def lane(self) -> int:
        """The lane that the transaction works on; entries are posted on lanes alone, whose numbers have no gap."""
        if self.tx.lane is None:
            raise RuntimeError("points are posted by a lane's transaction, not by a command's")
        return self.tx.lane

    def tell(self, told: Told) -> None:
        """Take in a fact, unless something newer was told of it."""
        known = self.told.get(told.fact.id)
        if known is None or told.rank > known.rank:
            self.told[told.fact.id] = told
