"""Who works in the demo organization, counted back from a day; and the CSV that brings them in."""

import csv
import io
import json
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

COLUMNS = (
    "kind", "id", "name", "parent", "managers", "timezone", "email", "memberships", "joined_at", "left_at", "locale",
    "admin", "identities", "leave",
)  # fmt: skip
SYSTEMS = ("lms", "wiki", "code", "drills", "library", "clinic")


@dataclass(frozen=True)
class Person:
    """One employee: ``pace`` from 0 (quiet) to 1 (busy), ``away`` the days of leave, both ends included."""

    id: str
    name: str
    unit: str
    pace: float
    timezone: str
    joined: date
    left: date | None
    away: tuple[date, date] | None

    @property
    def handle(self) -> str:
        """What systems call them: their name in plain letters."""
        return self.id.removeprefix("e-")

    @property
    def email(self) -> str:
        """Their address."""
        return f"{self.handle.replace('-', '.')}@harbour.example"

    def subject(self, source: str) -> str:
        """Who they are in a source: an e-mail in most, a handle or a card's number in others."""
        known = {"wiki": self.handle, "code": self.handle.replace("-", ""), "library": f"H{number_of(self.id):05d}"}
        return known.get(source, self.email)

    def works_on(self, day: date) -> bool:
        """Whether they are employed and not on leave that day."""
        employed = self.joined <= day and (self.left is None or day < self.left)
        return employed and not (self.away and self.away[0] <= day <= self.away[1])


@cache
def data() -> dict[str, Any]:
    """What `people.json` says."""
    content: dict[str, Any] = json.loads(Path(__file__).with_name("people.json").read_text())
    return content


def employee_id(name: str) -> str:
    """`e-` and the name in plain small letters."""
    plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("ıłŁøØđĐ", "ilLoOdD")))
    letters = "".join(c if c.isalnum() else "-" for c in plain if not unicodedata.combining(c)).lower()
    return f"e-{letters}"


def number_of(employee: str) -> int:
    """A number for a card: stable, and another one for each person."""
    ids = sorted(employee_id(row[0]) for row in data()["people"])
    return 10_000 + 137 * ids.index(employee)


def people(today: date) -> list[Person]:
    """Everyone, with dates counted back from ``today``."""
    content = data()

    def person(name: str, unit: str, pace: float, joined: int, timezone: str) -> Person:
        left = content["left"].get(name)
        away = content["leave"].get(name)
        return Person(
            id=employee_id(name),
            name=name,
            unit=unit,
            pace=pace,
            timezone=timezone,
            joined=today - timedelta(days=joined),
            left=today - timedelta(days=left) if left else None,
            away=(today - timedelta(days=away[0]), today - timedelta(days=away[1])) if away else None,
        )

    return [person(*row) for row in content["people"]]


def to_csv(today: date) -> str:
    """Units and people as the import reads them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(_unit_row(unit) for unit in data()["units"])
    writer.writerows(_person_row(person, today) for person in people(today))
    return out.getvalue()


def _unit_row(unit: dict[str, Any]) -> dict[str, str]:
    return {
        "kind": "unit",
        "id": unit["id"],
        "name": unit["name"],
        "parent": unit["parent"] or "",
        "managers": ";".join(employee_id(name) for name in unit["managers"]),
        "timezone": unit["timezone"] or "",
    }


def _person_row(person: Person, today: date) -> dict[str, str]:
    return {
        "kind": "person",
        "id": person.id,
        "name": person.name,
        "timezone": person.timezone,
        "email": person.email,
        "memberships": _memberships(person, today),
        "joined_at": person.joined.isoformat(),
        "left_at": person.left.isoformat() if person.left else "",
        "locale": "en",
        "admin": "yes" if person.name == data()["roles"]["admin"] else "no",
        "identities": ";".join(f"{source}:{person.subject(source)}" for source in SYSTEMS),
        "leave": f"{person.away[0]}..{person.away[1]}" if person.away else "",
    }


def _memberships(person: Person, today: date) -> str:
    end = person.left.isoformat() if person.left else ""
    moved = data()["moved"]
    day = today - timedelta(days=moved["days_ago"])
    if person.name in moved["people"] and person.joined < day:
        return f"{moved['from']}@{person.joined}..{day};{person.unit}@{day}..{end}"
    return f"{person.unit}@{person.joined}..{end}"
