"""Intake's HTTP: POST /events for source systems with their keys, and the admin's reads and commands for the
gateway."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
from flask import Blueprint, Flask, Response, current_app, g, make_response, request
from pydantic import BaseModel
from pymongo.database import Database
from spectree import Response as Answers

from services.intake import models, received, sources
from services.intake.binding import read_message
from services.intake.domain.refusals import Refused
from services.intake.keys import Key, KeyRing
from services.intake.openapi import describe_events
from services.intake.rates import DEFAULT, Limiter
from services.intake.receiving import counts_by_source, problem_of, receive
from shared import clock
from shared.delivery.commands import command
from shared.http import ProblemDocument, create_app, principal, problem_response, require, spec
from shared.requests import cursor, json_only, place
from shared.store import Row, database

EVENTS = "/events"
blueprint = Blueprint("intake", __name__)
api = spec("intake")
blueprint.before_request(lambda: None if request.path == EVENTS else json_only())


@dataclass(frozen=True)
class Intake:
    """What the routes work with; one an application."""

    db: Database[Row]
    keys: KeyRing
    limiter: Limiter


class TooFast(Refused):
    """The source's rate is used up for ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__(429, f"too many events for this source: try again in {seconds} s")
        self.seconds = seconds


def make_app(checks: dict[str, Callable[[], str | None]]) -> Flask:
    """The application; /events has its own keys, everything else the gateway's token."""
    db = database("intake")
    app = create_app("intake", blueprint, api, checks, own=frozenset({EVENTS}))
    app.extensions["intake"] = Intake(db, KeyRing(db), Limiter(db))
    app.register_error_handler(Refused, _refused)
    with app.app_context():
        describe_events(api.spec)
    return app


@blueprint.route(EVENTS, methods=["POST"], provide_automatic_options=False)
def take_events() -> Response:
    """Events from a source system in any of CloudEvents' three content modes."""
    intake, now = _intake(), clock.now()
    key = _key(intake)
    message = read_message(request.headers.items(), request.get_data())
    if seconds := intake.limiter.wait(counts_by_source(key, message.events), key.rates, now):
        raise TooFast(seconds)
    answers = receive(intake.db, key, message.events, now)
    current_app.extensions["relay"].wake()
    if message.batch:
        items = [answer.item(index, g.request_id) for index, answer in enumerate(answers)]
        return _json({"items": items}, 202)
    if refusal := answers[0].outcome.refusal:
        raise refusal
    return _json(answers[0].document(), answers[0].status)


@blueprint.route(EVENTS, methods=["OPTIONS"], provide_automatic_options=False)
def greet() -> Response:
    """The handshake of CloudEvents' web hooks: whoever has a key may send, from wherever they are."""
    response = make_response("", 204)
    response.headers["Allow"] = "POST, OPTIONS"
    if origin := request.headers.get("WebHook-Request-Origin"):
        response.headers["WebHook-Allowed-Origin"] = origin
        response.headers["WebHook-Allowed-Rate"] = str(DEFAULT)
    return response


def _answers(model: type[BaseModel]) -> Answers:
    refusals = {f"HTTP_{status}": ProblemDocument for status in (400, 401, 403, 404, 409, 413, 415, 422, 503)}
    return Answers(HTTP_200=model, **refusals)


@blueprint.post("/read/sources")
@api.validate(resp=_answers(models.Sources))
def read_sources(json: models.SourcesAsked) -> Any:
    """Sources by id; unknown ones are absent."""
    _admin_only()
    rows = list(_intake().db.sources.find({"_id": {"$in": json.ids}}))
    return models.Sources(items={view.id: view for view in sources.views(_intake().db, rows)})


@blueprint.post("/read/source-list")
@api.validate(resp=_answers(models.SourceList))
def list_sources(json: models.SourceListAsked) -> Any:
    """A page of all sources, by id."""
    _admin_only()
    db = _intake().db
    after = place(json.after, str)[0] if json.after else ""
    rows = list(db.sources.find({"_id": {"$gt": after}}).sort("_id", 1).limit(json.first + 1))
    page, further = rows[: json.first], len(rows) > json.first
    total = db.sources.estimated_document_count()
    return models.SourceList(
        items=sources.views(db, page), next=cursor(page[-1]["_id"]) if further else None, total=total
    )


