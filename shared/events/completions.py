"""Completions: emitted by intake; read by challenges, badges and leaderboards. Keyed by employee."""

from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from shared.events.envelope import Data, event_id

TOPIC = "completions"
RECORDED = "laurel.completion.recorded.v1"
RETRACTED = "laurel.completion.retracted.v1"


class Recorded(Data):
    """One fact: what one person did in one role. ``id`` is the fact's own, ``completion`` that of the completion it
    is part of."""

    id: str
    completion: str
    type: str
    role: str
    employee: str
    occurred_at: datetime
    received_at: datetime
    source: str
    object: dict[str, Any]
    result: dict[str, Any] | None = None
    data: dict[str, Any] | None = None
    evidence_url: str | None = None
    flags: tuple[str, ...] = ()


class Retracted(Data):
    """The source takes a completion back: every fact of it that this person has is gone."""

    completion: str
    employee: str
    occurred_at: datetime


def completion_id(source: str, external_id: str) -> str:
    """The id of a completion: the same for the same (source, id), whoever computes it. A source may be a URI: its
    slashes are escaped, so that no other source and id make the same one."""
    return event_id(f"completion/{_escaped(source)}/{external_id}")


@lru_cache(10_000)
def _escaped(source: str) -> str:
    return quote(source, safe="")


def fact_id(completion: str, employee: str, role: str) -> str:
    """The id of one person's fact in one role of a completion."""
    return event_id(f"fact/{completion}/{employee}/{role}")
