"""Data that benches work with: plain, the same for the same numbers, and as large as real ones are."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from shared.bus import Producer, Record, ensure_topics
from shared.events import completions
from shared.events.envelope import Event, encode, event_id

SOURCE = "lms"
START = datetime(2026, 1, 5, 8, tzinfo=UTC)
TYPES = (
    "course.completed", "course.completed", "page.published", "review.completed", "review.completed",
    "review.completed",
    "drill.led", "drill.joined", "talk.given", "experiment.logged",
)  # fmt: skip
TOPICS = ("security", "data", "design", "law", "language", "leading")


def people(count: int) -> list[str]:
    """So many employees."""
    return [f"e-{number:05}" for number in range(count)]


def cloud_event(number: int, person: str) -> dict[str, Any]:
    """What a system posts."""
    type_, content = content_of(number)
    return {
        "specversion": "1.0", "id": f"n-{number}", "source": SOURCE, "type": type_, "subject": person,
        "time": moment(number).isoformat().replace("+00:00", "Z"), "data": content,
    }  # fmt: skip


def content_of(number: int) -> tuple[str, dict[str, Any]]:
    """The type and the data of completion ``number``."""
    random = Random(number)
    type_ = random.choice(TYPES)
    kind = type_.partition(".")[0]
    scaled = random.randrange(40, 101) / 100
    return type_, {
        "object": {"type": kind, "id": f"{kind}-{random.randrange(60)}", "name": f"A {kind} worth doing"},
        "result": {"success": scaled >= 0.5, "score": {"scaled": scaled, "raw": round(scaled * 100), "max": 100}},
        "data": {"topic": random.choice(TOPICS), "minutes": random.randrange(5, 120), "labels": ["q1", "guild"]},
    }


def moment(number: int) -> datetime:
    """When completion ``number`` happened: one a minute."""
    return START + timedelta(minutes=number)


def recorded(number: int, person: str) -> Event:
    """The completion as intake publishes it."""
    completion = completions.completion_id(SOURCE, f"n-{number}")
    fact = completions.fact_id(completion, person, "actor")
    type_, content = content_of(number)
    at = moment(number)
    body = {
        "id": fact, "completion": completion, "type": type_, "role": "actor", "employee": person,
        "occurred_at": at, "received_at": at, "source": SOURCE, "evidence_url": None, "flags": [], **content,
    }  # fmt: skip
    return Event(event_id(f"recorded/{fact}"), completions.RECORDED, "intake", person, at, body)


def publish(topic: str, events: Sequence[Event]) -> None:
    """Lay these events on the bus."""
    ensure_topics([topic])
    producer = Producer("bench")
    try:
        producer.publish([Record(topic, event.subject, encode(event)) for event in events])
    finally:
        producer.close()
