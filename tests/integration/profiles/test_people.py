"""Reads of people and units, and the commands of people themselves and of admins."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from shared.auth import Principal
from shared.events import profiles
from shared.events.envelope import parse
from tests.integration.profiles.organization import ADA, BEN, Company

SEARCHES: list[tuple[str, list[str]]] = [
    ("oz", ["e-ben"]),
    ("BEN Ö", ["e-ben"]),
    ("lov ad", ["e-ada"]),
    ("ada ben", []),
    (".*", []),
    ("  ", ["e-ada", "e-ben", "e-cy"]),
]
BAD_UNITS: list[tuple[dict[str, Any], str]] = [
    ({"id": "u-new"}, "name"),
    ({"id": "u-new", "name": "New", "parent": "u-no"}, "parent"),
    ({"id": "u-new", "name": "New", "managers": ["e-ada", "e-no"]}, "managers.1"),
    ({"id": "u new", "name": "New"}, "id"),
    ({"id": "u-new", "name": "New", "timezone": "Mars"}, "timezone"),
    ({"id": "u-new", "name": "New", "colour": "red"}, "colour"),
]
FOR_ADMINS: list[tuple[str, dict[str, Any]]] = [
    ("unit", {"id": "u-web", "name": "Mine"}),
    ("membership", {"employee": "e-ben", "unit": "u-ops"}),
    ("deactivate", {"employee": "e-cy"}),
]
BAD_INPUT: list[tuple[str, Any, str]] = [
    ("/read/people", {"ids": "e-ada"}, "ids"),
    ("/read/people", {"ids": [{"$ne": None}]}, "ids.0"),
    ("/read/people", {}, "ids"),
    ("/read/people/search", {"first": 101}, "first"),
    ("/read/people/search", {"first": True}, "first"),
    ("/read/people/search", {"first": 1, "unit": {"$gt": ""}}, "unit"),
    ("/read/feed", {"first": 0}, "first"),
    ("/read/feed", {"first": 5, "after": "WzkwMDcxOTkyNTQ3NDA5OTEsIngiXQ"}, "after"),
    ("/commands/privacy", {"hide_from_feed": "yes"}, "hide_from_feed"),
    ("/commands/locale", {"locale": "de_DE!"}, "locale"),
    ("/commands/deactivate", {"employee": "e-cy", "left_at": 5}, "left_at"),
    ("/commands/deactivate", {"employee": "e-cy", "left_at": "2026-01-01T00:00:00"}, "left_at"),
    ("/commands/deactivate", {"employee": "e-cy", "left_at": "0001-01-01T00:00:00+10:00"}, "left_at"),
    ("/commands/import", {"csv": "kind\n", "dry_run": 1}, "dry_run"),
    ("/read/viewer", {"x": 1}, "x"),
    ("/read/viewer", [], "body"),
]


@pytest.fixture
def plans(company: Company) -> Iterator[Callable[[], list[str]]]:
    """How the database has gone about each question of employees."""
    of_employees = {"ns": f"{company.db.name}.employees"}
    company.db.command("profile", 2)
    yield lambda: [row["planSummary"] for row in company.db["system.profile"].find(of_employees)]
    company.db.command("profile", 0)
    company.db.drop_collection("system.profile")


def names(company: Company, **asked: Any) -> list[str]:
    """Whom a search finds."""
    return [row["id"] for row in company.post("/read/people/search", {"first": 50, **asked}, BEN).json["items"]]


def test_people_are_found_by_beginnings_of_words(company: Company) -> None:
    """Case and accents make no difference, every word must fit, nothing is a pattern."""
    for search, found in SEARCHES:
        assert names(company, search=search) == found, search


def test_a_search_in_a_unit_finds_those_below_it(company: Company) -> None:
    """Present members only, of the unit or those below; who left is found when asked for."""
    assert names(company, unit="u-eng") == ["e-ada", "e-ben"]
    company.post("/commands/deactivate", {"employee": "e-ben"})
    assert names(company, unit="u-eng") == ["e-ada"]
    assert names(company, search="ben") == []
    assert names(company, search="ben", left=True) == ["e-ben"]


def test_pages_follow_one_another(company: Company) -> None:
    """Each person comes once, the total is that of all pages, and a cursor of another list is refused."""
    first = company.post("/read/people/search", {"first": 2}, BEN).json
    second = company.post("/read/people/search", {"first": 2, "after": first["next"]}, BEN).json
    assert [row["id"] for row in first["items"] + second["items"]] == ["e-ada", "e-ben", "e-cy"]
    assert (first["total"], second["total"], second["next"]) == (3, 3, None)
    refused = company.post("/read/people/search", {"first": 2, "after": "nonsense"}, BEN)
    assert (refused.status_code, refused.json["errors"][0]["path"]) == (422, "after")


def test_the_viewer_is_who_asks(company: Company) -> None:
    """Roles and units managed are those of now, units below included."""
    viewer = company.post("/read/viewer", {}, Principal("e-ada")).json
    assert viewer["roles"] == ["employee", "admin", "manager"]
    assert viewer["units"] == ["u-eng", "u-web"]
    assert (viewer["person"]["unit"], viewer["timezone"], viewer["locale"]) == ("u-eng", "Europe/London", "en")
    assert viewer["organization"] == {"name": "Laurel", "timezone": "UTC", "locale": "en", "week_start": 1}
    assert company.post("/read/viewer", {}, Principal("e-nobody")).status_code == 404


def test_what_others_may_do_is_for_admins(company: Company) -> None:
    """Oneself may be asked for; others by an admin only; unknown ones are absent."""
    assert company.post("/read/principals", {"ids": ["e-ada"]}, BEN).status_code == 403
    ben = company.post("/read/principals", {"ids": ["e-ben"]}, BEN).json["items"]["e-ben"]
    assert (ben["units"], ben["within"]) == (["u-web"], ["u-eng", "u-org", "u-web"])
    assert list(company.post("/read/principals", {"ids": ["e-cy", "e-no"]}).json["items"]) == ["e-cy"]


def test_units_say_their_members(company: Company) -> None:
    """Those below are included."""
    counts = company.post("/read/member-counts", {}, BEN).json["items"]
    assert counts == {"u-org": 3, "u-eng": 2, "u-web": 1, "u-ops": 1}
    assert company.post("/read/member-counts", {"ids": ["u-eng", "u-no"]}, BEN).json["items"] == {"u-eng": 2}
    company.post("/commands/deactivate", {"employee": "e-ben"})
    assert company.post("/read/member-counts", {"ids": ["u-eng"]}, BEN).json["items"] == {"u-eng": 1}


def test_units_are_read_by_id_or_all(company: Company) -> None:
    """Unknown ones are absent."""
    assert sorted(company.post("/read/units", {}, BEN).json["items"]) == ["u-eng", "u-ops", "u-org", "u-web"]
    assert list(company.post("/read/units", {"ids": ["u-web", "u-no"]}, BEN).json["items"]) == ["u-web"]


def test_nobody_is_looked_at_who_is_not_asked_for(company: Company, plans: Callable[[], list[str]]) -> None:
    """Units are read without their people; members and searches find people, and count them, by an index."""
    company.post("/read/units", {"ids": ["u-web"]})
    assert plans() == []
    company.post("/read/member-counts", {"ids": ["u-web"]})
    assert plans() == ["IXSCAN { memberships.unit: 1 }"]
    for asked in ({}, {"search": "a"}, {"left": True}):
        company.post("/read/people/search", {"first": 1, **asked})
    assert not [plan for plan in plans() if "COLLSCAN" in plan]


def test_a_circle_of_units_is_refused(company: Company) -> None:
    """A unit below cannot become the one above; nothing is stored or told."""
    answer = company.post("/commands/unit", {"id": "u-eng", "parent": "u-web"})
    assert (answer.status_code, answer.json["errors"][0]["path"]) == (422, "parent")
    assert company.db.units.find_one({"_id": "u-eng"})["parent"] == "u-org"
    assert company.told() == []


def test_managers_of_a_unit_get_the_role_and_lose_it(company: Company) -> None:
    """The role follows from the unit's list, from the stated moment on; absent fields stay."""
    moment = "2026-01-01T00:00:00Z"
    body = {"id": "u-web", "managers": ["e-cy"], "effective_at": moment}
    assert company.post("/commands/unit", body).json["name"] == "Web"
    cy, ben = (parse(company.told(key)[-1], profiles.EmployeeChanged) for key in ("e-cy", "e-ben"))
    assert [str(role.from_) for role in cy.roles if role.value == "manager"] == ["2026-01-01 00:00:00+00:00"]
    assert [str(role.to) for role in ben.roles if role.value == "manager"] == ["2026-01-01 00:00:00+00:00"]
    assert company.post("/read/principals", {"ids": ["e-ben"]}, BEN).json["items"]["e-ben"]["roles"] == ["employee"]
    assert parse(company.told("unit:u-web")[-1], profiles.UnitChanged).managers == ("e-cy",)


