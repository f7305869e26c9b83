"""Replaying a file into the real intake: resumed, patient, and told what was refused and why."""

import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import orjson
import pytest
from rich.console import Console

from deploy.replay import place
from deploy.replay.oulad.events import event_of
from deploy.replay.oulad.tables import regions, submissions
from deploy.replay.replaying import replay
from deploy.replay.sending import Sender, Stopped
from tests.integration.intake.conftest import Intake, state

Make = Callable[..., dict[str, Any]]
EXCERPT = Path(__file__).parents[2] / "data" / "oulad"


class Door(httpx2.BaseTransport):
    """The way to the application, which fails as it is told: by a status, or by an error before or after the
    request."""

    def __init__(self, intake: Intake, *failures: int | str | None) -> None:
        self._inner = httpx2.WSGITransport(app=intake.app)
        self.failures = list(failures)
        self.requests = 0

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """One request."""
        self.requests += 1
        failure = self.failures.pop(0) if self.failures else None
        if isinstance(failure, int):
            return httpx2.Response(failure, headers={"Retry-After": "0"}, text="busy", request=request)
        if failure == "before":
            raise httpx2.ConnectError("refused")
        response = self._inner.handle_request(request)
        if failure == "after":
            raise httpx2.ReadError("reset")
        return response


def run(intake: Intake, file: Path, door: Door | None = None, size: int = 10, **how: Any) -> tuple[place.Place, str]:
    """Replay a file; the place reached and what was printed."""
    out = io.StringIO()
    headers = {"Authorization": f"Bearer {intake.secret}"}
    with httpx2.Client(transport=door or Door(intake), base_url="http://intake", headers=headers) as client:
        sender = Sender(client, **({"patience": 20.0} | how))
        reached = replay(file, file.with_suffix(".position"), sender, size, Console(file=out, width=200))
    return reached, out.getvalue()


@pytest.fixture
def file(tmp_path: Path, event: Make) -> Path:
    """Forty events of ada."""
    made = tmp_path / "events.ndjson"
    made.write_bytes(b"\n".join(orjson.dumps(event(number)) for number in range(40)))
    return made


def test_a_file_is_sent_once_and_then_known(intake: Intake, file: Path) -> None:
    """All are accepted; the same replay has nothing left to do; from the beginning all are known."""
    reached, printed = run(intake, file)
    assert (reached.states, reached.done) == (Counter(accepted=40), 40)
    assert "40 events" in printed
    door = Door(intake)
    run(intake, file, door)
    assert door.requests == 0
    file.with_suffix(".position").unlink()
    assert run(intake, file)[0].states == Counter(known=40)
    assert len(intake.publish()) == 40


def test_what_passes_is_waited_for(intake: Intake, file: Path) -> None:
    """429, 503 and lost connections: the batch is sent again, and an answer that was lost does no harm."""
    door = Door(intake, 429, 503, "before", "after")
    reached, _ = run(intake, file, door)
    assert reached.states == Counter(known=10, accepted=30)
    assert (door.requests, len(intake.publish())) == (8, 40)


def test_an_interrupted_replay_goes_on_where_it_was(intake: Intake, file: Path) -> None:
    """What was acknowledged is not sent again, and counts stay those of the whole file."""
    door = Door(intake, None, None, 500)
    with pytest.raises(Stopped, match="500"):
        run(intake, file, door)
    assert intake.db.completions.count_documents({}) == 20
    door = Door(intake)
    reached, printed = run(intake, file, door)
    assert (door.requests, reached.states) == (2, Counter(accepted=40))
    assert "40 events, 20 of them in this run" in printed


def test_a_server_that_stays_away_ends_the_replay_with_advice(intake: Intake, file: Path) -> None:
    """After its patience; the place is kept."""
    with pytest.raises(Stopped, match="it goes on"):
        run(intake, file, Door(intake, *["before"] * 100), patience=0.3)


def test_a_key_that_is_not_valid_ends_the_replay_at_once(intake: Intake, file: Path) -> None:
    """With the server's own words."""
    door = Door(intake)
    intake.secret = "lrk_wrong"
    with pytest.raises(Stopped, match=r"401.*key is not valid"):
        run(intake, file, door)
    assert door.requests == 1


def test_what_was_refused_is_reported_with_its_reason(intake: Intake, event: Make, tmp_path: Path) -> None:
    """By status, field and reason, with how many and the first lines; all others were taken."""
    file = tmp_path / "mixed.ndjson"
    bodies = [event(n, time="soon") if n % 4 == 0 else event(n) for n in range(20)]
    lines = [orjson.dumps(body) for body in bodies] + [b"no json", orjson.dumps(event(1, source="hr"))]
    file.write_bytes(b"\n".join(lines))
    reached, printed = run(intake, file)
    assert (reached.refused, reached.states["accepted"]) == (7, 15)
    (times,) = (line for line in printed.splitlines() if " time " in line)
    assert times.split()[:2] == ["5", "422"]
    assert times.rstrip().endswith("1, 5, 9")
    assert any(line.split()[:3] == ["1", "403", "source"] for line in printed.splitlines())


def test_a_rate_is_kept(intake: Intake, file: Path) -> None:
    """Forty events at a hundred a second take at least the time of the first thirty."""
    _, printed = run(intake, file, rate=100.0)
    assert float(printed.split(" in this run in ")[1].split()[0]) >= 0.3


def test_real_activity_arrives_whole(intake: Intake, tmp_path: Path) -> None:
    """The excerpt of the Open University's data: people imported in the middle, every submission told once."""
    found = sorted(submissions(EXCERPT), key=lambda one: (one.at, one.assessment.id, one.learner))
    file = tmp_path / "oulad.ndjson"
    file.write_bytes(b"\n".join(orjson.dumps(event_of(one, "lms")) for one in found))
    learners = sorted({one.learner for one in found})
    assert set(learners) <= set(regions(EXCERPT))
    half = len(learners) // 2
    intake.tell(*[state(f"e-{learner}", learner) for learner in learners[:half]])
    reached, _ = run(intake, file, size=500)
    assert (reached.refused, sum(reached.states.values())) == (0, len(found))
    intake.tell(*[state(f"e-{learner}", learner) for learner in learners[half:]])
    facts = intake.publish()
    assert Counter(fact.subject for fact in facts) == Counter(f"e-{one.learner}" for one in found)
    points = sum(fact.data["result"]["score"]["raw"] for fact in facts if fact.data["result"])
    assert points == sum(one.score for one in found if one.score is not None)
