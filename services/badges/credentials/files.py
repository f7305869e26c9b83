"""Credentials as files: baked pictures, the hosted Open Badges 2.0 assertion, and what those refer to."""

from functools import lru_cache
from typing import Any

from pymongo.database import Database

from services.badges import catalog, pictures
from services.badges.credentials import building, issuing, openbadges2
from services.badges.credentials.baking import bake_png, bake_svg
from services.badges.credentials.building import Achievement
from services.badges.credentials.contents import achievement
from services.badges.credentials.contexts import CREDENTIALS, OPEN_BADGES
from services.badges.credentials.issuer import issuer
from services.badges.credentials.statuses import status_of
from services.badges.drawing.raster import png_of
from services.badges.requests import Picture
from shared import clock
from shared.config import settings
from shared.http import Problem
from shared.store import Row

Json = dict[str, Any]
WIDTH = 512
TAKEN_BACK = "taken back"
"""The reason that is told where none was given: Open Badges 2.0 asks for one."""


def baked_svg(db: Database[Row], id_: str) -> str:
    """The drawing with the credential inside."""
    row, award = issuing.public(db, id_)
    return bake_svg(_drawing(db, award), issuing.signed(db, row, award)[0])


def baked_png(db: Database[Row], id_: str) -> bytes:
    """The same as PNG, 512 pixels wide."""
    row, award = issuing.public(db, id_)
    return _baked(_drawing(db, award), issuing.signed(db, row, award)[0])


def assertion(db: Database[Row], id_: str) -> tuple[Json, int]:
    """The hosted assertion and its status: 410 once the award was taken back, as Open Badges 2.0 has it."""
    row, award = issuing.public(db, id_)
    if status_of(award, clock.now()) == "revoked":
        return openbadges2.revoked(id_, award["reason"] or TAKEN_BACK, issuer()), 410
    return openbadges2.assertion(issuing.organization_content(db, row, award), issuer()), 200


def badge_class(db: Database[Row], badge: str, version: int, tier: str | None) -> Json:
    """What was achieved, as Open Badges 2.0 has it."""
    return openbadges2.badge_class(_achieved(db, badge, version, tier), issuer())


def achievement_document(db: Database[Row], badge: str, version: int, tier: str | None) -> Json:
    """What was achieved, as Open Badges 3.0 has it."""
    told = building.achievement(_achieved(db, badge, version, tier), issuer())
    return {"@context": [CREDENTIALS, OPEN_BADGES], **told}


def picture(db: Database[Row], badge: str, version: int, tier: str | None) -> bytes:
    """The drawing of what was achieved, as PNG."""
    _achieved(db, badge, version, tier)
    return _rendered(_drawn(db, badge, version, tier, "earned"))


@lru_cache(maxsize=32)
def _baked(svg: str, credential: str) -> bytes:
    """Rendering takes a tenth of a second, and whoever shares a page has it fetched many times."""
    return bake_png(_rendered(svg), credential)


@lru_cache(maxsize=32)
def _rendered(svg: str) -> bytes:
    return png_of(svg, WIDTH)


def _achieved(db: Database[Row], badge: str, version: int, tier: str | None) -> Achievement:
    """Only what somebody has published: a badge that stays inside is nobody's business outside."""
    known = catalog.versions(db, [(badge, version)]).get((badge, version))
    published = {"badge": badge, "version": version, "tier": tier, "withdrawn_at": None}
    if known is None or db.credentials.find_one(published, {"_id": 1}) is None:
        raise Problem(404, "there is nothing here")
    return achievement(known, tier, settings().organization_locale)


def _drawing(db: Database[Row], award: Row) -> str:
    status = status_of(award, clock.now())
    state = "earned" if status == "valid" else status
    return _drawn(db, award["badge"], award["version"], award["tier"], state)


def _drawn(db: Database[Row], badge: str, version: int, tier: str | None, state: str) -> str:
    asked = Picture.model_validate({"tier": tier, "state": state, "locale": settings().organization_locale})
    return pictures.picture(db, badge, version, asked, admin=True)[0]
