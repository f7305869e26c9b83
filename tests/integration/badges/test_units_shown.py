"""Badges of units as people see them: where their team stands, why, who holds them, what a rule would mean to teams."""

from datetime import timedelta
from typing import Any

import pytest

from services.badges import holding, reading, tracing
from services.badges.correcting import acting
from services.badges.correcting.reading import trail
from services.badges.correcting.requests import ReadTrail, RevokeAward
from services.badges.lifecycle import views
from services.badges.observed.requests import Simulate
from services.badges.observed.simulating import simulate
from services.badges.requests import ReadHolders, ReadTrace, TraceOf
from services.badges.units import preparing
from services.badges.units import standing as showing
from services.badges.units.loading import case_of
from shared.auth import Principal
from shared.bus import lane_of
from shared.delivery.commands import command
from shared.http import Problem
from tests.integration.badges.support import Badges, drills, led, member, together, unit

ME, COLLEAGUE = Principal("e-1"), Principal("e-2")
ADMIN = Principal("e-admin", roles=frozenset({"admin"}))


@pytest.fixture
def earned(teams: Badges) -> Badges:
    """The red team and the department have it by three drills of two people; the blue team has one drill."""
    teams.publish(together())
    teams.hear(led("1", 0, "e-1"), led("2", 1, "e-1"))
    teams.hear(led("3", 2, "e-2"))
    teams.hear(led("4", 3, "e-3"))
    teams.deliver_work()
    return teams


def standing(service: Badges, who: str) -> Any:
    """How far somebody's nearest unit is."""
    return reading.mine(service.db, Principal(who), ["well-drilled"])["well-drilled"]


def trace(service: Badges, viewer: Principal) -> Any:
    """Why, or why not yet, as somebody reads it."""
    (told,) = tracing.traces(service.db, viewer, ReadTrace(items=[TraceOf(badge="well-drilled")]))
    return told


def test_members_see_where_their_team_stands(earned: Badges) -> None:
    """Whoever is in the team has its badge on their shelf; others how far theirs is; who is in none finds it locked."""
    mine = {who: reading.mine(earned.db, Principal(who), ["well-drilled"])["well-drilled"] for who in ("e-1", "e-3")}
    assert {who: (one["status"], one["have"]) for who, one in mine.items()} == {
        "e-1": ("earned", 3),
        "e-3": ("earned", 4),
    }
    assert [one["awards"][0]["unit"] for one in mine.values()] == ["red", "dept"], "the nearest that holds it"
    earned.everywhere(unit("alone", None))
    earned.hear(member("e-9", "alone"))
    assert reading.mine(earned.db, Principal("e-9"), ["well-drilled"])["well-drilled"]["status"] == "available"
    assert reading.mine(earned.db, Principal("e-new"), ["well-drilled"])["well-drilled"]["status"] == "locked"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The units whose people's doings were read to be shown, in order."""
    names = list[str]()

    def noted(db: Any, name: str, editions: Any) -> Any:
        names.append(name)
        return case_of(db, name, editions)

    monkeypatch.setattr(showing, "case_of", noted)
    return names


def test_a_unit_is_worked_out_once_for_all_who_look(teams: Badges, read: list[str]) -> None:
    """All badges of it together, whoever asks; and again when something has changed."""
    teams.publish(together())
    teams.publish(together("better-drilled", 5))
    teams.hear(led("1", 0, "e-1"))
    teams.deliver_work()
    assert [standing(teams, who)["have"] for who in ("e-1", "e-2", "e-1")] == [1, 1, 1]
    assert read == ["unit:red"]
    teams.hear(led("2", 1, "e-1"))
    teams.deliver_work()
    assert [standing(teams, who)["have"] for who in ("e-1", "e-2")] == [2, 2]
    assert read == ["unit:red", "unit:red"]


