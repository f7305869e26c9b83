"""An organization and what its systems send: the same for the same seed. Plain data, nothing of Laurel's."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

SOURCES = ("lms", "wiki")
COURSE, PAGE = "course.completed", "page.published"
DAYS = 75
SHUFFLED_WITHIN = 1000
Event = dict[str, Any]


@dataclass(frozen=True)
class World:
    """``people`` are known from the start, ``late`` are linked while the load runs, ``strangers`` never. ``events`` are
    distinct, in the order in which they happened; ``start`` is when the first can have."""

    people: tuple[str, ...]
    late: tuple[str, ...]
    strangers: tuple[str, ...]
    start: datetime
    events: tuple[Event, ...]
    random: Random = field(repr=False)

    def sendings(self) -> list[Event]:
        """The events as they are sent: each one to three times, shuffled within a thousand."""
        often = [event for event in self.events for _ in range(self.random.choice((1, 2, 2, 3)))]
        places = [(place + self.random.uniform(0, SHUFFLED_WITHIN), place) for place in range(len(often))]
        return [often[place] for _, place in sorted(places)]

    def csv(self, *groups: tuple[str, ...]) -> str:
        """The import of these people, with their identities; all in one unit."""
        joined = (self.start - timedelta(days=1)).date().isoformat()
        rows = [
            f"person,{name},{name},,{name}@example.org,u-all,{joined},{joined},lms:{name}@example.org;wiki:{name}"
            for group in groups
            for name in group
        ]
        head = "kind,id,name,parent,email,unit,member_since,joined_at,identities"
        return "\n".join([head, "unit,u-all,Everybody,,,,,,", *rows]) + "\n"


def world(people: int, completions: int, seed: int = 20_260_514) -> World:
    """So many people with so many completions over some months, a few of them contradictory, some taken back."""
    start = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=DAYS + 1)
    known = tuple(f"e-{number}" for number in range(people))
    late = tuple(f"e-late-{number}" for number in range(max(2, people // 30)))
    strangers = tuple(f"e-nobody-{number}" for number in range(max(2, people // 40)))
    events = tuple(happenings((*known, *late, *strangers), completions, start, seed))
    return World(known, late, strangers, start, events, Random(seed))


def happenings(people: Sequence[str], completions: int, start: datetime, seed: int) -> Iterator[Event]:
    """What these people do, in the order in which it happens: no two things in one second."""
    random = Random(seed)
    for number, second in enumerate(sorted(random.sample(range(DAYS * 86_400), completions))):
        event = _completion(random, number, random.choice(people), start + timedelta(seconds=second))
        yield from _with_trouble(random, event)


def _completion(random: Random, number: int, person: str, at: datetime) -> Event:
    source = random.choice(SOURCES)
    course = random.random() < 0.6
    what = {"type": "course", "id": f"course-{random.randrange(10)}"}
    page = {"type": "page", "id": f"page-{number}"}
    return {
        "specversion": "1.0",
        "id": f"n-{number}",
        "source": source,
        "type": COURSE if course else PAGE,
        "subject": f"{person}@example.org" if source == "lms" else person,
        "time": at.isoformat().replace("+00:00", "Z"),
        "data": {"object": what} if course else {"object": page, "data": {"minutes": random.randrange(5, 60)}},
    }


def _with_trouble(random: Random, event: Event) -> Iterator[Event]:
    """The event; now and then also another body under its id, or its retraction."""
    yield event
    chance = random.random()
    if chance < 0.01:
        yield event | {"data": {"object": {"type": "course", "id": "course-contradicted"}}}
    elif chance < 0.06:
        data = {"retracts": event["id"]}
        yield event | {"id": f"back-{event['id']}", "type": "completion.retracted", "data": data}


def bad_bodies() -> tuple[tuple[str, bytes], ...]:
    """What no door may choke on, as (media type, body)."""
    one, many = "application/cloudevents+json", "application/cloudevents-batch+json"
    event = _completion(Random(1), 1, "e-1", datetime(2026, 5, 4, tzinfo=UTC))
    return (
        (one, b""),
        (one, b"{"),
        (one, b"\xff\xfe{}"),
        (one, json.dumps(event | {"data": {"object": {"type": "course", "id": float("nan")}}}).encode()),
        (one, json.dumps({name: value for name, value in event.items() if name != "subject"}).encode()),
        (one, json.dumps(event | {"id": ""}).encode()),
        (one, json.dumps(event | {"source": "a-source-of-others"}).encode()),
        (one, json.dumps(event | {"id": "huge", "data": {"object": {"type": "x", "id": "y" * 300_000}}}).encode()),
        (one, b'{"a":' * 5000),
        (one, b"[" * 100_000),
        (many, b"{}"),
        (many, b"\x00\x01\x02"),
        ("text/plain", json.dumps(event).encode()),
    )
