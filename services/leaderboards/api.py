"""The HTTP API of leaderboards: boards and points to read, scoring rules to save."""

import structlog
from flask import Blueprint, Flask, current_app
from pydantic import BaseModel
from spectree import Response

from services.leaderboards import models, reading
from services.leaderboards.boards import Boards, RedisAway, connect
from services.leaderboards.rules import NothingCounts, read_match, save_rule
from shared import clock
from shared.criteria import Match, Refused
from shared.delivery.commands import command
from shared.http import Check, Problem, ProblemDocument, create_app, principal, require, spec
from shared.requests import json_only
from shared.store import database

api = spec("leaderboards")
blueprint = Blueprint("leaderboards", __name__)
blueprint.before_request(json_only)
REFUSALS = {f"HTTP_{status}": ProblemDocument for status in (400, 401, 403, 404, 409, 413, 415, 422, 503)}
log = structlog.get_logger()


def _answers(model: type[BaseModel]) -> Response:
    return Response(HTTP_200=model, **REFUSALS)


@blueprint.post("/read/board")
@api.validate(resp=_answers(models.Board))
def read_board(json: models.BoardAsked) -> models.Board:
    """The organization's board of a month or of all time, as the asker sees it."""
    boards: Boards = current_app.extensions["boards"]
    try:
        return reading.board(database("leaderboards"), boards, json, principal().employee, clock.now())
    except RedisAway as error:
        log.warning("redis_away", error=repr(error)[:300])
        raise Problem(503, "the boards can't be reached just now; try again shortly") from error


@blueprint.post("/read/points")
@api.validate(resp=_answers(models.Points))
def read_points(json: models.PointsAsked) -> models.Points:
    """People's points in periods."""
    return reading.points(database("leaderboards"), json, principal(), clock.now())


@blueprint.post("/read/ledger")
@api.validate(resp=_answers(models.LedgerPage))
def read_ledger(json: models.LedgerAsked) -> models.LedgerPage:
    """What gave a person points."""
    return reading.entries(database("leaderboards"), json, principal(), clock.now())


@blueprint.post("/read/scoring-rules")
@api.validate(resp=_answers(models.Rules))
def read_scoring_rules(json: models.RulesAsked) -> models.Rules:
    """What gives points."""
    return reading.rules(database("leaderboards"), json.ids)


@blueprint.post("/commands/save-scoring-rule")
@api.validate(resp=_answers(models.Rule))
def save_scoring_rule(json: models.RuleWanted) -> models.Rule:
    """Make a scoring rule or its next version; everything is scored anew by it."""
    who = principal()
    require(who.admin, "change what gives points")
    said = {"name": json.name, "match": _match(json), "points": json.points, "active": json.active}
    key = json.idempotency_key and f"{who.employee}|rule|{json.idempotency_key}"
    answer = command(
        database("leaderboards"), "leaderboards",
        lambda tx: reading.rule(save_rule(tx, json.id, said, who.employee)).model_dump(mode="json"),
        key=key, body=json.model_dump(mode="json"),
    )  # fmt: skip
    return models.Rule(**answer)


def _match(json: models.RuleWanted) -> Match:
    try:
        return read_match(json.match)
    except Refused as refused:
        fields = [(".".join(filter(None, ("match", problem.path))), problem.message) for problem in refused.problems]
        raise Problem(422, "the match is not in the language of criteria", fields) from refused
    except NothingCounts as fault:
        raise Problem(422, "the match names what is not scored", [(fault.path, str(fault))]) from fault


def make_app(checks: dict[str, Check]) -> Flask:
    """The application."""
    app = create_app("leaderboards", blueprint, api, checks)
    app.extensions["boards"] = Boards(connect())
    return app
