"""Row 9: everyone judged anew over all history: a dry run, a backfill and a full rebuild, at one size and at ten times
it; beside a scan that only reads and decodes the same facts."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson
import psutil
import pytest
from pymongo.database import Database

from services.badges.collections import ALL
from services.badges.domain.facts import Told
from services.badges.handlers import SERVICE
from services.badges.lifecycle import dry_runs, running
from services.badges.lifecycle.requests import StartDryRun
from services.badges.publishing import publish, rule_of, save
from services.badges.requests import PublishBadge, SaveBadge
from services.badges.rows import fact_row
from shared.bus import LANES, lane_of
from shared.delivery.commands import command
from shared.delivery.setup import ensure_delivery
from shared.delivery.tasks import Tasks
from shared.delivery.transaction import transact
from shared.events.completions import Recorded
from shared.events.envelope import parse
from shared.events.facts import of_completion
from shared.store import Row, database, ensure_indexes
from tests.bench.badges_of_a_bench import DESIGN
from tests.bench.made import people, recorded
from tests.bench.rounds import Line, rate

SIZES = tuple(int(size) for size in os.environ.get("LAUREL_BENCH_FACTS", "100000,1000000").split(","))
EACH = 50
NOW = datetime(2027, 1, 1, tzinfo=UTC)
AT_ONCE = 5000
TYPES = ["course.completed", "drill.led"]
RULE = {"count": {"of": {"types": TYPES, "credit_key": []}, "at_least": 1}}
STEPS = {"bronze": 5, "silver": 15, "gold": 60}
TIERS = [{"id": name, "name": name, "at_least": least} for name, least in STEPS.items()]


@dataclass
class Took:
    """Seconds of each, and by how much memory grew meanwhile."""

    scan: float
    dry_run: float
    backfill: float
    grown: int


def fill(db: Database[Row], count: int) -> None:
    """So many facts of people with fifty each, as the service stores them."""
    who = people(count // EACH)
    subjects = [{"_id": one, "rev": 1, "lane": lane_of(one), "person": True} for one in who]
    db.subjects.insert_many(subjects, ordered=False)
    for start in range(0, count, AT_ONCE):
        rows = []
        for number in range(start, min(count, start + AT_ONCE)):
            event = recorded(number, who[number % len(who)])
            rows.append(fact_row(Told(of_completion(parse(event, Recorded), event.data)), None))
        db.facts.insert_many(rows, ordered=False)


def scan(db: Database[Row]) -> float:
    """The limit: every fact read and decoded."""
    begun = time.perf_counter()
    for row in db.facts.find({}, {"employee": 1, "body": 1}, batch_size=10_000):
        orjson.loads(row["body"])
    return time.perf_counter() - begun


def timed(work: Callable[[], object]) -> float:
    """The seconds that it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measured(count: int) -> Took:
    """One round at this size."""
    db = database("badges")
    db.client.drop_database(db.name)
    ensure_delivery(db)
    ensure_indexes(db, ALL)
    fill(db, count)
    memory = psutil.Process().memory_info().rss
    begun = time.perf_counter()
    version = tried(db)
    dry_run = time.perf_counter() - begun
    found = db.dry_runs.find_one({"version": version}) or {}
    command(db, "badges", lambda tx: publish(tx, PublishBadge(id="b", version=version)))
    backfill = timed(lambda: judge_everyone(db, version))
    check(db, count, found["found"])
    return Took(scan(db), dry_run, backfill, psutil.Process().memory_info().rss - memory)


def tried(db: Database[Row]) -> int:
    """The number of a badge's version that was tried and may go live."""
    said = SaveBadge.model_validate(
        {"id": "b", "name": "B", "description": "Of a bench.", "criteria": RULE, "tiers": TIERS, "design": DESIGN}
    )
    version = int(command(db, "badges", lambda tx: save(tx, said, rule_of(said)))["version"])
    running.run(db, dry_runs.start(db, StartDryRun(badge="b", version=version), "bench"))
    return version


def judge_everyone(db: Database[Row], version: int) -> None:
    """What a consumer does when it hears that the version is live, on every lane."""
    data = {"badge": "b", "version": version}
    with db.client.start_session() as session:
        for lane in range(LANES):
            transact(
                db, "badges", NOW, lambda tx: tx.start_task(f"judge|b|{version}|{tx.lane}", "judge", data), lane=lane
            )
        tasks = Tasks(db, SERVICE, lambda: NOW, session)
        while tasks.advance(set(range(LANES))):
            pass


def check(db: Database[Row], count: int, found: Row) -> None:
    """The dry run and the backfill found the same, and that is what counting finds."""
    grouped: list[Row] = [{"$match": {"type": {"$in": TYPES}}}, {"$group": {"_id": "$employee", "n": {"$sum": 1}}}]
    counts = [row["n"] for row in db.facts.aggregate(grouped)]
    wanted = {tier: sum(n >= least for n in counts) for tier, least in STEPS.items()}
    assert {tier: db.awards.count_documents({"tier": tier}) for tier in wanted} == wanted
    assert {one["tier"]: one["total"] for one in found["by_tier"]} == wanted
    assert found["people"] == count // EACH


@pytest.mark.timeout(3000)
def test_history(namespace: str, lines: list[Line]) -> None:
    """Ten times the history takes about ten times as long, and no more memory."""
    took = {size: measured(size) for size in SIZES}
    least, most = min(SIZES), max(SIZES)
    for size, one in took.items():
        verdict = f"awards as counted; memory grew by {one.grown / 2**20:.0f} MB"
        for what, seconds in (("dry run", one.dry_run), ("backfill", one.backfill)):
            workload, mine = f"{what} over {size:,} facts, 3 tiers ({seconds:.1f} s)", rate(size, seconds)
            beside, limit, ratio = "linear scan", rate(size, one.scan), one.scan / seconds
            lines.append(Line("9", workload, beside, mine, limit, ratio, None, verdict))
    if most > least:
        lines.append(growth(took[most], took[least], most, least))


def growth(large: Took, small: Took, most: int, least: int) -> Line:
    """By how much more than its size a backfill grows."""
    workload, beside = f"backfill, {least:,} to {most:,} facts", f"itself, {most // least} times"
    ratio = large.backfill / small.backfill / (most / least)
    return Line("9", workload, beside, f"{large.backfill:.0f} s", f"{small.backfill:.1f} s", ratio, 1.3, "", most=True)
