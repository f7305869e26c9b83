"""Row 8: from posting a completion to seeing its award through GraphQL, while the whole platform works at half of what
it can take; beside the sum of the hops of such a completion when nothing else is under way."""

import statistics
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from shared.config import settings
from tests.bench.badges_of_a_bench import expected
from tests.bench.made import people
from tests.bench.platform_at_work import Platform
from tests.bench.rounds import ROUNDS, Line
from tests.faults.machine import Machine

AIM = 5.0
PROBES, ALONE = 20, 8
BURST = 1000


@pytest.fixture
def platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Platform]:
    """A platform of its own, servers included."""
    machine = Machine(tmp_path / "laurel")
    for name, value in machine.environment.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    probes = [f"e-probe-{number}" for number in range((PROBES + ALONE) * (ROUNDS + 1))]
    try:
        with closing(Platform(machine, people(300), probes)) as made:
            yield made
    finally:
        machine.stop()
        settings.cache_clear()


@pytest.mark.timeout(900)
def test_emit_to_visible(platform: Platform, lines: list[Line]) -> None:
    """Every probe got its award, everyone else the awards that a plain computation gives; everything is stored once."""
    platform.burst(BURST)
    capacity = platform.burst(BURST)
    alone: list[tuple[float, ...]] = []
    seen: list[float] = []
    for number in range(ROUNDS + 1):
        hops = [platform.hops() for _ in range(ALONE)]
        with platform.load(capacity / 2):
            probed = [platform.probe() for _ in range(PROBES)]
        platform.settle()
        if number:
            alone += hops
            seen += probed
    verdict = check(platform)
    each = [statistics.median(some) for some in zip(*alone, strict=True)]
    total = sum(each)
    names = ("post", "relay", "judge", "query")
    limit = " + ".join(f"{name} {hop * 1000:.0f}" for name, hop in zip(names, each, strict=True))
    for which, seconds, aim in (("p50", statistics.median(seen), None), ("p99", percentile(seen, 0.99), AIM)):
        lines.append(
            Line(f"8 {which}", f"emit → visible through GraphQL, half load ({capacity / 2:.0f}/s), {which}",
                 f"sum of the hops alone: {limit}", f"{seconds * 1000:.0f} ms", f"{total * 1000:.0f} ms",
                 seconds / total, aim, verdict, most=True)
        )  # fmt: skip


def percentile(values: list[float], share: float) -> float:
    """The value that this share of all do not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def check(platform: Platform) -> str:
    """What was acknowledged is stored once by who counts it, and the awards are those expected."""
    wanted = set(expected(platform.done)) | {(person, "probe", None) for person in platform.probed}
    assert set(platform.stores.awards()) == wanted
    sent = len(platform.done) + len(platform.probed)
    facts = platform.stores.facts("badges", "retracted_at")
    assert (len(facts), sum(facts.values())) == (sent, sent)
    return f"{sent:,} facts once, {len(wanted):,} awards as computed apart"
