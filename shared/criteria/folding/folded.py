"""The states of one recipient, and what follows from news."""

from collections.abc import Hashable, Iterator
from datetime import datetime

from shared.criteria.folding.folds import Fold
from shared.criteria.folding.leaves import FoldedSeen
from shared.criteria.folding.news import Change, Fetch, News
from shared.criteria.folding.plan import Plan
from shared.criteria.folding.rulings import Ruling
from shared.criteria.folding.states import State
from shared.criteria.folding.turn import Turn
from shared.criteria.judging.facts import Dated, Entry, Scope
from shared.criteria.judging.history import History
from shared.criteria.judging.judge import Entitlement, Given, in_order
from shared.criteria.judging.values import canonical

_WHOLE: list[Hashable] = [None]


class Folded:
    """`states` by fold and scope; `tokens` what each fold was folded for. `given` is what was last told of each ruling
    and scope, so that only what changes is told. `fresh`: nothing is known of the recipient that was not told to this
    object, so that a fold of the plan without a state has nothing to tell; otherwise it asks for the past."""

    def __init__(self, plan: Plan, *, fresh: bool = False) -> None:
        self.plan = plan
        self.states: dict[Fold, dict[Hashable, State]] = {}
        self.tokens: dict[Fold, str] = {}
        self.scopes: dict[Hashable, Scope] = {None: None}
        self.given: dict[str, dict[Hashable, bytes]] = {}
        self.fresh_up_to = plan.serial if fresh else 0

    def take(self, news: News, history: History, fetch: Fetch) -> list[Change]:
        """Take in what a batch brings, and tell what changes.

        `history` is the recipient as of now: people, units, all awards, and the instant; of facts and entries it may
        be empty. See `Fetch`.
        """
        turn = Turn(self, history)
        turn.hear(news)
        turn.settle(fetch)
        return list(turn.changes())

    def judge(self, history: History) -> dict[str, list[Entitlement]]:
        """Everything that every rule entitles to, by its name. All its folds must have been folded."""
        return {
            name: in_order(given for key in self.scopes_of(ruling) for given in self.judged(ruling, key, history))
            for name, ruling in self.plan.rulings.items()
        }

    def wakes(self, history: History) -> datetime | None:
        """The next instant after now at which the clock alone may change something; None for never."""
        instants = (
            at
            for ruling in self.plan.reading(["clock"])
            for key in self.scopes_of(ruling)
            for at in ruling.root.wakes(self.seen(ruling, key, history))
        )
        return min(instants, default=None)

    def judged(
        self, ruling: Ruling, key: Hashable, history: History, entries: list[Entry] | None = None
    ) -> Iterator[Given]:
        """What a ruling entitles to in one scope."""
        if history.is_of_unit != (ruling.compiled.rule.recipient == "unit"):
            return iter(())
        return ruling.judge(self.seen(ruling, key, history, entries), history.recipient)

    def scopes_of(self, ruling: Ruling) -> set[Hashable]:
        """The scopes in which something of a ruling may lie."""
        if ruling.scoping is None:
            return {None}
        if ruling.presence is not None:
            return set(self.states.get(ruling.presence, ()))
        return {key for fold in ruling.scoped_folds for key in self.states.get(fold, ())}

    def begin(self, fold: Fold) -> dict[Hashable, State]:
        """Begin a fold with nothing."""
        self.tokens[fold] = fold.token
        self.states[fold] = {}
        return self.states[fold]

    def keys(self, fold: Fold, item: Dated, history: History) -> list[Hashable]:
        """The scopes of a fold in which something lies."""
        if fold.scoping is None:
            return _WHOLE
        found = {canonical(scope): scope for scope in fold.scoping(item, history)}
        self.scopes |= found
        return list(found)

    def state_in(self, fold: Fold, scope: Scope) -> State | None:
        """The state of a fold in a scope; None where nothing of it lies there."""
        states = self.states.get(fold)
        return None if states is None else states.get(canonical(scope) if fold.scoping else None)

    def seen(self, ruling: Ruling, key: Hashable, history: History, entries: list[Entry] | None = None) -> FoldedSeen:
        """What a ruling sees in a scope."""
        scope, everything = self.scopes[key], history.everything
        awards = [award for award in everything.awards if ruling.sees(award, scope, history)]
        held = everything.entries if entries is None else entries
        posted = [entry for entry in held if ruling.sees(entry, scope, history)] if ruling.needs_entries else []
        return FoldedSeen(history, self, posted, awards, scope)
