"""Where pictures are kept, and how they come back as emblems of badges."""

import base64
import hashlib
from datetime import timedelta
from functools import lru_cache

from pymongo.database import Database

from services.badges import catalog
from services.badges.drawing import CutName, Emblem
from services.badges.images.reading import Kind, Picture
from shared.delivery.transaction import Transaction
from shared.store import Row

MEDIA: dict[Kind, str] = {"svg": "image/svg+xml", "png": "image/png"}
REMEMBERED = 64
WAITS = timedelta(days=1)
"""So long a picture waits for a badge to bear it."""


def name_of(picture: Picture) -> str:
    """The name of a picture: the same for the same content."""
    return "p-" + hashlib.sha256(picture.content).hexdigest()[:32]


def keep(tx: Transaction, picture: Picture, by: str) -> Row:
    """Keep a picture, once, and let go those that no badge came to bear."""
    name = name_of(picture)
    row: Row = {"kind": picture.kind, "content": picture.content, "small": picture.small, "fills": picture.fills}
    row |= {"added_by": by}
    tx.db.images.update_one({"_id": name}, {"$setOnInsert": row, "$set": {"added_at": tx.now}}, upsert=True)
    _let_go_unused(tx)
    return {"id": name, "kind": picture.kind, "fills": picture.fills}


def _let_go_unused(tx: Transaction) -> None:
    """Of long ago, and in no version of a badge; versions are written under the same touch, so none loses its own."""
    tx.touch(catalog.CATALOGUE)
    borne = tx.db.versions.distinct("design.picture")
    tx.db.images.delete_many({"added_at": {"$lt": tx.now - WAITS}, "_id": {"$nin": borne}})


def is_kept(db: Database[Row], name: str) -> bool:
    """Whether there is such a picture."""
    return db.images.find_one({"_id": name}, {"_id": 1}) is not None


def emblem(db: Database[Row], name: str | None, cut: CutName) -> Emblem | None:
    """A picture as a badge of that cut bears it; None where there is none."""
    return None if name is None else _emblem(_Source(db), name, cut)


class _Source:
    """The database, for a cache that remembers what was read and never where: pictures do not change."""

    def __init__(self, db: Database[Row]) -> None:
        self.db = db

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Source) and other.db.name == self.db.name

    def __hash__(self) -> int:
        return hash(self.db.name)


@lru_cache(REMEMBERED)
def _emblem(source: _Source, name: str, cut: CutName) -> Emblem | None:
    row = source.db.images.find_one({"_id": name})
    if row is None:
        return None
    content = row["small"] if cut == "small" else row["content"]
    return Emblem(f"data:{MEDIA[row['kind']]};base64,{base64.b64encode(content).decode()}", row["fills"])
