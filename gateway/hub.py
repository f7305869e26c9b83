"""The streams that are open, and what each is still to be told. Lives on one event loop."""

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from gateway.hints import EVERYTHING, Audience, Note
from shared.auth import Principal

MOST_AWARDS = 8  # waiting for one stream; beyond it "look at everything again" says it all


@dataclass(frozen=True)
class Told:
    """One hint: topics, and the award that it is about, if any."""

    topics: frozenset[str]
    award: str | None = None


class Listener:
    """One open stream: notes are gathered and handed over as few hints, however slowly they are taken."""

    def __init__(self, principal: Principal, within: frozenset[str] = frozenset()) -> None:
        self.principal = principal
        self.names = (principal.employee, *(f"unit:{unit}" for unit in within))
        self.closed = False
        self._gathering: dict[float, set[str]] = {}
        self._topics: set[str] = set()
        self._awards: deque[str] = deque()
        self._ready = asyncio.Event()

    def note(self, note: Note) -> None:
        """Remembers the topics and wakes the stream when their moment has come."""
        if note.award is not None:
            self._awards.append(note.award)
        if note.after not in self._gathering:
            self._gathering[note.after] = set()
            asyncio.get_running_loop().call_later(note.after, self._hand_over, note.after)
        self._gathering[note.after] |= note.topics

    async def next(self, patience: float) -> list[Told] | None:
        """The hints of now, waiting ``patience`` seconds for one; None once the stream is to end."""
        try:
            await asyncio.wait_for(self._ready.wait(), patience)
        except TimeoutError:
            return []
        self._ready.clear()
        return None if self.closed else self._take()

    def close(self) -> None:
        """Ends the stream."""
        self.closed = True
        self._ready.set()

    def _hand_over(self, delay: float) -> None:
        self._topics |= self._gathering.pop(delay)
        self._ready.set()

    def _take(self) -> list[Told]:
        topics, awards = frozenset(self._topics), list(self._awards)
        self._topics.clear()
        self._awards.clear()
        if len(awards) > MOST_AWARDS:
            return [Told(EVERYTHING)]
        if not awards:
            return [Told(topics)] if topics else []
        return [Told(topics, award) for award in awards]


class Hub:
    """All open streams of this process, by person and by the units that they are within."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = {}
        self.draining = False

    def __len__(self) -> int:
        return len(self._all())

    def join(self, principal: Principal, within: frozenset[str] = frozenset()) -> Listener:
        """Begins a stream for this person, who hears of what these units get as well."""
        listener = Listener(principal, within)
        for name in listener.names:
            self._listeners.setdefault(name, set()).add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """The stream has ended."""
        for name in listener.names:
            of_one = self._listeners.get(name, set())
            of_one.discard(listener)
            if not of_one:
                self._listeners.pop(name, None)

    def tell(self, notes: Iterable[Note]) -> None:
        """Passes notes to those whom they concern."""
        for note in notes:
            for listener in self._concerned(note.to):
                listener.note(note)

    def drain(self) -> None:
        """Ends all streams; new ones are to be refused."""
        self.draining = True
        for listener in self._all():
            listener.close()

    def _concerned(self, to: str | Audience) -> Iterable[Listener]:
        if isinstance(to, str):
            return self._listeners.get(to, ())
        return [listener for listener in self._all() if to is Audience.ALL or listener.principal.admin]

    def _all(self) -> set[Listener]:
        return {listener for of_one in self._listeners.values() for listener in of_one}
