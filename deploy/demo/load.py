"""Bringing the demo organization in, once: people, systems, rules, badges, a year of activity, challenges, thanks."""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console
from rich.progress import Progress

from deploy.demo import documents
from deploy.demo.activity import SEED, Done, catalogue, year
from deploy.demo.doors import GraphQL, Intake, digested
from deploy.demo.people import Person, data, employee_id, people, to_csv
from deploy.demo.publishing import publish
from deploy.demo.stray import strayed, thanked
from deploy.local import access
from deploy.local.home import Home
from gateway import tokens
from shared.clock import now
from shared.config import settings

MARK = "demo.json"
PATIENCE = 180.0
AT_ONCE = 4  # requests; most of one is waiting for the disk
HERE = Path(__file__).parent
SCORING = (
    ("course", "Courses and paths", ["course.completed", "path.completed"], 10, None),
    ("handbook", "Handbook pages, two a day", ["page.published", "page.reviewed"], 5, 2),
    ("code", "Reviews, three a day", ["review.completed"], 2, 3),
    ("practice", "Drills, checks and experiments", ["drill.*", "accessibility.*", "experiment.*"], 8, None),
    ("reading", "Books", ["book.finished"], 12, None),
    ("kudos", "Thanks received, one a day", ["laurel.kudos.received"], 3, 1),
)
console = Console(highlight=False)


class Loader:
    """One load; ``today`` is the day from which all dates count back."""

    def __init__(self, today: date) -> None:
        known = access.read()
        self.today = today
        self.everyone: list[Person] = people(today)
        self._url: str = known["graphql"]
        self._services: list[str] = list(known["services"].values())
        self._intake: str = known["intake"]
        self.keys: dict[str, str] = {}
        self.tokens: dict[str, str] = {}

    @cached_property
    def system(self) -> GraphQL:
        """As the system itself: it brings in the first people."""
        return GraphQL(self._url, tokens.create(tokens.SYSTEM, "demo: first people", backdate=True))

    def as_person(self, name: str) -> GraphQL:
        """As one of the people; administrators may say when things happened."""
        employee = employee_id(name)
        if employee not in self.tokens:
            self.tokens[employee] = tokens.create(employee, "demo", backdate=name == data()["roles"]["admin"])
        return GraphQL(self._url, self.tokens[employee])

    @cached_property
    def admin(self) -> GraphQL:
        """As the administrator."""
        return self.as_person(data()["roles"]["admin"])

    def people(self) -> None:
        """Units and people from CSV, then who hides from boards."""
        report = self.system.ask(documents.IMPORT, csv=to_csv(self.today))["importPeople"]
        if report["refused"]:
            raise RuntimeError(f"people were refused: {[row for row in report['rows'] if row['problem']]}")
        self.settle()
        for name in data()["hidden"]:
            self.as_person(name).ask(documents.PRIVACY)

    def systems(self) -> None:
        """The six sources, each with a key."""
        for source in catalogue()["sources"]:
            about = {"id": source["id"], "name": source["name"], "description": source["about"]}
            self.admin.ask(documents.SOURCE, input=about)
            self.keys[source["id"]] = self.admin.ask(documents.KEY, source=source["id"])["createKey"]["secret"]

    def rules(self) -> None:
        """What gives points."""
        for key, name, types, points, daily in SCORING:
            match: dict[str, Any] = {"types": types} | ({"cap": {"n": daily, "per": "day"}} if daily else {})
            self.admin.ask(documents.RULE, input={"id": key, "name": name, "match": match, "points": points})

    def badges(self) -> None:
        """The badges, live: twelve for people, one for teams."""
        for badge in json.loads((HERE / "badges.json").read_text())["badges"]:
            saved = self.admin.ask(documents.BADGE, input=_badge_input(badge))["saveBadge"]
            publish(self.admin, {"badge": saved["id"], "version": saved["version"]})

    def activity(self, done: list[Done], step: Callable[[int], object]) -> None:
        """The year, with what goes wrong in real ones: late, twice, taken back, malformed, from unknown people."""
        intake = Intake(self._intake, self.keys)
        for count in intake.post(strayed([one.body for one in done])):
            step(count)

    def challenges(self, done: list[Done]) -> None:
        """Running, coming and past ones, joined by those who were active then."""
        launched = []
        for challenge in json.loads((HERE / "challenges.json").read_text()):
            answer = self.as_person(challenge["by"]).ask(documents.LAUNCH, input=self._launch(challenge))
            launched.append((challenge, answer["launchChallenge"]["id"]))
        self.settle()
        for challenge, number in launched:
            if challenge["from"] < 0:
                self._join(challenge, number, done)

    def _join(self, challenge: dict[str, Any], number: str, done: list[Done]) -> None:
        def one(person: Person) -> None:
            at = self._instant(max(challenge["from"] + 1, -person_days(person, self.today)))
            self.admin.ask(documents.JOIN, id=number, person=person.id, at=at)

        _several_at_once(one, self._keen(challenge, done))

    def thanks(self) -> None:
        """Thanks over the year, several in the last days."""

        def one(numbered: tuple[int, tuple[str, str, str, str]]) -> None:
            index, (giver, receiver, at, reason) = numbered
            said = {"from": giver, "to": receiver, "reason": reason, "occurredAt": at}
            self.admin.ask(documents.KUDOS, input={**said, "idempotencyKey": f"demo-{index}"})

        _several_at_once(one, enumerate(thanked(self.everyone, self.today)))

    def settle(self) -> None:
        """Wait until every service has handled what there is."""
        deadline = time.monotonic() + PATIENCE
        while not digested(self._services):
            if time.monotonic() > deadline:
                raise TimeoutError(f"the services are still behind after {PATIENCE:.0f} s")
            time.sleep(0.2)

    def hand_over(self) -> None:
        """What outside programs need, into `access.json`."""
        named = {role: next(p for p in self.everyone if p.name == name) for role, name in data()["roles"].items()}
        for person in named.values():
            self.as_person(person.name)
        source = "lms"
        access.write(
            source={"id": source, "key": self.keys[source]},
            keys=self.keys,
            tokens={role: self.tokens[person.id] for role, person in named.items()},
            people={
                role: {"id": p.id, "subject": p.subject(source), "unit": p.unit, "name": p.name}
                for role, p in named.items()
            },
        )

    def _launch(self, challenge: dict[str, Any]) -> dict[str, Any]:
        given = {name: challenge[name] for name in ("title", "description", "unit", "noun", "points", "criteria")}
        window = {"startsAt": self._instant(challenge["from"]), "endsAt": self._instant(challenge["to"])}
        return {**given, **window, "idempotencyKey": f"demo-{challenge['id']}"}

    def _instant(self, days: int) -> str:
        return f"{self.today + timedelta(days=days)}T00:00:00Z"

    def _keen(self, challenge: dict[str, Any], done: list[Done]) -> Iterator[Person]:
        """Members who did something in the window, and some who meant to."""
        random = Random(f"{SEED}/{challenge['id']}")  # noqa: S311
        start, end = (self.today + timedelta(days=challenge[edge]) for edge in ("from", "to"))
        active = {one.person for one in done if start <= one.at.date() < end}
        for person in self.everyone:
            here = person.left is None and person.joined <= min(start + timedelta(days=1), self.today)
            member = here and _below(person.unit, challenge["unit"]) and person.id in active
            eager = random.random() < 0.25 + 0.6 * person.pace or person.name == data()["roles"]["employee"]
            if member and eager:
                yield person