@blueprint.post("/read/received")
@api.validate(resp=_answers(models.Receiveds))
def read_received(json: models.ReceivedAsked) -> Any:
    """What sources sent lately, newest first."""
    _admin_only()
    after = received.position(json.after) if json.after else None
    db, first = _intake().db, json.first
    found = {source: received.recent(db, source, json.refused_only, first + 1, after) for source in json.sources}
    return models.Receiveds(items={source: received.page(rows, first) for source, rows in found.items()})


@blueprint.post("/read/completion-types")
@api.validate(resp=_answers(models.Types))
def read_types(json: models.TypesAsked) -> Any:
    """Completion types, the most counted first, for editors of badges and challenges."""
    require(bool(principal().roles & {"manager", "admin"}), "see the types of completions")
    return models.Types(items=sources.types(_intake().db, json.search, json.first))


@blueprint.post("/commands/save-source")
@api.validate(resp=_answers(models.SourceView))
def save_source(json: models.SaveSource) -> Any:
    """Make a source or change it."""
    _admin_only()

    def work(tx: Any) -> Row:
        sources.save(tx.db, json, tx.now)
        return {}

    _command(json, work)
    return sources.view_of(_intake().db, json.id)


@blueprint.post("/commands/create-key")
@api.validate(resp=_answers(models.CreatedKey))
def create_key(json: models.CreateKey) -> Any:
    """Make a key; its secret is in this answer only."""
    return _new_key(json, lambda tx, by: sources.create_key(tx.db, json, by, tx.now))


@blueprint.post("/commands/rotate-key")
@api.validate(resp=_answers(models.CreatedKey))
def rotate_key(json: models.RotateKey) -> Any:
    """Make a new key in place of one that ends after the overlap."""
    overlap = timedelta(hours=json.overlap_hours)
    return _new_key(json, lambda tx, by: sources.rotate_key(tx.db, json.id, overlap, by, tx.now))


@blueprint.post("/commands/revoke-key")
@api.validate(resp=_answers(models.KeyView))
def revoke_key(json: models.RevokeKey) -> Any:
    """End a key at once."""
    _admin_only()
    view = sources.revoke_key(_intake().db, json.id, clock.now())
    _intake().keys.forget()
    return view


def _new_key(json: Any, make: Callable[[Any, str], tuple[models.KeyView, str]]) -> models.CreatedKey:
    _admin_only()
    by = principal().employee
    made: list[tuple[models.KeyView, str]] = []

    def work(tx: Any) -> Row:
        made[:] = [make(tx, by)]
        return {"key": made[0][0].id}

    _command(json, work)
    if not made:
        raise Refused(
            409, "this key was made before, and its secret is shown once only", [("idempotency_key", "was used")]
        )
    return models.CreatedKey(key=made[0][0], secret=made[0][1])


def _command(json: Any, work: Callable[[Any], Row]) -> None:
    own = f"{principal().employee}|{type(json).__name__}|{json.idempotency_key}" if json.idempotency_key else None
    command(_intake().db, "intake", work, key=own, body=json.model_dump(mode="json"))
    _intake().keys.forget()


def _json(document: Row, status: int) -> Response:
    return Response(orjson.dumps(document, option=orjson.OPT_UTC_Z), status, content_type="application/json")


def _intake() -> Intake:
    found: Intake = current_app.extensions["intake"]
    return found


def _key(intake: Intake) -> Key:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Refused(401, "a key is needed", [("Authorization", "must be: Bearer and a key of the source")])
    key = intake.keys.find(secret.strip(), clock.now())
    if key is None:
        raise Refused(401, "the key is not valid", [("Authorization", "is unknown, was revoked or has expired")])
    return key


def _admin_only() -> None:
    require(principal().admin, "see or change sources")


def _refused(refusal: Refused) -> Response:
    response = problem_response(problem_of(refusal, g.request_id))
    if refusal.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="laurel intake"'
    if isinstance(refusal, TooFast):
        response.headers["Retry-After"] = str(refusal.seconds)
    return response
