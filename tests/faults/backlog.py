"""A long backlog on the bus: completions of many people, a tenth of them told twice. Generated anew for each reader."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from random import Random

from shared.bus import Producer, Record
from shared.events import completions, profiles
from shared.events.completions import completion_id, fact_id
from shared.events.envelope import Event as BusEvent
from shared.events.envelope import encode, event_id
from tests.faults.model import person_of
from tests.faults.world import Event, happenings

AT_ONCE = 5000
SEED = 11


@dataclass(frozen=True)
class Backlog:
    """So many completions of these people, from ``start`` on."""

    people: Sequence[str]
    size: int
    start: datetime

    def accepted(self) -> Iterator[tuple[str, Event]]:
        """Completions and retractions, by id, as intake would have taken them in."""
        for event in happenings(self.people, self.size, self.start, SEED):
            if event["data"].get("object", {}).get("id") != "course-contradicted":
                yield completion_id(event["source"], event["id"]), event

    def publish(self) -> int:
        """Lay all of it on the bus; how many events that are."""
        told, random = 0, Random(SEED)
        events = (self._told(completion, event) for completion, event in self.accepted())
        often = (event for event in events for _ in range(2 if random.random() < 0.1 else 1))
        producer = Producer("backlog")
        while some := [Record(completions.TOPIC, one.subject, encode(one)) for one in islice(often, AT_ONCE)]:
            producer.publish(some)
            told += len(some)
        producer.close()
        return told

    def introduce(self) -> None:
        """Tell the services who these people are, as profiles would."""
        producer = Producer("backlog")
        producer.publish(
            Record(profiles.TOPIC, person, encode(self._state(person))) for person in self.people
        )  # fmt: skip
        producer.close()

    def _state(self, person: str) -> BusEvent:
        data = profiles.EmployeeChanged(id=person, state="active", joined_at=self.start).model_dump(mode="json")
        name = event_id(f"employee/{person}", revision=1)
        return BusEvent(name, profiles.EMPLOYEE_CHANGED, "profiles", person, self.start, data, sequence=1)

    def _told(self, completion: str, event: Event) -> BusEvent:
        person, at = person_of(event), datetime.fromisoformat(event["time"])
        if back := event["data"].get("retracts"):
            target = completion_id(event["source"], back)
            gone = {"completion": target, "employee": person, "occurred_at": event["time"]}
            return BusEvent(event_id(f"back/{target}"), completions.RETRACTED, "intake", person, at, gone)
        name = fact_id(completion, person, "actor")
        data = {
            "id": name, "completion": completion, "type": event["type"], "role": "actor", "employee": person,
            "occurred_at": event["time"], "received_at": event["time"], "source": event["source"], **event["data"],
        }  # fmt: skip
        return BusEvent(name, completions.RECORDED, "intake", person, at, data)
