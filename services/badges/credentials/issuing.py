"""Published credentials as they are handed out: found, signed where they say something new, drawn, baked."""

import hashlib
from typing import Any

import orjson
from pymongo.database import Database

from services.badges.credentials import keyring
from services.badges.credentials.building import Content, credential
from services.badges.credentials.contents import content
from services.badges.credentials.did import JWK
from services.badges.credentials.issuer import issuer
from services.badges.credentials.jwt import as_jwt
from services.badges.credentials.proofs import with_proof
from shared import clock
from shared.config import settings
from shared.http import Problem
from shared.store import Row

Json = dict[str, Any]


def public(db: Database[Row], id_: str) -> tuple[Row, Row]:
    """A published credential and its award; the same 404 for one that was withdrawn, whose holder was erased, or that
    never was."""
    row = db.credentials.find_one({"_id": id_, "withdrawn_at": None})
    award = row and db.awards.find_one({"_id": row["award"]})
    if not row or not award or _erased(db, award["person"]):
        raise Problem(404, "there is nothing here")
    if row["version"] != award["version"]:  # judged anew meanwhile: what is handed out now refers to this version
        db.credentials.update_one({"_id": id_}, {"$set": {"version": award["version"]}})
    return row, award


def _erased(db: Database[Row], person: str) -> bool:
    known = db.people.find_one({"_id": person}, {"body": 1})
    return bool(known and orjson.loads(known["body"]).get("state") == "erased")


def signed(db: Database[Row], row: Row, award: Row) -> tuple[str, str]:
    """The credential as signed JSON and as a token, in the organization's language. Signed anew only when it says
    something else than before: so a key that is no longer used lives on in what it signed."""
    unsigned = credential(organization_content(db, row, award), issuer())
    print_ = hashlib.sha256(orjson.dumps(unsigned)).hexdigest()
    issued = row.get("issued") or {}
    if issued.get("of") != print_:
        issued = {"of": print_, **_sign(db, unsigned)}
        known = {"_id": row["_id"], "withdrawn_at": None}
        db.credentials.update_one(known, {"$set": {"issued": issued}})
    return issued["json"], issued["jwt"]


def organization_content(db: Database[Row], row: Row, award: Row) -> Content:
    """What is signed: in the one language that the organization has."""
    return content(db, row, award, settings().organization_locale)


def _sign(db: Database[Row], unsigned: Json) -> dict[str, str]:
    key, by = keyring.current(db), issuer()
    proven = with_proof(unsigned, key.secret, by.method(key.name), clock.now())
    return {"json": orjson.dumps(proven).decode(), "jwt": as_jwt(unsigned, key.secret, by.method(key.name + JWK))}
