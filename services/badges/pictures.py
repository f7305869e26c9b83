"""The drawing of a badge's version as it is asked for."""

from pymongo.database import Database

from services.badges import catalog
from services.badges.domain.editions import Version
from services.badges.drawing import Design, DrawingError, draw
from services.badges.images import keeping
from services.badges.requests import Picture
from shared.http import Problem
from shared.store import Row

KEPT = "public, max-age=31536000, immutable"
FRESH = "private, no-cache"
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def picture(db: Database[Row], badge: str, number: int, said: Picture, *, admin: bool) -> tuple[str, dict[str, str]]:
    """The SVG and its headers: published versions never change, drafts are for administrators and do."""
    version = catalog.versions(db, [(badge, number)]).get((badge, number))
    if version is None or (version.published_at is None and not admin):
        raise Problem(404, f"there is no version {number} of a badge {badge}")
    kept = KEPT if version.published_at else FRESH
    return _drawn(db, version, said), HEADERS | {"Cache-Control": kept}


def _drawn(db: Database[Row], version: Version, said: Picture) -> str:
    step = version.step(said.tier)
    if said.tier is not None and step is None:
        known = ", ".join(one.id for one in version.steps) or "none: leave it out"
        raise Problem(422, f"{version.badge} has no tier {said.tier}", [("tier", f"known are {known}")])
    title = f"{version.name}, {step.name}" if step else version.name
    metal = step.metal if step else version.metal
    try:
        design = Design.model_validate(version.design)
        return draw(
            design,
            cut=said.cut,
            tier_metal=metal,
            state=said.state,
            lit=said.lit,
            scheme=said.scheme,
            title=title,
            locale=said.locale,
            emblem=keeping.emblem(db, design.picture, said.cut),
        )
    except DrawingError as error:
        raise Problem(
            422, "the picture can't be drawn so", [(error.field, f"{error.problem}; {error.remedy}")]
        ) from error
