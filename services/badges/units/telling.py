"""What a lane tells units: that something of their members is new. The units' lanes do the rest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from services.badges import catalog, rows
from services.badges.batch import Batch
from services.badges.domain.awards import UNIT, Change
from services.badges.domain.editions import Book
from services.badges.domain.judging import Dirt
from services.badges.units.loading import tree
from shared.bus import Record
from shared.criteria import Entry, Fact, Person, Types, Units
from shared.events import badges_work
from shared.events.envelope import Event, encode, event_id, is_person

MOST = 2000
"""So many ids are told; beyond, everything is to be looked at."""


@dataclass
class Touch:
    """What of one unit's members is new, see `UnitTouched`."""

    facts: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    awards: bool = False
    anew: bool = False


@dataclass(frozen=True)
class Looking:
    """What badges of units look at; who writes it down for whom."""

    types: Types
    reads: frozenset[str]
    units: Units
    touches: defaultdict[str, Touch] = field(default_factory=lambda: defaultdict(Touch))

    def hear(self, person: Person, before: Iterable[str], dirt: Dirt, changes: Sequence[Change]) -> None:
        """Note what is new of a person, who was in the units ``before`` until this batch."""
        for fact in dirt.added:
            if self.types.touches(fact.type):
                self._add(person, fact, "facts")
        for entry in dirt.entries if "points" in self.reads else ():
            self._add(person, entry, "entries")
        is_less = any(self.types.touches(fact.type) for fact in dirt.gone)
        if is_less or "profile" in dirt.inputs:
            for unit in self._ever(person, before):
                self.touches[unit].anew = True
        if changes and "awards" in self.reads:
            for unit in self._ever(person, ()):
                self.touches[unit].awards = True

    def _add(self, person: Person, item: Fact | Entry, to: str) -> None:
        for unit in self.units.of_person(person, item.at):
            getattr(self.touches[unit], to).append(item.id)

    def _ever(self, person: Person, before: Iterable[str]) -> set[str]:
        inside = {membership.unit for membership in person.memberships} | set(before)
        return {unit for one in inside for unit in self.units.lineage(one)}


def tell_units(batch: Batch, book: Book, changes: Mapping[str, list[Change]]) -> None:
    """Tell the units concerned what this batch has stored of people and units, if badges of units look at it;
    ``changes`` are those of people's awards."""
    looked = catalog.looked_at_by_units(batch.tx.db, book)
    if looked is None:
        return
    looking = Looking(*looked, tree(batch.tx.db, batch.tx.lane))
    people = [name for name in batch.dirt if is_person(name)]
    profiles = {row["_id"]: rows.person(row) for row in batch.tx.db.people.find({"_id": {"$in": people}})}
    for name, profile in profiles.items():
        looking.hear(profile, batch.was_in.get(name, ()), batch.dirt[name], changes.get(name, ()))
    for unit in batch.moved:
        looking.touches[unit].anew = True
    for unit, touch in sorted(looking.touches.items()):
        tell(batch, unit, touch)


def tell(batch: Batch, unit: str, touch: Touch) -> None:
    """Have the unit's lane look at what is new. Not told by the unit's own row, which every lane would then write: what
    is told may come in any order and twice. Its name is made of a row that this transaction has moved on; its hops are
    the fewest that can lie behind it."""
    tx = batch.tx
    if len(touch.facts) + len(touch.entries) > MOST:
        touch = Touch(awards=touch.awards, anew=True)
    moved_on, rev = min(tx.revs.items(), default=(f"{tx.lane}/{tx.now.isoformat()}", 0))
    name, key = event_id(f"touched/{unit}/{moved_on}", revision=rev), f"{UNIT}{unit}"
    data = badges_work.UnitTouched(unit=unit, **asdict(touch)).model_dump(mode="json")
    hops = min((tx.hops.get(one, 0) for one in batch.dirt), default=0)
    event = Event(name, badges_work.UNIT_TOUCHED, "badges", key, tx.now, data, hops=hops)
    tx.publish(f"{key}|touched|{name}", Record(badges_work.TOPIC, key, encode(event)))
