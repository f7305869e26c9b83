"""What units lose: with an award that theirs rests on, a member's or their own, as its revoker chooses."""

import pytest

from services.badges.correcting.acting import revoke
from services.badges.correcting.requests import RevokeAward
from services.badges.domain.awards import Dependents
from services.badges.units import preparing
from shared.auth import Principal
from shared.bus import lane_of
from shared.delivery.transaction import transact
from tests.integration.badges.support import NOW, Badges, draft, drills, holding, led, together, took_back

LED_BY_TWO = {"criteria": {"count": {"of": {"types": ["laurel.badge.awarded"]}, "at_least": 2}}}


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five facts are many."""
    monkeypatch.setattr(preparing, "LARGE", 5)


FOLLOWS = pytest.mark.parametrize(
    ("dependents", "left"), [("cascade", ("revoked", False)), ("flag", ("active", True)), ("keep", ("active", False))]
)


def take(teams: Badges, holder: str, badge: str, dependents: Dependents) -> None:
    """Somebody revokes the award of this badge."""
    award = teams.db.awards.find_one({"person": holder, "badge": badge}) or {}
    said = RevokeAward(award=award["_id"], reason="Someone else led it.", dependents=dependents)
    transact(teams.db, "badges", NOW, lambda tx: revoke(tx, Principal("e-admin"), said), lane=lane_of(holder))
    teams.deliver_work()


@FOLLOWS
def test_what_a_unit_has_by_a_members_award_follows_it(
    teams: Badges, dependents: Dependents, left: tuple[str, bool]
) -> None:
    """When that is revoked: as its revoker chooses, up the tree; another's award of the badge holds nothing up."""
    teams.publish(draft("led-one", drills(1)))
    teams.publish(together("leaders") | LED_BY_TWO)
    teams.hear(led("1", 0, "e-1"), led("2", 1, "e-2"))
    teams.deliver_work()
    assert holding(teams) == [("dept", "leaders"), ("red", "leaders")]
    take(teams, "e-2", "led-one", dependents)
    for name in ("unit:red", "unit:dept"):
        assert [(row["state"], row["flagged"]) for row in teams.awards(name)] == [left]


@FOLLOWS
def test_what_a_unit_has_by_its_own_award_follows_it(
    teams: Badges, dependents: Dependents, left: tuple[str, bool]
) -> None:
    """Its lane sees to it, so that the command need not judge a unit that may be large; the other unit's stays, and
    what comes later does not bring it back."""
    teams.publish(together())
    teams.publish(together("leaders") | {"criteria": {"badge": {"id": "well-drilled"}}})
    for number, name in enumerate(["e-1", "e-2", "e-1"]):
        teams.hear(led(str(number), number, name))
        teams.deliver_work()
    take(teams, "unit:dept", "well-drilled", dependents)
    after = [("leaders", *left), ("well-drilled", "revoked", False)]
    assert [(row["badge"], row["state"], row["flagged"]) for row in teams.awards("unit:dept")] == after
    teams.hear(led("later", 5, "e-1"))
    teams.deliver_work()
    assert [(row["badge"], row["state"], row["flagged"]) for row in teams.awards("unit:dept")] == after
    assert {("red", "leaders"), ("red", "well-drilled")} <= set(holding(teams))
    assert [event.type for event in teams.told("unit:dept")].count("laurel.badge.revoked.v1") == (
        2 if dependents == "cascade" else 1
    )


def test_a_retraction_goes_on_to_what_a_unit_has_by_a_members_award(teams: Badges) -> None:
    """The member's award goes with its completion, the unit's with the award."""
    teams.publish(draft("led-one", drills(1)))
    teams.publish(together("leaders") | LED_BY_TWO)
    teams.hear(led("1", 0, "e-1"), led("2", 1, "e-2"))
    teams.deliver_work()
    teams.hear(took_back("2", "e-2"))
    teams.deliver_work()
    assert [row["state"] for row in teams.awards("unit:dept")] == ["revoked"]
