"""Why, or why not yet: the evaluation's own trace in words, for those who may see the person's facts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pymongo.database import Database

from services.badges import catalog, rows, views
from services.badges.domain.awards import UNIT
from services.badges.domain.editions import Edition, Version
from services.badges.domain.progress import as_judged, headline, next_step
from services.badges.reading import visible
from services.badges.requests import ReadTrace, TraceOf
from services.badges.standings import case_of
from services.badges.units.loading import seen_in, units_of
from shared import clock
from shared.auth import Principal
from shared.criteria import Fact, History, TraceNode, explain, trace_in_words
from shared.http import Problem, require
from shared.store import Row

Json = dict[str, Any]
SHOWN = 50
"""How many facts a node shows of each kind."""


def traces(db: Database[Row], viewer: Principal, said: ReadTrace) -> list[Json | None]:
    """A trace for each badge and person asked for; None where there is no such badge."""
    people = {one.person for one in said.items if one.person is not None}
    require(_may_see(db, viewer, people - {viewer.employee}), "see what these people have done")
    found = visible(db, viewer, [one.badge for one in said.items])
    return [
        _trace(db, viewer, one, found[one.badge][1], said.locale) if one.badge in found else None for one in said.items
    ]


def _may_see(db: Database[Row], viewer: Principal, people: set[str]) -> bool:
    """Managers see people who are in a unit they manage at this moment."""
    if viewer.admin or not people:
        return True
    now = clock.now()
    profiles = {row["_id"]: rows.person(row) for row in db.people.find({"_id": {"$in": list(people)}})}
    return all(
        name in profiles and any(m.holds(now) and m.unit in viewer.units for m in profiles[name].memberships)
        for name in people
    )


def _trace(db: Database[Row], viewer: Principal, asked: TraceOf, version: Version, locale: str) -> Json:
    if asked.tier is not None and version.step(asked.tier) is None:
        raise Problem(422, f"{version.badge} has no tier {asked.tier}", [("items.tier", "unknown")])
    person = asked.person or viewer.employee
    edition, now = _edition(db, version), clock.now()
    recipient = recipient_of(db, person, version, now)
    case = case_of(db, recipient, edition)
    history = case.history(case.awards, now, without=version.badge)
    edition = as_judged(edition, (award for award in case.awards if award.badge == version.badge), now)
    unit = recipient.removeprefix(UNIT) or None if recipient != person else None
    return {"person": person, "unit": unit} | told(
        edition, history, tier=asked.tier, locale=locale, viewer=viewer.employee
    )


def recipient_of(db: Database[Row], person: str, version: Version, now: datetime) -> str:
    """Of whom a badge is told: the person, or (of a badge of units) the unit of theirs whose badge they see."""
    if version.rule.recipient == "person":
        return person
    return seen_in(db, units_of(db, person, now), version.badge)


def told(edition: Edition, history: History, *, tier: str | None, locale: str, viewer: str | None = None) -> Json:
    """The trace of a history, for a tier (None: the next), as it is answered; of a unit's with what the ``viewer`` did
    alone, for a unit shows no one else's facts."""
    version, now = edition.version, history.now
    root = explain(edition.compiled, history, tier=tier, viewer=viewer)
    words = trace_in_words(root, version.noun, locale, history.zones.at(now).key, now)
    step = version.step(tier) if tier else next_step(edition, root)
    return {
        "as_of": views.instant(now),
        "tier": views.tier(step),
        "done": root.true_from is not None,
        "root": _node(root, words),
        "next_step": None if root.true_from else _next(root, words),
    }


def _edition(db: Database[Row], version: Version) -> Edition:
    book = catalog.book(db)
    live = book.live.get(version.badge)
    if live is not None and live.version is version:
        return live
    return Edition(version, book.starred_out, live=False)


def _node(node: TraceNode, words: Json) -> Json:
    below = list(zip(node.children, words["children"], strict=True))
    if node.anchor is not None:
        below.insert(0, (node.anchor, words["anchor"]))
    counted = _facts(node.counted, words["counted"])
    passed = _facts((one.fact for one in node.passed), words["passed"])
    return {
        "path": f"{node.path.removeprefix('criteria').removeprefix('.')}.{node.kind}".removeprefix("."),
        "kind": node.kind,
        "sentence": words["title"],
        "note": words.get("note"),
        "true_from": words["trueFrom"],
        "have": _have(node),
        "need": 1 if node.need is None else node.need,
        "counted": counted[:SHOWN],
        "counted_total": len(counted) + node.hidden,
        "passed_over": passed[:SHOWN],
        "passed_over_total": len(passed),
        "missing": words["missing"],
        "children": [_node(child, said) for child, said in below],
    }


def _have(node: TraceNode) -> float:
    return float(node.true_from is not None) if node.have is None else node.have


def _facts(items: Iterable[Any], words: list[Json]) -> list[Json]:
    """Facts, awards or ledger entries, newest first."""
    told = [
        {
            "id": said["id"],
            "occurred_at": said["at"],
            "type": said["type"],
            "name": said["what"] or said["type"],
            "source": said["source"] or "laurel",
            "url": _url(item),
            "reason": said.get("reason"),
        }
        for item, said in zip(items, words, strict=True)
    ]
    return sorted(told, key=lambda one: one["occurred_at"], reverse=True)


def _url(item: Any) -> str | None:
    """Where the thing can be seen, if a web address was given."""
    if not isinstance(item, Fact):
        return None
    thing = item.body.get("object")
    known = item.body.get("evidence_url") or (thing.get("url") if isinstance(thing, dict) else None)
    return known if isinstance(known, str) and known.startswith(("https://", "http://")) else None


def _next(root: TraceNode, words: Json) -> str | None:
    """What to do: what the badge's own node lacks, else the first thing that lacks anything."""
    told = headline(root)
    said = [(node, one["missing"]) for node, one in _pairs(root, words) if one["missing"] and not node.children]
    return next((text for node, text in said if node is told), said[0][1] if said else None)


def _pairs(node: TraceNode, words: Json) -> Iterable[tuple[TraceNode, Json]]:
    yield node, words
    for child, said in zip(node.children, words["children"], strict=True):
        yield from _pairs(child, said)
