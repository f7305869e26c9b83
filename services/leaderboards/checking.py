"""The invariant of points: for each person and period the ledger's sum, the total and the board's score are one number.

Exact where nothing is being posted; meant for operators and for the tests of faults."""

from typing import Any

from pymongo.database import Database

from services.leaderboards.boards import PLACES, Boards
from shared.store import Row

SHOWN = 20
Sums = dict[tuple[str, str], int]


def compare(db: Database[Row], boards: Boards) -> dict[str, Any]:
    """``{"entries", "sums", "differences", "examples": [{person, period, ledger, total, board}]}``; people without
    points in a period stand on no board."""
    ledger, totals = ledger_sums(db), total_sums(db)
    scores = board_sums(boards, {period for _, period in ledger | totals})
    apart = [
        {"person": person, "period": period, "ledger": ledger.get((person, period), 0),
         "total": totals.get((person, period), 0), "board": scores.get((person, period), 0)}
        for person, period in sorted(ledger | totals | scores)
        if not ledger.get((person, period), 0) == totals.get((person, period), 0) == scores.get((person, period), 0)
    ]  # fmt: skip
    entries = db.entries.estimated_document_count()
    return {"entries": entries, "sums": len(ledger), "differences": len(apart), "examples": apart[:SHOWN]}


def ledger_sums(db: Database[Row]) -> Sums:
    """The sums of all entries."""
    key = {"person": "$employee", "period": "$periods"}
    stages: list[Row] = [{"$unwind": "$periods"}, {"$group": {"_id": key, "points": {"$sum": "$amount"}}}]
    found = db.entries.aggregate(stages, allowDiskUse=True)
    return {(row["_id"]["person"], row["_id"]["period"]): row["points"] for row in found}


def total_sums(db: Database[Row]) -> Sums:
    """The totals."""
    return {(row["employee"], row["period"]): row["points"] for row in db.totals.find()}


def board_sums(boards: Boards, periods: set[str]) -> Sums:
    """What the boards hold, on them and beside them; a person who stood in two places would be counted twice."""
    found: Sums = {}
    for period in periods:
        for place in PLACES:
            for person, points in boards.points(period, place).items():
                found[person, period] = found.get((person, period), 0) + points
    return found
