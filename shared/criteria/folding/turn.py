"""One batch for one recipient: step what is new, fold again what must be, and tell what follows."""

from collections.abc import Hashable, Iterable, Iterator
from hashlib import blake2b
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from shared.criteria.folding.folds import Fold
from shared.criteria.folding.news import Change, Fetch, News, Wanted
from shared.criteria.folding.opened import Opened
from shared.criteria.folding.replay import Replay, Starts
from shared.criteria.folding.rulings import Ruling
from shared.criteria.folding.states import DIRTY, EVERYTHING, SAME, Outcome, Span, State
from shared.criteria.judging.facts import Dated, Entry, Fact, Moment
from shared.criteria.judging.history import History
from shared.criteria.judging.judge import Entitlement, in_order

if TYPE_CHECKING:
    from shared.criteria.folding.folded import Folded

EVERYWHERE: Hashable = object()
"""Stands among the scopes of a ruling for all of them."""


class Turn:
    """`touched` are the rulings to judge, each with the scopes concerned; `anew` the folds to fold from the beginning,
    `dirty` the states that something between two moments concerns, `starts` the spans that states have asked for."""

    def __init__(self, folded: "Folded", history: History) -> None:
        self.folded = folded
        self.history = history
        self.touched: dict[Ruling, set[Hashable]] = {}
        self.anew: set[Fold] = set()
        self.dirty: dict[Fold, dict[Hashable, tuple[Moment, Moment]]] = {}
        self.starts: Starts = {}
        self.entries: list[Entry] | None = None

    def hear(self, news: News) -> None:
        """Step what is new; note what is late, gone or changed."""
        plan, history = self.folded.plan, self.history
        for gone in news.gone:
            for fold in plan.meant(gone, history):
                self._lose(fold, gone)
        for fact in sorted(news.facts, key=_moment):
            self._hear(fact)
        for entry in sorted(news.entries, key=_moment):
            self._post(entry)
        for name in news.published:
            self._touch(plan.rulings[name], EVERYWHERE)
        if news.changed:
            self._renew(news.changed)

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

    def states(self, fold: Fold) -> dict[Hashable, State] | None:
        """The states of a fold; None where it must be folded from the beginning."""
        folded = self.folded
        states = folded.states.get(fold)
        if states is None and fold.serial <= folded.fresh_up_to:
            states = folded.begin(fold)
        if states is not None and folded.tokens[fold] == fold.token:
            return states
        self.anew.add(fold)
        return None

    def state(self, fold: Fold, states: dict[Hashable, State], key: Hashable) -> State:
        """The state of a fold in a scope, begun if there is none yet."""
        state = states.get(key)
        if state is None:
            state = states[key] = fold.state(self._opening(fold, key) if fold.is_opened else None)
        return state

    def reopen(self, fold: Fold) -> None:
        """Where the moment at which a window opens has moved, begin it anew from there."""
        if fold in self.anew:
            return
        states = self.folded.states.get(fold, {})
        for key, state in states.items():
            opening = self._opening(fold, key)
            if opening != cast("Opened", state).since:
                states[key] = fold.state(opening)
                self.dirty.get(fold, {}).pop(key, None)
                self._note(fold, key)
                if opening is not None:
                    self.starts.setdefault(fold, {})[key] = Span(opening)

    def _opening(self, fold: Fold, key: Hashable) -> Moment | None:
        ruling = next(iter(fold.users))
        return fold.opening(self.folded.seen(ruling, key, self.history))

    def _post(self, entry: Entry) -> None:
        for fold in self.folded.plan.meaning(entry):
            self._give(fold, entry, 1)
        for ruling in self.folded.plan.looking_at_entries:
            self._touch(ruling, EVERYWHERE)

    def _hear(self, fact: Fact) -> None:
        for fold, bits in self.folded.plan.meant(fact, self.history).items():
            if not (fold.is_everywhere and self._step(fold, fact, bits)):
                self._give(fold, fact, bits)

    def _step(self, fold: Fold, fact: Fact, bits: int) -> bool:
        """The usual case, in which a fold has its one state already; whether it was."""
        states = self.folded.states.get(fold)
        if not states or self.folded.tokens[fold] != fold.token:
            return False
        outcome = states[None].take(fact, self.history, bits)
        if outcome is not SAME:
            self._note(fold, None)
            self._soil(fold, None, outcome, fact)
        return True

    def _give(self, fold: Fold, item: Dated, bits: int) -> None:
        states = self.states(fold)
        if states is None:
            self._note(fold, EVERYWHERE)
            return
        history = self.history
        if fold.is_bounded and not fold.holds(item, history):
            return
        for key in self.folded.keys(fold, item, history):
            state = states.get(key) or self.state(fold, states, key)
            outcome = state.take(item, history, bits)
            if outcome is not SAME:
                self._note(fold, key)
                self._soil(fold, key, outcome, item)

    def _lose(self, fold: Fold, fact: Fact) -> None:
        states = self.states(fold)
        if states is None:
            self._note(fold, EVERYWHERE)
            return
        for key in self.folded.keys(fold, fact, self.history) if fold.holds(fact, self.history) else ():
            if key in states and (outcome := states[key].gone(fact, self.history)):
                self._note(fold, key)
                self._soil(fold, key, outcome, fact)

    def _soil(self, fold: Fold, key: Hashable, outcome: Outcome, item: Dated) -> None:
        if outcome is not DIRTY:
            return
        if fold.kind == "scope":
            self.anew.add(fold)
        else:
            known = self.dirty.setdefault(fold, {})
            first, last = known.get(key, (item.moment, item.moment))
            known[key] = min(item.moment, first), max(item.moment, last)

    def _note(self, fold: Fold, key: Hashable) -> None:
        for ruling in fold.users:
            self._touch(ruling, key if fold.scoping or not ruling.scoping else EVERYWHERE)

    def _touch(self, ruling: Ruling, key: Hashable) -> None:
        self.touched.setdefault(ruling, set()).add(key)

    def _renew(self, changed: frozenset[str]) -> None:
        """What was folded by a profile, awards or points that are no longer so is folded anew."""
        for ruling in self.folded.plan.reading(changed):
            self._touch(ruling, EVERYWHERE)
            self.anew.update(fold for fold in ruling.folds if fold.reads & changed)

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


def _moment(item: Dated) -> Moment:
    return item.moment


def _digest(entitlements: Iterable[Entitlement]) -> bytes:
    """Tells entitlements apart; empty for none."""
    digest, is_empty = blake2b(digest_size=12), True
    for one in entitlements:
        is_empty = False
        digest.update(repr((one.tier, one.scope, one.earned_at.isoformat(), len(one.facts))).encode())
        for part in ("id", "completion"):
            digest.update("\0".join(map(attrgetter(part), one.facts)).encode(errors="surrogatepass"))
    return b"" if is_empty else digest.digest()
