"""The HTTP API of challenges: batched reads, and what managers and participants do."""

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint, Flask, current_app
from pydantic import BaseModel
from pymongo.database import Database
from spectree import Response

from services.challenges import answers, commands, models, reads
from shared import clock
from shared.auth import Principal
from shared.http import Check, ProblemDocument, create_app, principal, spec
from shared.requests import json_only
from shared.store import Row, database

api = spec("challenges")
blueprint = Blueprint("challenges", __name__)
blueprint.before_request(json_only)
REFUSALS = {f"HTTP_{status}": ProblemDocument for status in (400, 401, 403, 404, 409, 413, 415, 422, 503)}
C = TypeVar("C", bound=models.Command)


def _answers(model: type[BaseModel]) -> Response:
    return Response(HTTP_200=model, **REFUSALS)


def _done(work: Callable[[Database[Row], Principal, C], str], asked: C) -> answers.Challenge:
    """Carry the command out, and answer with the challenge as it is then."""
    db, who = database("challenges"), principal()
    id_ = work(db, who, asked)
    if relay := current_app.extensions.get("relay"):
        relay.wake()
    return reads.challenge(db, who, id_, asked.locale, clock.now())


@blueprint.post("/read/challenges")
@api.validate(resp=_answers(answers.Challenges))
def read_challenges(json: models.ChallengesAsked) -> answers.Challenges:
    """Challenges by id."""
    return reads.challenges(database("challenges"), principal(), json, clock.now())


@blueprint.post("/read/list")
@api.validate(resp=_answers(answers.ChallengePage))
def read_list(json: models.ListAsked) -> answers.ChallengePage:
    """A page of challenges."""
    return reads.page(database("challenges"), principal(), json, clock.now())


@blueprint.post("/read/mine")
@api.validate(resp=_answers(answers.Mine))
def read_mine(json: models.MineAsked) -> answers.Mine:
    """The viewer's enrolments."""
    return reads.mine(database("challenges"), principal(), json)


@blueprint.post("/read/next-step")
@api.validate(resp=_answers(answers.Steps))
def read_next_step(json: models.NextStepAsked) -> answers.Steps:
    """The viewer's nearest challenges."""
    return reads.next_steps(database("challenges"), principal(), json.first, clock.now())


@blueprint.post("/read/participants")
@api.validate(resp=_answers(answers.ParticipantPage))
def read_participants(json: models.ParticipantsAsked) -> answers.ParticipantPage:
    """A page of those who take part."""
    return reads.participants(database("challenges"), principal(), json, clock.now())


@blueprint.post("/read/trace")
@api.validate(resp=_answers(answers.Traces))
def read_trace(json: models.TracesAsked) -> answers.Traces:
    """What counted, and what is missing."""
    return reads.traces(database("challenges"), principal(), json, clock.now())


@blueprint.post("/commands/launch")
@api.validate(resp=_answers(answers.Challenge))
def launch(json: models.Launch) -> answers.Challenge:
    """Launch a challenge."""
    return _done(commands.launch, json)


@blueprint.post("/commands/cancel")
@api.validate(resp=_answers(answers.Challenge))
def cancel(json: models.Cancel) -> answers.Challenge:
    """Cancel a challenge."""
    return _done(commands.cancel, json)


@blueprint.post("/commands/join")
@api.validate(resp=_answers(answers.Challenge))
def join(json: models.Join) -> answers.Challenge:
    """Join a challenge."""
    return _done(commands.join, json)


@blueprint.post("/commands/leave")
@api.validate(resp=_answers(answers.Challenge))
def leave(json: models.Leave) -> answers.Challenge:
    """Leave a challenge."""
    return _done(commands.leave, json)


def make_app(checks: dict[str, Check]) -> Flask:
    """The application."""
    return create_app("challenges", blueprint, api, checks)
