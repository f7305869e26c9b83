"""Giving and revoking by hand, appeals, and the trail of decisions."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app
from spectree import Response as Answers

from services.badges import reading as badges_reading
from services.badges.correcting import acting, answers, reading, requests
from services.badges.openapi import NAME, REFUSALS, api
from services.badges.requests import Command
from shared.bus import lane_of
from shared.delivery.commands import command
from shared.delivery.transaction import Transaction
from shared.http import Problem, principal, require
from shared.store import Row, database

Json = dict[str, Any]
blueprint = Blueprint("correcting", __name__)


@blueprint.post("/commands/revoke-award")
@api.validate(resp=Answers(HTTP_200=answers.Corrected, **REFUSALS))
def revoke_award(json: requests.RevokeAward) -> Json:
    """Take an award back, with a reason that its holder reads."""
    require(principal().admin, "revoke awards")
    return _run(lambda tx: acting.revoke(tx, principal(), json), json, _holder(json.award))


@blueprint.post("/commands/give-badge")
@api.validate(resp=Answers(HTTP_200=answers.Corrected, **REFUSALS))
def give_badge(json: requests.GiveBadge) -> Json:
    """Give a badge by hand, as far as its policy lets one."""
    return _run(lambda tx: acting.give(tx, principal(), json), json, json.person)


@blueprint.post("/commands/appeal-award")
@api.validate(resp=Answers(HTTP_200=answers.Corrected, **REFUSALS))
def appeal_award(json: requests.Appeal) -> Json:
    """Object to the revocation of one's award."""
    return _run(lambda tx: acting.appeal(tx, principal(), json), json, principal().employee)


@blueprint.post("/commands/decide-appeal")
@api.validate(resp=Answers(HTTP_200=answers.Corrected, **REFUSALS))
def decide_appeal(json: requests.DecideAppeal) -> Json:
    """Uphold a revocation, or give the award back."""
    require(principal().admin, "decide appeals")
    return _run(lambda tx: acting.decide(tx, principal(), json), json, _holder(json.appeal))


@blueprint.post("/read/appeals")
@api.validate(resp=Answers(HTTP_200=answers.AppealPage, **REFUSALS))
def read_appeals(json: requests.ReadAppeals) -> Json:
    """A page of appeals."""
    require(principal().admin, "read appeals")
    return reading.appeals(database(NAME), json)


@blueprint.post("/read/decisions")
@api.validate(resp=Answers(HTTP_200=answers.Decisions, **REFUSALS))
def read_decisions(json: requests.ReadDecisions) -> Json:
    """What was decided about an award."""
    return {"items": reading.decisions(database(NAME), principal(), json.award)}


@blueprint.post("/read/trail")
@api.validate(resp=Answers(HTTP_200=answers.DecisionPage, **REFUSALS))
def read_trail(json: requests.ReadTrail) -> Json:
    """A page of what was decided about a badge."""
    require(principal().admin, "read what was decided about others")
    return reading.trail(database(NAME), json)


def _holder(award: str) -> str:
    row = database(NAME).awards.find_one({"_id": award}, {"person": 1})
    if row is None:
        raise Problem(404, "there is no such award", [("award", "unknown")])
    return str(row["person"])


def _run(work: Callable[[Transaction], Row], said: Command, person: str) -> Json:
    """Run a command about a person on their lane, and show the award."""
    who, db = principal(), database(NAME)
    key = said.idempotency_key and f"{who.employee}|{type(said).__name__}|{said.idempotency_key}"
    done = command(db, NAME, work, key=key, body=said.model_dump_json(), lane=lane_of(person))
    if relay := current_app.extensions.get("relay"):
        relay.wake()
    return {"award": badges_reading.known_awards(db, {"_id": done["award"]})[done["award"]]}