def test_a_large_unit_is_not_worked_out_at_every_change(
    teams: Badges, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its progress may be some minutes old; what it has earned is seen at once."""
    monkeypatch.setattr(preparing, "LARGE", 2)
    monkeypatch.setattr(showing, "EVERY", timedelta(days=1))
    teams.publish(together())
    teams.hear(led("1", 0, "e-1"))
    teams.deliver_work()
    assert standing(teams, "e-1")["have"] == 1
    teams.hear(led("2", 1, "e-1"))
    teams.deliver_work()
    assert [standing(teams, who)["have"] for who in ("e-1", "e-2")] == [1, 1]
    assert read == ["unit:red"]
    teams.hear(led("3", 2, "e-1"))
    teams.deliver_work()
    assert [standing(teams, who)["status"] for who in ("e-1", "e-2")] == ["earned", "earned"]
    assert read == ["unit:red", "unit:red"]


def test_the_trace_counts_all_and_shows_ones_own(earned: Badges) -> None:
    """A unit shows no one else's facts, but how many they are."""
    mine, theirs = trace(earned, ME), trace(earned, COLLEAGUE)
    assert (mine["person"], mine["unit"], mine["done"]) == ("e-1", "red", True)
    assert [len(one["root"]["counted"]) for one in (mine, theirs)] == [2, 1]
    assert {one["root"]["counted_total"] for one in (mine, theirs)} == {3}
    theirs = trace(earned, Principal("e-3"))
    assert (theirs["unit"], theirs["done"]) == ("dept", True), "of the unit whose badge they see"
    earned.everywhere(unit("alone", None))
    earned.hear(member("e-9", "alone"), led("9", 4, "e-9"))
    lacking = trace(earned, Principal("e-9"))
    assert (lacking["unit"], lacking["done"], lacking["root"]["have"]) == ("alone", False, 1)
    nowhere = trace(earned, Principal("e-new"))
    assert (nowhere["unit"], nowhere["done"], nowhere["root"]["have"]) == (None, False, 0)


def test_holders_are_units_of_so_many(earned: Badges) -> None:
    """Units are no secret, however few."""
    page = holding.holders(earned.db, ME, ReadHolders(badge="well-drilled"))
    assert sorted((one["award"]["unit"], one["award"]["person"]) for one in page["items"]) == [
        ("dept", None),
        ("red", None),
    ]
    counts = reading.holder_counts(earned.db, ME, ["well-drilled"])["well-drilled"]
    assert (counts["people"], counts["total"]) == (3, 2)


def test_a_dry_run_names_units(earned: Badges) -> None:
    """Who would hold it, and who lacks how much."""
    version = earned.save(together("well-drilled", 4))
    run = views.dry_run(earned.db, earned.dry_run("well-drilled", version, edits="strict"), "en")
    assert (run["people"], run["recipients"], run["by_unit"]) == (3, 1, [{"unit": "dept", "total": 1}])
    assert run["difference"] == {"gained": 0, "lost": 1, "moved": 1, "kept": 0}
    assert [(one["unit"], one["person"]) for one in run["near_misses"]] == [("red", None), ("blue", None)]
    assert run["samples"][0]["unit"] == "dept"


def test_a_rule_is_tried_on_somebodys_team(earned: Badges) -> None:
    """On what its members really did; made-up facts, or nobody, are refused."""
    rule = {"criteria": drills(3), "recipient": "unit"}
    told = simulate(earned.db, Simulate.model_validate({"rule": rule, "person": "e-3"}))
    assert (told["trace"]["unit"], told["earned"], told["trace"]["root"]["have"]) == ("blue", [], 1)
    with pytest.raises(Problem, match="on a unit there is"):
        simulate(earned.db, Simulate.model_validate({"rule": rule}))


def test_what_a_unit_holds_is_revoked_with_a_reason(earned: Badges) -> None:
    """By an administrator; the trail names no person, and what was done before earns it no more."""
    (award,) = earned.awards("unit:red")
    said = RevokeAward(award=award["_id"], reason="Counted twice.", dependents="cascade")
    command(earned.db, "badges", lambda tx: acting.revoke(tx, ADMIN, said), lane=lane_of("unit:red"))
    assert [row["state"] for row in earned.awards("unit:red")] == ["revoked"]
    (decision,) = trail(earned.db, ReadTrail(badge="well-drilled", first=10))["items"]
    assert (decision["person"], decision["text"]) == (None, "Counted twice.")
    earned.hear(led("5", 400, "e-1"))
    earned.deliver_work()
    assert [row["state"] for row in earned.awards("unit:red")] == ["revoked"]