def test_a_bad_unit_names_its_field(company: Company) -> None:
    """Nothing is stored of it."""
    for body, path in BAD_UNITS:
        answer = company.post("/commands/unit", body)
        assert answer.status_code == 422, body
        assert [error["path"] for error in answer.json["errors"]] == [path]
    assert company.db.units.find_one({"_id": "u-new"}) is None
    assert company.told() == []


def test_somebody_moves_from_a_date(company: Company) -> None:
    """The unit before ends there; the unit and the person must exist."""
    body = {"employee": "e-ben", "unit": "u-ops", "from": "2026-04-01T00:00:00Z"}
    assert company.post("/commands/membership", body).json["unit"] == "u-ops"
    spans = parse(company.told("e-ben")[-1], profiles.EmployeeChanged).memberships
    assert [span.unit for span in spans] == ["u-web", "u-ops"]
    assert spans[0].to == spans[1].from_
    assert company.post("/commands/membership", {"employee": "e-ben", "unit": "u-no"}).status_code == 422
    assert company.post("/commands/membership", {"employee": "e-no", "unit": "u-ops"}).status_code == 404


def test_what_is_for_admins_is_denied_to_others(company: Company) -> None:
    """A manager who is no admin is refused, and nothing has changed."""
    before = [list(company.db[name].find()) for name in ("employees", "units", "subjects")]
    manager = Principal("e-ben", frozenset({"employee", "manager"}), frozenset({"u-web"}))
    for path, body in FOR_ADMINS:
        assert company.post(f"/commands/{path}", body, manager).status_code == 403
    assert [list(company.db[name].find()) for name in ("employees", "units", "subjects")] == before
    assert company.told() == []


