"""The services' own doors, asked as an administrator; and the setting of the stage through them."""

import time
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import httpx2

from shared.auth import Principal, mint
from tests.faults.machine import Machine
from tests.faults.model import BADGES, CHALLENGE, CHALLENGE_DAYS, SCORING
from tests.faults.world import SOURCES, World

ADMIN = Principal("e-0", frozenset({"employee", "admin"}))
DESIGN = {"shape": "shield", "field": "wine", "icon": "flame", "band": "Fault"}
PATIENCE = 60.0
SAID = ("id", "criteria", "recipient", "points", "repeat", "start_from", "expiry")
Row = Mapping[str, Any]


class Doors:
    """Asks services; while one can't be reached, again."""

    def __init__(self, machine: Machine, timeout: float = 60) -> None:
        self._machine = machine
        self._client = httpx2.Client(timeout=timeout)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def ask(self, service: str, path: str, **body: Any) -> dict[str, Any]:
        """The answer to a read or a command; fails where it is refused."""
        deadline = time.monotonic() + PATIENCE
        while True:
            headers = {"Authorization": f"Bearer {mint(service, ADMIN)}"}
            try:
                response = self._client.post(f"{self._machine.url(service)}{path}", json=body, headers=headers)
            except httpx2.TransportError:
                response = httpx2.Response(503)
            if response.status_code != 503:
                break
            assert time.monotonic() < deadline, f"{service} does not answer"
            time.sleep(0.2)
        assert response.status_code == 200, f"{path}: {response.status_code} {response.text[:500]}"
        answer: dict[str, Any] = response.json()
        return answer

    def bring_in(self, world: World, *groups: tuple[str, ...]) -> None:
        """Import people, with the identities by which the sources know them."""
        report = self.ask("profiles", "/commands/import", csv=world.csv(*groups))
        assert report["refused"] == 0, report["rows"]

    def keys(self, sources: Iterable[str] = SOURCES) -> dict[str, str]:
        """A key for each source."""
        for source in sources:
            self.ask("intake", "/commands/save-source", id=source, name=source)
        return {s: self.ask("intake", "/commands/create-key", source=s, name="load")["secret"] for s in sources}

    def rules(self, badges: Iterable[Row] = BADGES, scoring: Iterable[Row] = SCORING) -> None:
        """The badges, live, and what gives points."""
        for badge in badges:
            tiers = [
                {"id": name, "name": name.capitalize(), "at_least": least} for name, least in badge.get("tiers", ())
            ]
            said = {name: badge[name] for name in SAID if name in badge}
            text = {"name": badge["id"], "description": "For the tests of faults.", "design": DESIGN}
            saved = self.ask("badges", "/commands/save-badge", **said, **text, **({"tiers": tiers} if tiers else {}))
            self.publish(badge["id"], saved["badge"]["version"])
        for rule in scoring:
            self.ask("leaderboards", "/commands/save-scoring-rule", name=rule["id"], **rule)

    def publish(self, badge: str, version: int) -> None:
        """Try a version on what there is, then put it in force."""
        run = self.ask("badges", "/commands/start-dry-run", badge=badge, version=version)["dry_run"]
        while run["state"] == "running":
            time.sleep(0.02)
            run = self.ask("badges", "/read/dry-runs", ids=[run["id"]])["items"][run["id"]]
        assert run["state"] == "done", run
        self.ask("badges", "/commands/publish-badge", id=badge, version=version)

    def challenge(self, world: World, joining: Iterable[str]) -> None:
        """A challenge that runs, joined by these people when it began."""
        starts = world.start + timedelta(days=CHALLENGE_DAYS[0])
        window = {"starts_at": starts.isoformat(), "ends_at": (starts + timedelta(days=CHALLENGE_DAYS[1])).isoformat()}
        text = {"title": "Three courses", "description": "", "unit": "u-all", "timezone": "UTC"}
        launched = self.ask("challenges", "/commands/launch", **window, **text, **CHALLENGE)
        for person in joining:
            said = {"id": launched["id"], "employee": person, "occurred_at": starts.isoformat()}
            self.ask("challenges", "/commands/join", **said)

    def boards(self, months: Iterable[str]) -> dict[tuple[str, str], int]:
        """Everyone's points on the boards of these months and of all time, {(person, period): points}."""
        return {place: points for place, (_, points) in self.ranks(months).items()}

    def ranks(self, months: Iterable[str]) -> dict[tuple[str, str], tuple[int, int]]:
        """Everyone's rank and points on these boards, {(person, period): (rank, points)}."""
        found = self._board("all", None)
        for month in months:
            found |= self._board("month", date.fromisoformat(f"{month}-15"))
        return found

    def _board(self, period: str, day: date | None) -> dict[tuple[str, str], tuple[int, int]]:
        found: dict[tuple[str, str], tuple[int, int]] = {}
        after: str | None = None
        while True:
            page = self.ask(
                "leaderboards", "/read/board", period=period, at=day and day.isoformat(),
                rows={"first": 100, "after": after},
            )  # fmt: skip
            items = page["rows"]["items"]
            found |= {(row["person"], page["key"]): (row["rank"], row["points"]) for row in items}
            after = page["rows"]["next"]
            if after is None:
                return found
