"""Occurrences as they are stored: one row each, which is its own outbox row while something is `due`."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
import re2  # type: ignore[import-untyped]
from bson import Timestamp

from services.intake.domain.people import Part, parts_of, shares, unlinked
from services.intake.domain.reading import Occurrence, compared, read
from services.intake.domain.refusals import Refused
from services.intake.domain.times import when
from services.intake.domain.values import DEEPEST
from shared.auth import identity_hash
from shared.events.completions import completion_id
from shared.store import Row

SERVER_ASSIGNS = Timestamp(0, 0)
"""MongoDB puts its own clock's next instant here on insert: unique, and in the order in which rows were
acknowledged."""
FACT = ("object", "result", "data", "evidence_url")
_SIMPLE = frozenset({"specversion", "id", "source", "type", "subject", "time", "data"})
_CLOSER_LOOK = re2.compile(rb'\\u0000|"\$|null|\d{19}|\.0[,\]}]|[:,\[]-?\d+(?:\.\d+)?[eE]')
"""What may be a NUL, a key that starts with $, an absent attribute, a number beyond 64 bits or with two spellings."""
COMPLETION, RETRACTION, TOMBSTONE = "completion", "retraction", "tombstone"


class Entry(NamedTuple):
    """One occurrence on its way in: its completion's id, its body to compare and keep, its people as (identity,
    role)."""

    occurrence: Occurrence
    completion: str
    body: bytes
    fingerprint: bytes
    people: tuple[tuple[str, str], ...]


class Outcome(NamedTuple):
    """What became of an entry: `accepted`, `parked` (someone is unknown), `retracted` (before it came), `known`,
    `conflict` or `refused`; ``row`` is what is stored, ``refusal`` why not."""

    state: str
    row: Row | None = None
    refusal: Refused | None = None


def entry_of(event: Mapping[str, Any]) -> Entry:
    """The entry of a CloudEvent in its JSON format; its people become HMACs. Refused says why it is none."""
    body = _sorted(event)
    plain = body is not None and _is_plain(body)
    occurrence = read(event, plain=plain)
    if body is None or not plain or not event.keys() <= _SIMPLE:
        body = orjson.dumps(compared(event), option=orjson.OPT_SORT_KEYS)
    people = tuple((_identity(occurrence.source, name), role) for name, role in occurrence.people)
    completion = completion_id(occurrence.source, occurrence.id)
    return Entry(occurrence, completion, body, hashlib.sha256(body).digest(), people)


_identity = lru_cache(20_000)(identity_hash)


def _is_plain(body: bytes) -> bool:
    """Whether there is certainly nothing in these bytes that asks for a closer look."""
    return body.count(b"{") + body.count(b"[") < DEEPEST and _CLOSER_LOOK.search(body) is None


def _sorted(event: Mapping[str, Any]) -> bytes | None:
    """The event's bytes with sorted keys, None where it is nested too deep for that."""
    try:
        return orjson.dumps(event, option=orjson.OPT_SORT_KEYS)
    except orjson.JSONEncodeError:
        return None


def completion_row(entry: Entry, who: Mapping[str, str], now: datetime) -> Row:
    """The row of a completion, due for everyone that ``who`` (identity to employee) knows."""
    parts = parts_of(entry.people, who)
    content = {name: value for name in FACT if (value := entry.occurrence.content.get(name)) is not None}
    return _base(entry, COMPLETION, now) | content | people_fields(parts, shares(parts))


def retraction_row(entry: Entry, target: str, employees: Iterable[str], now: datetime) -> Row:
    """The row of a retraction of ``target`` (a completion's id), due for these employees."""
    due = [[employee, ""] for employee in employees]
    return _base(entry, RETRACTION, now) | {"retracts": target} | ({"due": due} if due else {})


def tombstone_row(target: str, entry: Entry, now: datetime) -> Row:
    """What stands in the place of a completion that was retracted before it came."""
    names = {"source": entry.occurrence.source, "event_id": entry.occurrence.retracts}
    return {
        "_id": target,
        "kind": TOMBSTONE,
        **names,
        "received_at": now,
        "retracted_by": entry.completion,
        "seq": SERVER_ASSIGNS,
    }


def people_fields(parts: Iterable[Part], due: Iterable[tuple[str, str]]) -> Row:
    """What a row says of its people; `due` and `unlinked` only where there are any, for their indexes hold only
    those."""
    parts = list(parts)
    fields: dict[str, Any] = {"people": [part.row() for part in parts]}
    if unknown := unlinked(parts):
        fields["unlinked"] = unknown
    if shares_due := [list(share) for share in due]:
        fields["due"] = shares_due
    return fields


def parts_in(row: Row) -> list[Part]:
    """The parts that a stored row has."""
    return [Part(part["identity"], part["role"], part["employee"]) for part in row.get("people", [])]


def _base(entry: Entry, kind: str, now: datetime) -> Row:
    seen = entry.occurrence
    occurred_at, flags = when(seen.time, now)
    return {
        "_id": entry.completion, "kind": kind, "source": seen.source, "event_id": seen.id, "type": seen.type,
        "subject": seen.subject, "occurred_at": occurred_at, "received_at": now, "flags": list(flags),
        "fingerprint": entry.fingerprint, "seq": SERVER_ASSIGNS,
    }  # fmt: skip
