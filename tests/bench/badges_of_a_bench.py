"""Twenty badges as an organization has them, and who is entitled to them: computed apart, in plain Python."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from services.badges.lifecycle import dry_runs, running
from services.badges.lifecycle.requests import StartDryRun
from services.badges.publishing import publish, rule_of, save
from services.badges.requests import PublishBadge, SaveBadge
from shared.delivery.commands import command
from shared.delivery.transaction import Transaction
from shared.store import Row, database
from tests.bench.made import TOPICS, content_of, moment

DESIGN = {"shape": "shield", "field": "wine", "icon": "flame", "band": None}
COURSE, PAGE, REVIEW, LED = "course.completed", "page.published", "review.completed", "drill.led"
COUNTED = {
    "learner": (COURSE, (3, 10, 25)),
    "author": (PAGE, (2, 8, 20)),
    "reviewer": (REVIEW, (5, 20, 50)),
    "incident-lead": (LED, (1, 5, 12)),
    "speaker": ("talk.given", (1, 4, 10)),
    "curious": ("experiment.logged", (2, 6, 15)),
}
"""Tiers over every fact of a type."""
DISTINCT = {"wide-learner": (COURSE, 8), "wide-reviewer": (REVIEW, 12), "all-rounder": (LED, 4)}
"""So many different objects."""
SUMMED = {"long-reader": (COURSE, 600), "patient-author": (PAGE, 400)}
"""So many minutes."""
Award = tuple[str, str, str | None]


def criteria() -> Iterator[tuple[str, dict[str, Any], tuple[int, ...]]]:
    """(id, criteria, tiers) of each of the twenty."""
    for badge, (type_, tiers) in COUNTED.items():
        yield badge, {"count": {"of": _facts(type_), "at_least": tiers[0]}}, tiers
    for badge, (type_, least) in DISTINCT.items():
        yield badge, {"distinct": {"of": {"types": [type_]}, "path": "object.id", "at_least": least}}, ()
    for badge, (type_, minutes) in SUMMED.items():
        yield badge, {"sum": {"of": _facts(type_), "path": "data.minutes", "at_least": minutes}}, ()
    for topic in TOPICS:
        yield f"knows-{topic}", {"count": {"of": _facts(COURSE, _topic(topic)), "at_least": 3}}, ()
    yield "well-done", {"count": {"of": _facts(COURSE, _score(0.9)), "at_least": 5}}, ()
    yield "both-hands", {"all": [_count(COURSE, 5), _count(LED, 2)]}, ()
    yield "guardian", {"any": [_count("drill.joined", 15), _count(LED, 8)]}, ()


def publish_all() -> int:
    """Save and publish them in the badges service's store, which holds nobody yet; how many."""
    db, made = database("badges"), list(criteria())
    for badge, rule, tiers in made:
        said: dict[str, Any] = {"id": badge, "name": badge, "description": "For a bench.", "design": DESIGN}
        steps = [{"id": f"t{least}", "name": f"{least}", "at_least": least} for least in tiers]
        request = SaveBadge.model_validate({**said, "criteria": rule, "points": 10, "tiers": steps or None})
        version = int(command(db, "badges", partial(_save, request))["version"])
        running.run(db, dry_runs.start(db, StartDryRun(badge=badge, version=version), "bench"))
        command(db, "badges", partial(publish, said=PublishBadge(id=badge, version=version)))
    return len(made)


def _save(request: SaveBadge, tx: Transaction) -> Row:
    return save(tx, request, rule_of(request))


def expected(done: Iterable[tuple[int, str]]) -> dict[Award, datetime]:
    """What these completions (number, person) come to: each award with the moment it was earned."""
    facts: defaultdict[str, list[tuple[datetime, str, dict[str, Any]]]] = defaultdict(list)
    for number, person in sorted(done):
        type_, content = content_of(number)
        facts[person].append((moment(number), type_, content))
    return {award: at for person, some in facts.items() for award, at in _of_person(person, some)}


def found(rows: Iterable[Row]) -> dict[Award, datetime]:
    """The awards that stand in the store; one held twice shows as another tier."""
    standing: dict[Award, datetime] = {}
    for row in rows:
        key = (row["person"], row["badge"], row["tier"])
        standing[key if key not in standing else (*key[:2], f"{key[2]} twice")] = row["earned_at"]
    return standing


def _of_person(person: str, facts: list[tuple[datetime, str, dict[str, Any]]]) -> Iterator[tuple[Award, datetime]]:
    def when(type_: str, number: int, *, topic: str = "", least: float = 0) -> datetime | None:
        fits = (
            at for at, one, content in facts
            if one == type_ and topic in ("", content["data"]["topic"])
            and content["result"]["score"]["scaled"] >= least
        )  # fmt: skip
        return next((at for nth, at in enumerate(fits, 1) if nth == number), None)

    moments: dict[tuple[str, str | None], datetime | None] = {
        (badge, f"t{least}"): when(type_, least) for badge, (type_, tiers) in COUNTED.items() for least in tiers
    }
    moments |= {(badge, None): _distinct(facts, type_, least) for badge, (type_, least) in DISTINCT.items()}
    moments |= {(badge, None): _sum(facts, type_, minutes) for badge, (type_, minutes) in SUMMED.items()}
    moments |= {(f"knows-{topic}", None): when(COURSE, 3, topic=topic) for topic in TOPICS}
    moments["well-done", None] = when(COURSE, 5, least=0.9)
    both = when(COURSE, 5), when(LED, 2)
    moments["both-hands", None] = max(both) if all(both) else None  # type: ignore[type-var]
    either = [at for at in (when("drill.joined", 15), when(LED, 8)) if at]
    moments["guardian", None] = min(either, default=None)
    return (((person, badge, tier), at) for (badge, tier), at in moments.items() if at)


def _distinct(facts: list[tuple[datetime, str, dict[str, Any]]], type_: str, least: int) -> datetime | None:
    seen: set[str] = set()
    for at, one, content in facts:
        if one == type_:
            seen.add(content["object"]["id"])
            if len(seen) == least:
                return at
    return None


def _sum(facts: list[tuple[datetime, str, dict[str, Any]]], type_: str, least: int) -> datetime | None:
    minutes = 0
    for at, one, content in facts:
        if one == type_:
            minutes += content["data"]["minutes"]
            if minutes >= least:
                return at
    return None


def _facts(type_: str, *where: dict[str, Any]) -> dict[str, Any]:
    return {"types": [type_], "credit_key": [], **({"where": list(where)} if where else {})}


def _topic(topic: str) -> dict[str, Any]:
    return {"path": "data.topic", "op": "eq", "value": topic}


def _score(least: float) -> dict[str, Any]:
    return {"path": "result.score.scaled", "op": "gte", "value": least}


def _count(type_: str, least: int) -> dict[str, Any]:
    return {"count": {"of": _facts(type_), "at_least": least}}
