"""The page of badges: what there is for the viewer, kept to a status or some words, sorted, a page at a time."""

from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from services.badges import catalog, views
from services.badges.domain.editions import Version
from services.badges.domain.progress import Standing
from services.badges.requests import ReadList
from services.badges.standings import Shelf, shelf_of
from shared.auth import Principal
from shared.http import require
from shared.requests import cursor, place
from shared.store import Row

Json = dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """One badge of the page."""

    row: Row
    version: Version
    standing: Standing

    @property
    def badge(self) -> str:
        """Its id."""
        return self.version.badge


def page(db: Database[Row], viewer: Principal, said: ReadList) -> Json:
    """One page of the badges that there are for the viewer."""
    require(said.state is None or viewer.admin, "list badges by their state")
    shelf = shelf_of(db, viewer.employee)
    there = [one for one in _there(db, viewer, shelf, said.state) if _wanted(one, said)]
    there.sort(key=_ORDERS[said.sort])
    start = _start(there, said.after)
    shown = there[start : start + said.first]
    mine = views.mine(db, {one.badge: one.standing for one in shown}, shelf.ended)
    items = [
        {
            "badge": views.badge(one.row, one.version, locale=said.locale, admin=viewer.admin),
            "mine": mine[one.badge],
            "cursor": cursor(start + position, one.badge),
        }
        for position, one in enumerate(shown)
    ]
    more = start + said.first < len(there)
    return {"items": items, "next": items[-1]["cursor"] if more else None, "total": len(there)}


def _there(db: Database[Row], viewer: Principal, shelf: Shelf, state: str | None) -> list[Listed]:
    """Live badges, retired ones that the viewer holds, and (for administrators) drafts; of one state: all of them,
    drafts beside what is live included."""
    found = {row["_id"]: row for row in db.badges.find()}
    numbers = [
        (badge, row["version"] or row["draft"])
        for badge, row in found.items()
        if (_is_of(row, state) if state else badge in shelf.standings or (viewer.admin and row["state"] == "draft"))
    ]
    versions = catalog.versions(db, numbers).values()
    return [Listed(found[version.badge], version, shelf.of(version)) for version in versions]


def _is_of(row: Row, state: str) -> bool:
    return bool(row["draft"]) if state == "draft" else row["state"] == state


def _wanted(one: Listed, said: ReadList) -> bool:
    if said.status and (one.standing.status != said.status or one.row["state"] == "draft"):
        return False
    words = (said.search or "").casefold().split()
    text = f"{one.version.name} {one.version.description}".casefold()
    return all(word in text for word in words)


def _newest(one: Listed) -> tuple[float, float, str]:
    earned = max((award.earned_at.timestamp() for award in one.standing.awards), default=0.0)
    published = one.version.published_at
    return -earned, -(published.timestamp() if published else 0.0), one.badge


def _by_name(one: Listed) -> tuple[str, str]:
    return one.version.name.casefold(), one.badge


def _nearest(one: Listed) -> tuple[bool, float, str]:
    """What can be worked on comes first; what is done, or locked, last."""
    open_ = one.standing.missing > 0 and one.standing.status != "locked"
    return not open_, one.standing.missing, one.badge


_ORDERS: dict[str, Any] = {"newest": _newest, "name": _by_name, "nearest": _nearest}


def _start(there: list[Listed], after: str | None) -> int:
    """Behind the badge that the cursor names; where it has gone, at the place that it had."""
    if after is None:
        return 0
    number, badge = place(after, int, str)
    known = [position for position, one in enumerate(there) if one.badge == badge]
    return known[0] + 1 if known else max(0, int(number))
