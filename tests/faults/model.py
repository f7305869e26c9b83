"""What must come out, computed from what was acknowledged: one thread, plain Python, nothing of the services'.

The rules stand here twice: as criteria, which Laurel is given, and as code."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from tests.faults.world import COURSE, PAGE, Event

BADGES: tuple[dict[str, Any], ...] = (
    {
        "id": "learner",
        "criteria": {"count": {"of": {"types": [COURSE], "credit_key": []}, "at_least": 2}},
        "tiers": [("bronze", 2), ("silver", 4), ("gold", 6)],
        "points": 10,
    },
    {
        "id": "wide-reader",
        "criteria": {"distinct": {"of": {"types": [COURSE]}, "path": "object.id", "at_least": 3}},
        "points": 20,
    },
    {
        "id": "writer",
        "criteria": {"sum": {"of": {"types": [PAGE]}, "path": "data.minutes", "at_least": 90}},
        "points": 30,
    },
)
SCORING: tuple[dict[str, Any], ...] = (
    {"id": "course", "match": {"types": [COURSE]}, "points": 7},
    {"id": "page", "match": {"types": [PAGE], "credit_key": []}, "points": 3},
)
CHALLENGE: dict[str, Any] = {"criteria": {"count": {"of": {"types": [COURSE]}, "at_least": 3}}, "points": 50}
CHALLENGE_DAYS = (10, 200)
"""From when it runs, in days after the world's start, and how long: it stays open."""


class Fact(NamedTuple):
    """One completion of one person, sorted by when it happened."""

    at: datetime
    completion: str
    type: str
    object: str
    minutes: int


Award = tuple[str, str, str | None]
"""Who holds which badge in which tier."""


@dataclass
class Expected:
    """Awards with the moment they were earned, who completed the challenge when, points by (person, period), and each
    person's completions."""

    facts: dict[str, list[Fact]]
    awards: dict[Award, datetime] = field(default_factory=dict)
    completed: dict[str, datetime] = field(default_factory=dict)
    points: Counter[tuple[str, str]] = field(default_factory=Counter)


def expected(
    accepted: Iterable[tuple[str, Event]], people: Iterable[str], joined: Iterable[str], start: datetime
) -> Expected:
    """What these completions (id and body, retractions among them) come to for these people."""
    known, members = set(people), set(joined)
    found = Expected(_facts(accepted, known))
    opens = start + timedelta(days=CHALLENGE_DAYS[0])
    for person, facts in found.facts.items():
        for award, at, points in _awards(person, facts):
            found.awards[award] = at
            _score(found, person, at, points)
        for at, points in _scores(facts):
            _score(found, person, at, points)
        if person in members and (done := _challenge([fact for fact in facts if fact.at >= opens])):
            found.completed[person] = done
            _score(found, person, done, CHALLENGE["points"])
    found.points = Counter({key: points for key, points in found.points.items() if points})
    return found


def person_of(event: Event) -> str:
    """Whom an event is about, by the subject that the source calls them."""
    return str(event["subject"]).removesuffix("@example.org")


def _facts(accepted: Iterable[tuple[str, Event]], known: set[str]) -> dict[str, list[Fact]]:
    gone: set[tuple[str, str]] = set()
    told: dict[str, tuple[str, tuple[str, str], Fact]] = {}
    for completion, body in accepted:
        data = body["data"]
        if "retracts" in data:
            gone.add((body["source"], data["retracts"]))
        elif (person := person_of(body)) in known:
            minutes = data.get("data", {}).get("minutes", 0)
            at = datetime.fromisoformat(body["time"])
            fact = Fact(at, completion, body["type"], data["object"]["id"], minutes)
            told[completion] = (person, (body["source"], body["id"]), fact)
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for person, key, fact in told.values():
        if key not in gone:
            facts[person].append(fact)
    return {person: sorted(some) for person, some in facts.items()}


def _awards(person: str, facts: list[Fact]) -> Iterator[tuple[Award, datetime, int]]:
    learner, reader, writer = BADGES
    courses = [fact for fact in facts if fact.type == COURSE]
    for tier, threshold in learner["tiers"]:
        if len(courses) >= threshold:
            yield (person, "learner", tier), courses[threshold - 1].at, learner["points"]
    if (third := _nth_object(courses, 3)) is not None:
        yield (person, "wide-reader", None), third, reader["points"]
    minutes = 0
    for fact in facts:
        minutes += fact.minutes
        if minutes >= 90:
            yield (person, "writer", None), fact.at, writer["points"]
            return


def _challenge(facts: list[Fact]) -> datetime | None:
    return _nth_object([fact for fact in facts if fact.type == COURSE], 3)


def _nth_object(facts: list[Fact], number: int) -> datetime | None:
    """When the so-manyeth different object came."""
    seen: set[str] = set()
    for fact in facts:
        seen.add(fact.object)
        if len(seen) == number:
            return fact.at
    return None


def _scores(facts: list[Fact]) -> Iterator[tuple[datetime, int]]:
    """A course gives points once, at its first completion; a page every time."""
    course, page = SCORING
    seen: set[str] = set()
    for fact in facts:
        if fact.type == PAGE:
            yield fact.at, page["points"]
        elif fact.object not in seen:
            seen.add(fact.object)
            yield fact.at, course["points"]


def _score(found: Expected, person: str, at: datetime, points: int) -> None:
    for period in (f"{at:%Y-%m}", "all"):
        found.points[person, period] += points
