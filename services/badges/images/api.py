"""The HTTP API of pictures: keeping them, designing with them, and badges as PNG."""

from typing import Any

from flask import Blueprint, Response
from spectree import Response as Answers

from services.badges import reading
from services.badges.answers import Changed
from services.badges.drawing import default_design
from services.badges.drawing.raster import png_of
from services.badges.images import answers, designing, keeping, requests
from services.badges.images.reading import read_picture
from services.badges.images.redesigning import redesign
from services.badges.images.refusing import PictureRefused
from services.badges.openapi import NAME, REFUSALS, api
from services.badges.pictures import FRESH, HEADERS, picture
from services.badges.requests import ReadBadges
from shared.delivery.commands import command
from shared.http import Problem, principal, require
from shared.store import database

Json = dict[str, Any]
FILE = Answers(HTTP_200=None, **REFUSALS)
blueprint = Blueprint("images", __name__)


@blueprint.post("/commands/save-image")
@api.validate(resp=Answers(HTTP_200=answers.Saved, **REFUSALS))
def save_image(json: requests.SaveImage) -> Json:
    """Keep a picture, for designs to name."""
    who = principal()
    require(who.admin, "change badges")
    try:
        read = read_picture(json.file)
    except PictureRefused as refused:
        raise Problem(422, "the picture can't be kept", refused.faults) from refused
    return {"image": command(database(NAME), NAME, lambda tx: keeping.keep(tx, read, who.employee))}


@blueprint.post("/read/design-choices")
@api.validate(resp=Answers(HTTP_200=answers.Choices, **REFUSALS))
def read_design_choices(json: requests.ReadChoices) -> Json:  # noqa: ARG001 - the body is checked to be empty
    """What a badge can be designed with."""
    return designing.choices()


@blueprint.post("/read/suggest-design")
@api.validate(resp=Answers(HTTP_200=answers.Suggested, **REFUSALS))
def suggest_design(json: requests.SuggestDesign) -> Json:
    """A handsome look for a badge that has none, always the same for the same badge."""
    return {"design": default_design(json.id, json.name).model_dump()}


@blueprint.post("/commands/design-badge")
@api.validate(resp=Answers(HTTP_200=Changed, **REFUSALS))
def design_badge(json: requests.DesignBadge) -> Json:
    """Give a badge another look: a draft, until it is published."""
    who, db = principal(), database(NAME)
    require(who.admin, "change badges")
    key = json.idempotency_key and f"{who.employee}|DesignBadge|{json.idempotency_key}"
    done = command(db, NAME, lambda tx: redesign(tx, json.id, json.design), key=key, body=json.model_dump_json())
    asked = ReadBadges(ids=[json.id], versions={json.id: done["version"]}, locale=json.locale)
    return {"badge": reading.badges(db, who, asked)[json.id]}


@blueprint.post("/read/check-design")
@api.validate(resp=Answers(HTTP_200=answers.Checked, **REFUSALS))
def check_design(json: requests.CheckDesign) -> Json:
    """How well the parts of a design stand out."""
    return designing.check(database(NAME), json.design)


@blueprint.get("/badges/preview.svg")
@api.validate(resp=FILE, security={})
def preview(query: requests.Preview) -> Response:
    """A design that is being made; administrators only."""
    require(principal().admin, "change badges")
    headers = HEADERS | {"Cache-Control": FRESH}
    return Response(designing.preview(database(NAME), query), mimetype="image/svg+xml", headers=headers)


@blueprint.get("/badges/<badge>/<int:version>.png")
@api.validate(resp=FILE, security={})
def draw_png(badge: str, version: int, query: requests.Raster) -> Response:
    """The drawing of a badge's version, as PNG."""
    svg, headers = picture(database(NAME), badge, version, query, admin=principal().admin)
    return Response(png_of(svg, query.width), mimetype="image/png", headers=headers)
