"""What a lane's owner remembers of people, so that an event does not read everything that came before it.

A person's row orders everything about them: what was known as of its revision is whole and right as long as the next
transaction finds the row at that very revision; else it is made anew from what is stored. What is remembered is taken
out while a batch works on it, and put back only once the batch is committed."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from weakref import WeakKeyDictionary

from pymongo.client_session import ClientSession

from services.badges.batch import Batch
from services.badges.domain.editions import Recipients
from services.badges.domain.recalled import Known
from services.badges.domain.ruling import Ruling

MOST = 200_000
"""Facts that went into all that one owner remembers."""


class Memory:
    """What one owner of lanes (its session) remembers, who was heard of longest ago forgotten first; the rules that it
    judges people by, and units; and what is to be remembered once its transaction is committed."""

    def __init__(self) -> None:
        self.rulings: dict[Recipients, Ruling] = {"person": Ruling("person"), "unit": Ruling("unit")}
        self.offered: tuple[Mapping[str, int], Mapping[str, Known]] = {}, {}
        self._known: OrderedDict[str, tuple[int, Known]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def take(self, revs: Mapping[str, int]) -> dict[str, Known]:
        """Of these people and units ({key: revision of their row}) those remembered as of just that revision, taken
        out; older memories of them are dropped."""
        with self._lock:
            found = {person: self._forget(person) for person in revs}
        return {person: one[1] for person, one in found.items() if one and one[0] == revs[person]}

    def put(self, revs: Mapping[str, int], people: Mapping[str, Known]) -> None:
        """Remember these people as they are at these revisions."""
        with self._lock:
            for person, known in people.items():
                self._forget(person)
                self._known[person] = revs[person], known
                self._size += known.size
            while self._size > MOST:
                self._forget(next(iter(self._known)))

    def _forget(self, person: str) -> tuple[int, Known] | None:
        found = self._known.pop(person, None)
        if found:
            self._size -= found[1].size
        return found


_memories: WeakKeyDictionary[ClientSession, Memory] = WeakKeyDictionary()


def memory_of(batch: Batch) -> Memory:
    """The memory of the batch's owner; a command has none to speak of."""
    return _memories.setdefault(batch.tx.session, Memory())


def recall(batch: Batch) -> dict[str, Known]:
    """What is known of the batch's people as of before it."""
    return memory_of(batch).take({person: rev - 1 for person, rev in batch.tx.revs.items()})


def offer(batch: Batch, people: Mapping[str, Known]) -> None:
    """Remember these people once the batch's transaction is committed."""
    memory_of(batch).offered = dict(batch.tx.revs), people


def committed(owner: ClientSession) -> None:
    """The owner's transaction is committed."""
    if memory := _memories.get(owner):
        revs, people = memory.offered
        memory.offered = {}, {}
        memory.put(revs, people)
