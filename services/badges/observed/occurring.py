"""Which types occur, and what their facts say."""

from typing import Any

from pymongo.database import Database

from services.badges import rows, views
from services.badges.observed import FEWEST
from services.badges.observed.reading import ROOTS, THING, Place, kind_of, names_of, places, told
from services.badges.observed.sampling import DRAWN, Group, draw, groups, minute, pools
from shared import clock
from shared.criteria import Person
from shared.events import facts
from shared.store import Row

Json = dict[str, Any]
OWN = {
    facts.AWARDED: ("object.id", "data.tier"),
    facts.CHALLENGE_COMPLETED: ("object.id",),
    facts.KUDOS_GIVEN: ("data.value",),
    facts.KUDOS_RECEIVED: ("data.value",),
    facts.JOINED: (),
}
"""Laurel's own happenings with what they say, known before the first of them happens."""
LOCAL = {"local.date": "text", "local.year": "number", "local.month": "number", "local.day": "number",
         "local.weekday": "number", "local.hour": "number"}  # fmt: skip
OF_PERSON = {"person.unit": "list", "person.roles": "list", "person.joined_at": "text"}
SAMPLES = 3


def types(db: Database[Row]) -> Json:
    """Every type that occurs, and Laurel's own that may."""
    at = minute()
    found = groups(db, at)
    silent = [_silent(name) for name in OWN if name not in {group.type for group in found}]
    return {
        "as_of": views.instant(at),
        "facts": sum(group.count for group in found),
        "is_sample": any(group.is_estimate for group in found),
        "types": [*map(_type, found), *silent],
        "pools": [{"id": name, "count": n} for name, n in pools(db, at)],
    }


def paths(db: Database[Row], wanted: list[str]) -> Json:
    """What facts of these types say, then what is known of every fact: its local time, and whose it is."""
    drawn = draw(db, wanted)
    names = names_of(drawn.facts) | _badge_names(db, wanted)
    found = places(drawn.facts)
    ahead = [path for name in wanted for path in OWN.get(name, ()) if path not in found]
    shown = [told(path, place, names if path == THING else {}) for path, place in found.items()]
    shown.sort(key=lambda one: (ROOTS.index(one["path"].partition(".")[0]), -one["count"], one["path"]))
    return {
        "as_of": views.instant(minute()),
        "facts": drawn.total,
        "looked_at": len(drawn.facts),
        "is_sample": drawn.is_sample,
        "paths": [*shown, *(_bare(path, "text") for path in dict.fromkeys(ahead)), *_derived(db)],
    }


def _type(group: Group) -> Json:
    place = Place()
    for fact in group.some:
        thing = fact.body.get("object")
        if isinstance(thing, dict) and isinstance(name := thing.get("name"), str):
            place.note(fact.employee, [name])
    return {
        "type": group.type,
        "count": group.count,
        "last_seen": views.instant(group.last),
        "sources": sorted({fact.source for fact in group.some} or {"laurel"}),
        "samples": [str(value) for value, _ in place.shown()[:SAMPLES]],
        "own": group.type in OWN,
    }


def _silent(name: str) -> Json:
    return {"type": name, "count": 0, "last_seen": None, "sources": ["laurel"], "samples": [], "own": True}


def _badge_names(db: Database[Row], wanted: list[str]) -> dict[Any, str]:
    """An award's object is a badge, which is called by its newest name."""
    if facts.AWARDED not in wanted:
        return {}
    rows_ = db.versions.find({}, {"badge": 1, "name": 1}).sort("number", 1)
    return {row["badge"]: row["name"] for row in rows_}


def _derived(db: Database[Row]) -> list[Json]:
    local = [_bare(path, kind) for path, kind in LOCAL.items()]
    return [*local, *(_bare(path, kind) for path, kind in OF_PERSON.items()), *_attributes(db)]


def _bare(path: str, kind: str) -> Json:
    return {"path": path, "kinds": [kind], "count": 0, "values": [], "others": 0, "low": None, "high": None}


def _attributes(db: Database[Row]) -> list[Json]:
    """What is known of people now; a value of fewer than a handful is nobody's business."""
    found: dict[str, Place] = {}
    now = clock.now()
    for row in db.people.aggregate([{"$match": {"active": True}}, {"$sample": {"size": DRAWN}}]):
        person = rows.person(row)
        for name in person.attributes:
            if (value := _attribute(person, name, now)) is not None:
                found.setdefault(f"person.attributes.{name}", Place()).note(person.id, [value])
    return [told(path, found[path], {}) for path in sorted(found) if found[path].count >= FEWEST]


def _attribute(person: Person, name: str, now: Any) -> Any:
    value = person.attribute_at(name, now)
    return value if isinstance(value, str | bool | int | float) and kind_of(value) != "list" else None
