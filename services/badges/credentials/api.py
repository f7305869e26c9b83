"""The HTTP API of credentials: what holders ask for through the gateway, and what anybody may have."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, make_response
from orjson import dumps
from pydantic import BaseModel
from spectree import Response as Answers

from services.badges.credentials import (
    answers,
    did,
    files,
    issuing,
    keyring,
    openbadges2,
    publishing,
    requests,
    showing,
    statuses,
)
from services.badges.credentials.issuer import issuer
from services.badges.openapi import NAME, REFUSALS, api
from shared.delivery.commands import command
from shared.delivery.transaction import Transaction
from shared.http import principal, require
from shared.store import Row, database

Json = dict[str, Any]
OPEN = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
JSON_LD, DRAWING = "application/ld+json", "image/svg+xml"
FILE = Answers(HTTP_200=None, **REFUSALS)
HOSTED = Answers(HTTP_200=None, HTTP_410=None, **REFUSALS)
blueprint = Blueprint("credentials", __name__)


def _answers(model: type[BaseModel]) -> Answers:
    return Answers(HTTP_200=model, **REFUSALS)


def _open(body: str | bytes | Json, kind: str, status: int = 200) -> Response:
    """Public, for programs of other sites as well; never kept without asking again."""
    response = make_response(dumps(body) if isinstance(body, dict) else body, status)
    response.headers.update(OPEN | {"Content-Type": kind})
    return response


@blueprint.post("/read/credentials")
@api.validate(resp=_answers(answers.PublishedAwards))
def read_credentials(json: requests.ReadPublished) -> Json:
    """Published awards by the award's id."""
    return {"items": showing.published(database(NAME), json.ids)}


@blueprint.post("/read/credential-preview")
@api.validate(resp=_answers(answers.Said))
def read_preview(json: requests.ReadPreview) -> Json:
    """What would be public of an award of one's own."""
    return showing.preview(database(NAME), principal(), json)


@blueprint.post("/read/credential-page")
@api.validate(resp=_answers(answers.Page))
def read_page(json: requests.ReadPage) -> Json:
    """What the public page shows."""
    return showing.page(database(NAME), json)


@blueprint.post("/commands/publish-credential")
@api.validate(resp=_answers(answers.PublishedAwards))
def publish_credential(json: requests.PublishCredential) -> Json:
    """Publish an award of one's own."""
    who = principal()
    return _run(lambda tx: publishing.publish(tx, who, json), json, json.idempotency_key)


@blueprint.post("/commands/withdraw-credential")
@api.validate(resp=_answers(answers.PublishedAwards))
def withdraw_credential(json: requests.WithdrawCredential) -> Json:
    """Take a published award back out of the public."""
    who = principal()
    return _run(lambda tx: publishing.withdraw(tx, who, json.award), json, json.idempotency_key)


@blueprint.post("/commands/rotate-issuer-key")
@api.validate(resp=_answers(answers.Keys))
def rotate_issuer_key(json: requests.RotateKey) -> Json:  # noqa: ARG001 - the body is checked
    """Sign with a fresh key from now on; what was signed before still verifies."""
    require(principal().admin, "change the issuer's keys")
    keyring.rotate(database(NAME))
    return {"keys": [key.name for key in keyring.public(database(NAME))]}


@blueprint.get("/b/<credential>")
@blueprint.get("/b/<credential>/credential.json")
@api.validate(resp=FILE, security={})
def signed_json(credential: str) -> Response:
    """The credential, signed with a Data Integrity proof."""
    db = database(NAME)
    return _open(issuing.signed(db, *issuing.public(db, credential))[0], JSON_LD)


@blueprint.get("/b/<credential>/credential.jwt")
@api.validate(resp=FILE, security={})
def signed_jwt(credential: str) -> Response:
    """The credential as a compact JWS."""
    db = database(NAME)
    return _open(issuing.signed(db, *issuing.public(db, credential))[1], "text/plain; charset=utf-8")


@blueprint.get("/b/<credential>/badge.png")
@api.validate(resp=FILE, security={})
def baked_png(credential: str) -> Response:
    """The drawing with the credential inside, as PNG."""
    return _open(files.baked_png(database(NAME), credential), "image/png")


@blueprint.get("/b/<credential>/badge.svg")
@api.validate(resp=FILE, security={})
def baked_svg(credential: str) -> Response:
    """The drawing with the credential inside, as SVG."""
    return _open(files.baked_svg(database(NAME), credential), DRAWING)


@blueprint.get("/b/<credential>/assertion.json")
@api.validate(resp=HOSTED, security={})
def assertion(credential: str) -> Response:
    """The award as Open Badges 2.0 has it."""
    body, status = files.assertion(database(NAME), credential)
    return _open(body, JSON_LD, status)


@blueprint.get("/credentials/issuer")
@api.validate(resp=FILE, security={})
def issuer_profile() -> Response:
    """The issuer as Open Badges 2.0 has it."""
    return _open(openbadges2.profile(issuer()), JSON_LD)


@blueprint.get("/credentials/classes/<badge>/<int:version>")
@api.validate(resp=FILE, security={})
def badge_class(badge: str, version: int, query: requests.OfBadge) -> Response:
    """What was achieved, as Open Badges 2.0 has it."""
    return _open(files.badge_class(database(NAME), badge, version, query.tier), JSON_LD)


@blueprint.get("/credentials/classes/<badge>/<int:version>.png")
@api.validate(resp=FILE, security={})
def badge_picture(badge: str, version: int, query: requests.OfBadge) -> Response:
    """The drawing of what was achieved."""
    return _open(files.picture(database(NAME), badge, version, query.tier), "image/png")


@blueprint.get("/credentials/achievements/<badge>/<int:version>")
@api.validate(resp=FILE, security={})
def achievement(badge: str, version: int, query: requests.OfBadge) -> Response:
    """What was achieved, as Open Badges 3.0 has it."""
    return _open(files.achievement_document(database(NAME), badge, version, query.tier), JSON_LD)


@blueprint.get("/.well-known/did.json")
@api.validate(resp=FILE, security={})
def did_document() -> Response:
    """The issuer's DID document."""
    return _open(did.document(issuer(), keyring.public(database(NAME))), "application/did+json")


@blueprint.get("/status/<int:number>")
@api.validate(resp=FILE, security={})
def status_list(number: int) -> Response:
    """A status list credential."""
    return _open(statuses.status_list(database(NAME), number), JSON_LD)


def _run(work: Callable[[Transaction], Row], said: BaseModel, idempotency_key: str | None) -> Json:
    """Run a command and show the award as it is published now; an idempotency key is the asker's own."""
    key = idempotency_key and f"{principal().employee}|{type(said).__name__}|{idempotency_key}"
    done = command(database(NAME), NAME, work, key=key, body=said.model_dump_json())
    return {"items": showing.published(database(NAME), [done["award"]])}
