"""Judging a batch's people: bulk reads, the pure rules, bulk writes; as many round trips whatever the batch holds."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from pymongo import UpdateOne

from services.challenges import loading, rows
from services.challenges.batch import Batch
from services.challenges.domain.challenge import RUNNING, Challenge
from services.challenges.domain.enrolment import Change, Enrolment, settle
from services.challenges.domain.goals import compiled
from services.challenges.domain.judging import judge
from shared.bus import lane_of
from shared.delivery.transaction import Transaction
from shared.events import challenges
from shared.events.envelope import Event, event_id

Part = tuple[Challenge, Enrolment]


def evaluate(batch: Batch) -> None:
    """Judge everyone of whom something has changed by the running challenges that they take part in, and write what
    follows."""
    parts = _due(batch)
    if not parts:
        return
    involved: dict[str, list[Challenge]] = {}
    for challenge, enrolment in parts:
        involved.setdefault(enrolment.employee, []).append(challenge)
    reads = {what for challenge, _ in parts for what in compiled(challenge.goal).reads}
    cases = loading.cases(batch.tx.db, involved, reads)
    before = [enrolment for _, enrolment in parts]
    after: list[Enrolment] = []
    alarms: dict[str, tuple[datetime, Enrolment]] = {}
    for challenge, enrolment in parts:
        outcome = judge(challenge, cases[enrolment.employee], enrolment.joined_at, batch.tx.now)
        settled, change = settle(enrolment, outcome)
        after.append(settled)
        if outcome.wakes_at:
            alarms[alarm(challenge.id, settled.employee)] = outcome.wakes_at, settled
        if change:
            _tell(batch.tx, challenge, settled, change)
    write(batch.tx, before, after)
    _set_alarms(batch.tx, alarms)


def write(tx: Transaction, before: Iterable[Enrolment], after: Iterable[Enrolment]) -> None:
    """Write enrolments that have changed (all are stored already), and the totals that they count in."""
    old = {enrolment.id: enrolment for enrolment in before}
    changed = [enrolment for enrolment in after if old.get(enrolment.id) != enrolment]
    if not changed:
        return
    tx.db.enrolments.bulk_write([_write(enrolment) for enrolment in changed], ordered=False)
    totals: Counter[tuple[str, int, str]] = Counter()
    for enrolment in changed:
        totals.update(_counts(enrolment))
        totals.subtract(_counts(old.get(enrolment.id)))
    count_up(tx, totals)


def count_up(tx: Transaction, deltas: Counter[tuple[str, int, str]]) -> None:
    """Add to totals, {(challenge, lane, which): n}. The rows were made at launch."""
    writes = [
        UpdateOne({"_id": total_id(challenge, lane)}, {"$inc": {which: n}})
        for (challenge, lane, which), n in deltas.items()
        if n
    ]
    if writes:
        tx.db.totals.bulk_write(writes, ordered=False)


def total_id(challenge: str, lane: int) -> str:
    """The key of a challenge's totals on one lane."""
    return f"{challenge}|{lane:02d}"


def alarm(challenge: str, person: str = "") -> str:
    """The key of a person's timer; without a person, what all those of the challenge begin with."""
    return f"wake|{challenge}|{person}"


def _due(batch: Batch) -> list[Part]:
    """Who is to be judged by what: of everyone in the batch the parts that what has changed concerns."""
    if not batch.dirt:
        return []
    db = batch.tx.db
    running = [row["_id"] for row in db.challenges.find({"state": {"$in": RUNNING}}, {"_id": 1})]
    if not running:
        return []
    wanted = {"employee": {"$in": list(batch.dirt)}, "challenge": {"$in": running}, "watched": True}
    enrolments = [rows.enrolment(row) for row in db.enrolments.find(wanted)]
    known = loading.challenges(db, {enrolment.challenge for enrolment in enrolments})
    parts = [(known[enrolment.challenge], enrolment) for enrolment in enrolments]
    return [part for part in parts if batch.dirt[part[1].employee].concerns(part[0].id, compiled(part[0].goal))]


def _write(enrolment: Enrolment) -> UpdateOne:
    """Whether the person hides is not the enrolment's to say: see `storing`."""
    return UpdateOne({"_id": enrolment.id}, {"$set": rows.without(rows.enrolment_row(enrolment), "_id")})


def _counts(enrolment: Enrolment | None) -> list[tuple[str, int, str]]:
    """The totals in which an enrolment counts: those who take part at present, and of them those who have completed."""
    if enrolment is None or not enrolment.joined:
        return []
    which = ["joined", "completed"] if enrolment.completed_at else ["joined"]
    return [(enrolment.challenge, lane_of(enrolment.employee), name) for name in which]


def _set_alarms(tx: Transaction, alarms: dict[str, tuple[datetime, Enrolment]]) -> None:
    """Judge again when the clock alone may have brought something about."""
    if not alarms:
        return
    known = {row["_id"]: row["due_at"] for row in tx.db.timers.find({"_id": {"$in": list(alarms)}}, {"due_at": 1})}
    for key, (at, enrolment) in alarms.items():
        if known.get(key) != at:
            data = {"challenge": enrolment.challenge, "person": enrolment.employee}
            tx.schedule(key, "wake", at, data, lane=lane_of(enrolment.employee))


def _tell(tx: Transaction, challenge: Challenge, enrolment: Enrolment, change: Change) -> None:
    """Emit what became of a completion."""
    done = change.kind == "completed"
    said = challenges.Completed(
        challenge=challenge.id,
        employee=enrolment.employee,
        completed_at=change.completed_at,
        revision=change.revision,
        evidence=change.evidence,
        points=challenge.points,
    )
    name = event_id(f"challenge-completed/{enrolment.id}", revision=change.revision)
    type_, at = (challenges.COMPLETED, change.completed_at) if done else (challenges.UNCOMPLETED, tx.now)
    tx.emit(Event(name, type_, "challenges", enrolment.employee, at, said.model_dump(mode="json")), challenges.TOPIC)
