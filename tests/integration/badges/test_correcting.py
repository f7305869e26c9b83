"""What people give and take back by hand: under a policy, with a reason, never edited, open to appeal."""

import pytest

from services.badges import answers
from shared.auth import Principal
from tests.integration.badges.asking import ADMIN, ME, Ask, asking, paths
from tests.integration.badges.support import (
    NOW,
    Badges,
    at,
    draft,
    drills,
    employee,
    led,
    same_lane_as,
    tier,
    took_back,
)

PEER = Principal("e-peer")
OTHER = same_lane_as("e-1")
BY_HAND = {"criteria": None, "grant_policy": {"who": "everyone", "most": 1, "days": 30}}


@pytest.fixture
def ask(service: Badges) -> Ask:
    """Asks as an administrator, unless told otherwise."""
    return asking(ADMIN)


def test_a_revoked_award_goes_with_what_rests_on_it_and_is_earned_again_by_new_deeds(service: Badges, ask: Ask) -> None:
    """Its holder reads why; the same facts do not give it back, new ones do; nothing is edited."""
    service.publish(draft(criteria=drills(1)))
    service.publish(draft("leader", {"badge": {"id": "incident-lead"}}))
    service.hear(led("a", -200))
    award = service.awards()[0]["_id"]
    status, told = ask("/commands/revoke-award", award=award, reason="Someone else led it.")
    assert (status, told["award"]["state"], told["award"]["reason"]) == (200, "revoked", "manual")
    assert service.held() == []
    service.hear(led("b", -100))
    assert service.held() == []
    _, said = ask("/read/decisions", ME, award=award)
    assert [(one["kind"], one["by"], one["text"]) for one in said["items"]] == [
        ("revoked", "e-admin", "Someone else led it.")
    ]
    service.hear(led("c", 3000))
    assert service.held() == [("incident-lead", None), ("leader", None)]
    kinds = [(event.type.split(".")[2], event.data["badge"], event.data["generation"]) for event in service.told("e-1")]
    assert [kind for kind in kinds if kind[1] == "incident-lead"] == [
        ("awarded", "incident-lead", 0), ("revoked", "incident-lead", 0), ("awarded", "incident-lead", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(("dependents", "held"), [("cascade", False), ("flag", False), ("keep", True)])
def test_what_rests_on_it_is_dealt_with_as_chosen(service: Badges, ask: Ask, dependents: str, held: bool) -> None:
    """Gone, flagged for the badge's owner, or kept."""
    service.publish(draft(criteria=drills(1)))
    service.publish(draft("leader", {"badge": {"id": "incident-lead"}}))
    service.hear(led("a", 1))
    award = service.awards()[0]["_id"]
    ask("/commands/revoke-award", award=award, reason="No.", dependents=dependents)
    leader = service.awards()[1]
    wanted = {"cascade": ("revoked", False), "flag": ("active", True), "keep": ("active", False)}[dependents]
    assert (leader["state"], leader["flagged"]) == wanted
    assert (("leader", None) in service.held()) is held
    service.hear(took_back("unknown"), led("z", 2, type="other"))
    assert service.awards()[1]["state"] == wanted[0]


def test_an_appeal_is_made_once_and_answered_by_another(service: Badges, ask: Ask) -> None:
    """Reinstating gives the award back as its next generation, with its evidence and moment."""
    service.publish(draft(criteria=drills(1)))
    service.hear(led("a", 1))
    (row,) = service.awards()
    award = row["_id"]
    assert ask("/commands/appeal-award", ME, award=award, text="But…")[0] == 409
    ask("/commands/revoke-award", award=award, reason="No.")
    assert ask("/commands/appeal-award", PEER, award=award, text="For a friend.")[0] == 403
    assert ask("/commands/appeal-award", ME, award=award, text="I did.")[0] == 200
    assert ask("/commands/appeal-award", ME, award=award, text="I did!")[0] == 409
    _, page = ask("/read/appeals", first=10)
    assert [(one["id"], one["text"], one["state"]) for one in page["items"]] == [(award, "I did.", "open")]
    assert [one["kind"] for one in page["items"][0]["decisions"]] == ["revoked", "appealed"]
    _, told = ask("/commands/decide-appeal", appeal=award, decision="reinstated", text="You did.")
    anew = service.awards()[1]
    assert told["award"]["id"] == anew["_id"]
    assert (anew["state"], anew["generation"], anew["grantor"]) == ("active", 1, "e-admin")
    assert (anew["earned_at"], anew["evidence"]) == (row["earned_at"], row["evidence"])
    assert ask("/commands/decide-appeal", appeal=award, decision="upheld", text="Or not.")[0] == 404
    _, trail = ask("/read/trail", badge="incident-lead", first=2)
    assert [one["kind"] for one in trail["items"]] == ["reinstated", "appealed"]
    _, rest = ask("/read/trail", badge="incident-lead", first=2, after=trail["next"])
    assert ([one["kind"] for one in rest["items"]], rest["next"], rest["total"]) == (["revoked"], None, 3)


def test_decided_appeals_are_read_newest_first(service: Badges, ask: Ask) -> None:
    """Open ones wait in the order in which they came; of those decided the last is of interest."""
    people = ["e-1", OTHER, same_lane_as("e-1", 1)]
    service.publish(draft(criteria=drills(1)))
    for day, person in enumerate(people):
        service.hear(led(f"a-{day}", day, person))
        award = service.awards(person)[0]["_id"]
        ask("/commands/revoke-award", award=award, reason="No.")
        assert ask("/commands/appeal-award", Principal(person), award=award, text="But…")[0] == 200
    _, page = ask("/read/appeals", first=2)
    assert ([one["person"] for one in page["items"]], page["total"]) == (people[:2], 3)
    _, rest = ask("/read/appeals", first=2, after=page["next"])
    assert ([one["person"] for one in rest["items"]], rest["next"]) == (people[2:], None)
    for one in (*page["items"], *rest["items"]):
        ask("/commands/decide-appeal", appeal=one["id"], decision="upheld", text="No.")
    _, decided = ask("/read/appeals", state="upheld", first=2)
    assert [one["person"] for one in decided["items"]] == people[:0:-1]
    assert [one["kind"] for one in decided["items"][0]["decisions"]] == ["revoked", "appealed", "upheld"]
    _, rest = ask("/read/appeals", state="upheld", first=2, after=decided["next"])
    assert [one["person"] for one in rest["items"]] == people[:1]


def test_what_was_earned_again_is_not_reinstated_beside_it(service: Badges, ask: Ask) -> None:
    """Nobody holds the same thing twice; the appeal stays open to be upheld."""
    service.publish(draft(criteria=drills(1)))
    service.hear(led("a", 1))
    award = service.awards()[0]["_id"]
    ask("/commands/revoke-award", award=award, reason="No.")
    ask("/commands/appeal-award", ME, award=award, text="I did.")
    service.hear(led("b", 3000))
    decide = {"appeal": award, "text": "Well."}
    status, problem = ask("/commands/decide-appeal", decision="reinstated", **decide)
    assert (status, paths(problem)) == (409, ["appeal"])
    assert service.held() == [("incident-lead", None)]
    assert ask("/commands/decide-appeal", decision="upheld", **decide)[0] == 200


def test_what_one_held_is_told_newest_first(service: Badges, ask: Ask) -> None:
    """The holder reads what ended, when and why, beside what they hold; nobody else is told of it."""
    service.publish(draft(criteria=drills(1), tiers=[tier("bronze", 1), tier("silver", 2)]))
    service.hear(led("a", 1), led("b", 2))
    bronze, silver = (row["_id"] for row in service.awards())
    ask("/commands/revoke-award", award=silver, reason="No.")
    ask("/commands/revoke-award", award=bronze, reason="No.")

    def mine(who: Principal) -> answers.Mine:
        return answers.Standings.model_validate(ask("/read/mine", who, ids=["incident-lead"])[1]).items["incident-lead"]

    ended = mine(ME).ended
    assert [(one.id, one.state, one.reason) for one in ended] == [
        (bronze, "revoked", "manual"), (silver, "revoked", "manual"),
    ]  # fmt: skip
    assert all(one.ended_at for one in ended)
    assert mine(ME).awards == []
    assert (mine(ME).status, mine(ME).have) == ("available", 0), "what came before does not earn it again"
    (told,) = ask("/read/trace", ME, items=[{"badge": "incident-lead"}])[1]["items"]
    assert (told["done"], told["root"]["have"]) == (False, 0)
    assert mine(PEER).ended == []
    ((listed),) = answers.BadgePage.model_validate(ask("/read/list", ME)[1]).items
    assert [one.id for one in listed.mine.ended] == [bronze, silver]


def test_what_is_kept_by_courtesy_is_shown_to_administrators(service: Badges, ask: Ask) -> None:
    """Flagged awards of a badge, whatever their tier, a page at a time; those of one person among the holders."""
    people = sorted(("e-1", OTHER))
    service.publish(draft(criteria=drills(1), revokes="flag"))
    service.hear(led("a", 1), led("b", 2, OTHER), led("c", 3, same_lane_as("e-1", 1)))
    service.hear(took_back("a"), took_back("b", OTHER))
    _, page = ask("/read/holders", badge="incident-lead", flagged=True, first=1)
    _, rest = ask("/read/holders", badge="incident-lead", flagged=True, first=1, after=page["next"])
    shown = [one["award"] for one in (*page["items"], *rest["items"])]
    assert (sorted(one["person"] for one in shown), page["total"], rest["next"]) == (people, 2, None)
    assert all(one["flagged"] for one in shown)
    assert ask("/read/holders", ME, badge="incident-lead", flagged=True)[0] == 403
    assert ask("/read/holders", ME, badge="incident-lead")[1]["total"] == 3
    _, one = ask("/read/holders", badge="incident-lead", person=OTHER)
    assert [holder["award"]["person"] for holder in one["items"]] == [OTHER]
    ask("/commands/revoke-award", award=one["items"][0]["award"]["id"], reason="It is gone.")
    assert ask("/read/holders", badge="incident-lead", flagged=True)[1]["total"] == 1


def test_a_badge_given_by_hand_keeps_to_its_policy(service: Badges, ask: Ask) -> None:
    """Peers give it as often as its quota lets them, to people there are, never to themselves, and not twice."""
    service.hear(employee("e-1"))
    service.hear(employee("e-3"))
    service.publish(draft("thanks", **BY_HAND) | {"criteria": None})
    give = {"badge": "thanks", "reason": "For the night shift."}
    assert paths(ask("/commands/give-badge", ME, person="e-1", **give)[1]) == ["person"]
    assert ask("/commands/give-badge", PEER, person="nobody", **give)[0] == 404
    status, told = ask("/commands/give-badge", PEER, person="e-1", **give)
    assert (status, told["award"]["state"], told["award"]["by_hand"]) == (200, "active", True)
    assert paths(ask("/commands/give-badge", PEER, person="e-3", **give)[1]) == ["badge"]
    assert paths(ask("/commands/give-badge", ADMIN, person="e-1", **give)[1]) == ["person"]
    assert service.held() == [("thanks", None)]
    assert ask("/read/badges", ids=["thanks"])[1]["items"]["thanks"]["by_hand"] is True
    assert paths(ask("/commands/give-badge", ME, person="e-3", earned_at=at(1).isoformat(), **give)[1]) == ["earned_at"]


def test_a_badge_that_nobody_may_give_is_not_given(service: Badges, ask: Ask) -> None:
    """By default rules alone give badges; one that neither has a rule nor may be given is refused as a draft."""
    service.hear(employee("e-1"))
    service.publish(draft())
    assert ask("/commands/give-badge", ADMIN, badge="incident-lead", person="e-1", reason="No.")[0] == 403
    body = draft("void") | {"criteria": None}
    assert paths(ask("/commands/save-badge", **body)[1]) == ["criteria"]
    assert at(0) < NOW


def test_a_retraction_flags_where_the_badge_says_so(service: Badges) -> None:
    """``revokes: flag`` keeps the award for its owner to look at."""
    service.publish(draft(criteria=drills(1), revokes="flag"))
    service.hear(led("a", 1))
    service.hear(took_back("a"))
    (row,) = service.awards()
    assert (row["state"], row["flagged"]) == ("active", True)


def test_what_was_revoked_is_given_back_though_the_badge_is_retired(service: Badges, ask: Ask) -> None:
    """Nobody earns it any more, and the version is no longer in force: the award is the one that was lost."""
    service.publish(draft(criteria=drills(1)))
    service.hear(led("a", 1))
    award = service.awards()[0]["_id"]
    ask("/commands/revoke-award", award=award, reason="No.")
    ask("/commands/appeal-award", ME, award=award, text="I did.")
    service.retire("incident-lead")
    assert ask("/commands/decide-appeal", appeal=award, decision="reinstated", text="You did.")[0] == 200
    assert service.held() == [("incident-lead", None)]
