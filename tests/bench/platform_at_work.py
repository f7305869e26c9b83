"""The whole platform as `make run` starts it, an organization on it, a load that goes on, and probes: completions that
each bring their person an award, looked for through GraphQL."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise

import httpx2
import orjson

from gateway import tokens
from services.intake.binding import BATCH, STRUCTURED
from shared.bus import Tail
from shared.events.completions import TOPIC
from tests.bench.badges_of_a_bench import criteria
from tests.bench.made import SOURCE, cloud_event, moment
from tests.faults.doors import DESIGN, Doors
from tests.faults.machine import SERVICES, Machine
from tests.faults.stores import Stores

PROBE = "probe.done"
QUERY = "query ($id: ID!) { person(id: $id) { awards(first: 1) { badge { id } grantedAt } } }"
SIZE = 10
PATIENCE = 120.0


@dataclass
class Platform:
    """Servers, services and gateway, with twenty badges and one more that a single probe earns; ``done`` are the
    completions (number, person) that were acknowledged."""

    machine: Machine
    people: list[str]
    probes: list[str]
    done: list[tuple[int, str]] = field(default_factory=list)
    probed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.machine.start((*SERVICES, "recognition", "gateway"))
        self.doors, self.stores = Doors(self.machine), Stores(self.machine)
        report = self.doors.ask("profiles", "/commands/import", csv=self._csv())
        assert report["refused"] == 0, report["rows"]
        self._publish_badges()
        self._key = {"Authorization": f"Bearer {self.doors.keys()[SOURCE]}"}
        self._intake = httpx2.Client(base_url=self.machine.url("intake"), timeout=30)
        self._web = httpx2.Client(base_url=self.machine.url("web"), timeout=30)
        self._token = {"Authorization": f"Bearer {tokens.create('e-admin', 'bench')}"}
        self.awards = self.stores.db("badges").awards
        self.tail = Tail("bench", [TOPIC])
        self.settle()
        self.tail.poll(2.0)  # only now does it look up where the ends are

    def close(self) -> None:
        """Let go of the connections."""
        for one in (self._intake, self._web, self.doors, self.stores, self.tail):
            one.close()

    def settle(self) -> None:
        """Returns when every event has arrived with all of its effects."""
        self.machine.wait(lambda: not self.stores.behind(), PATIENCE, "everything is handled")

    def burst(self, count: int) -> float:
        """Send so many completions as fast as they are taken; the events a second until all effects have arrived."""
        begun = time.monotonic()
        with httpx2.Client(base_url=self.machine.url("intake"), timeout=30) as client:
            for _ in range(0, count, SIZE):
                self._send(client)
        self.settle()
        return count / (time.monotonic() - begun)

    @contextmanager
    def load(self, rate: float) -> Iterator[None]:
        """So many completions a second, in batches, while this goes on."""
        ended = threading.Event()
        sender = threading.Thread(target=self._keep_sending, args=(rate, ended))
        sender.start()
        try:
            yield
        finally:
            ended.set()
            sender.join()

    def probe(self) -> float:
        """Seconds from posting a completion to seeing its award through GraphQL."""
        person = self._next()
        begun = time.perf_counter()
        self._post(person)
        while not self._sees(person):
            assert time.perf_counter() < begun + PATIENCE, f"{person} never got their award"
        return time.perf_counter() - begun

    def hops(self) -> tuple[float, ...]:
        """Seconds of each hop, with nothing else under way: intake's answer, its relay to the bus, the badge's
        transaction, the query."""
        person = self._next()
        moments = [time.perf_counter()]
        self._post(person)
        moments.append(time.perf_counter())
        while not any(person.encode() in body for _, body in self.tail.poll(1.0)):
            assert time.perf_counter() < moments[0] + PATIENCE, "intake publishes nothing"
        moments.append(time.perf_counter())
        while not self.awards.find_one({"person": person, "badge": "probe"}, {"_id": 1}):
            time.sleep(0.001)
        moments.append(time.perf_counter())
        assert self._sees(person)
        moments.append(time.perf_counter())
        return tuple(later - earlier for earlier, later in pairwise(moments))

    def _next(self) -> str:
        person = self.probes.pop()
        self.probed.append(person)
        return person

    def _post(self, person: str) -> None:
        number = int(person.rpartition("-")[2])
        event = cloud_event(number, person) | {"id": person, "type": PROBE}
        headers = {**self._key, "Content-Type": STRUCTURED}
        answer = self._intake.post("/events", content=orjson.dumps(event), headers=headers)
        assert answer.status_code == 202, answer.text

    def _sees(self, person: str) -> bool:
        body = {"query": QUERY, "variables": {"id": person}}
        answer = self._web.post("/graphql", json=body, headers=self._token).json()
        assert "errors" not in answer, answer
        return bool(answer["data"]["person"]["awards"])

    def _keep_sending(self, rate: float, ended: threading.Event) -> None:
        due = time.monotonic()
        with httpx2.Client(base_url=self.machine.url("intake"), timeout=30) as client:
            while not ended.wait(max(0.0, due - time.monotonic())):
                self._send(client)
                due += SIZE / rate

    def _send(self, client: httpx2.Client) -> None:
        first = len(self.done)
        some = [(number, self.people[number % len(self.people)]) for number in range(first, first + SIZE)]
        body = orjson.dumps([cloud_event(*one) for one in some])
        answer = client.post("/events", content=body, headers={**self._key, "Content-Type": BATCH})
        assert {item["status"] for item in answer.json()["items"]} == {202}, answer.text
        self.done += some

    def _csv(self) -> str:
        joined = moment(-400_000).date().isoformat()
        rows = [
            f"person,{name},{name},,{name}@example.org,u-all,{joined},{joined},{SOURCE}:{name},{yes}"
            for name, yes in [("e-admin", "yes"), *((name, "no") for name in (*self.people, *self.probes))]
        ]
        head = "kind,id,name,parent,email,unit,member_since,joined_at,identities,admin"
        return "\n".join([head, "unit,u-all,Everybody,,,,,,,", *rows]) + "\n"

    def _publish_badges(self) -> None:
        probe = ("probe", {"count": {"of": {"types": [PROBE], "credit_key": []}, "at_least": 1}}, ())
        for badge, rule, tiers in [*criteria(), probe]:
            steps = [{"id": f"t{least}", "name": f"{least}", "at_least": least} for least in tiers]
            said = {"id": badge, "name": badge, "description": "For a bench.", "criteria": rule, "points": 10}
            more = {"design": DESIGN, **({"tiers": steps} if steps else {})}
            saved = self.doors.ask("badges", "/commands/save-badge", **said, **more)
            self.doors.publish(badge, saved["badge"]["version"])
