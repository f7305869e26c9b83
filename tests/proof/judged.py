"""The badges of the proof judged without any server, by the plain evaluator, over the converted files.

Where SQL and the plain evaluator agree on an excerpt, a difference on the platform is the platform's."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from shared.criteria import Entitlement, compile_rule, parse_rule, star_dependents
from shared.criteria.language.rule import Rule
from shared.criteria.language.values import write_instant
from shared.criteria.worlds.world import read_world
from tests.proof.badges import BADGES
from tests.proof.badges.metas import ANY, NAMED
from tests.proof.badges.metas import BADGES as METAS
from tests.proof.badges.teams import BADGES as TEAMS
from tests.proof.converting import Files
from tests.proof.saying import ZONE, Json
from tests.proof.tables import Award, moments

NOW = "2026-01-01T00:00:00Z"
ORGANIZATION = {"locale": "en", "roles": "employee", "timezone": ZONE}
STARRED_OUT = star_dependents({badge["id"]: badge["criteria"] for badge in BADGES})
Badge = Mapping[str, Any]


@dataclass
class Judged:
    """What is judged: converted files, and the ledger entries that score; and the awards so far."""

    files: Files
    entries: list[Json]
    awards: list[Json] = field(default_factory=list)

    def all(self) -> dict[Award, tuple[str, ...]]:
        """The moments of all awards; what asks for other badges is judged after them."""
        asking = [badge for badge in BADGES if b'"badge":' in orjson.dumps(badge["criteria"]) and badge not in METAS]
        self._judge([badge for badge in BADGES if badge not in (*asking, *METAS, *TEAMS)])
        for badges in (asking, NAMED[:1], NAMED[1:], ANY, TEAMS):
            self._judge(badges)
        return moments((_key(award), award["earned_at"]) for award in self.awards)

    def _judge(self, badges: Sequence[Badge]) -> None:
        """Judge badges of which none asks for another; those that expire again, seeing their own awards."""
        while badges:
            found = {badge["id"]: fresh for badge, fresh in self._found(badges) if fresh}
            self.awards += [award for fresh in found.values() for award in fresh]
            badges = [badge for badge in badges if badge["id"] in found and badge.get("expiry")]

    def _found(self, badges: Sequence[Badge]) -> Iterator[tuple[Badge, list[Json]]]:
        """Of each badge the awards that are not known yet."""
        histories = list(read_world(self._world(badges[0])).histories())
        known = {(_key(award), award["earned_at"]) for award in self.awards}
        for badge in badges:
            compiled = compile_rule(parse_rule(_rule(badge)), badge["id"], STARRED_OUT)
            told = [_award(one, compiled.rule) for history in histories for one in compiled.judge(history)]
            yield badge, [award for award in told if (_key(award), award["earned_at"]) not in known]

    def _world(self, badge: Badge) -> Json:
        return {
            "badge": {"id": badge["id"], **_rule(badge)},
            "facts": [*_submissions(self.files.events), *_joinings(self.files.people)],
            "people": list(_people(self.files.people)),
            "units": [{"timezone": ZONE} | row for row in _rows(self.files.units)],
            "points": self.entries,
            "awards": self.awards,
            "now": NOW,
        }


def _rule(badge: Badge) -> Json:
    said = {name: badge[name] for name in ("criteria", "recipient", "repeat", "start_from") if name in badge}
    tiers = [{"id": name, "at_least": least} for name, least in badge["tiers"]]
    return said | ({"tiers": tiers} if tiers else {})


def _award(one: Entitlement, rule: Rule) -> Json:
    recipient = f"unit:{one.recipient}" if rule.recipient == "unit" else one.recipient
    moment = write_instant(one.earned_at)
    return {"badge": one.badge, "tier": one.tier, "recipient": recipient, "scope": one.scope, "earned_at": moment}


def _key(award: Mapping[str, Any]) -> Award:
    return award["recipient"], award["badge"], award["tier"], orjson.dumps(award["scope"]).decode()


def _rows(file: Path) -> Iterator[Json]:
    """Rows of a CSV, without what is blank."""
    with file.open(newline="", encoding="utf-8") as stream:
        yield from ({name: cell for name, cell in row.items() if cell} for row in csv.DictReader(stream))


def _people(file: Path) -> Iterator[Json]:
    for row in _rows(file):
        unit = row["memberships"].partition("@")[0]
        calendar: Json = {}
        if days := row.get("workdays"):
            calendar["workdays"] = [int(day) for day in days.split(";")]
        if away := row.get("leave"):
            spans = (span.split("..") for span in away.split(";"))
            calendar["leave"] = [{"from": first, "to": last} for first, last in spans]
        attributes = {name.partition(":")[2]: cell for name, cell in row.items() if name.startswith("attribute:")}
        yield ORGANIZATION | {name: row[name] for name in ("id", "timezone", "locale") if name in row} | {
            "joined_at": _instant(row["joined_at"]),
            "memberships": [{"unit": unit, "from": _instant("2000-01-01")}],
            "attributes": attributes,
            "calendar": calendar,
        }  # fmt: skip


def _instant(text: str) -> str:
    """A date of the CSV begins at midnight of the organization's zone, 13 hours ahead in January."""
    return "1999-12-31T11:00:00Z" if text == "2000-01-01" else text


def _submissions(file: Path) -> Iterator[Json]:
    for line in file.read_bytes().splitlines():
        event = orjson.loads(line)
        said = event["data"]
        participants = said.pop("participants", [])
        for one in [{"id": event["subject"], "role": "actor"}, *participants]:
            yield said | {
                "id": f"{event['id']}|{one['id']}|{one['role']}",
                "completion": event["id"],
                "type": event["type"],
                "role": one["role"],
                "employee": f"e-oulad-{one['id']}",
                "occurred_at": event["time"],
                "source": event["source"],
            }


def _joinings(file: Path) -> Iterator[Json]:
    for row in _rows(file):
        name = f"joined-{row['id']}"
        about = {"type": "laurel.employee.joined", "role": "actor", "object": {"type": "employee", "id": row["id"]}}
        moment = {"occurred_at": _instant(row["joined_at"]), "source": "laurel"}
        yield {"id": name, "completion": name, "employee": row["id"], **about, **moment}
