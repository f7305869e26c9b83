"""The work of a dry run: everyone's stored history, piece by piece, judged by the version, and nothing written but what
was found."""

import threading
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import structlog
from pymongo.database import Database

from services.badges import catalog, rows
from services.badges.domain.awards import UNIT
from services.badges.domain.editions import Edition
from services.badges.domain.judging import Case
from services.badges.lifecycle import dry_runs
from services.badges.lifecycle.looked import Outcome, look
from services.badges.loading import load_cases, of_types
from services.badges.publishing import as_published
from services.badges.requests import Choices
from services.badges.standings import case_of
from services.badges.tracing import told
from services.badges.units.loading import case_of as unit_case
from shared import clock
from shared.bus import lane_of
from shared.store import Row

PIECE = 500
"""People looked at between two notes of how far it is."""
log = structlog.get_logger()


def begin(db: Database[Row], row: Row) -> None:
    """Work a dry run off on a thread of its own."""
    threading.Thread(target=_guarded, args=(db, row), name=f"dry-run-{row['_id']}", daemon=True).start()


def run(db: Database[Row], row: Row) -> None:
    """Work it off; what it found is stored, unless it is cancelled on the way."""
    now = clock.now()
    edition, outcome = _edition(db, row, now), Outcome()
    facts = {"type": {"$in": of_types(edition.compiled.types)}, "retracted_at": None}
    scanned, total = 0, db.facts.count_documents(facts)
    dry_runs.beat(db, row["_id"], total=total)
    pieces = _units if edition.version.rule.recipient == "unit" else _people
    for cases in pieces(db, edition):
        for case in cases:
            outcome.add(look(edition, case, now))
            scanned += len(case.facts)
        if not dry_runs.beat(db, row["_id"], scanned=scanned, total=max(total, scanned)):
            return
    found = _found(db, edition, outcome, now)
    dry_runs.end(db, row["_id"], dry_runs.DONE, scanned=scanned, total=scanned, found=found)


def _guarded(db: Database[Row], row: Row) -> None:
    try:
        run(db, row)
    except Exception as error:
        log.exception("dry_run_failed", dry_run=row["_id"])
        dry_runs.end(db, row["_id"], dry_runs.FAILED, problem=f"{type(error).__name__}: it could not be worked off")


def _edition(db: Database[Row], row: Row, now: datetime) -> Edition:
    """The version as it would be live from now on, with the run's choices."""
    version = catalog.versions(db, [(row["badge"], row["version"])])[row["badge"], row["version"]]
    choices = Choices(backfill=row["backfill"], start=row["start"], edits=row["edits"])
    return Edition(as_published(version, choices, now), catalog.book(db).starred_out, live=True)


def _units(db: Database[Row], edition: Edition) -> Iterator[list[Case]]:
    """Every unit known, one at a time."""
    found = db.units.find({"lane": 0}, {"unit": 1}).sort("unit", 1)
    for unit in [row["unit"] for row in found]:
        yield [unit_case(db, f"{UNIT}{unit}", [edition])]


def _people(db: Database[Row], edition: Edition) -> Iterator[list[Case]]:
    """Everyone known, some hundred at a time."""
    after = ""
    while people := _next_people(db, after):
        awards = rows.awards_of(db, people)
        yield list(load_cases(db, lane_of(people[0]), people, awards, [edition]).values())
        after = people[-1]


def _next_people(db: Database[Row], after: str) -> list[str]:
    found = db.subjects.find({"person": True, "_id": {"$gt": after}}, {"_id": 1}).sort("_id", 1).limit(PIECE)
    return [row["_id"] for row in found]


def _found(db: Database[Row], edition: Edition, outcome: Outcome, now: datetime) -> Row:
    samples = sorted(outcome.samples, key=lambda one: (one[0], one[1]), reverse=True)
    return {
        "people": outcome.people,
        "recipients": outcome.recipients,
        "by_unit": [{"unit": unit, "total": total} for unit, total in outcome.by_unit.most_common()],
        "by_tier": [{"tier": step.id, "total": outcome.by_tier[step.id]} for step in edition.version.steps],
        "difference": {name: outcome.difference[name] for name in ("gained", "lost", "moved", "kept")},
        "samples": [
            {"person": person, "tier": tier or None, "earned_at": at, "evidence_count": count}
            for at, person, tier, count in samples
        ],
        "near_misses": [_near(db, edition, person, share, now) for person, share in outcome.near_misses()],
    }


def _near(db: Database[Row], edition: Edition, person: str, share: float, now: datetime) -> dict[str, Any]:
    """What the person lacks, in the words of both languages."""
    case = case_of(db, person, edition)
    history = case.history(case.awards, now, without=edition.badge)
    words = {name: told(edition, history, tier=None, locale=name)["next_step"] for name in ("en", "de")}
    return {"person": person, "missing_share": round(share, 6), "next_step": words}
