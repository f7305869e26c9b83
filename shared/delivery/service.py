"""What a service tells delivery about itself: its topics, its visible table of handlers, and how a batch opens and
ends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from pymongo.client_session import ClientSession

from shared.delivery.transaction import Transaction
from shared.events.envelope import Event
from shared.store import Row

B = TypeVar("B")


@dataclass(frozen=True)
class Timer:
    """A due timer: its natural key, kind, data, and the moment it stands for (``due_at``, the effects' occurred_at)."""

    key: str
    kind: str
    due_at: datetime
    data: Row


@dataclass(frozen=True)
class Task:
    """Long work on one lane: ``cursor`` is where the last piece ended (None at first), ``size`` how many things a piece
    may be made of, so that it does not hold up what is live."""

    key: str
    kind: str
    lane: int
    cursor: Any
    data: Row
    size: int = 200


@dataclass(frozen=True)
class Service(Generic[B]):
    """One service as delivery sees it.

    ``open`` makes the batch that handlers fill (one a transaction), ``handlers`` maps an event's type to what is done
    with it, ``conclude`` ends the batch: judges, writes, emits. ``timers`` by kind; those in ``barriers`` fire only
    when every lane has consumed what stood in the logs when they came due. ``tasks`` by kind return the next cursor,
    None at the end. ``committed`` is told of the session (a lane's owner) whose transaction was committed."""

    name: str
    topics: tuple[str, ...]
    open: Callable[[Transaction], B]
    handlers: Mapping[str, Callable[[B, Event], None]]
    conclude: Callable[[B], None]
    timers: Mapping[str, Callable[[B, Timer], None]] = field(default_factory=dict)
    barriers: frozenset[str] = frozenset()
    tasks: Mapping[str, Callable[[B, Task], Any]] = field(default_factory=dict)
    committed: Callable[[ClientSession], object] = id
