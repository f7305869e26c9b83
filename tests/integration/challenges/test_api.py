"""The API: who may see and do what, what is refused by which field, and the pages."""

from typing import Any

import pytest

from services.challenges.api import make_app
from shared.auth import Principal, mint
from shared.requests import cursor
from tests.integration.challenges.support import (
    ADA,
    ADMIN,
    BEN,
    CY,
    DI,
    MO,
    Challenges,
    at,
    instant,
    reviewed,
    reviews,
    wanted,
)
from tests.openapi import check_every_operation, routes

PATHS = ["challenges", "list", "mine", "next-step", "participants", "trace"]


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"title": "  "}, "title"),
    ({"title": "x" * 121}, "title"),
    ({"description": 7}, "description"),
    ({"unit": "u-none"}, "unit"),
    ({"starts_at": "soon"}, "starts_at"),
    ({"starts_at": 1_800_000_000}, "starts_at"),
    ({"ends_at": "2026-05-04T09:00:00"}, "ends_at"),
    ({"ends_at": instant(at(-7))}, "ends_at"),
    ({"timezone": "Europe/Atlantis"}, "timezone"),
    ({"timezone": "../../etc/passwd"}, "timezone"),
    ({"points": -1}, "points"),
    ({"points": True}, "points"),
    ({"points": 1.5}, "points"),
    ({"noun": {"one": "review"}}, "noun.other"),
    ({"criteria": []}, "criteria"),
    ({"criteria": {}}, "criteria"),
    ({"criteria": {"count": {"of": {"types": ["Review!"]}, "at_least": 1}}}, "criteria.count.of.types[0]"),
    ({"criteria": reviews(0)}, "criteria.count.at_least"),
    ({"criteria": reviews(1, tiers=[])}, "criteria.count.tiers"),
    (
        {"criteria": {"count": {"of": {"types": ["laurel.challenge.completed"]}, "at_least": 1}}},
        "criteria.count.of.types[0]",
    ),
    ({"surprise": 1}, "surprise"),
]


def test_a_refused_launch_names_the_field(service: Challenges) -> None:
    """Whatever is wrong is a 422 that names it, and leaves nothing."""
    before = service.count()
    for more, path in REFUSED:
        answer = service.post("/commands/launch", wanted(**more), ADMIN)
        assert (answer.status_code, more) == (422, more)
        assert path in [error["path"] for error in answer.json["errors"]], more
    assert service.count() == before


def test_every_fault_is_told_at_once(service: Challenges) -> None:
    """Unit, window and goal are all named in one answer."""
    body = wanted(unit="u-none", ends_at=instant(at(-8)), criteria=reviews(0))
    errors = service.post("/commands/launch", body, ADMIN).json["errors"]
    assert [error["path"] for error in errors] == ["unit", "ends_at", "criteria.count.at_least"]


@pytest.mark.parametrize("who", [ADA, BEN, DI, Principal("e-x", frozenset({"manager"}), frozenset({"u-sales"}))])
def test_only_who_manages_the_unit_launches_and_cancels(service: Challenges, who: Principal) -> None:
    """Others are denied, and nothing happens."""
    id_ = service.launch()
    before = service.count()
    assert service.post("/commands/launch", wanted(), who).status_code == 403
    assert service.post("/commands/cancel", {"id": id_, "reason": "no"}, who).status_code in (403, 404)
    assert service.count() == before
    assert service.challenge(id_)["status"] == "open"


def test_only_admins_state_a_window_that_is_over(service: Challenges) -> None:
    """A manager's must end in the future."""
    body = wanted(starts_at=instant(at(-9)), ends_at=instant(at(-8)))
    answer = service.post("/commands/launch", body, MO)
    assert (answer.status_code, answer.json["errors"][0]["path"]) == (422, "ends_at")


def test_a_token_is_needed(service: Challenges) -> None:
    """Without one, or with one for another service, everything is 401."""
    assert service.post("/read/list", {"first": 1}, None).status_code == 401
    headers = {"Authorization": f"Bearer {mint('badges', ADA)}"}
    assert service.client.post("/read/list", json={"first": 1}, headers=headers).status_code == 401


