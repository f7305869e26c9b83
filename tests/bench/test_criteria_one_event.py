"""Row 7: one event against 10,000 and 100,000 live badges, of which twenty mean it.

Laurel folds the event into the twenty and says what follows; the peers and the plain loop only tell which badges mean
it, and count. Every badge asks for courses on a topic, done with a score that differs among the twenty of a topic."""

import gc
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import pytest

from shared.criteria import Fact, History, Person, compile_rule, parse_rule
from shared.criteria.folding.folded import Folded
from shared.criteria.folding.news import News, Past
from shared.criteria.folding.plan import Plan
from tests.bench.rounds import Line, in_turns, rate
from tests.bench.rule_peers import peers

ALIKE, EVENTS = 20, 400
SMALL, LARGE = 10_000, 100_000
START = datetime(2026, 5, 4, 9, tzinfo=UTC)
NOW = START + timedelta(days=100)
Json = dict[str, Any]


def rule(badge: int) -> Json:
    """The rule of one badge: of the twenty of a topic, one is earned with every fifth event."""
    where = [
        {"path": "data.topic", "op": "eq", "value": f"topic-{badge // ALIKE}"},
        {"path": "result.score.raw", "op": "gte", "value": badge % ALIKE},
    ]
    return {
        "criteria": {
            "count": {"of": {"types": ["course.completed"], "where": where}, "at_least": 1 + 5 * (badge % ALIKE)}
        }
    }


def event(number: int, topics: int = SMALL // ALIKE) -> Json:
    """A completion with a score that all twenty badges of its topic take."""
    at = START + timedelta(minutes=number)
    return {
        "id": f"f-{number}", "completion": f"k-{number}", "type": "course.completed", "role": "actor",
        "employee": "e-1", "occurred_at": at.isoformat().replace("+00:00", "Z"), "source": "lms",
        "object": {"type": "course", "id": f"c-{number}"}, "result": {"score": {"raw": 71}},
        "data": {"topic": f"topic-{number * 7 % topics}"},
    }  # fmt: skip


class Laurel:
    """One employee and so many live badges."""

    def __init__(self, badges: int) -> None:
        compiled = (compile_rule(parse_rule(rule(badge)), str(badge)) for badge in range(badges))
        self.plan = Plan((one.badge, one) for one in compiled)
        self.folded = Folded(self.plan, fresh=True)
        self.told: list[Json] = []
        self.awards: dict[str, datetime] = {}

    def __call__(self, number: int) -> float:
        """Seconds for an event: matched, folded, judged."""
        bodies = [event(number * EVENTS + i) for i in range(EVENTS)]
        facts = [Fact.of(body) for body in bodies]
        history = History.of_person(Person("e-1"), (), now=NOW)
        self.told += bodies
        begun = time.perf_counter()
        changes = [change for fact in facts for change in self.folded.take(News([fact]), history, nothing)]
        seconds = (time.perf_counter() - begun) / EVENTS
        self.awards |= {change.name: change.entitlements[0].earned_at for change in changes}
        return seconds

    def check(self) -> str:
        """What it says is what the plain evaluator says: for all badges of some topics, and for how many mean one."""
        facts = [Fact.of(body) for body in self.told]
        history = History.of_person(Person("e-1"), facts, now=NOW)
        assert len(self.plan.meant(facts[0], history)) == ALIKE
        sample = [str(badge) for badge in range(0, SMALL, 97)]
        plain = {name: self.plan.rulings[name].compiled.judge(history) for name in sample}
        assert {name: found[0].earned_at for name, found in plain.items() if found} == {
            name: at for name, at in self.awards.items() if name in plain
        }
        assert any(plain.values())
        return f"{ALIKE} mean each; {len(self.awards):,} awards, {len(sample)} badges as judged plainly"


def nothing(_: object) -> Past:
    """Nobody's past is asked for."""
    raise AssertionError("an event in order asked for the past")


def json_logic(module: ModuleType, badges: int) -> Callable[[], int]:
    """How many badges mean an event, by json-logic."""
    rules = [
        {
            "and": [
                {"==": [{"var": "type"}, "course.completed"]},
                {"==": [{"var": "data.topic"}, f"topic-{badge // ALIKE}"]},
                {">=": [{"var": "result.score.raw"}, badge % ALIKE]},
            ]
        }
        for badge in range(badges)
    ]
    body = event(1)
    return lambda: sum(bool(module.jsonLogic(one, body)) for one in rules)


def rule_engine(module: ModuleType, badges: int) -> Callable[[], int]:
    """How many badges mean an event, by rule-engine."""
    text = 'type == "course.completed" and data["topic"] == "topic-{}" and result["score"]["raw"] >= {}'
    rules = [module.Rule(text.format(badge // ALIKE, badge % ALIKE)) for badge in range(badges)]
    body = event(1)
    return lambda: sum(one.matches(body) for one in rules)


def plain_loop(badges: int) -> Callable[[], int]:
    """How many badges mean an event, by the least that Python can do for each."""
    rules = [("course.completed", f"topic-{badge // ALIKE}", badge % ALIKE) for badge in range(badges)]
    body = event(1)

    def loop() -> int:
        kind, topic, score = body["type"], body["data"]["topic"], body["result"]["score"]["raw"]
        return sum(1 for wanted, about, least in rules if kind == wanted and topic == about and score >= least)

    return loop


def once(work: Callable[[], int]) -> Callable[[int], float]:
    """Seconds for an event, which twenty badges must mean."""

    def run(_: int) -> float:
        begun = time.perf_counter()
        found = work()
        seconds = time.perf_counter() - begun
        assert found == ALIKE
        return seconds

    return run


@pytest.fixture(scope="module")
def modules() -> Iterator[dict[str, ModuleType]]:
    """The peers that could be installed."""
    with peers() as found:
        yield found


@pytest.mark.timeout(900)
def test_one_event(lines: list[Line], modules: dict[str, ModuleType]) -> None:
    """Row 7."""
    small, large = Laurel(SMALL), Laurel(LARGE)
    works: dict[str, Callable[[int], float]] = {"small": small, "large": large, "loop": once(plain_loop(SMALL))}
    if "json_logic" in modules:
        works["json-logic"] = once(json_logic(modules["json_logic"], SMALL))
        works["json-logic at 100,000"] = once(json_logic(modules["json_logic"], LARGE))
    if "rule_engine" in modules:
        works["rule-engine"] = once(rule_engine(modules["rule_engine"], SMALL))
    gc.collect()
    gc.freeze()
    try:
        took = in_turns(works)
    finally:
        gc.unfreeze()
    verdict, verdict_large = small.check(), large.check()
    for peer, aim in (("json-logic", 1000), ("rule-engine", None), ("loop", None)):
        if peer in took:
            lines.append(_line("7", "10,000 badges", peer, took["small"], took[peer], aim, verdict))
    if "json-logic" in took:
        limit = took["json-logic at 100,000"]
        lines.append(_line("7", "100,000 badges", "json-logic", took["large"], limit, 1000, verdict_large))
    lines.append(
        Line(
            "7", "one event, 10,000 to 100,000 badges", "itself at 10,000", rate(1, took["large"]),
            rate(1, took["small"]), took["large"] / took["small"], 2, verdict_large, most=True,
        )
    )  # fmt: skip


def _line(row: str, badges: str, peer: str, ours: float, theirs: float, aim: float | None, verdict: str) -> Line:
    workload, beside = f"one event, {badges}", "a plain loop" if peer == "loop" else peer
    return Line(row, workload, beside, rate(1, ours), rate(1, theirs), theirs / ours, aim, verdict)
