"""What each event means to badges, and the service as delivery sees it."""

from services.badges import catalog, remembering
from services.badges.batch import Batch
from services.badges.domain.facts import Told
from services.badges.evaluating import evaluate
from services.badges.lifecycle import backfills
from services.badges.storing import store
from services.badges.subjects import recipients_on
from services.badges.units.hearing import hear_units
from shared.delivery.service import Service, Task, Timer
from shared.events import badges, badges_work, challenges, completions, facts, points, profiles, recognition
from shared.events.envelope import ContractError, Event, parse

TOPICS = tuple(module.TOPIC for module in (completions, profiles, recognition, challenges, points, badges, badges_work))
FIRST_YEAR, LAST_YEAR = 1900, 2500
"""Calendars and durations around a fact must not run out of years."""


def on_recorded(batch: Batch, event: Event) -> None:
    """A completion's fact. An award is a fact by being granted, nobody else may report one."""
    recorded = parse(event, completions.Recorded)
    if recorded.type == facts.AWARDED:
        raise ContractError(f"data.type: {facts.AWARDED} is no completion, only granting makes an award")
    if recorded.occurred_at.tzinfo is None or not FIRST_YEAR <= recorded.occurred_at.year <= LAST_YEAR:
        raise ContractError(f"data.occurred_at: an instant with its offset, of {FIRST_YEAR} to {LAST_YEAR}, is needed")
    batch.tell(Told(facts.of_completion(recorded, event.data)))


def on_retracted(batch: Batch, event: Event) -> None:
    """A completion is taken back, with every fact of it that the person has or is yet to get."""
    retracted = parse(event, completions.Retracted)
    batch.retracted[retracted.completion, retracted.employee] = batch.tx.now


def on_employee(batch: Batch, event: Event) -> None:
    """A person's newest state; having joined is a fact."""
    state = parse(event, profiles.EmployeeChanged)
    known = batch.people.get(state.id)
    if known is None or event.sequence > known[0]:
        batch.people[state.id] = event.sequence, state
    batch.tell(Told(facts.of_joining(state), rank=event.sequence))


def on_unit(batch: Batch, event: Event) -> None:
    """A unit's newest state."""
    state = parse(event, profiles.UnitChanged)
    known = batch.units.get(state.id)
    if known is None or event.sequence > known[0]:
        batch.units[state.id] = event.sequence, state


def on_kudos_given(batch: Batch, event: Event) -> None:
    """Having thanked someone is a fact."""
    batch.tell(Told(facts.of_kudos(parse(event, recognition.Kudos), facts.KUDOS_GIVEN)))


def on_kudos_received(batch: Batch, event: Event) -> None:
    """Having been thanked is a fact."""
    batch.tell(Told(facts.of_kudos(parse(event, recognition.Kudos), facts.KUDOS_RECEIVED)))


def on_challenge_completed(batch: Batch, event: Event) -> None:
    """Having completed a challenge is a fact; a later revision replaces it."""
    batch.tell(Told.of_challenge(parse(event, challenges.Completed), gone=False))


def on_challenge_uncompleted(batch: Batch, event: Event) -> None:
    """The challenge is not completed after all."""
    batch.tell(Told.of_challenge(parse(event, challenges.Completed), gone=True))


def on_points(batch: Batch, event: Event) -> None:
    """An entry of the ledger."""
    posted = parse(event, points.Posted)
    batch.entries[posted.id] = posted


def on_touched(batch: Batch, event: Event) -> None:
    """Something of a unit's members is new."""
    said = parse(event, badges_work.UnitTouched)
    batch.touched[said.unit].append(said)


def on_published(batch: Batch, event: Event) -> None:
    """A version went live: this lane judges everyone (or every unit) it knows, piece by piece."""
    said = parse(event, badges.Published)
    key = (said.badge, said.version)
    recipient = catalog.versions(batch.tx.db, [key])[key].rule.recipient
    if backfills.begin(batch.tx, *key, recipient):
        data = {"badge": said.badge, "version": said.version, "recipient": recipient}
        batch.tx.start_task(f"judge|{said.badge}|{said.version}|{batch.tx.lane}", "judge", data)


def on_wake(batch: Batch, timer: Timer) -> None:
    """Time alone may have brought something about for this person, or unit."""
    person = timer.data["person"]
    batch.tx.touch(person)
    batch.dirt[person].inputs.add("clock")


def on_expire(batch: Batch, timer: Timer) -> None:
    """An award's time is over."""
    batch.tx.touch(timer.data["person"])
    batch.dirt[timer.data["person"]].expired.add(timer.data["award"])


def judge_everyone(batch: Batch, task: Task) -> str | None:
    """Judge the lane's next people (or units) by what was published since they last were, and by the badges whose
    outcome the task's inputs may change; what a version gives them now is told each of them as one."""
    names = recipients_on(batch.tx.db, task.lane, task.data.get("recipient", "person"), task.cursor, task.size)
    batch.tx.touch(*names)
    for name in names:
        batch.dirt[name].inputs.update(task.data.get("inputs", ()))
    ended = len(names) < task.size
    if "badge" in task.data:
        batch.digest = task.data["badge"], task.data["version"]
        backfills.advance(batch.tx, *batch.digest, len(names), ended=ended)
    return None if ended else names[-1]


def conclude(batch: Batch) -> None:
    """Store what the batch tells, then judge everyone of whom it changed something."""
    store(batch)
    hear_units(batch)
    evaluate(batch)


HANDLERS = {
    completions.RECORDED: on_recorded,
    completions.RETRACTED: on_retracted,
    profiles.EMPLOYEE_CHANGED: on_employee,
    profiles.UNIT_CHANGED: on_unit,
    recognition.KUDOS_GIVEN: on_kudos_given,
    recognition.KUDOS_RECEIVED: on_kudos_received,
    challenges.COMPLETED: on_challenge_completed,
    challenges.UNCOMPLETED: on_challenge_uncompleted,
    points.POSTED: on_points,
    badges.PUBLISHED: on_published,
    badges_work.UNIT_TOUCHED: on_touched,
}
SERVICE: Service[Batch] = Service(
    "badges",
    TOPICS,
    Batch,
    HANDLERS,
    conclude,
    timers={"wake": on_wake, "expire": on_expire},
    tasks={"judge": judge_everyone},
    committed=remembering.committed,
)
