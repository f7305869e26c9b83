"""Asking what happens, for administrators who write rules."""

from typing import Any

from flask import Blueprint
from spectree import Response as Answers

from services.badges.observed import answers, checking, occurring, requests, simulating
from services.badges.openapi import NAME, REFUSALS, api
from shared.http import principal, require
from shared.store import database

Json = dict[str, Any]
blueprint = Blueprint("observed", __name__)


@blueprint.before_request
def only_admins() -> None:
    """What everybody does is looked at by administrators only."""
    require(principal().admin, "see what everybody does")


@blueprint.post("/read/observed-types")
@api.validate(resp=Answers(HTTP_200=answers.Types, **REFUSALS))
def read_observed_types(json: requests.ReadTypes) -> Json:  # noqa: ARG001 - the body is checked to be empty
    """Which types of facts occur, and how often."""
    return occurring.types(database(NAME))


@blueprint.post("/read/observed-paths")
@api.validate(resp=Answers(HTTP_200=answers.Paths, **REFUSALS))
def read_observed_paths(json: requests.ReadPaths) -> Json:
    """What facts of some types say."""
    return occurring.paths(database(NAME), json.types)


@blueprint.post("/read/check-rule")
@api.validate(resp=Answers(HTTP_200=answers.Checked, **REFUSALS))
def check_rule(json: requests.CheckRule) -> Json:
    """What is to be said of a rule."""
    return checking.check(database(NAME), json)


@blueprint.post("/read/simulate")
@api.validate(resp=Answers(HTTP_200=answers.Simulated, **REFUSALS))
def simulate(json: requests.Simulate) -> Json:
    """How a rule would judge somebody."""
    return simulating.simulate(database(NAME), json)
