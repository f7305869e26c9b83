"""Small random lives by the thousand: one leaf, nine days, a few facts that come and go in batches of any size.

They are drawn plainly, not by hypothesis, which spends on each what a hundred of these take: some faults need a
coincidence (a run completed by a late fact in the very batch that goes on to make a later one) that only numbers find.
"""

from random import Random
from typing import Any

from tests.unit.criteria.build import Json, fact
from tests.unit.criteria.random_lives import UNITS

OF: Json = {"types": ["course.completed"]}
PEOPLE: list[Json] = [{"id": "e1"}]


def small_life(random: Random) -> Json:
    """A rule, facts of nine days, and the batches in which they come and go."""
    facts = [_fact(random, number) for number in range(random.randint(3, 12))]
    said: Json = {"rules": [_rule(random)], "facts": facts, "amended": facts, "points": [], "awards": []}
    said |= {"people": [PEOPLE, PEOPLE], "units": UNITS, "now": "2026-06-01T00:00:00Z"}
    return said | {"batches": _batches(random, len(facts))}


def _fact(random: Random, number: int) -> Json:
    moment = f"05-{random.randint(1, 9):02d} {random.choice(['08', '12', '12', '20'])}:00"
    thing = {"type": "course", "id": random.choice("aaabbc")}
    return fact(str(number), moment, object=thing, k=random.choice([1, 2, 2, 3]), n=random.choice([1, 1, 2, 3, -1]))


def _batches(random: Random, facts: int) -> list[Json]:
    order, made, most = random.sample(range(facts), facts), [], random.choice([1, 2, 4, 12])
    while order:
        size = random.randint(1, most)
        part, order = order[:size], order[size:]
        made.append(_batch(random, part, facts))
    return made + [_batch(random, random.sample(range(facts), 2), facts) for _ in range(random.randint(0, 3))]


def _batch(random: Random, part: list[int], facts: int) -> Json:
    kind = random.choice(["arrive", "arrive", "arrive", "at once", "gone", "reload"])
    which = random.randrange(facts)
    return {kind: {"arrive": part, "at once": {"gone": which, "arrive": part}}.get(kind, which)}


def _rule(random: Random) -> Json:
    kind, said = random.choice([_count, _count, _sum, _distinct, _streak, _streak, _streak, _sequence])(random)
    if kind in {"count", "sum", "streak"} and random.random() < 0.3:
        said["of"] = said["of"] | {"credit_key": random.choice([[], ["object.id"], ["data.k"]])}
    if kind not in {"sequence", "distinct"} and random.random() < 0.2:
        said["of"] = said["of"] | {"cap": {"n": random.randint(1, 2), "per": random.choice(["day", "week", "object"])}}
    window = random.choice([None, None, {"calendar": "week"}, {"rolling": "P2D"}, {"rolling": "PT30H"}])
    rule: Json = {"criteria": {kind: said | ({"window": window} if window else {})}}
    if kind in {"count", "distinct", "streak"} and random.random() < 0.4:
        steps = sorted(random.sample(range(1, 6), random.randint(1, 3)))
        rule["criteria"][kind]["tiered"] = True
        rule["tiers"] = [{"id": f"t{step}", "at_least": step} for step in steps]
    return rule


def _count(random: Random) -> tuple[str, Json]:
    return "count", {"of": OF, "at_least": random.randint(1, 5)}


def _sum(random: Random) -> tuple[str, Json]:
    return "sum", {"of": OF, "path": "data.n", "at_least": random.randint(1, 6)}


def _distinct(random: Random) -> tuple[str, Json]:
    return "distinct", {"of": OF, "path": random.choice(["object.id", "data.k"]), "at_least": random.randint(1, 3)}


def _streak(random: Random) -> tuple[str, Json]:
    said: dict[str, Any] = {"of": OF, "length": random.randint(2, 4), "period": random.choice(["day", "workday"])}
    return "streak", said | {"min_per_period": random.choice([1, 1, 2]), "grace": random.choice([0, 0, 1])}


def _sequence(random: Random) -> tuple[str, Json]:
    steps = [
        OF | {"where": [{"path": "data.k", "op": "eq", "value": random.choice([1, 2, 3])}]}
        for _ in range(random.randint(2, 3))
    ]
    said: Json = {"steps": steps, "strict": random.random() < 0.3}
    return "sequence", said | ({"within": random.choice(["P1D", "P2D", "P4D"])} if random.random() < 0.6 else {})
