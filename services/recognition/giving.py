"""Giving kudos: one transaction stores them and tells both sides. It takes the rows of both, so the daily cap holds."""

from datetime import datetime

from services.recognition.domain import Kudos, check_cap, check_moment, check_people, local_day, zone_at
from services.recognition.store import load_people
from shared.config import settings
from shared.delivery.transaction import Transaction
from shared.events import recognition
from shared.events.envelope import Event, event_id


def give(
    tx: Transaction,
    kudos_id: str,
    giver: str,
    receiver: str,
    reason: str,
    value: str | None,
    occurred_at: datetime | None,
) -> Kudos:
    """Store kudos and emit them, keyed by the giver and by the receiver. Raises Refused."""
    tx.touch(*dict.fromkeys((giver, receiver)))
    people = load_people(tx.db, (giver, receiver))
    check_people(people.get(giver), people.get(receiver))
    at = occurred_at or tx.now
    check_moment(at, tx.now)
    zone = zone_at(people[giver].timezone, at, settings().organization_timezone)
    day = local_day(at, zone)
    check_cap(tx.db.kudos.count_documents({"giver": giver, "day": day}), day, zone)
    kudos = Kudos(id=kudos_id, giver=giver, receiver=receiver, reason=reason, value=value, occurred_at=at, day=day)
    tx.db.kudos.insert_one({"_id": kudos.id, **kudos.model_dump(exclude={"id"})})
    _tell(tx, kudos, recognition.KUDOS_GIVEN, kudos.giver)
    _tell(tx, kudos, recognition.KUDOS_RECEIVED, kudos.receiver)
    return kudos


def _tell(tx: Transaction, kudos: Kudos, type_: str, subject: str) -> None:
    data = recognition.Kudos(**kudos.model_dump(exclude={"reason", "day"})).model_dump(mode="json")
    event = Event(event_id(f"{type_}/{kudos.id}"), type_, "recognition", subject, kudos.occurred_at, data)
    tx.emit(event, recognition.TOPIC)
