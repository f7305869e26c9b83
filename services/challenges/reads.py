"""Reads: a fixed number of queries whatever the lists hold, and only what the asker may see."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from pymongo.database import Database

from services.challenges import answers, loading, models, rows
from services.challenges.domain.challenge import RUNNING, Challenge, State, status
from services.challenges.domain.enrolment import Enrolment
from services.challenges.domain.goals import compiled
from services.challenges.domain.tracing import trace
from services.challenges.views import Totals, challenge_view, enrolment_view
from services.challenges.visible import Viewer, viewer
from shared.auth import Principal
from shared.http import Problem
from shared.requests import cursor, place
from shared.store import Row

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
LATEST = 2**43  # milliseconds; the year 2248
ORDER: dict[State | None, tuple[str, int]] = {"open": ("ends_at", 1), "scheduled": ("starts_at", 1)}


def challenges(db: Database[Row], who: Principal, asked: models.ChallengesAsked, now: datetime) -> answers.Challenges:
    """These challenges, as far as the asker may see them."""
    eyes = viewer(db, who, now)
    found = [one for one in loading.challenges(db, asked.ids).values() if eyes.sees(one)]
    return answers.Challenges(items={view.id: view for view in _views(db, eyes, found, asked.locale)})


def challenge(db: Database[Row], who: Principal, id_: str, locale: str, now: datetime) -> answers.Challenge:
    """One challenge that the asker has just dealt with."""
    found = loading.challenges(db, [id_]).values()
    return next(_views(db, viewer(db, who, now), found, locale))


def page(db: Database[Row], who: Principal, asked: models.ListAsked, now: datetime) -> answers.ChallengePage:
    """A page of the challenges that the asker may see."""
    eyes = viewer(db, who, now)
    wanted = {"$and": [eyes.query(), _of_status(asked.status, now), *_filters(eyes, asked)]}
    field, direction = ORDER.get(asked.status, ("ends_at", -1))
    behind = {} if asked.after is None else _behind(field, direction, asked.after)
    found = db.challenges.find({"$and": [wanted, behind]}).sort([(field, direction), ("_id", direction)])
    stored = [rows.challenge(row) for row in found.limit(asked.first + 1)]
    views = _views(db, eyes, stored[: asked.first], asked.locale)
    items = [answers.Listed(challenge=view, cursor=_place(getattr(view, field), view.id)) for view in views]
    more = items[-1].cursor if len(stored) > asked.first else None
    return answers.ChallengePage(items=items, next=more, total=db.challenges.count_documents(wanted))


def mine(db: Database[Row], who: Principal, asked: models.MineAsked) -> answers.Mine:
    """The asker's enrolments."""
    found = _mine(db, who.employee, asked.ids)
    return answers.Mine(items={name: enrolment_view(one) for name, one in found.items()})


def next_steps(db: Database[Row], who: Principal, first: int, now: datetime) -> answers.Steps:
    """The asker's open challenges that are not completed, the nearest first."""
    parts = db.enrolments.find({"employee": who.employee, "joined": True, "completed_at": None})
    enrolments = {row["challenge"]: rows.enrolment(row) for row in parts}
    known = loading.challenges(db, enrolments)
    steps = [_step(one, enrolments[one.id]) for one in known.values() if status(one, now) == "open"]
    steps.sort(key=lambda step: (step.missing_share, step.ends_at, step.challenge))
    return answers.Steps(items=steps[:first])


def participants(
    db: Database[Row], who: Principal, asked: models.ParticipantsAsked, now: datetime
) -> answers.ParticipantPage:
    """A page of those who take part at present: who has completed first, then by joining."""
    found = loading.challenges(db, [asked.challenge]).get(asked.challenge)
    if found is None or not viewer(db, who, now).sees(found):
        raise Problem(404, "there is no such challenge", [("challenge", "give the id of a challenge that you can see")])
    shown = {} if who.manages(found.unit) else {"$or": [{"hidden": False}, {"employee": who.employee}]}
    wanted: Row = {"challenge": found.id, "joined": True, **shown}
    behind = {} if asked.after is None else _behind_participant(asked.after)
    order = [("done", 1), ("since", 1), ("_id", 1)]
    stored = list(db.enrolments.find({"$and": [wanted, behind]}).sort(order).limit(asked.first + 1))
    items = [_participant(row) for row in stored[: asked.first]]
    more = items[-1].cursor if len(stored) > asked.first else None
    return answers.ParticipantPage(items=items, next=more, total=db.enrolments.count_documents(wanted))


