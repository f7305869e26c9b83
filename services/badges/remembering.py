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
from services.badges.domain.recalled import Known
from services.badges.domain.ruling import Ruling

MOST = 200_000
"""Facts that went into all that one owner remembers."""


class Memory:
    """What one owner of lanes (its session) remembers, the person heard of longest ago forgotten first; and the rules
    that it judges them by."""

    def __init__(self) -> None:
        self.ruling = Ruling()
        self._known: OrderedDict[str, tuple[int, Known]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def take(self, revs: Mapping[str, int]) -> dict[str, Known]:
        """Of these people ({person: revision of their row}) those remembered as of just that revision, taken out; older
        memories of them are dropped."""
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
_offered: dict[int, tuple[Memory, Mapping[str, int], Mapping[str, Known]]] = {}


def memory_of(batch: Batch) -> Memory:
    """The memory of the batch's owner; a command has none to speak of."""
    return _memories.setdefault(batch.tx.session, Memory())


def recall(batch: Batch) -> dict[str, Known]:
    """What is known of the batch's people as of before it."""
    return memory_of(batch).take({person: rev - 1 for person, rev in batch.tx.revs.items()})


def offer(batch: Batch, people: Mapping[str, Known]) -> None:
    """Remember these people once the batch's transaction is committed."""
    if batch.tx.lane is not None:
        _offered[batch.tx.lane] = memory_of(batch), dict(batch.tx.revs), people


def committed(lane: int) -> None:
    """The lane's last batch is committed."""
    if offered := _offered.pop(lane, None):
        memory, revs, people = offered
        memory.put(revs, people)
