"""Reads of kudos: a fixed number of queries, and only what the asker may read."""

from datetime import UTC, date, datetime, timedelta

from pymongo.database import Database

from services.recognition import models
from services.recognition.domain import DAILY_CAP, Kudos, day_ends, local_day, readable, zone_at
from services.recognition.store import hidden_among, kudos_of, load_kudos, load_people
from shared.auth import Principal
from shared.config import settings
from shared.http import Problem
from shared.requests import cursor, place
from shared.store import Row

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
LATEST = 2**43  # milliseconds; the year 2248


def kudos_by_id(db: Database[Row], who: Principal, ids: list[str]) -> models.KudosById:
    """These kudos."""
    found = _readable(db, who, load_kudos(db, ids))
    return models.KudosById(items={kudos.id: models.shown(kudos) for kudos in found})


def _readable(db: Database[Row], who: Principal, found: list[Kudos]) -> list[Kudos]:
    hidden = hidden_among(db, {person for kudos in found for person in (kudos.giver, kudos.receiver)})
    return [kudos for kudos in found if readable(kudos, hidden, who.employee, admin=who.admin)]


def counts(db: Database[Row], who: Principal, asked: models.CountsAsked) -> models.CountsById:
    """How many kudos these people gave and received."""
    people = set(asked.ids) - (set() if who.admin else hidden_among(db, asked.ids) - {who.employee})
    window = {"$gte": asked.since or EPOCH} | ({"$lt": asked.until} if asked.until else {})
    given, received = (_tally(db, end, people, window) for end in ("giver", "receiver"))
    known = load_people(db, people)
    items = {key: models.Counts(given=given.get(key, 0), received=received.get(key, 0)) for key in sorted(known)}
    return models.CountsById(items=items)


def _tally(db: Database[Row], end: str, people: set[str], window: Row) -> dict[str, int]:
    wanted = {"$match": {end: {"$in": list(people)}, "occurred_at": window}}
    rows = db.kudos.aggregate([wanted, {"$group": {"_id": f"${end}", "n": {"$sum": 1}}}])
    return {row["_id"]: row["n"] for row in rows}


def kudos_page(db: Database[Row], who: Principal, asked: models.KudosListed) -> models.KudosPage:
    """A page of one person's kudos, newest first; of somebody who hides, to others, none."""
    wanted = _visible(db, who, asked)
    page: Row = {"$and": [wanted, *([] if asked.after is None else _behind(asked.after))]}
    rows = list(db.kudos.find(page).sort([("occurred_at", -1), ("_id", -1)]).limit(asked.first + 1))
    last = rows[asked.first - 1] if len(rows) > asked.first else None
    return models.KudosPage(
        items=[models.shown(kudos_of(row)) for row in rows[: asked.first]],
        next=cursor((last["occurred_at"] - EPOCH) // MILLISECOND, last["_id"]) if last else None,
        total=db.kudos.count_documents(wanted),
    )


def _visible(db: Database[Row], who: Principal, asked: models.KudosListed) -> Row:
    """The person's kudos that the asker may read, as a query."""
    own, other = ("giver", "receiver") if asked.direction == "given" else ("receiver", "giver")
    wanted: Row = {own: asked.person}
    if who.admin or who.employee == asked.person:
        return wanted
    if hidden_among(db, [asked.person]):
        return wanted | {other: who.employee}
    hidden = hidden_among(db, db.kudos.distinct(other, wanted)) - {who.employee}
    return wanted | {other: {"$nin": sorted(hidden)}}


def _behind(after: str) -> list[Row]:
    millis, key = place(after, int, str)
    if not 0 <= millis < LATEST:
        raise Problem(422, "this is no cursor of this list", [("after", "give `next` of the page before, or null")])
    at = EPOCH + millis * MILLISECOND
    return [{"occurred_at": {"$lte": at}}, {"$or": [{"occurred_at": {"$lt": at}}, {"_id": {"$lt": key}}]}]


def allowance(db: Database[Row], giver: str, now: datetime) -> models.Allowance:
    """How many kudos this person can still give today."""
    person = load_people(db, [giver]).get(giver)
    zone = zone_at(person.timezone if person else (), now, settings().organization_timezone)
    day = local_day(now, zone)
    given = db.kudos.count_documents({"giver": giver, "day": day})
    resets_at = day_ends(date.fromisoformat(day), zone)
    return models.Allowance(cap=DAILY_CAP, given=given, left=max(0, DAILY_CAP - given), resets_at=resets_at)
