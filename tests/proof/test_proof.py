"""The proof in small: an excerpt of OULAD through kills, duplicates and disorder, beside independent SQL."""

from contextlib import closing
from pathlib import Path

import pytest
from rich.console import Console

from deploy.replay.oulad.excerpt import ONE_IN, excerpt
from tests.faults.machine import SERVICES, machine_of
from tests.proof.badges import BADGES, FEW
from tests.proof.compare import Comparison, compare, show
from tests.proof.converting import convert
from tests.proof.judged import Judged
from tests.proof.run import SERVERS, Run
from tests.proof.saying import ZONE
from tests.proof.tables import expected

EXCERPT = Path(__file__).parents[1] / "data" / "oulad"


@pytest.mark.timeout(900)
def test_a_replay_comes_to_what_sql_says(tmp_path: Path, summary: Console) -> None:
    """Real completions (of every fifth learner, and for some badges: each is asked of all of them below), a tenth sent
    twice, out of order, every process killed on the way: awards with their moments, ledger sums and ranks are those
    that a SQL script computes from the data set's tables."""
    excerpt(EXCERPT, few := tmp_path / "few", one_in=5 * ONE_IN)
    with machine_of(tmp_path / "laurel", LAUREL_TIMEZONE=ZONE) as machine:
        with closing(Run(machine, few, tmp_path, Console(), badges=FEW)) as run:
            place = run.go([SERVICES], [SERVERS])
            found = compare(run, expected(few, FEW))
            show(summary, run, place, found)
        assert {fault.what.split()[-1] for fault in machine.faults} == set(run.names)
    assert place.states["known"] > place.done // 20
    assert found.differences == []
    assert found.equal


def test_the_plain_evaluator_comes_to_what_sql_says(tmp_path: Path) -> None:
    """Without any server: every badge over the excerpt, the awards and their moments, those of badges of badges too."""
    wanted = expected(EXCERPT, BADGES)
    assert {badge for _, badge, _, _ in wanted.awards} == {badge["id"] for badge in BADGES}
    found = Comparison()
    found.add("awards", wanted.awards, Judged(convert(EXCERPT, tmp_path), wanted.scored).all())
    assert found.differences == []


def test_a_difference_is_found() -> None:
    """What is missing, what is too much and what is another value: each is told, and nothing is equal then."""
    found = Comparison()
    found.add("ranks", {"a": (1, 10), "b": (2, 5), "c": (3, 1)}, {"a": (1, 10), "b": (2, 6), "d": (4, 0)})
    assert found.compared == {"ranks": 4}
    assert len(found.differences) == 3
    assert not found.equal
    empty = Comparison()
    empty.add("awards", {}, {})
    assert not empty.equal
