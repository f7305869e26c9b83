"""Sequences: chains of facts, one for each step."""

from typing import Any

import pytest

from tests.unit.criteria.build import Json, at, earned, evidence, fact


def step(kind: str, **match: Any) -> Json:
    """A step of one type."""
    return {"types": [f"step.{kind}"], **match}


def sequence(kinds: str, **more: Any) -> Json:
    """A sequence of the types that these letters name."""
    return {"sequence": {"steps": [step(kind) for kind in kinds], **more}}


def story(*told: str) -> list[Json]:
    """Facts from `a 05-04`: the type's letter and the moment; the id is the type's letter and its place."""
    return [fact(f"{one[0]}{i}", one[2:], f"step.{one[0]}") for i, one in enumerate(told)]


CASES: list[tuple[str, Json, list[Json], str | None]] = [
    ("in order", sequence("abc"), story("a 05-01", "b 05-02", "c 05-03"), "05-03"),
    ("out of order", sequence("ab"), story("b 05-01", "a 05-02"), None),
    ("others in between", sequence("ab"), story("a 05-01", "c 05-02", "b 05-03"), "05-03"),
    ("one fact a step", sequence("aa"), story("a 05-01"), None),
    ("two facts, two steps", sequence("aa"), story("a 05-01", "a 05-02"), "05-02"),
    ("one step", sequence("a"), story("a 05-01"), "05-01"),
    ("within, just", sequence("ab", within="P1D"), story("a 05-01 12:00", "b 05-02 12:00"), "05-02"),
    ("within, not", sequence("ab", within="P1D"), story("a 05-01 12:00", "b 05-02 12:01"), None),
    ("a later start is in time", sequence("ab", within="P1D"), story("a 05-01", "a 05-03", "b 05-04"), "05-04"),
    ("within nothing: one instant", sequence("ab", within="PT0M"), story("a 05-01", "b 05-01"), "05-01"),
    ("strict, nothing between", sequence("abc", strict=True), story("a 05-01", "b 05-02", "c 05-03"), "05-03"),
    ("strict, a step's fact between", sequence("ab", strict=True), story("a 05-01", "a 05-02", "b 05-03"), "05-03"),
    ("strict, broken", sequence("abc", strict=True), story("a 05-01", "b 05-02", "b 05-03", "c 05-04"), None),
    ("strict, others do not matter", sequence("ab", strict=True), story("a 05-01", "x 05-02", "b 05-03"), "05-03"),
    ("a window", sequence("ab", window={"calendar": "month"}), story("a 04-30", "a 05-01", "b 05-02"), "05-02"),
    ("outside the window", sequence("ab", window={"calendar": "month"}), story("a 04-30", "b 05-02"), None),
    ("rolling", sequence("ab", window={"rolling": "P1D"}), story("a 05-01", "b 05-02"), None),
    ("rolling in time", sequence("ab", window={"rolling": "P2D"}), story("a 05-01", "b 05-02"), "05-02"),
]


@pytest.mark.parametrize(("criteria", "facts", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_sequence(criteria: Json, facts: list[Json], expected: str | None) -> None:
    """A sequence is earned at the last fact of the earliest chain."""
    assert earned(criteria, facts) == (expected and at(expected))


def test_evidence_is_the_earliest_chain() -> None:
    """Of the chains that end first, the one that began first, each step as early as can be."""
    facts = story("a 05-01", "a 05-02", "b 05-03", "b 05-04", "c 05-05")
    assert evidence(sequence("abc"), facts) == ["a0", "b2", "c4"]
    assert evidence(sequence("abc", within="P3D"), facts) == ["a1", "b2", "c4"]


def test_steps_credit_nothing() -> None:
    """Facts about one object serve two steps."""
    same = {"object": {"type": "course", "id": "x"}}
    facts = [fact("p", "05-01", "step.a", **same), fact("q", "05-02", "step.a", **same)]
    assert earned(sequence("aa"), facts) == at("05-02")


def test_a_completion_in_two_roles_serves_a_step_once() -> None:
    """With several roles the facts of one completion count once, also for what strict asks."""
    steps = [step("a"), step("b", role="*"), step("c")]
    facts = [
        fact("a", "05-01", "step.a"),
        fact("b", "05-02", "step.b", role="actor"),
        fact("b", "05-02", "step.b", role="mentor"),
        fact("c", "05-03", "step.c"),
    ]
    assert earned({"sequence": {"steps": steps, "strict": True}}, facts) == at("05-03")
