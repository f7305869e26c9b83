"""A challenge's life: launched, opened, closed behind a barrier, or cancelled; each told once, on every lane."""

from dataclasses import replace
from datetime import timedelta

from services.challenges import rows
from services.challenges.domain.challenge import RUNNING, Challenge, State
from services.challenges.domain.goals import criteria_of
from services.challenges.evaluating import alarm, total_id
from shared.bus import LANES
from shared.delivery.transaction import Transaction
from shared.events import challenges
from shared.events.envelope import Event, event_id

PAUSE = timedelta(seconds=1)


def launch(tx: Transaction, challenge: Challenge) -> None:
    """Store the challenge with its totals, set its timers, and tell every lane."""
    tx.db.challenges.insert_one(rows.challenge_row(challenge))
    totals = {"challenge": challenge.id, "joined": 0, "completed": 0, "ended": False}
    tx.db.totals.insert_many([{"_id": total_id(challenge.id, lane), "lane": lane} | totals for lane in range(LANES)])
    if challenge.state == "scheduled":
        tx.schedule(_timer("start", challenge), "start", challenge.starts_at, {"challenge": challenge.id})
    tx.schedule(_timer("end", challenge), "end", challenge.closes_at, {"challenge": challenge.id})
    said = challenges.Launched(
        challenge=challenge.id,
        version=challenge.version,
        owner=challenge.owner,
        unit=challenge.unit,
        starts_at=challenge.starts_at,
        ends_at=challenge.ends_at,
        timezone=challenge.timezone,
        criteria=criteria_of(challenge.goal),
        points=challenge.points,
    )
    name = event_id(f"challenge-launched/{challenge.id}", generation=challenge.version)
    at = challenge.launched_at
    _tell(tx, Event(name, challenges.LAUNCHED, "challenges", _subject(challenge), at, said.model_dump(mode="json")))


def open_(tx: Transaction, challenge: str) -> None:
    """Its window has begun."""
    tx.db.challenges.update_one({"_id": challenge, "state": "scheduled"}, {"$set": {"state": "open"}})


def close(tx: Transaction, challenge: Challenge) -> None:
    """Close it for good: every lane has consumed what stood in the logs at its end. Whom the clock alone has yet to
    judge at that end is waited for."""
    key = _timer("end", challenge)
    if _awaited(tx, challenge):
        tx.schedule(key, "end", tx.now + PAUSE, {"challenge": challenge.id})
        return
    _end(tx, replace(challenge, state="closed"), challenges.CLOSED)


def cancel(tx: Transaction, challenge: Challenge, reason: str) -> Challenge:
    """End it before its time; what was completed stays."""
    for kind in ("start", "end"):
        tx.unschedule(_timer(kind, challenge))
    cancelled = replace(challenge, state="cancelled", reason=reason)
    _end(tx, cancelled, challenges.CANCELLED)
    return cancelled


def state_at_launch(challenge: Challenge) -> State:
    """Whether its window has begun when it is launched."""
    return "scheduled" if challenge.starts_at > challenge.launched_at else "open"


def _end(tx: Transaction, ended: Challenge, type_: str) -> None:
    """Nobody joins or completes it from here on: whoever does so in this very moment writes a total that is written
    here too, so that one of both is run again and sees the other."""
    tx.db.challenges.update_one(
        {"_id": ended.id, "state": {"$in": RUNNING}}, {"$set": {"state": ended.state, "reason": ended.reason}}
    )
    tx.db.totals.update_many({"challenge": ended.id}, {"$set": {"ended": True}})
    said = challenges.Ended(challenge=ended.id).model_dump(mode="json")
    at = ended.ends_at if ended.state == "closed" else tx.now
    name = event_id(f"challenge-{ended.state}/{ended.id}")
    _tell(tx, Event(name, type_, "challenges", _subject(ended), at, said))


def _awaited(tx: Transaction, challenge: Challenge) -> bool:
    """Whether somebody is still to be judged by the clock at a moment up to the end."""
    first = alarm(challenge.id)
    due = {"_id": {"$gte": first, "$lt": first[:-1] + "}"}, "due_at": {"$lte": challenge.ends_at}}
    return tx.db.timers.find_one(due, {"_id": 1}) is not None


def _timer(kind: str, challenge: Challenge) -> str:
    return f"{kind}|{challenge.id}"


def _subject(challenge: Challenge) -> str:
    return f"challenge:{challenge.id}"


def _tell(tx: Transaction, event: Event) -> None:
    tx.emit(event, challenges.TOPIC, every_lane=True)
