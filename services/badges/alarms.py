"""For whom time alone may bring something about: one timer a person, at the first such instant."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from services.badges.batch import Batch
from services.badges.domain.desk import Desk


def set_alarms(batch: Batch, desks: Mapping[str, Desk]) -> None:
    """Set (or move) the timer of everyone judged whose next instant is another than their timer stands at."""
    for person, desk in desks.items():
        at = desk.next_alarm() if desk.ruling.reads("clock") else None
        at = at and _whole_millisecond(at)
        if at and at != desk.known.alarm:
            batch.tx.schedule(alarm(person), "wake", at, {"person": person}, lane=batch.tx.lane)
            desk.known.alarm = at


def alarm(person: str) -> str:
    """The key of a person's timer."""
    return f"wake|{person}"


def _whole_millisecond(at: datetime) -> datetime:
    """The first moment that the store can keep at which the instant has come."""
    whole = at.replace(microsecond=at.microsecond // 1000 * 1000)
    return whole if whole == at else whole + timedelta(milliseconds=1)
