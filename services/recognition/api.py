"""The HTTP API of recognition: give kudos, read kudos."""

import uuid

from flask import Blueprint, Flask, current_app
from pydantic import BaseModel
from spectree import Response

from services.recognition import models, reads
from services.recognition.domain import Refused
from services.recognition.giving import give
from shared import clock
from shared.delivery.commands import command
from shared.delivery.transaction import Transaction
from shared.http import Check, Problem, ProblemDocument, create_app, principal, require, spec
from shared.requests import json_only
from shared.store import Row, database

api = spec("recognition")
blueprint = Blueprint("recognition", __name__)
blueprint.before_request(json_only)
REFUSALS = {f"HTTP_{status}": ProblemDocument for status in (400, 401, 403, 404, 409, 413, 415, 422, 429, 503)}


def _answers(model: type[BaseModel]) -> Response:
    return Response(HTTP_200=model, **REFUSALS)


@blueprint.post("/commands/kudos")
@api.validate(resp=_answers(models.KudosShown))
def give_kudos(json: models.KudosWanted) -> models.KudosShown:
    """Thank a colleague."""
    who = principal()
    giver = json.giver or who.employee
    require(who.admin or giver == who.employee, "give kudos in another's name")
    require(who.admin or json.occurred_at is None, "say when kudos were given: leave out occurred_at")
    key = f"{who.employee}|{json.idempotency_key}" if json.idempotency_key else None
    kudos_id = f"k-{uuid.uuid4().hex}"

    def work(tx: Transaction) -> Row:
        kudos = give(tx, kudos_id, giver, json.to, json.reason, json.value, json.occurred_at)
        return models.shown(kudos).model_dump(mode="json")

    try:
        body = json.model_dump(mode="json")
        answer = command(database("recognition"), "recognition", work, key=key, body=body)
    except Refused as refused:
        raise Problem(refused.status, refused.detail, [(refused.field, refused.right)]) from refused
    if relay := current_app.extensions.get("relay"):
        relay.wake()
    return models.KudosShown.model_validate(answer)


@blueprint.post("/read/kudos")
@api.validate(resp=_answers(models.KudosById))
def read_kudos(json: models.IdsAsked) -> models.KudosById:
    """Kudos by id."""
    return reads.kudos_by_id(database("recognition"), principal(), json.ids)


@blueprint.post("/read/kudos/counts")
@api.validate(resp=_answers(models.CountsById))
def read_counts(json: models.CountsAsked) -> models.CountsById:
    """How many kudos people gave and received."""
    return reads.counts(database("recognition"), principal(), json)


@blueprint.post("/read/kudos/list")
@api.validate(resp=_answers(models.KudosPage))
def list_kudos(json: models.KudosListed) -> models.KudosPage:
    """A page of one person's kudos."""
    return reads.kudos_page(database("recognition"), principal(), json)


@blueprint.post("/read/allowance")
@api.validate(resp=_answers(models.Allowance))
def read_allowance(json: models.Nothing) -> models.Allowance:  # noqa: ARG001 - the body is checked to be empty
    """How many kudos the asker can still give today."""
    return reads.allowance(database("recognition"), principal().employee, clock.now())


def make_app(checks: dict[str, Check]) -> Flask:
    """The application."""
    return create_app("recognition", blueprint, api, checks)
