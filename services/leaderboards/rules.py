"""Scoring rules: which are in force is read in every transaction, what a match says is compiled once a process."""

from functools import lru_cache
from typing import Any

import orjson
from pymongo.database import Database

from services.leaderboards.domain.facts import OWN_TYPES
from services.leaderboards.domain.scoring import Rule, Rulebook, origin_of
from shared.bus import LANES
from shared.criteria import Match, Matcher, compile_match, parse_match
from shared.delivery.transaction import Transaction
from shared.store import Row

SAID = ("name", "match", "points", "active")


class NothingCounts(Exception):
    """The rule matches a type of Laurel's own that brings no points; ``path`` names it."""

    def __init__(self, path: str, type_: str) -> None:
        super().__init__(f"{type_} is not scored; of Laurel's own these are: {', '.join(sorted(OWN_TYPES))}")
        self.path = path


def read_match(data: Any) -> Match:
    """The match of a rule. Raises criteria's Refused, or NothingCounts for a type that this service never hears of."""
    match = parse_match(data)
    for position, type_ in enumerate(match.types):
        if type_.startswith("laurel.") and not type_.endswith(".*") and type_ not in OWN_TYPES:
            raise NothingCounts(f"match.types[{position}]", type_)
    return match


def rulebook(db: Database[Row]) -> Rulebook:
    """The rules in force in this transaction's snapshot (outside of one: now)."""
    rows = db.rules.find({"active": True}, {"match": 1, "points": 1})
    return Rulebook([Rule(row["_id"], _matcher(row["match"]), row["points"]) for row in rows])


def asks_for_units(db: Database[Row]) -> list[str]:
    """The origins of rules in force that look at the tree of units."""
    return [origin_of(row["_id"]) for row in db.rules.find({"active": True}) if '"person.unit"' in row["match"]]


def save_rule(tx: Transaction, id_: str, said: Row, by: str) -> Row:
    """Make a rule, or its next version, and have every lane score its people anew by it; the stored row. The same again
    changes nothing."""
    said = said | {"match": _text(said["match"])}
    known = tx.db.rules.find_one({"_id": id_})
    if known and all(known[name] == said[name] for name in SAID):
        return known
    row: Row = {"version": known["version"] + 1 if known else 1, **said, "saved_at": tx.now, "saved_by": by}
    tx.db.rules.replace_one({"_id": id_}, row, upsert=True)
    tx.db.rule_versions.insert_one({"_id": f"{id_}|{row['version']}", "rule": id_, **row})
    if said["active"] or (known and known["active"]):
        work = {"origins": [origin_of(id_)]}
        for lane in range(LANES):
            tx.start_task(f"score|rule|{id_}|{row['version']}|{lane}", "score", work, lane=lane)
    return {"_id": id_, **row}


@lru_cache(maxsize=10_000)
def _matcher(match: str) -> Matcher:
    return compile_match(parse_match(orjson.loads(match)))


def _text(match: Match) -> str:
    return match.model_dump_json(by_alias=True, exclude_unset=True)
