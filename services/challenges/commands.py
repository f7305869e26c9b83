"""What people do: launch, cancel, join, leave. Each is one transaction, and decides there whether it is allowed."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from pymongo.database import Database

from services.challenges import enrolling, lifecycle, loading, models
from services.challenges.domain.challenge import Challenge, closing_time, status
from services.challenges.domain.enrolment import may_be_joined
from services.challenges.domain.goals import check_goal
from services.challenges.visible import viewer
from shared.auth import Principal
from shared.config import settings
from shared.criteria import Refused
from shared.delivery.commands import command
from shared.delivery.transaction import Transaction
from shared.events.envelope import event_id
from shared.http import Problem
from shared.store import Row

Work = Callable[[Transaction], str]
Problems = list[tuple[str, str]]


def launch(db: Database[Row], who: Principal, asked: models.Launch) -> str:
    """Launch a challenge for a unit that one manages; its id."""
    if not who.manages(asked.unit):
        raise Problem(403, "you may not launch a challenge for this unit", [("unit", "give a unit that you manage")])
    own = f"{who.employee}|{asked.idempotency_key}" if asked.idempotency_key else uuid.uuid4().hex
    id_ = f"c-{uuid.UUID(event_id(f'challenge/{own}')).hex[:16]}"

    def work(tx: Transaction) -> str:
        lifecycle.launch(tx, _challenge(tx, who, asked, id_))
        return id_

    return _run(db, who, asked, work)


def cancel(db: Database[Row], who: Principal, asked: models.Cancel) -> str:
    """End a challenge of a unit that one manages before its time."""

    def work(tx: Transaction) -> str:
        challenge = _seen(tx, who, asked.id)
        if not who.manages(challenge.unit):
            raise Problem(403, "you may not cancel a challenge of this unit")
        if status(challenge, tx.now) == "closed":
            raise Problem(409, "the challenge is over", [("id", "only a scheduled or open challenge can be cancelled")])
        if challenge.running:
            lifecycle.cancel(tx, challenge, asked.reason)
        return challenge.id

    return _run(db, who, asked, work)


def join(db: Database[Row], who: Principal, asked: models.Join) -> str:
    """Join a challenge of one's unit; an admin joins others too, and says when it was."""
    employee = asked.employee or who.employee
    if not who.admin and (employee != who.employee or asked.occurred_at is not None):
        field = "occurred_at" if employee == who.employee else "employee"
        raise Problem(403, "you may not join for another person or at a stated moment", [(field, "leave it out")])

    def work(tx: Transaction) -> str:
        tx.touch(employee)
        challenge = _seen(tx, who, asked.id)
        at = _moment(challenge, asked.occurred_at, tx.now)
        if not may_be_joined(challenge, tx.now, stated=asked.occurred_at is not None):
            raise Problem(409, f"the challenge is {status(challenge, tx.now)}", [("id", "it can't be joined any more")])
        known = enrolling.known_enrolment(tx, challenge.id, employee)
        if known is None or not known.joined:
            if not enrolling.belongs(tx, challenge, employee, at):
                raise _outside(asked)
            enrolling.join(tx, challenge, employee, at, known)
        return challenge.id

    return _run(db, who, asked, work)


def leave(db: Database[Row], who: Principal, asked: models.Leave) -> str:
    """Leave a challenge, without penalty."""

    def work(tx: Transaction) -> str:
        tx.touch(who.employee)
        challenge = _seen(tx, who, asked.id)
        if status(challenge, tx.now) in ("closed", "cancelled"):
            raise Problem(409, "the challenge is over", [("id", "it can't be left any more")])
        known = enrolling.known_enrolment(tx, challenge.id, who.employee)
        if known and known.joined:
            enrolling.leave(tx, known)
        return challenge.id

    return _run(db, who, asked, work)


def _run(db: Database[Row], who: Principal, asked: models.Command, work: Work) -> str:
    """Run the command; its idempotency key is the asker's own, and of that command."""
    key = asked.idempotency_key and f"{who.employee}|{type(asked).__name__}|{asked.idempotency_key}"
    body = asked.model_dump(mode="json", exclude={"locale", "idempotency_key"})
    answer = command(db, "challenges", lambda tx: {"id": work(tx)}, key=key, body=body)
    return str(answer["id"])


def _seen(tx: Transaction, who: Principal, id_: str) -> Challenge:
    """The challenge, if the asker may see it."""
    challenge = loading.challenges(tx.db, [id_]).get(id_)
    if challenge is None or not viewer(tx.db, who, tx.now).sees(challenge):
        raise Problem(404, "there is no such challenge", [("id", "give the id of a challenge that you can see")])
    return challenge


def _challenge(tx: Transaction, who: Principal, asked: models.Launch, id_: str) -> Challenge:
    """The challenge that is asked for; refused with every fault, by its field."""
    problems: Problems = [*_unit_problems(tx, who, asked), *_window_problems(who, asked, tx.now)]
    goal = ""
    try:
        goal = check_goal(asked.criteria)
    except Refused as refused:
        problems += [(problem.path, problem.message) for problem in refused.problems]
    if problems:
        raise Problem(422, "the challenge can't be launched so", problems)
    past = who.admin and asked.starts_at < tx.now
    challenge = Challenge(
        id=id_,
        version=1,
        owner=who.employee,
        unit=asked.unit,
        title=asked.title,
        description=asked.description,
        starts_at=asked.starts_at,
        ends_at=asked.ends_at,
        closes_at=closing_time(asked.ends_at, tx.now),
        launched_at=asked.starts_at if past else tx.now,
        timezone=asked.timezone or loading.zone(tx.db, who.employee, asked.unit, settings().organization_timezone),
        goal=goal,
        noun=asked.noun.model_dump() if asked.noun else None,
        points=asked.points,
        state="open",
    )
    return replace(challenge, state=lifecycle.state_at_launch(challenge))


def _unit_problems(tx: Transaction, who: Principal, asked: models.Launch) -> Problems:
    """Only for admins: whoever manages a unit need not wait until this service has heard of it."""
    if asked.unit in who.units or asked.unit in loading.units(tx.db, who.employee).by_id:
        return []
    return [("unit", "no such unit is known")]


def _window_problems(who: Principal, asked: models.Launch, now: datetime) -> Problems:
    if asked.ends_at <= asked.starts_at:
        return [("ends_at", "must be later than starts_at")]
    if asked.ends_at <= now and not who.admin:
        return [("ends_at", "must lie in the future")]
    return []


def _moment(challenge: Challenge, stated: datetime | None, now: datetime) -> datetime:
    """When the person joins: now, or the moment that an admin states."""
    if stated is None:
        return now
    if stated > now or stated >= challenge.ends_at:
        problem = ("occurred_at", "must be past, and before the challenge's end")
        raise Problem(422, "nobody can have joined then", [problem])
    return stated


def _outside(asked: models.Join) -> Problem:
    if asked.employee:
        members = ("employee", "give a member of the challenge's unit, or of one below it")
        return Problem(403, "this person was not in the audience then", [members])
    return Problem(403, "you may not join: it is for another unit", [("id", "give a challenge of your unit")])