def test_a_challenge_is_seen_by_its_unit_its_managers_and_admins(service: Challenges) -> None:
    """To others it does not exist, in any read or command."""
    id_ = service.launch(unit="u-platform")
    for who in (ADA, MO, ADMIN):
        assert service.challenge(id_, who)["id"] == id_
        assert service.ask("/read/list", {"first": 10}, who)["total"] == 1
    before = service.count()
    assert service.challenge(id_, DI) is None
    assert service.ask("/read/list", {"first": 10}, DI) == {"items": [], "next": None, "total": 0}
    assert service.post("/read/participants", {"challenge": id_, "first": 1}, DI).status_code == 404
    assert service.ask("/read/trace", {"items": [{"challenge": id_}]}, DI) == {"items": [None]}
    for command in ("join", "leave"):
        assert service.post(f"/commands/{command}", {"id": id_}, DI).status_code == 404
    assert service.count() == before


def test_a_challenge_as_it_is_seen(service: Challenges) -> None:
    """Everything that a page shows, with what the viewer may do."""
    id_ = service.launch()
    seen = service.challenge(id_)
    assert (seen["title"], seen["owner"], seen["unit"], seen["version"]) == ("Ten reviews", "e-mo", "u-eng", 1)
    assert (seen["status"], seen["need"], seen["noun"]["other"], seen["points"]) == ("open", 2, "reviews", 50)
    assert (seen["criteria"], seen["timezone"]) == (reviews(), "UTC")
    assert "reviews" in seen["rule"]
    assert (seen["joined_count"], seen["completed_count"], seen["mine"]) == (0, 0, None)
    assert (seen["can_join"], seen["can_manage"]) == (True, False)
    manager = service.challenge(id_, MO)
    assert (manager["can_join"], manager["can_manage"]) == (False, True)


def test_totals_are_sums_over_all_lanes(service: Challenges) -> None:
    """People of several lanes count together."""
    id_ = service.launch(criteria=reviews(1))
    for who in (ADA, BEN, CY):
        service.join(id_, who)
        service.hear(reviewed(who.employee, 1, who.employee))
    seen = service.challenge(id_)
    assert (seen["joined_count"], seen["completed_count"]) == (3, 3)
    assert service.db.totals.count_documents({"joined": {"$gt": 0}}) > 1


def test_the_list_by_status_in_order_and_in_pages(service: Challenges) -> None:
    """Open ones by their end, scheduled ones by their start, all by the latest end; pages follow on each other."""
    opened = [service.launch(ends_at=instant(at(day))) for day in (3, 1, 2)]
    later = service.launch(starts_at=instant(at(5)), ends_at=instant(at(6)))
    gone = service.launch(ends_at=instant(at(9)))
    service.ask("/commands/cancel", {"id": gone, "reason": "no"}, MO)
    past = service.launch(ADMIN, starts_at=instant(at(-30)), ends_at=instant(at(-20)))

    def listed(**more: Any) -> list[str]:
        found, after = [], None
        for _ in range(9):
            page = service.ask("/read/list", {"first": 2, "after": after, **more})
            found += [item["challenge"]["id"] for item in page["items"]]
            after = page["next"]
            if after is None:
                assert page["total"] == len(found)
                break
        return found

    assert listed(status="open") == [opened[1], opened[2], opened[0]]
    assert (listed(status="scheduled"), listed(status="cancelled"), listed(status="closed")) == (
        [later],
        [gone],
        [past],
    )
    assert listed() == [gone, later, opened[0], opened[2], opened[1], past]
    service.join(opened[2])
    assert listed(mine=True) == [opened[2]]


def test_the_list_is_searched_by_title(service: Challenges) -> None:
    """Case does not matter, and nothing in the text is taken for a pattern."""
    id_ = service.launch(title="Réviser (all) the docs.*")
    service.launch()
    for text, found in [("RÉVISER", [id_]), ("(all)", [id_]), (".*", [id_]), ("$folded", []), ("[", []), ("\0", [])]:
        page = service.ask("/read/list", {"first": 10, "search": text})
        assert [item["challenge"]["id"] for item in page["items"]] == found


def test_participants_in_pages(service: Challenges) -> None:
    """Who has completed first, then by joining; who has left is not among them."""
    id_ = service.launch()
    for who in (ADA, BEN, CY):
        service.join(id_, who)
    service.hear(reviewed("a", 1, "e-cy"), reviewed("b", 2, "e-cy"))
    found, after = [], None
    for _ in range(3):
        page = service.ask("/read/participants", {"challenge": id_, "first": 1, "after": after}, MO)
        found += [item["enrolment"]["person"] for item in page["items"]]
        after = page["next"]
    assert (found, after, page["total"]) == (["e-cy", "e-ada", "e-ben"], None, 3)
    service.ask("/commands/leave", {"id": id_}, BEN)
    assert service.ask("/read/participants", {"challenge": id_, "first": 9}, MO)["total"] == 2


