"""What a lane's owner remembers of people, so that an event does not read everything that came before it.

A person's row orders everything about them: what was known as of its revision is whole and right as long as the next
transaction finds the row at that very revision; else it is read again. Only what was committed is remembered."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from pymongo.client_session import ClientSession

from services.badges.batch import Batch
from services.badges.domain.awards import Award
from shared.criteria import Fact, Types

MOST = 50_000
"""Facts remembered over all people of one owner: some 100 MB."""


@dataclass(frozen=True)
class Known:
    """A person's standing facts of some types, and all of their awards, as of a revision of their row."""

    rev: int
    types: Types
    facts: tuple[Fact, ...]
    awards: tuple[Award, ...]

    def covers(self, types: Types) -> bool:
        """Whether these types are among those whose facts are known."""
        return types.exact <= self.types.exact and set(types.prefixes) <= set(self.types.prefixes)


class _Memory:
    """What one owner of lanes (its session) remembers, the person heard of longest ago forgotten first."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Known] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, person: str, rev: int) -> Known | None:
        """What was known of a person as of this revision."""
        known = self._known.get(person)
        return known if known and known.rev == rev else None

    def put(self, people: Mapping[str, Known]) -> None:
        """Remember these people as they are now."""
        with self._lock:
            for person, known in people.items():
                self._forget(person)
                self._known[person] = known
                self._size += len(known.facts)
            while self._size > MOST:
                self._forget(next(iter(self._known)))

    def _forget(self, person: str) -> None:
        if known := self._known.pop(person, None):
            self._size -= len(known.facts)


_memories: WeakKeyDictionary[ClientSession, _Memory] = WeakKeyDictionary()
_offered: dict[int, tuple[_Memory, Mapping[str, Known]]] = {}


def recall(batch: Batch) -> dict[str, Known]:
    """What is known of the batch's people without reading: as last committed, and what this batch has added."""
    memory = _memories.get(batch.tx.session)
    if memory is None:
        return {}
    before = {
        person: known
        for person, rev in batch.tx.revs.items()
        if person not in batch.rewritten and (known := memory.get(person, rev - 1))
    }
    return {person: _with_new(known, batch.added.get(person, ())) for person, known in before.items()}


def offer(batch: Batch, people: Mapping[str, Known]) -> None:
    """Remember these people once the batch's transaction is committed."""
    if batch.tx.lane is not None:
        _offered[batch.tx.lane] = _memories.setdefault(batch.tx.session, _Memory()), people


def committed(lane: int) -> None:
    """The lane's last batch is committed."""
    if offered := _offered.pop(lane, None):
        memory, people = offered
        memory.put(people)


def _with_new(known: Known, added: Iterable[Fact]) -> Known:
    facts = (*known.facts, *(fact for fact in added if known.types.touches(fact.type)))
    return Known(known.rev + 1, known.types, facts, known.awards)
