"""Credentials as people see them: to the holder before publishing, on the public page, beside an award."""

from datetime import datetime
from typing import Any

import orjson
from pymongo.database import Database

from services.badges import views
from services.badges.credentials import issuing, keyring, proofs, statuses
from services.badges.credentials.building import Achievement, Piece
from services.badges.credentials.contents import achievement_of, content, pieces, span
from services.badges.credentials.issuer import issuer
from services.badges.credentials.requests import ReadPage, ReadPreview
from services.badges.credentials.statuses import status_of
from shared import clock
from shared.auth import Principal
from shared.http import Problem, require
from shared.store import Row

Json = dict[str, Any]


def published(db: Database[Row], awards: list[str]) -> dict[str, Json]:
    """Of these awards those that are published, by the award's id."""
    rows = {row["award"]: row for row in db.credentials.find({"award": {"$in": awards}, "withdrawn_at": None})}
    now = clock.now()
    return {award["_id"]: _published(rows[award["_id"]], award, now) for award in db.awards.find(_named(rows))}


def preview(db: Database[Row], who: Principal, said: ReadPreview) -> Json:
    """What would be public of an award of one's own."""
    award = db.awards.find_one({"_id": said.award})
    if award is None:
        raise Problem(404, f"there is no award {said.award}", [("award", "unknown")])
    require(award["person"] == who.employee, "publish what somebody else has earned")
    told = achievement_of(db, award, said.locale)
    return _said(db, told, award, tuple(pieces(db, award)))


def page(db: Database[Row], said: ReadPage) -> Json:
    """The public page of a credential; 404 as `issuing.public` has it."""
    row, award = issuing.public(db, said.id)
    told, by = content(db, row, award, said.locale), issuer()
    proven = orjson.loads(issuing.signed(db, row, award)[0])
    return _said(db, told.achievement, award, told.evidence) | {
        "id": row["_id"],
        "url": by.page(row["_id"]),
        "name": row["name"],
        "did": by.did,
        "key": proven["proof"]["verificationMethod"],
        "published_at": views.instant(row["published_at"]),
        "checks": _checks(db, proven) if said.verify else [],
    }


def _named(rows: dict[str, Row]) -> Row:
    return {"_id": {"$in": list(rows)}}


def _published(row: Row, award: Row, now: datetime) -> Json:
    kept = {name: row[name] for name in ("award", "name", "evidence")}
    shown = {"id": row["_id"], "url": issuer().page(row["_id"]), "published_at": views.instant(row["published_at"])}
    return kept | shown | _standing(award, now)


def _standing(award: Row, now: datetime) -> Json:
    status = status_of(award, now)
    return {"status": status, "reason": award["reason"] if status == "revoked" else None}


def _said(db: Database[Row], told: Achievement, award: Row, evidence: tuple[Piece, ...]) -> Json:
    by, (since, until) = issuer(), span(db, award)
    return {
        "badge": told.badge,
        "version": told.version,
        "tier": told.tier,
        "title": told.name,
        "description": told.description,
        "criteria": told.criteria,
        "issuer": by.name,
        "issuer_url": by.url,
        "earned_at": views.instant(award["earned_at"]),
        "expires_at": views.instant(award.get("expires_at")),
        "evidence": [{"name": piece.name, "at": views.instant(piece.at)} for piece in evidence],
        "evidence_total": award["evidence_count"],
        "evidence_from": views.instant(since),
        "evidence_to": views.instant(until),
        **_standing(award, clock.now()),
    }


def _checks(db: Database[Row], signed: Json) -> list[Json]:
    """What a verifier looks at, looked at in what was handed out: not in what the store says."""
    known = {issuer().method(key.name): key.raw for key in keyring.public(db)}
    try:
        method: str | None = proofs.verify(signed, known.__getitem__)
    except proofs.NotVerified:
        method = None
    entry = signed["credentialStatus"]
    place = int(entry["statusListCredential"].rpartition("/")[2]), int(entry["statusListIndex"])
    found = {
        "signature": method is not None,
        "issuer": method is not None and method.startswith(signed["issuer"]["id"] + "#"),
        "status": statuses.stands(db, *place),
        "dates": signed["validFrom"] <= _now() < signed.get("validUntil", "9999"),
    }
    return [{"what": what, "holds": holds} for what, holds in found.items()]


def _now() -> str:
    return str(views.instant(clock.now().replace(microsecond=0)))