def traces(db: Database[Row], who: Principal, asked: models.TracesAsked, now: datetime) -> answers.Traces:
    """What counted for people, in the order asked."""
    eyes = viewer(db, who, now)
    known = loading.challenges(db, {item.challenge for item in asked.items})
    for item in asked.items:
        found = known.get(item.challenge)
        if found and item.person not in (None, who.employee) and not who.manages(found.unit):
            raise Problem(403, "you may not see what counted for this person", [("items", "ask about yourself")])
    wanted = [(known.get(item.challenge), item.person or who.employee) for item in asked.items]
    return answers.Traces(
        items=[
            _trace(db, found, person, now, asked.locale) if found and eyes.sees(found) else None
            for found, person in wanted
        ]
    )


def _participant(row: Row) -> answers.Participant:
    at = _place(row["since"], row["_id"], row["done"])
    return answers.Participant(enrolment=enrolment_view(rows.enrolment(row)), cursor=at)


def _trace(db: Database[Row], found: Challenge, person: str, now: datetime, locale: str) -> answers.Trace | None:
    enrolment = _mine(db, person, [found.id]).get(found.id)
    if enrolment is None:
        return None
    case = loading.cases(db, {person: [found]}, compiled(found.goal).reads)[person]
    return answers.Trace.model_validate(trace(found, case, enrolment.joined_at, now, locale))


def _views(db: Database[Row], eyes: Viewer, found: Iterable[Challenge], locale: str) -> Iterator[answers.Challenge]:
    found = list(found)
    ids = [one.id for one in found]
    own = _mine(db, eyes.who.employee, ids)
    totals = _totals(db, ids)
    return (challenge_view(one, own.get(one.id), totals[one.id], eyes, locale) for one in found)


def _mine(db: Database[Row], employee: str, ids: Iterable[str]) -> dict[str, Enrolment]:
    """This person's present parts by challenge."""
    wanted = {"employee": employee, "challenge": {"$in": list(ids)}, "joined": True}
    return {row["challenge"]: rows.enrolment(row) for row in db.enrolments.find(wanted)}


def _totals(db: Database[Row], ids: list[str]) -> dict[str, Totals]:
    """The sums of every lane's rows."""
    found = dict.fromkeys(ids, Totals(0, 0))
    for row in db.totals.find({"challenge": {"$in": ids}}):
        found[row["challenge"]] += Totals(row["joined"], row["completed"])
    return found


def _step(one: Challenge, enrolment: Enrolment) -> answers.Step:
    done, noun = enrolment.progress, answers.Noun(**one.noun) if one.noun else None
    return answers.Step(
        challenge=one.id, have=done.have, need=done.need, noun=noun, missing_share=done.missing, ends_at=one.ends_at
    )


def _of_status(wanted: State | None, now: datetime) -> Row:
    """What picks the challenges of a status at a moment, whatever the timers have done so far."""
    running: Row = {"state": {"$in": RUNNING}}
    if wanted is None or wanted == "cancelled":
        return {"state": "cancelled"} if wanted else {}
    if wanted == "scheduled":
        return running | {"starts_at": {"$gt": now}}
    if wanted == "open":
        return running | {"starts_at": {"$lte": now}, "ends_at": {"$gt": now}}
    return {"$or": [{"state": "closed"}, running | {"ends_at": {"$lte": now}}]}


def _filters(eyes: Viewer, asked: models.ListAsked) -> Iterator[Row]:
    if asked.mine:
        yield {"_id": {"$in": [name for name, joined in eyes.parts.items() if joined]}}
    if text := (asked.search or "").strip():
        found = {"$indexOfCP": ["$folded", {"$literal": text.casefold()}]}
        yield {"$expr": {"$gte": [found, 0]}}


def _place(at: datetime, *more: str | int) -> str:
    return cursor((at - EPOCH) // MILLISECOND, *more)


def _behind(field: str, direction: int, after: str) -> Row:
    """What picks those behind a place in a list by an instant and the id."""
    at, id_ = place(after, int, str)
    beyond = "$gt" if direction > 0 else "$lt"
    return {"$or": [{field: {beyond: _at(at)}}, {field: _at(at), "_id": {beyond: id_}}]}


def _behind_participant(after: str) -> Row:
    at, id_, done = place(after, int, str, int)
    same = {"done": done, "since": _at(at), "_id": {"$gt": id_}}
    return {"$or": [{"done": {"$gt": done}}, {"done": done, "since": {"$gt": _at(at)}}, same]}


def _at(milliseconds: int) -> datetime:
    return EPOCH + max(0, min(milliseconds, LATEST)) * MILLISECOND
