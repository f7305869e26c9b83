"""Who may see what: members of a challenge's unit or below it, whoever manages it, its owner, who joined it, admins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pymongo.database import Database

from services.challenges import loading
from services.challenges.domain.challenge import Challenge
from shared.auth import Principal
from shared.store import Row


@dataclass(frozen=True)
class Viewer:
    """Who asks, and when; ``audience`` are the units that they belong to then (those above included), ``parts`` the
    challenges in which they have, or had, a part: {id: whether at present}."""

    who: Principal
    now: datetime
    audience: frozenset[str]
    parts: Mapping[str, bool]

    def sees(self, challenge: Challenge) -> bool:
        """Whether they may know of this challenge."""
        if self.who.manages(challenge.unit) or challenge.owner == self.who.employee:
            return True
        return challenge.unit in self.audience or challenge.id in self.parts

    def query(self) -> Row:
        """What picks the challenges that they may know of."""
        if self.who.admin:
            return {}
        units = sorted(self.audience | self.who.units)
        owned = {"owner": self.who.employee}
        return {"$or": [{"unit": {"$in": units}}, owned, {"_id": {"$in": sorted(self.parts)}}]}


def viewer(db: Database[Row], who: Principal, now: datetime) -> Viewer:
    """The viewer that this person is at a moment."""
    person = loading.people(db, [who.employee]).get(who.employee)
    audience = loading.units(db, who.employee).of_person(person, now) if person else ()
    parts = db.enrolments.find({"employee": who.employee}, {"challenge": 1, "joined": 1})
    return Viewer(who, now, frozenset(audience), {row["challenge"]: row["joined"] for row in parts})
