"""What the designer asks: what there is to choose from, how a design would look, and whether it can be read."""

from dataclasses import asdict
from typing import Any, get_args

from pydantic import ValidationError
from pymongo.database import Database

from services.badges.drawing import FIELDS, Design, DrawingError, Shape, draw, icon_names
from services.badges.drawing.contrast import contrasts
from services.badges.drawing.outlines import Kind, icon_path
from services.badges.images import keeping
from services.badges.images.requests import Preview
from shared.http import Problem
from shared.store import Row

Json = dict[str, Any]
PARTS = ("shape", "field", "icon", "band", "picture")


def choices() -> Json:
    """All shapes, fields and icons."""
    fields = [{"name": name, "light": a, "middle": b, "deep": c} for name, (a, b, c) in FIELDS.items()]
    icons = [{"name": n, "kind": kind, "path": icon_path(n)} for kind in get_args(Kind) for n in icon_names(kind)]
    return {"shapes": list(get_args(Shape)), "fields": fields, "icons": icons}


def check(db: Database[Row], design: Design) -> Json:
    """Its contrasts; refused where its picture is not kept here."""
    check_picture(db, design)
    return {
        "contrasts": [{**asdict(one), "ratio": round(one.ratio, 2), "holds": one.holds} for one in contrasts(design)]
    }


def check_picture(db: Database[Row], design: Design) -> None:
    """Refuse a design whose picture nobody has sent."""
    if design.picture is not None and not keeping.is_kept(db, design.picture):
        raise Problem(422, "there is no such picture", [("design.picture", "send the picture first, then name it")])


def preview(db: Database[Row], said: Preview) -> str:
    """A design as SVG, although it is nowhere saved."""
    look = said.model_dump(include=set(PARTS))
    try:
        design = Design.model_validate(look)
        return draw(
            design,
            cut=said.cut,
            tier_metal=said.metal,
            state=said.state,
            lit=said.lit,
            scheme=said.scheme,
            title=design.band or design.icon,
            emblem=keeping.emblem(db, design.picture, said.cut),
        )
    except ValidationError as error:
        faults = [(".".join(map(str, item["loc"])), item["msg"]) for item in error.errors(include_url=False)]
        raise Problem(422, "the picture can't be drawn so", faults) from error
    except DrawingError as error:
        fault = (error.field, f"{error.problem}; {error.remedy}")
        raise Problem(422, "the picture can't be drawn so", [fault]) from error