def load() -> None:
    """Load everything, or say that it is there."""
    mark = Home.open().read(MARK)
    where = {"mongodb": settings().mongodb_uri.split("@")[-1], "namespace": settings().namespace}
    if mark.get("where") == where and _answers():
        console.print("  The demo organization is there.")
        return
    began, today = time.monotonic(), datetime.now(UTC).date()
    loader, done = Loader(today), year(today)
    with Progress(console=console, transient=True) as progress:
        bar = progress.add_task("People and systems", total=len(done) + 400)
        for name, part in (("People", loader.people), ("Systems", loader.systems), ("Rules", loader.rules)):
            progress.update(bar, description=name, advance=40)
            part()
        progress.update(bar, description="Badges", advance=40)
        loader.badges()
        progress.update(bar, description="A year of activity")
        loader.activity(done, lambda count: progress.update(bar, advance=count))
        progress.update(bar, description="Thanks", advance=80)
        loader.thanks()
        loader.settle()
        progress.update(bar, description="Challenges", advance=80)
        loader.challenges(done)
        loader.settle()
    loader.hand_over()
    Home.open().write(MARK, {"where": where, "today": today.isoformat(), "loaded_at": now().isoformat()})
    console.print(
        f"  The demo organization is there: {len(loader.everyone)} people, {len(done)} completions,"
        f" in {time.monotonic() - began:.0f} s."
    )


def person_days(person: Person, today: date) -> int:
    """For how many days they have been here, less one."""
    return (today - person.joined).days - 1


def _several_at_once(ask: Callable[[Any], None], of: Iterable[Any]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(ask, of):
            pass


def _answers() -> bool:
    token = access.read().get("tokens", {}).get("admin")
    if not token:
        return False
    return bool(GraphQL(access.read()["graphql"], token).ask(documents.VIEWER)["viewer"]["id"])


def _badge_input(badge: dict[str, Any]) -> dict[str, Any]:
    given = {name: badge[name] for name in ("id", "name", "description", "criteria", "points", "noun") if name in badge}
    tiers = [{"id": tier["id"], "name": tier["name"], "atLeast": tier["at_least"]} for tier in badge.get("tiers", [])]
    recipient = {"recipient": "UNIT"} if badge.get("recipient") == "unit" else {}
    return {**given, **badge["design"], **recipient, **({"tiers": tiers} if tiers else {})}


def _below(unit: str, above: str) -> bool:
    parents = {row["id"]: row["parent"] for row in data()["units"]}
    here: str | None = unit
    while here is not None and here != above:
        here = parents[here]
    return here == above
