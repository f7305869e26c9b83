"""What the API answers: boards from Redis, points and entries from the ledger."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

import orjson
from pymongo.database import Database

from services.leaderboards import models, rows
from services.leaderboards.boards import EXACT, Boards, View
from services.leaderboards.domain import standing
from services.leaderboards.domain.periods import ALL, month_around, month_of
from services.leaderboards.ledgers import ledger
from shared.auth import Principal
from shared.http import Problem
from shared.requests import cursor, place
from shared.store import Row


def board(db: Database[Row], boards: Boards, asked: models.BoardAsked, me: str, now: datetime) -> models.Board:
    """The board of the period asked for, as one person sees it."""
    key, starts_at, ends_at = _period(db, asked.period, asked.at, now)
    view = boards.view(key, me, asked.around)
    if view.at is None:
        raise Problem(503, "the boards are being filled just now; try again shortly")
    page = _page(boards, key, asked.rows, me, view.people) if asked.rows else None
    return models.Board(
        period=asked.period, key=key, starts_at=starts_at, ends_at=ends_at, as_of=view.at, people=view.people,
        hidden=view.hidden, me=_standing(view), rows=page,
        around=None if asked.around is None else [_row(row, me) for row in view.around],
    )  # fmt: skip


def points(db: Database[Row], asked: models.PointsAsked, who: Principal, now: datetime) -> models.Points:
    """People's points, of those whom the asker may see."""
    people = db.people.find({"_id": {"$in": asked.people}})
    seen = [row["_id"] for row in people if row["place"] == "shown" or may_see(who, row, now)]
    keys = [rows.total_id(person, period) for person in seen for period in asked.periods]
    found: dict[str, dict[str, int]] = {}
    for row in db.totals.find({"_id": {"$in": keys}}):
        found.setdefault(row["employee"], {})[row["period"]] = row["points"]
    return models.Points(items=found)


def entries(db: Database[Row], asked: models.LedgerAsked, who: Principal, now: datetime) -> models.LedgerPage:
    """A page of a person's entries, last posted first. Refuses with 403 who may not see them, whether there is such a
    person or not."""
    person = asked.person or who.employee
    if person != who.employee:
        row = db.people.find_one({"_id": person}) or {"_id": person}
        if not may_see(who, row, now):
            raise Problem(403, "you may not see what gave this person points", [("person", "not yours to see")])
    of_person = {"employee": person}
    before = of_person | ({"n": {"$lt": place(asked.after, int)[0]}} if asked.after else {})
    found = list(db.entries.find(before).sort("n", -1).limit(asked.first + 1))
    shown = [models.Entry(**row | {"id": row["_id"]}) for row in found[: asked.first]]
    following = cursor(found[asked.first - 1]["n"]) if len(found) > asked.first else None
    return models.LedgerPage(items=shown, next=following, total=db.entries.count_documents(of_person))


def rules(db: Database[Row], ids: Iterable[str] | None) -> models.Rules:
    """Scoring rules, sorted by name."""
    found = db.rules.find({} if ids is None else {"_id": {"$in": list(ids)}})
    return models.Rules(items={row["_id"]: rule(row) for row in found.sort([("name", 1), ("_id", 1)])})


def rule(row: Row) -> models.Rule:
    """A scoring rule as it is shown."""
    return models.Rule(**row | {"id": row["_id"], "match": orjson.loads(row["match"])})


def may_see(who: Principal, row: Row, now: datetime) -> bool:
    """Whether somebody's points are the asker's to see in any case: their own, those of people they manage."""
    if who.admin or who.employee == row["_id"]:
        return True
    memberships = rows.person(row).memberships if "body" in row else ()
    return any(membership.holds(now) and who.manages(membership.unit) for membership in memberships)


def _period(
    db: Database[Row], period: Literal["month", "all"], at: date | None, now: datetime
) -> tuple[str, datetime | None, datetime | None]:
    if period == ALL:
        return ALL, None, None
    zone = ledger(db).zone
    day = at or now.astimezone(zone).date()
    return month_of(day), *month_around(day, zone)


def _page(boards: Boards, key: str, asked: models.RowsAsked, me: str, people: int) -> models.BoardPage:
    found, more = boards.page(key, asked.first, _after(asked.after))
    items = [models.PagedRow(**_row(row, me).model_dump(), cursor=cursor(row.points, row.person)) for row in found]
    return models.BoardPage(items=items, next=items[-1].cursor if more else None, total=people)


def _after(text: str | None) -> tuple[int, str] | None:
    if text is None:
        return None
    points_, person = place(text, int, str)
    if abs(points_) > EXACT:
        raise Problem(422, "this is no cursor of this list", [("after", "give `next` of the page before, or null")])
    return points_, person


def _standing(view: View) -> models.Standing | None:
    me = view.me
    if me is None:
        return None
    return models.Standing(
        rank=me.rank, points=me.points, ahead_of_percent=me.ahead_of_percent, hidden=me.hidden, to_next=me.to_next
    )


def _row(row: standing.Row, me: str) -> models.BoardRow:
    return models.BoardRow(rank=row.rank, person=row.person, points=row.points, me=row.person == me)
