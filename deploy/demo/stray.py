"""What real years hold besides the orderly: late and doubled events, mistakes taken back, malformed ones; and
thanks."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from deploy.demo.activity import SEED
from deploy.demo.people import Person

LATE, TWICE = 0.02, 0.03
MISTAKES, THANKS, LATELY = 5, 84, 9
VALUES = ("care", "craft", "courage", "clarity")


def strayed(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events as they arrive: some late, some twice, some retracted, a few that can't be accepted."""
    random = Random(f"{SEED}/stray")  # noqa: S311  # texture, not secrets
    ordered = sorted(enumerate(events), key=lambda pair: pair[0] + (random.random() < LATE) * random.randrange(300))
    arriving = [event for _, event in ordered]
    arriving += [event for event in arriving if random.random() < TWICE]
    for number, event in enumerate(random.sample([one for one in events if "story" not in one["id"]], MISTAKES)):
        arriving.append(_retraction(event, number))
    return arriving + list(_misfits(events[-1]))


def thanked(everyone: list[Person], today: date) -> Iterator[tuple[str, str, str, str]]:
    """(giver, receiver, when, why) over the year: mostly within a unit, each reason in a few different mouths."""
    random = Random(f"{SEED}/thanks")  # noqa: S311
    reasons = json.loads(Path(__file__).with_name("thanks.json").read_text())
    random.shuffle(reasons)
    days = sorted(
        [random.randrange(12, 360) for _ in range(THANKS - LATELY)] + list(range(1, LATELY + 1)), reverse=True
    )
    for index, ago in enumerate(days):
        day = today - timedelta(days=ago)
        here = [person for person in everyone if person.works_on(day) and person.left is None]
        receiver = random.choices(here, [0.1 + person.pace for person in here])[0]
        near = [p for p in here if p.id != receiver.id and (p.unit == receiver.unit or random.random() < 0.12)]
        giver = random.choice(near or [p for p in here if p.id != receiver.id])
        at = datetime.combine(day, time(9 + index % 8, (index * 17) % 60), UTC)
        yield giver.id, receiver.id, at.isoformat().replace("+00:00", "Z"), reasons[index % len(reasons)]


def _retraction(event: dict[str, Any], number: int) -> dict[str, Any]:
    envelope = {name: event[name] for name in ("specversion", "source", "type", "time", "subject")}
    return envelope | {"id": f"retraction-{number}", "data": {"retracts": event["id"]}}


def _misfits(event: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a badly set up system sends: refused with the field, or parked until the person is known."""
    yield event | {"id": "misfit-no-object", "data": {"result": {"success": True}}}
    yield event | {"id": "misfit-score", "data": event["data"] | {"result": {"score": {"raw": "eighty"}}}}
    yield event | {"id": "misfit-time", "time": "yesterday"}
    yield event | {"id": "newcomer-1", "subject": "sione.vea@harbour.example"}
    yield event | {"id": "newcomer-2", "subject": "sione.vea@harbour.example"}
