"""What leaderboards does about events: facts are kept, and whoever they concern is squared with the ledger."""

from typing import Any

from services.leaderboards.batch import Batch
from services.leaderboards.domain import facts
from services.leaderboards.posting import square
from services.leaderboards.storing import store
from shared.delivery.service import Service, Task
from shared.events import badges, challenges, completions, profiles, recognition
from shared.events.envelope import Event, is_person, parse
from shared.events.facts import KUDOS_GIVEN, KUDOS_RECEIVED


def on_recorded(batch: Batch, event: Event) -> None:
    """A completion's fact."""
    batch.tell(facts.of_completion(parse(event, completions.Recorded), event.data))


def on_retracted(batch: Batch, event: Event) -> None:
    """A completion taken back."""
    said = parse(event, completions.Retracted)
    batch.retracted.add((said.completion, said.employee))


def on_awarded(batch: Batch, event: Event) -> None:
    """A person's award, or its amendment; a unit's concerns no ledger."""
    if is_person(event.subject):
        batch.tell(facts.of_award(parse(event, badges.Awarded)))


def on_revoked(batch: Batch, event: Event) -> None:
    """An award that no longer stands."""
    if is_person(event.subject):
        batch.tell(facts.of_award(parse(event, badges.Revoked), gone=True))


def on_completed(batch: Batch, event: Event) -> None:
    """A challenge completed by one person."""
    batch.tell(facts.of_challenge(parse(event, challenges.Completed)))


def on_uncompleted(batch: Batch, event: Event) -> None:
    """It was not completed after all."""
    batch.tell(facts.of_challenge(parse(event, challenges.Completed), gone=True))


def on_kudos_given(batch: Batch, event: Event) -> None:
    """Kudos, on the giver's lane."""
    batch.tell(facts.of_kudos(parse(event, recognition.Kudos), KUDOS_GIVEN))


def on_kudos_received(batch: Batch, event: Event) -> None:
    """Kudos, on the receiver's lane."""
    batch.tell(facts.of_kudos(parse(event, recognition.Kudos), KUDOS_RECEIVED))


def on_employee(batch: Batch, event: Event) -> None:
    """An employee's present state, unless a newer one was heard."""
    state = parse(event, profiles.EmployeeChanged)
    if state.id not in batch.people or event.sequence > batch.people[state.id][0]:
        batch.people[state.id] = event.sequence, state


def on_unit(batch: Batch, event: Event) -> None:
    """A unit's present state, unless a newer one was heard."""
    state = parse(event, profiles.UnitChanged)
    if state.id not in batch.units or event.sequence > batch.units[state.id][0]:
        batch.units[state.id] = event.sequence, state


def score(batch: Batch, task: Task) -> Any:
    """Square the next people of the lane by some origins; the last of them, None at the end."""
    lane = {"lane": task.lane, "person": True, "_id": {"$gt": task.cursor or ""}}
    found = batch.tx.db.subjects.find(lane, {"_id": 1}).sort("_id", 1).limit(task.size)
    people = [row["_id"] for row in found]
    batch.tx.touch(*people)
    for name in people:
        batch.dirt[name].origins.update(task.data["origins"])
    return people[-1] if len(people) == task.size else None


def conclude(batch: Batch) -> None:
    """Keep what is new, then post the difference that it makes."""
    store(batch)
    square(batch)


HANDLERS = {
    completions.RECORDED: on_recorded,
    completions.RETRACTED: on_retracted,
    badges.AWARDED: on_awarded,
    badges.AMENDED: on_awarded,
    badges.REVOKED: on_revoked,
    challenges.COMPLETED: on_completed,
    challenges.UNCOMPLETED: on_uncompleted,
    recognition.KUDOS_GIVEN: on_kudos_given,
    recognition.KUDOS_RECEIVED: on_kudos_received,
    profiles.EMPLOYEE_CHANGED: on_employee,
    profiles.UNIT_CHANGED: on_unit,
}
TOPICS = (completions.TOPIC, profiles.TOPIC, badges.TOPIC, challenges.TOPIC, recognition.TOPIC)
SERVICE: Service[Batch] = Service(
    "leaderboards", topics=TOPICS, open=Batch, handlers=HANDLERS, conclude=conclude, tasks={"score": score}
)
