"""A request's events, each for itself: read, checked against the key, stored; and the answer to each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from pymongo.database import Database

from services.intake import received
from services.intake.accepting import accept
from services.intake.binding import normalized
from services.intake.domain.refusals import Refused
from services.intake.keys import Key
from services.intake.rows import Entry, Outcome, entry_of
from shared.http import HTTP_TITLES, FieldProblem, ProblemDocument
from shared.store import Row
from shared.telemetry import DUPLICATES

MOST_BYTES = 256 * 1024
STATUSES = {"accepted": 202, "parked": 202, "retracted": 202, "known": 200}
log = structlog.get_logger()


@dataclass(frozen=True)
class Answer:
    """What is said about one event: the status that it would have alone, its id as sent, and what became of it."""

    id: str | None
    outcome: Outcome

    @property
    def status(self) -> int:
        """202 accepted, 200 known already, 4xx refused."""
        refusal = self.outcome.refusal
        return refusal.status if refusal else STATUSES[self.outcome.state]

    def document(self) -> dict[str, Any]:
        """As JSON: `id`, `status`, `state`, and of what is stored its `source`, the `completion`'s id, its moments and
        flags."""
        row = self.outcome.row
        if self.outcome.refusal or row is None:
            return {"id": self.id, "status": self.status, "state": self.outcome.state}
        return {
            "id": self.id,
            "status": self.status,
            "state": self.outcome.state,
            "source": row["source"],
            "completion": row["_id"],
            "occurred_at": row["occurred_at"],
            "received_at": row["received_at"],
            "flags": row["flags"],
        }

    def item(self, index: int, request_id: str) -> dict[str, Any]:
        """As an item of a batch's answer."""
        problem = {"problem": problem_of(self.outcome.refusal, request_id).model_dump()} if self.outcome.refusal else {}
        return {"index": index, **self.document(), **problem}


def problem_of(refusal: Refused, request_id: str) -> ProblemDocument:
    """A refusal as RFC 9457 writes it."""
    errors = [FieldProblem(path=path, message=message) for path, message in refusal.faults]
    title = HTTP_TITLES.get(refusal.status, "Error")
    return ProblemDocument(title=title, status=refusal.status, detail=refusal.detail, errors=errors, id=request_id)


def counts_by_source(key: Key, events: Sequence[Any]) -> Counter[str]:
    """How many events count against the rate of each source; what names none that the key may write counts for its
    own."""
    if len(key.rates) == 1:
        return Counter({key.source: len(events)})
    return Counter(_source_of(key, event) for event in events)


def receive(db: Database[Row], key: Key, events: Sequence[Any], now: datetime) -> list[Answer]:
    """Take the events in; the answers are in their order. What is answered 202 or 200 is stored for good."""
    read_ = [_read(key, event) for event in events]
    outcomes = iter(accept(db, [entry for entry in read_ if isinstance(entry, Entry)], now))
    decided = [next(outcomes) if isinstance(entry, Entry) else entry for entry in read_]
    answers = [Answer(_id_of(event), outcome) for event, outcome in zip(events, decided, strict=True)]
    if any(answer.outcome.state in received.NOTED for answer in answers):
        _note(db, key, events, answers, now)
    return answers


def _read(key: Key, event: Any) -> Entry | Outcome:
    try:
        entry = entry_of(normalized(event))
    except Refused as refusal:
        return Outcome("refused", refusal=refusal)
    if not key.may_write(entry.occurrence.source):
        faults = [("source", f"must be one that this key may write: {', '.join(sorted(key.rates))[:500]}")]
        return Outcome("refused", refusal=Refused(403, "this key may not write this source", faults))
    if len(entry.body) > MOST_BYTES:
        faults = [("data", f"has {len(entry.body)} bytes with its attributes, at most {MOST_BYTES} are taken")]
        return Outcome("refused", refusal=Refused(413, "the event is too large", faults))
    return entry


def _note(db: Database[Row], key: Key, events: Sequence[Any], answers: Sequence[Answer], now: datetime) -> None:
    rows = []
    for event, answer in zip(events, answers, strict=True):
        source, refusal = _source_of(key, event), answer.outcome.refusal
        if refusal:
            state = "conflict" if answer.outcome.state == "conflict" else "refused"
            rows.append(received.refused_row(source, event, refusal, state, now))
            log.info("event_refused", source=source, status=refusal.status, event_id=answer.id)
        elif answer.outcome.state == "known":
            rows.append(received.known_row(source, event, now))
            DUPLICATES.labels("intake").inc()
    received.note(db, rows)


def _source_of(key: Key, event: Any) -> str:
    source = event.get("source") if isinstance(event, dict) else None
    return source if isinstance(source, str) and key.may_write(source) else key.source


def _id_of(event: Any) -> str | None:
    identifier = event.get("id") if isinstance(event, dict) else None
    return identifier if isinstance(identifier, str) else None
