"""What each event means to challenges, and the service as delivery sees it."""

from services.challenges import lifecycle, loading
from services.challenges.batch import Batch
from services.challenges.domain.facts import Told
from services.challenges.enrolling import take_in
from services.challenges.evaluating import evaluate
from services.challenges.storing import store
from shared.delivery.service import Service, Task, Timer
from shared.events import badges, challenges, completions, facts, points, profiles, recognition
from shared.events.envelope import ContractError, Event, is_person, parse


def on_recorded(batch: Batch, event: Event) -> None:
    """A completion's fact. An award is a fact by being granted, nobody else may report one."""
    recorded = parse(event, completions.Recorded)
    if recorded.type == facts.AWARDED:
        raise ContractError(f"data.type: {facts.AWARDED} is no completion, only granting makes an award")
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


def on_awarded(batch: Batch, event: Event) -> None:
    """An award, or its amendment."""
    _award(batch, event, parse(event, badges.Awarded))


def on_revoked(batch: Batch, event: Event) -> None:
    """The award no longer stands."""
    _award(batch, event, parse(event, badges.Revoked))


def on_points(batch: Batch, event: Event) -> None:
    """An entry of the ledger."""
    posted = parse(event, points.Posted)
    batch.entries[posted.id] = posted


def on_launched(batch: Batch, event: Event) -> None:
    """A challenge this lane may not have heard of: what waited for it is handled next, and whoever of the lane has
    joined is judged, piece by piece, by what they have done since its window began."""
    said = parse(event, challenges.Launched)
    batch.tx.release(f"challenge:{said.challenge}")
    key = f"judge|{said.challenge}|{said.version}|{batch.tx.lane}"
    batch.tx.start_task(key, "judge", {"challenge": said.challenge})


def on_enrolled(batch: Batch, event: Event) -> None:
    """Somebody joined or left."""
    batch.enrolments.append(event)


def on_start(batch: Batch, timer: Timer) -> None:
    """A window begins."""
    lifecycle.open_(batch.tx, timer.data["challenge"])


def on_end(batch: Batch, timer: Timer) -> None:
    """Every lane has consumed what stood in the logs when the window ended."""
    challenge = loading.challenges(batch.tx.db, [timer.data["challenge"]])[timer.data["challenge"]]
    if challenge.running:
        lifecycle.close(batch.tx, challenge)


def on_wake(batch: Batch, timer: Timer) -> None:
    """Time alone may have brought something about for this person."""
    person = timer.data["person"]
    batch.tx.touch(person)
    batch.dirt[person].challenges.add(timer.data["challenge"])


def judge_enrolled(batch: Batch, task: Task) -> str | None:
    """Judge the lane's next enrolled people: by the task's challenge, or by those that its inputs may concern."""
    wanted = {"lane": task.lane, "employee": {"$gt": task.cursor or ""}}
    if "challenge" in task.data:
        wanted["challenge"] = task.data["challenge"]
    found = batch.tx.db.enrolments.find(wanted, {"employee": 1}).sort("employee", 1).limit(task.size)
    people = [row["employee"] for row in found]
    batch.tx.touch(*people)
    for person in people:
        batch.dirt[person].challenges.update({task.data["challenge"]} if "challenge" in task.data else ())
        batch.dirt[person].inputs.update(task.data.get("inputs", ()))
    return people[-1] if len(people) == task.size else None


def conclude(batch: Batch) -> None:
    """Store what the batch tells, then judge everyone of whom it changed something."""
    store(batch)
    take_in(batch)
    evaluate(batch)


def _award(batch: Batch, event: Event, said: badges.Awarded | badges.Revoked) -> None:
    """What a person holds; what a unit holds fulfils no goal of theirs."""
    if not is_person(event.subject):
        return
    known = batch.awards.get(said.award)
    if known is None or event.sequence >= known[0]:
        batch.awards[said.award] = event.sequence, said


HANDLERS = {
    completions.RECORDED: on_recorded,
    completions.RETRACTED: on_retracted,
    profiles.EMPLOYEE_CHANGED: on_employee,
    profiles.UNIT_CHANGED: on_unit,
    recognition.KUDOS_GIVEN: on_kudos_given,
    recognition.KUDOS_RECEIVED: on_kudos_received,
    badges.AWARDED: on_awarded,
    badges.AMENDED: on_awarded,
    badges.REVOKED: on_revoked,
    points.POSTED: on_points,
    challenges.LAUNCHED: on_launched,
    challenges.JOINED: on_enrolled,
    challenges.LEFT: on_enrolled,
}
TOPICS = (
    completions.TOPIC,
    profiles.TOPIC,
    recognition.TOPIC,
    badges.TOPIC,
    points.TOPIC,
    challenges.TOPIC,
)
SERVICE: Service[Batch] = Service(
    "challenges",
    TOPICS,
    Batch,
    HANDLERS,
    conclude,
    timers={"start": on_start, "end": on_end, "wake": on_wake},
    barriers=frozenset({"end"}),
    tasks={"judge": judge_enrolled},
)
