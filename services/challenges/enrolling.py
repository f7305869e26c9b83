"""Joining and leaving: by command, and as the bus tells of it (an enrolment may come before its challenge)."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from services.challenges import loading, rows
from services.challenges.batch import Batch
from services.challenges.domain.challenge import Challenge
from services.challenges.domain.enrolment import Enrolment, enrolment_id, in_audience
from services.challenges.evaluating import count_up, evaluate, write
from shared.bus import lane_of
from shared.delivery.transaction import Transaction
from shared.events import challenges
from shared.events.envelope import Event, event_id, parse
from shared.store import Row


def known_enrolment(tx: Transaction, challenge: str, employee: str) -> Enrolment | None:
    """This person's part in the challenge, if there is or was one."""
    key = enrolment_id(challenge, employee)
    return loading.enrolments(tx.db, [key]).get(key)


def belongs(tx: Transaction, challenge: Challenge, employee: str, moment: datetime) -> bool:
    """Whether the person works here and was in the challenge's audience at that moment."""
    person = loading.people(tx.db, [employee]).get(employee)
    return person is not None and in_audience(challenge.unit, person, loading.units(tx.db, employee), moment)


def join(tx: Transaction, challenge: Challenge, employee: str, at: datetime, known: Enrolment | None) -> None:
    """Enrol the person (whose row is taken), tell of it, and judge them by what they have done already."""
    sequence = tx.revs[employee]
    joined = known.rejoin(at, sequence) if known else Enrolment(challenge.id, employee, at, sequence=sequence)
    batch = Batch(tx)
    _enrol(batch, [joined], {known.id: known} if known else {})
    _tell(tx, challenges.JOINED, joined, at)
    evaluate(batch)


def leave(tx: Transaction, enrolment: Enrolment) -> None:
    """End the person's part, without penalty: it comes back with everything when they join again."""
    left = enrolment.leave(tx.revs[enrolment.employee])
    write(tx, [enrolment], [left])
    _tell(tx, challenges.LEFT, left, tx.now)


def take_in(batch: Batch) -> None:
    """Enrolments as events tell them, in their order. What this service told itself is known by its sequence; what
    names a challenge that is not known yet waits for it."""
    if not batch.enrolments:
        return
    told = [(event, parse(event, challenges.Enrolled)) for event in batch.enrolments]
    running = loading.challenges(batch.tx.db, {said.challenge for _, said in told})
    before = loading.enrolments(batch.tx.db, {enrolment_id(said.challenge, said.employee) for _, said in told})
    after = dict(before)
    for event, said in told:
        key = enrolment_id(said.challenge, said.employee)
        if said.challenge not in running:
            batch.tx.wait_for(f"challenge:{said.challenge}", event)
        elif running[said.challenge].running and (heard := _heard(event, said, after.get(key))):
            after[key] = heard
    _enrol(batch, [one for key, one in after.items() if one.joined and one != before.get(key)], before)
    write(batch.tx, before.values(), [one for key, one in after.items() if key in before and not one.joined])


def _heard(event: Event, said: challenges.Enrolled, known: Enrolment | None) -> Enrolment | None:
    """The enrolment after this event; None where it says nothing new."""
    if known is not None and event.sequence <= known.sequence:
        return None
    if event.type == challenges.LEFT:
        return known.leave(event.sequence) if known and known.joined else None
    if known is None:
        return Enrolment(said.challenge, said.employee, said.at, sequence=event.sequence)
    return None if known.joined else known.rejoin(said.at, event.sequence)


def _enrol(batch: Batch, joined: Sequence[Enrolment], before: dict[str, Enrolment]) -> None:
    """Write who has joined, first or again; they are to be judged."""
    tx = batch.tx
    new = [enrolment for enrolment in joined if enrolment.id not in before]
    if new:
        tx.db.enrolments.insert_many(_with_privacy(tx, new), ordered=False)
        count_up(tx, Counter((one.challenge, lane_of(one.employee), "joined") for one in new))
    write(tx, before.values(), [enrolment for enrolment in joined if enrolment.id in before])
    for enrolment in joined:
        batch.dirt[enrolment.employee].challenges.add(enrolment.challenge)


def _with_privacy(tx: Transaction, enrolments: Sequence[Enrolment]) -> list[Row]:
    hiding = {"_id": {"$in": [enrolment.employee for enrolment in enrolments]}, "hidden": True}
    hidden = {row["_id"] for row in tx.db.people.find(hiding, {"_id": 1})}
    return [rows.enrolment_row(enrolment) | {"hidden": enrolment.employee in hidden} for enrolment in enrolments]


def _tell(tx: Transaction, type_: str, enrolment: Enrolment, at: datetime) -> None:
    said = challenges.Enrolled(challenge=enrolment.challenge, employee=enrolment.employee, at=at)
    name = event_id(f"enrolment/{enrolment.id}", revision=enrolment.turn)
    tx.emit(Event(name, type_, "challenges", enrolment.employee, at, said.model_dump(mode="json")), challenges.TOPIC)