def test_language_and_zone_are_chosen_from_now_on(company: Company) -> None:
    """What was in force before stays so for the past."""
    assert company.post("/commands/locale", {"locale": "fr", "timezone": "Asia/Tokyo"}, BEN).json == {
        "locale": "fr",
        "timezone": "Asia/Tokyo",
    }
    state = parse(company.told("e-ben")[-1], profiles.EmployeeChanged)
    assert [span.value for span in state.locales] == ["de", "fr"]
    assert state.locales[0].to == state.locales[1].from_ == state.timezone[1].from_


def test_a_key_makes_a_command_happen_once(company: Company) -> None:
    """The same again gives the first answer; another body under the key is a conflict; the key is one's own."""
    body = {"hide_from_feed": True, "idempotency_key": "k1"}
    first = company.post("/commands/privacy", body, BEN)
    company.post("/commands/privacy", {"hide_from_feed": False}, BEN)
    assert (
        company.post("/commands/privacy", body, BEN).json
        == first.json
        == {"hide_from_boards": False, "hide_from_feed": True}
    )
    assert company.db.employees.find_one({"_id": "e-ben"})["privacy"]["hide_from_feed"] is False
    other = company.post("/commands/privacy", body | {"hide_from_feed": False}, BEN)
    assert (other.status_code, other.json["errors"][0]["path"]) == (409, "idempotency_key")
    assert (
        company.post("/commands/privacy", {"hide_from_boards": True, "idempotency_key": "k1"}, ADA).status_code == 200
    )


def test_bad_input_names_its_field(company: Company) -> None:
    """A 422 with the path of what is wrong, never a 500."""
    for path, body, field in BAD_INPUT:
        answer = company.post(path, body)
        assert (answer.status_code, answer.mimetype) == (422, "application/problem+json"), (path, body)
        assert [error["path"] for error in answer.json["errors"]] == [field]


def test_who_does_not_say_who_they_are_is_refused(company: Company) -> None:
    """No token, no answer; a body that is no JSON is said to be none."""
    assert company.post("/read/people", {"ids": ["e-ada"]}, None).status_code == 401
    assert company.client.post("/commands/privacy").status_code == 401
    form = company.post("/read/people", None, BEN, **{"Content-Type": "application/x-www-form-urlencoded"})
    assert form.status_code == 415