def test_the_nearest_step(service: Challenges) -> None:
    """Smallest missing share first, then the nearest end; not what is completed, not yet open, or left."""
    ids = {
        "far": service.launch(criteria=reviews(10)),
        "near": service.launch(criteria=reviews(4)),
        "sooner": service.launch(criteria=reviews(4), ends_at=instant(at(3))),
        "done": service.launch(criteria=reviews(3)),
        "coming": service.launch(starts_at=instant(at(1))),
    }
    for id_ in ids.values():
        service.join(id_)
    service.hear(*(reviewed(name, -1) for name in "abc"))
    steps = service.ask("/read/next-step", {"first": 9})["items"]
    assert [step["challenge"] for step in steps] == [ids["sooner"], ids["near"], ids["far"]]
    assert (steps[0]["have"], steps[0]["need"], steps[0]["missing_share"]) == (3, 4, 0.25)
    assert service.ask("/read/next-step", {}, BEN) == {"items": []}


def test_the_trace_tells_what_counted_and_what_did_not(service: Challenges) -> None:
    """From the evaluation, inside the window only, with where the evidence can be seen."""
    id_ = service.launch(criteria=reviews(3))
    service.join(id_)
    again = reviewed("again", 2, object={"type": "change", "id": "a"})
    service.hear(reviewed("early", -8), reviewed("a", 1, evidence_url="https://code.example/a"), again)
    (trace,) = service.ask("/read/trace", {"items": [{"challenge": id_}]})["items"]
    root = trace["root"]
    assert (trace["person"], trace["done"], root["kind"], root["path"]) == ("e-ada", False, "count", "count")
    assert (root["have"], root["need"], root["counted_total"], root["passed_over_total"]) == (1, 3, 1, 1)
    assert root["counted"][0]["url"] == "https://code.example/a"
    assert "credited" in root["passed_over"][0]["reason"]
    assert trace["next_step"] == "2 more reviews"


def test_traces_of_others_are_for_managers_and_admins(service: Challenges) -> None:
    """A colleague is refused; whoever has not joined has none."""
    id_ = service.launch()
    service.join(id_)
    body = {
        "items": [{"challenge": id_, "person": "e-ada"}, {"challenge": "c-none"}, {"challenge": id_, "person": "e-mo"}]
    }
    for who in (MO, ADMIN):
        traces = service.ask("/read/trace", body, who)["items"]
        assert [trace and trace["person"] for trace in traces] == ["e-ada", None, None]
    assert service.post("/read/trace", body, BEN).status_code == 403


def test_bad_reads_are_refused(service: Challenges) -> None:
    """Unknown fields, numbers out of range and operators in place of values are 422."""
    bad: list[Any] = [{"surprise": 1}, {"first": 0}, {"ids": [{"$ne": None}], "first": {"$gt": 1}}, []]
    for path in PATHS:
        assert {service.post(f"/read/{path}", body).status_code for body in bad} == {422}, path


def test_a_cursor_of_something_else_is_refused(service: Challenges) -> None:
    """422 that names it; a place beyond all is the end of the list."""
    bodies: dict[str, tuple[dict[str, Any], str]] = {
        "list": ({"first": 1}, cursor(2**63, "c")),
        "participants": ({"first": 1, "challenge": service.launch()}, cursor(0, "e-1", 2**63)),
    }
    for path, (body, huge) in bodies.items():
        for after in ("x", "bm8", "W10", "WyJhIiwxXQ", "\0", "[]", huge):
            answer = service.post(f"/read/{path}", {**body, "after": after}, MO)
            assert (answer.status_code, answer.json["errors"][0]["path"]) == (422, "after")
    far = cursor(-(10**18), "c")
    assert service.ask("/read/list", {"first": 1, "after": far}, MO)["items"] == []


def test_numbers_that_cannot_be_kept_are_refused(service: Challenges) -> None:
    """They would be read back as something else."""
    for number in (10**30, float("nan"), float("inf")):
        goal = reviews()
        goal["count"]["of"]["where"] = [{"path": "data.n", "op": "lt", "value": number}]
        answer = service.post("/commands/launch", wanted(criteria=goal), MO)
        assert (answer.status_code, answer.json["errors"][0]["path"].split(".")[0]) == (422, "criteria")


def test_no_body_makes_it_fail(service: Challenges) -> None:
    """schemathesis over the OpenAPI document: no 500, and only documented answers."""
    service.join(service.launch())
    app = make_app({})
    assert check_every_operation(app, "challenges", ADMIN) == routes(app, "challenges")
