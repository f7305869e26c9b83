"""One person's part in a challenge, by the pure rules."""

from datetime import UTC, datetime, timedelta

import pytest

from services.challenges.domain.challenge import PAST_GRACE, Challenge, closing_time, status
from services.challenges.domain.enrolment import Enrolment, settle
from services.challenges.domain.goals import check_goal
from services.challenges.domain.judging import Case, Dirt, Outcome, judge
from services.challenges.domain.progress import Progress
from shared.criteria import Award, Entry, Fact, Person, compile_rule, parse_rule

START = datetime(2026, 5, 4, tzinfo=UTC)
END = START + timedelta(days=10)
TICK = timedelta(milliseconds=1)


def challenge(criteria: dict[str, object], state: str = "open") -> Challenge:
    """A challenge of ten days with this goal."""
    return Challenge(
        id="c-1", version=1, owner="e-mo", unit="u-1", title="T", description="", starts_at=START, ends_at=END,
        closes_at=END, launched_at=START, timezone="UTC", goal=check_goal(criteria), noun=None, points=5,
        state=state,  # type: ignore[arg-type]  # one of the states
    )  # fmt: skip


def reviews(at_least: int = 1) -> dict[str, object]:
    """So many reviews."""
    return {"count": {"of": {"types": ["review.done"]}, "at_least": at_least}}


def fact(name: str, at: datetime, type_: str = "review.done") -> Fact:
    """A fact of that moment."""
    body = {"id": name, "type": type_, "employee": "e-1", "object": {"type": "change", "id": name}}
    return Fact.of(body | {"completion": f"done-{name}", "occurred_at": at})


def outcome(criteria: dict[str, object], *facts: Fact, now: datetime = END, person: Person | None = None) -> Outcome:
    """How the person is judged."""
    return judge(challenge(criteria), Case(person or Person("e-1"), facts), START, now)


@pytest.mark.parametrize(
    ("at", "counts"), [(START, True), (START - TICK, False), (END - TICK, True), (END, False)]
)  # fmt: skip
def test_the_window_is_half_open(at: datetime, counts: bool) -> None:
    """The start counts, the end does not."""
    assert (outcome(reviews(), fact("a", at)).completed_at == at) is counts


def test_awards_and_entries_outside_the_window_are_not_seen() -> None:
    """As with facts."""
    goal = challenge({"any": [{"badge": {"id": "b"}}, {"points": {"at_least": 5}}]})
    for moment, done in [(START - TICK, None), (START, START)]:
        entries = (Entry("p", "e-1", "", 5, moment),)
        awards = (Award("b", None, "e-1", None, moment),)
        for case in (Case(Person("e-1"), entries=entries), Case(Person("e-1"), awards=awards)):
            assert judge(goal, case, START, END).completed_at == done


def test_the_moment_is_that_of_the_goal_to_the_millisecond() -> None:
    """Finer than that nothing is kept, so nothing finer may make a difference."""
    found = outcome(reviews(), fact("a", START + timedelta(microseconds=1999)))
    assert (found.completed_at, found.evidence) == (START + TICK, ("done-a",))


def test_what_was_true_before_is_fulfilled_at_the_start() -> None:
    """Never before it: until then the clock is waited for."""
    person = Person("e-1", joined_at=START - timedelta(days=1000))
    goal: dict[str, object] = {"tenure": {"at_least": "P1Y"}}
    early = outcome(goal, now=START - TICK, person=person)
    assert (early.completed_at, early.wakes_at) == (None, START)
    assert outcome(goal, now=START, person=person).completed_at == START


def test_what_comes_true_after_the_end_is_too_late() -> None:
    """Nor is it waited for."""
    person = Person("e-1", joined_at=END - timedelta(days=364))
    found = outcome({"tenure": {"at_least": "P365D"}}, now=END - TICK, person=person)
    assert (found.completed_at, found.wakes_at) == (None, None)
    assert outcome({"tenure": {"at_least": "P365D"}}, now=END + timedelta(days=2), person=person).completed_at is None


def test_a_rare_failure_is_known_at_the_end() -> None:
    """`not` waits for the end of its window, which may be the challenge's."""
    window = {"between": [START.isoformat().replace("+00:00", "Z"), END.isoformat().replace("+00:00", "Z")]}
    goal: dict[str, object] = {"not": {"count": {"of": {"types": ["oops"]}, "at_least": 1, "window": window}}}
    assert outcome(goal, now=START).wakes_at == END
    assert outcome(goal, now=END).completed_at == END
    assert outcome(goal, fact("a", START, "oops"), now=END).completed_at is None


def test_progress_is_have_of_need() -> None:
    """And the share that is missing."""
    found = outcome(reviews(4), fact("a", START))
    assert found.progress == Progress(1, 4, 0.75)
    assert outcome({"all": [reviews(4), reviews(1)]}, fact("a", START)).progress == Progress(1, 2, 0.375)


def test_enrolling_is_when_a_goal_may_begin() -> None:
    """A window since enrolment counts from the first joining."""
    window = {"since": "enrolled"}
    goal: dict[str, object] = {"count": {"of": {"types": ["review.done"]}, "at_least": 1, "window": window}}
    joined = START + timedelta(days=2)
    case = Case(Person("e-1"), (fact("a", START + timedelta(days=1)),))
    assert judge(challenge(goal), case, joined, END).completed_at is None
    assert judge(challenge(goal), case, START, END).completed_at == START + timedelta(days=1)


def test_what_concerns_a_part() -> None:
    """Its types and inputs, a profile always, or being named."""
    goal = compile_rule(parse_rule({"criteria": reviews()}))
    assert not Dirt(types={"course.completed"}, inputs={"points", "awards"}).concerns("c-1", goal)
    assert Dirt(types={"review.done"}).concerns("c-1", goal)
    assert Dirt(inputs={"profile"}).concerns("c-1", goal)
    assert Dirt(challenges={"c-1"}).concerns("c-1", goal)


def test_a_completion_comes_moves_and_goes_by_revisions() -> None:
    """The same outcome again changes nothing."""
    none, one, two = Progress(0, 1, 1), Progress(1, 1, 0), Progress(2, 1, 0)
    enrolment = Enrolment("c-1", "e-1", START)
    enrolment, change = settle(enrolment, Outcome(none))
    assert change is None
    enrolment, change = settle(enrolment, Outcome(one, START, ("a",)))
    assert change is not None
    assert (change.kind, change.revision) == ("completed", 0)
    enrolment, change = settle(enrolment, Outcome(two, START, ("a",)))
    assert (change, enrolment.progress) == (None, two)
    enrolment, change = settle(enrolment, Outcome(one, START + TICK, ("b",)))
    assert change is not None
    assert (change.kind, change.revision, change.evidence) == ("completed", 1, ("b",))
    enrolment, change = settle(enrolment, Outcome(none))
    assert change is not None
    assert (change.kind, change.revision, change.evidence) == ("uncompleted", 2, ("b",))
    assert (enrolment.completed_at, enrolment.revision) == (None, 2)


def test_the_status_follows_the_clock() -> None:
    """Whatever the timers have done so far; what is closed or cancelled stays so."""
    running = challenge(reviews(), "scheduled")
    moments = [START - TICK, START, END - TICK, END]
    assert [status(running, at) for at in moments] == ["scheduled", "open", "open", "closed"]
    assert {status(challenge(reviews(), "cancelled"), at) for at in moments} == {"cancelled"}


def test_a_past_window_is_closed_after_a_grace() -> None:
    """Others at their end."""
    assert closing_time(END, START) == END
    assert closing_time(START, END) == END + PAST_GRACE
