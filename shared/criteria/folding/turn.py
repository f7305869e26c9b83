"""One batch for one recipient: step what is new, fold again what must be, and tell what follows."""

from collections.abc import Hashable, Iterable, Iterator
from hashlib import blake2b
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from shared.criteria.folding.folds import Fold
from shared.criteria.folding.hearing import EVERYWHERE, Hearing
from shared.criteria.folding.news import Change, Fetch, Wanted
from shared.criteria.folding.opened import Opened
from shared.criteria.folding.replay import Replay, Starts
from shared.criteria.folding.rulings import Ruling
from shared.criteria.folding.states import EVERYTHING, Span
from shared.criteria.judging.facts import Entry
from shared.criteria.judging.history import History
from shared.criteria.judging.judge import Entitlement, in_order

if TYPE_CHECKING:
    from shared.criteria.folding.folded import Folded


class Turn(Hearing):
    """`starts` are the spans that states have asked for; `entries` the ledger's, where a ruling looks at them."""

    def __init__(self, folded: "Folded", history: History) -> None:
        super().__init__(folded, history)
        self.starts: Starts = {}
        self.entries: list[Entry] | None = None

    def settle(self, fetch: Fetch) -> None:
        """Fold again what must be, with one look at the past; with another at all of it where that does not suffice."""
        if not self.touched:
            return
        for ruling in self.touched:
            for fold in ruling.folds:
                self.states(fold)
        opened = {fold for ruling in self.touched for fold in ruling.opened_folds}
        moving = {fold for fold in opened if fold.below & (self.anew | self.dirty.keys())}
        for fold in opened - moving:
            self.reopen(fold)
        self._rewind()
        while (wanted := self._wanted(moving)) is not None:
            past = fetch(wanted)
            self.entries = list(past.entries) if wanted.entries else self.entries
            pending = sorted(opened | self.anew | self.starts.keys(), key=lambda fold: fold.depth)
            self.starts = Replay(self, past).run(pending, moving)
            moving = {fold for fold in opened if fold.below & self.starts.keys()}
            if not self.starts:
                return

    def changes(self) -> Iterator[Change]:
        """What follows, where it differs from what was told before."""
        for ruling, keys in self.touched.items():
            given = self.folded.given.setdefault(ruling.name, {})
            there = self.folded.scopes_of(ruling)
            for key in there | given.keys() if EVERYWHERE in keys else keys:
                entitlements = self._judged(ruling, key) if key in there else ()
                told = _digest(entitlements)
                if told != given.get(key, b""):
                    given[key] = told
                    yield Change(ruling.name, self.folded.scopes[key], entitlements)

    def reopen(self, fold: Fold) -> None:
        """Where the moment at which a window opens has moved, begin it anew from there."""
        if fold in self.anew:
            return
        states = self.folded.states.get(fold, {})
        for key, state in states.items():
            opening = self.opening(fold, key)
            if opening != cast("Opened", state).since:
                states[key] = fold.state(opening)
                self.dirty.get(fold, {}).pop(key, None)
                self.note(fold, key)
                if opening is not None:
                    self.starts.setdefault(fold, {})[key] = Span(opening)

    def _rewind(self) -> None:
        for fold, concerned in self.dirty.items():
            if fold not in self.anew and concerned:
                states = self.folded.states[fold]
                spans = {key: states[key].rewind(*between, self.history) for key, between in concerned.items()}
                self.starts[fold] = spans | self.starts.get(fold, {})

    def _wanted(self, moving: Iterable[Fold]) -> Wanted | None:
        """What is needed of the past; nothing where no state must be folded again."""
        wanted = Wanted()
        for fold in {*self.anew, *moving}:
            wanted.add(fold, EVERYTHING)
        for fold, spans in self.starts.items():
            for span in spans.values():
                wanted.add(fold, span)
        if self.entries is None and any(ruling.needs_entries for ruling in self.touched):
            wanted.add_entries()
        return wanted if wanted.something else None

    def _judged(self, ruling: Ruling, key: Hashable) -> tuple[Entitlement, ...]:
        return tuple(in_order(self.folded.judged(ruling, key, self.history, self.entries)))


def _digest(entitlements: Iterable[Entitlement]) -> bytes:
    """Tells entitlements apart; empty for none."""
    digest, is_empty = blake2b(digest_size=12), True
    for one in entitlements:
        is_empty = False
        digest.update(repr((one.tier, one.scope, one.earned_at.isoformat(), len(one.facts))).encode())
        for part in ("id", "completion"):
            digest.update("\0".join(map(attrgetter(part), one.facts)).encode(errors="surrogatepass"))
    return b"" if is_empty else digest.digest()
