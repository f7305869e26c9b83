"""One recipient's life, lived by the fast evaluator and judged by the plain one after every batch."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import orjson

from shared.criteria import Entitlement, Fact, History, compile_rule, parse_rule
from shared.criteria.folding.folded import Folded
from shared.criteria.folding.news import Change, News, Past, Wanted
from shared.criteria.folding.plan import Plan
from shared.criteria.folding.storing import dump_given, load_given, restore, rows_of
from shared.criteria.judging.facts import Entry
from shared.criteria.judging.people import Units
from shared.criteria.judging.values import canonical
from shared.criteria.language.values import parse_instant
from shared.criteria.worlds.reading import award_of, entry_of, person_of, unit_of
from shared.criteria.worlds.shapes import AwardShape, EntryShape, PersonShape, UnitShape
from tests.unit.criteria.build import Json

Told = list[tuple[Any, ...]]
STARRED_OUT = frozenset({"y"})


class Life:
    """What is known so far, the states, and what the changes told so far add up to."""

    def __init__(self, said: Json, recipient: str) -> None:
        self.recipient = recipient
        self.rules = [compile_rule(parse_rule(rule), "b", STARRED_OUT) for rule in said["rules"]]
        self.people = [[person_of(PersonShape.model_validate(one)) for one in people] for people in said["people"]]
        self.units = Units(unit_of(UnitShape.model_validate(one)) for one in said["units"])
        self.facts, self.versions = ([Fact.of(one) for one in said[key]] for key in ("facts", "amended"))
        self.all_entries = [entry_of(EntryShape.model_validate(one)) for one in said["points"]]
        self.all_awards = [award_of(AwardShape.model_validate(one)) for one in said["awards"]]
        self.now = parse_instant(said["now"])
        self.moved = self.awarded = 0
        self.known: dict[Any, Fact] = {}
        self.entries: dict[str, Entry] = {}
        self.fetched = 0
        self.plan = Plan([("0", self.rules[0])])
        self.folded = Folded(self.plan, fresh=True)
        self.view: dict[tuple[str, Any], tuple[Entitlement, ...]] = {}

    def begin(self) -> None:
        """Judge before anything has happened: some rules ask for nothing."""
        self._take(News(changed=frozenset({"awards", "clock"})))

    def live(self, batch: Json) -> None:
        """Let one batch happen."""
        ((what, which),) = batch.items()
        _HAPPENS[what](self, which)

    def arrive(self, which: Iterable[int | str], gone: Iterable[Fact] = ()) -> None:
        """Facts and entries arrive; one of an earlier version than what is known is none."""
        facts = [self.facts[i] for i in which if isinstance(i, int) and self.known.get(i) is None]
        entries = [entry for entry in self.all_entries if entry.id in set(which)]
        again = [self.known[i] for i in which if isinstance(i, int) and self.known.get(i) is not None]
        self.known |= {i: self.facts[i] for i in which if isinstance(i, int) and self.known.get(i) is None}
        self.entries |= {entry.id: entry for entry in entries}
        self._take(News([*facts, *again], gone=list(gone), entries=entries))

    def at_once(self, which: Json) -> None:
        """A fact is taken back in the batch in which others arrive."""
        fact = self.known.pop(which["gone"], None)
        self.arrive([one for one in which["arrive"] if one != which["gone"]], [fact] if fact else [])

    def gone(self, which: int) -> None:
        """A fact is taken back; it may arrive again."""
        fact = self.known.pop(which, None)
        self._take(News(gone=[fact] if fact else []))

    def amended(self, which: int) -> None:
        """A fact is told otherwise."""
        if which >= len(self.facts):
            return
        old = self.known.get(which)
        self.known[which] = self.versions[which]
        self._take(News([self.versions[which]], gone=[old] if old else []))

    def profile(self, _: int) -> None:
        """The people are no longer what they were."""
        self.moved = 1 - self.moved
        self._take(News(changed=frozenset({"profile", "clock"})))

    def awards(self, which: int) -> None:
        """More awards, or fewer."""
        self.awarded = which % (len(self.all_awards) + 1)
        self._take(News(changed=frozenset({"awards"})))

    def clock(self, which: int) -> None:
        """Time passes."""
        self.now += timedelta(days=which)
        self._take(News(changed=frozenset({"clock"})))

    def reload(self, which: int) -> None:
        """Another process goes on, with what was stored; of every other fold nothing was."""
        rows = list(rows_of(self.folded, [fold for i, fold in enumerate(self.folded.states) if (i + which) % 3]))
        given = dump_given(self.folded)
        self.plan = Plan([(name, ruling.compiled) for name, ruling in self.plan.rulings.items()])
        self.folded = Folded(self.plan)
        restore(self.folded, orjson.loads(orjson.dumps(rows)))
        load_given(self.folded, orjson.loads(orjson.dumps(given)))

    def rule(self, _: int) -> None:
        """Another rule is published: everyone is judged by it once."""
        name = str(len(self.plan.rulings))
        if int(name) < len(self.rules):
            self.plan.add(name, self.rules[int(name)])
            self._take(News(published=[name]))

    def expected(self) -> dict[str, Told]:
        """What the plain evaluator says of all that is known."""
        history = self._history(self.known.values(), self.entries.values())
        return {name: told(self.rules[int(name)].judge(history)) for name in self.plan.rulings}

    def seen(self) -> dict[str, Told]:
        """What the changes add up to."""
        return {
            name: told(one for (of, _), given in self.view.items() if of == name for one in given)
            for name in self.plan.rulings
        }

    def _take(self, news: News) -> None:
        mine = self._history(news.facts, news.entries).everything
        facts = [fact for fact in mine.facts if not fact.is_award]
        gone = [fact for fact in self._history(news.gone, ()).everything.facts if not fact.is_award]
        kept = News(facts, gone=gone, entries=mine.entries, changed=news.changed, published=news.published)
        self.fetched = 0
        for change in self.folded.take(kept, self._history((), ()), self._fetch):
            self._note(change)
        assert self.fetched <= 2

    def _note(self, change: Change) -> None:
        key = (change.name, canonical(change.scope))
        self.view[key] = change.entitlements

    def _fetch(self, wanted: Wanted) -> Past:
        self.fetched += 1
        past = self._history(self.known.values(), self.entries.values()).everything
        facts = [fact for fact in past.facts if not fact.is_award and wanted.touches(fact)]
        return Past(facts, past.entries if wanted.entries else ())

    def _history(self, facts: Iterable[Fact], entries: Iterable[Entry]) -> History:
        people, awards = self.people[self.moved], self.all_awards[: self.awarded]
        if self.recipient == "dept":
            of = {"units": self.units, "entries": entries, "awards": awards}
            return History.of_unit("dept", people, facts, now=self.now, **of)  # type: ignore[arg-type]
        person = next(one for one in people if one.id == self.recipient)
        return History.of_person(person, facts, units=self.units, entries=entries, awards=awards, now=self.now)


def told(found: Iterable[Entitlement]) -> Told:
    """Entitlements, to be compared."""
    return sorted(
        (str(e.tier), repr(canonical(e.scope)), e.scope, e.earned_at, e.evidence, e.completions) for e in found
    )


_HAPPENS: dict[str, Any] = {
    name: getattr(Life, name) for name in ("arrive", "gone", "amended", "profile", "awards", "clock", "reload", "rule")
} | {"at once": Life.at_once}
