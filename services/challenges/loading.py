"""Reading, in bulk, what judging and the API need: challenges, enrolments, and everything known of their people."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from pymongo.database import Database

from services.challenges import rows
from services.challenges.domain.challenge import Challenge
from services.challenges.domain.enrolment import Enrolment
from services.challenges.domain.judging import Case
from shared.bus import lane_of
from shared.criteria import Award, Entry, Fact, Person, Unit, Units
from shared.store import Row


def challenges(db: Database[Row], ids: Iterable[str]) -> dict[str, Challenge]:
    """These challenges; unknown ones are absent."""
    return {row["_id"]: rows.challenge(row) for row in db.challenges.find({"_id": {"$in": list(ids)}})}


def enrolments(db: Database[Row], ids: Iterable[str]) -> dict[str, Enrolment]:
    """These enrolments; unknown ones are absent."""
    return {row["_id"]: rows.enrolment(row) for row in db.enrolments.find({"_id": {"$in": list(ids)}})}


def people(db: Database[Row], ids: Iterable[str]) -> dict[str, Person]:
    """What is known of these people; unknown ones, and those who have left, are absent."""
    return {row["_id"]: rows.person(row) for row in db.people.find({"_id": {"$in": list(ids)}, "active": True})}


def units(db: Database[Row], employee: str) -> Units:
    """The tree of units as the lane of this person knows it."""
    return Units(_unit(row) for row in db.units.find({"lane": lane_of(employee)}))


def _unit(row: Row) -> Unit:
    return Unit(row["unit"], row["parent"])


def zone(db: Database[Row], employee: str, unit: str, otherwise: str) -> str:
    """The time zone of a unit: its own, the nearest ancestor's, else ``otherwise``."""
    known = {row["unit"]: row for row in db.units.find({"lane": lane_of(employee)})}
    line = Units(_unit(row) for row in known.values()).lineage(unit)
    return next((known[name]["timezone"] for name in line if name in known and known[name]["timezone"]), otherwise)


def cases(db: Database[Row], involved: Mapping[str, Collection[Challenge]], reads: Collection[str]) -> dict[str, Case]:
    """Everything about these people ({person: the challenges they are judged by}) inside the windows of all of them;
    ``reads`` names what goals look at beside facts. People of one call share a lane."""
    if not involved:
        return {}
    window = _window([challenge for some in involved.values() for challenge in some])
    everyone = {"employee": {"$in": list(involved)}}
    profiles = {row["_id"]: rows.person(row) for row in db.people.find({"_id": {"$in": list(involved)}})}
    tree = units(db, next(iter(involved))) if "profile" in reads else Units()
    facts = _facts(db, everyone | {"at": window, "retracted_at": None})
    awards = _awards(db, everyone) if "awards" in reads else {}
    entries = _entries(db, everyone | {"at": window}) if "points" in reads else {}
    return {
        person: Case(
            person=profiles.get(person) or Person(person),
            facts=tuple(facts.get(person, ())),
            awards=tuple(awards.get(person, ())),
            entries=tuple(entries.get(person, ())),
            units=tree,
        )
        for person in involved
    }


def _window(found: Collection[Challenge]) -> dict[str, datetime]:
    return {"$gte": min(one.starts_at for one in found), "$lt": max(one.ends_at for one in found)}


def _facts(db: Database[Row], query: Row) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for row in db.facts.find(query, {"employee": 1, "body": 1}):
        found.setdefault(row["employee"], []).append(rows.fact(row))
    return found


def _awards(db: Database[Row], query: Row) -> dict[str, list[Award]]:
    found: dict[str, list[Award]] = {}
    for row in db.awards.find(query):
        found.setdefault(row["employee"], []).append(rows.award(row))
    return found


def _entries(db: Database[Row], query: Row) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for row in db.entries.find(query):
        found.setdefault(row["employee"], []).append(rows.entry(row))
    return found
