"""The ledger: entries are only ever added. What was posted and is no longer due is compensated at its own moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from services.leaderboards.domain.scoring import Due, rule_of
from shared.events.envelope import event_id
from shared.events.points import Cause

POSTED, COMPENSATED = 0, 1


@dataclass(frozen=True)
class Posting:
    """What the ledger holds for one key: its last ``revision``, and whether it ``stands`` or was compensated."""

    due: Due
    revision: int
    stands: bool


@dataclass(frozen=True)
class Entry:
    """One entry, as it stays for good. ``rule`` gave it, None for points that a fact brings by itself."""

    id: str
    employee: str
    unit: str | None
    amount: int
    cause: Cause
    rule: str | None
    occurred_at: datetime


@dataclass(frozen=True)
class Change:
    """How one key is squared: the entry that compensates, the entry that is due, and what the key then holds."""

    posting: Posting
    compensation: Entry | None
    entry: Entry | None


def settle(due: Mapping[str, Due], held: Iterable[Posting]) -> list[Change]:
    """The changes after which the ledger holds exactly what is due. ``held`` are the postings of the same origins,
    compensated ones too."""
    postings = {posting.due.key: posting for posting in held}
    changes = [_squared(postings.get(key), due.get(key)) for key in sorted(due.keys() | postings.keys())]
    return [change for change in changes if change]


def entries(changes: Iterable[Change]) -> list[Entry]:
    """The entries to add: those that take something back first, each kind by the moment it is dated."""
    changes = list(changes)
    taken = [change.compensation for change in changes if change.compensation]
    given = [change.entry for change in changes if change.entry]
    return sorted(taken, key=_order) + sorted(given, key=_order)


def _order(entry: Entry) -> tuple[datetime, str]:
    return entry.occurred_at, entry.id


def _squared(held: Posting | None, due: Due | None) -> Change | None:
    standing = held.due if held and held.stands else None
    if standing == due:
        return None
    compensation = _entry(standing, held.revision, COMPENSATED) if held and standing else None
    if due is None:
        return Change(replace(held, stands=False), compensation, None) if held else None
    revision = held.revision + 1 if held else 0
    return Change(Posting(due, revision, True), compensation, _entry(due, revision, POSTED))


def _entry(due: Due, revision: int, kind: int) -> Entry:
    name = event_id(f"entry/{due.employee}/{due.key}", revision, kind)
    amount = due.amount if kind == POSTED else -due.amount
    return Entry(name, due.employee, due.unit, amount, due.cause, rule_of(due.origin), due.occurred_at)
