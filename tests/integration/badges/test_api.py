"""The API: who may ask what, what bad input is told, and what the screens are given."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.badges import answers, api
from shared.auth import Principal, mint
from shared.requests import cursor
from tests.integration.badges.asking import ADMIN, MANAGER, ME, Ask, asking, paths
from tests.integration.badges.support import Badges, draft, drills, employee, led, tier, took_back


@pytest.fixture
def client(service: Badges) -> FlaskClient:
    """A client of the application."""
    return api.make_app({}).test_client()


@pytest.fixture
def ask(service: Badges) -> Ask:
    """Asks as e-1, unless told otherwise."""
    return asking(ME)


def test_a_draft_is_saved_published_and_retired(service: Badges, ask: Ask) -> None:
    """An administrator's way: draft, next draft under the same number, live, the next version as a draft, retired."""
    status, saved = ask("/commands/save-badge", ADMIN, **draft())
    assert (status, saved["badge"]["state"], saved["badge"]["version"]) == (200, "draft", 1)
    assert answers.Changed.model_validate(saved).badge.image == "/badges/incident-lead/1.svg"
    _, again = ask("/commands/save-badge", ADMIN, **draft(description="Keeps the clock."))
    assert (again["badge"]["version"], again["badge"]["description"]) == (1, "Keeps the clock.")
    status, problem = ask("/commands/publish-badge", ADMIN, id="incident-lead", version=1)
    assert (status, paths(problem)) == (409, ["version"])
    service.dry_run("incident-lead", 1)
    _, live = ask("/commands/publish-badge", ADMIN, id="incident-lead", version=1)
    assert (live["badge"]["state"], live["badge"]["draft"]) == ("live", None)
    assert live["badge"]["published_at"]
    _, second = ask("/commands/save-badge", ADMIN, **draft(points=30))
    assert (second["badge"]["state"], second["badge"]["version"]) == ("draft", 2)
    _, now = ask("/read/badges", ADMIN, ids=["incident-lead"])
    assert [now["items"]["incident-lead"][name] for name in ("version", "state", "draft")] == [1, "live", 2]
    _, retired = ask("/commands/retire-badge", ADMIN, id="incident-lead")
    assert retired["badge"]["state"] == "retired"


def test_publishing_tells_every_lane_once(service: Badges, ask: Ask) -> None:
    """The event is one row for all lanes; publishing what is live again changes nothing; another version is refused."""
    ask("/commands/save-badge", ADMIN, **draft())
    service.dry_run("incident-lead", 1)
    publish = {"id": "incident-lead", "version": 1}
    assert [ask("/commands/publish-badge", ADMIN, **publish)[0] for _ in range(2)] == [200, 200]
    assert service.db.outbox.count_documents({"every_lane": True}) == 1
    status, problem = ask("/commands/publish-badge", ADMIN, **(publish | {"version": 2}))
    assert (status, paths(problem)) == (409, ["version"])
    assert ask("/commands/publish-badge", ADMIN, id="unknown", version=1)[0] == 404
    assert ask("/commands/retire-badge", ADMIN, id="unknown")[0] == 404


def test_a_command_sent_again_changes_nothing(service: Badges, ask: Ask) -> None:
    """Under its idempotency key a command is done once; the key with another body is refused."""
    body = draft(idempotency_key="k-1")
    assert ask("/commands/save-badge", ADMIN, **body)[0] == ask("/commands/save-badge", ADMIN, **body)[0] == 200
    status, problem = ask("/commands/save-badge", ADMIN, **(body | {"points": 1}))
    assert (status, paths(problem)) == (409, ["idempotency_key"])


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/commands/save-badge", draft()),
        ("/commands/publish-badge", {"id": "incident-lead", "version": 1}),
        ("/commands/retire-badge", {"id": "incident-lead"}),
    ],
)
def test_only_administrators_change_badges(service: Badges, ask: Ask, path: str, body: Any) -> None:
    """Employees and managers are refused, and nothing happens."""
    service.save(draft())
    before = list(service.db.badges.find()), list(service.db.versions.find())
    for who in (ME, MANAGER):
        status, problem = ask(path, who, **body)
        assert (status, problem["status"]) == (403, 403)
    assert (list(service.db.badges.find()), list(service.db.versions.find())) == before
    assert service.db.outbox.count_documents({}) == 0


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"criteria": {"count": {"of": {"types": ["Drill"]}, "at_least": 3}}}, "criteria.count.of.types[0]"),
        ({"criteria": drills(0)}, "criteria.count.at_least"),
        ({"criteria": {"all": [drills(1), {"cuont": {}}]}}, "criteria.all[1]"),
        ({"tiers": [tier("bronze", 3), tier("silver", 2)]}, "tiers[1].at_least"),
        ({"points": -1}, "points"),
        ({"points": 1.5}, "points"),
        ({"id": "Incident Lead"}, "id"),
        ({"name": "  "}, "name"),
        ({"design": {"shape": "disc", "field": "wine", "icon": "no-such-icon"}}, "design.icon"),
        ({"start_from": "2026-05-04T09:00:00"}, "start_from"),
        ({"owner": "e-1"}, "owner"),
    ],
)
def test_a_bad_draft_is_refused_by_the_field_at_fault(
    service: Badges, ask: Ask, change: dict[str, Any], path: str
) -> None:
    """Every fault names its field, down to the node of the rule, and nothing is half-saved."""
    status, problem = ask("/commands/save-badge", ADMIN, **(draft() | change))
    assert (status, paths(problem)[0]) == (422, path)
    assert service.db.badges.count_documents({}) == service.db.versions.count_documents({}) == 0


def test_drafts_are_for_administrators(service: Badges, ask: Ask, client: FlaskClient) -> None:
    """Nobody else sees a badge before it is live, by id, in the list, or as a picture."""
    service.save(draft())
    assert ask("/read/badges", ids=["incident-lead"])[1] == {"items": {}}
    assert ask("/read/list")[1]["total"] == 0
    assert ask("/read/list", ADMIN)[1]["total"] == 1
    assert client.get("/badges/incident-lead/1.svg").status_code == 404
    seen = client.get("/badges/incident-lead/1.svg", headers={"Authorization": f"Bearer {mint('badges', ADMIN)}"})
    assert (seen.status_code, seen.headers["Cache-Control"]) == (200, "private, no-cache")
    service.publish(draft())
    service.save(draft(name="Next"))
    badge = ask("/read/badges", ids=["incident-lead"], versions={"incident-lead": 2})[1]
    assert badge == {"items": {}}
    assert ask("/read/badges", ids=["incident-lead"])[1]["items"]["incident-lead"]["draft"] is None


def test_awards_by_id_and_by_person(service: Badges, ask: Ask) -> None:
    """Revoked awards are found by id, and are not among what a person holds."""
    service.publish(draft(tiers=[tier("bronze", 1), tier("silver", 2), tier("gold", 3)]))
    service.hear(led("a", 1), led("b", 2), led("c", 3))
    service.hear(took_back("c"))
    held = answers.AwardsOf.model_validate(ask("/read/awards-of", people=["e-1", "e-2"], first=1)[1]).items
    assert {who: [one.tier and one.tier.id for one in them] for who, them in held.items()} == {"e-1": ["silver"]}
    ids = [row["_id"] for row in service.awards()]
    found = answers.Awards.model_validate(ask("/read/awards", ids=[*ids, "unknown"])[1]).items
    assert sorted(one.state for one in found.values()) == ["active", "active", "revoked"]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:00:00-23:00", "soon"])
@pytest.mark.parametrize("path", ["/read/holders", "/read/trail", "/read/appeals"])
def test_a_made_up_cursor_is_refused(service: Badges, ask: Ask, path: str, moment: str) -> None:
    """A moment that no store takes is no place in a list; those before 1970 are."""
    service.publish(draft())
    of = {} if path == "/read/appeals" else {"badge": "incident-lead"}
    status, problem = ask(path, ADMIN, **of, after=cursor(moment, "x"))
    assert (status, paths(problem)) == (422, ["after"])
    assert ask(path, ADMIN, **of, after=cursor("1900-01-01T00:00:00+00:00", "x"))[0] == 200


def test_awards_by_id_show_no_more_than_lists_of_them(service: Badges, ask: Ask) -> None:
    """To others no award of who hides, nor one that was revoked; to its holder and administrators all of them."""
    service.publish(draft(tiers=[tier("bronze", 1), tier("silver", 2)]))
    service.hear(employee(), led("a", 1), led("b", 2))
    service.hear(took_back("b"))
    ids = [row["_id"] for row in service.awards()]

    def seen(who: Principal) -> list[tuple[str, str | None]]:
        found = ask("/read/awards", who, ids=ids)[1]["items"].values()
        return sorted((one["state"], one["reason"]) for one in found)

    everything = [("active", None), ("revoked", "retraction")]
    assert (seen(MANAGER), seen(ME), seen(ADMIN)) == ([("active", None)], everything, everything)
    service.hear(employee("e-1", 2, privacy={"hide_from_boards": False, "hide_from_feed": True}))
    assert (seen(MANAGER), seen(ME), seen(ADMIN)) == ([], everything, everything)


def test_a_badge_can_be_given_to_who_hides(service: Badges, ask: Ask) -> None:
    """Whoever gave it sees what they gave."""
    service.publish(draft(grant_policy={"who": "everyone"}))
    service.hear(employee(privacy={"hide_from_boards": False, "hide_from_feed": True}))
    status, given = ask("/commands/give-badge", MANAGER, badge="incident-lead", person="e-1", reason="Well led.")
    assert (status, given["award"]["person"], given["award"]["by_hand"]) == (200, "e-1", True)
    assert ask("/read/awards", MANAGER, ids=[given["award"]["id"]])[1] == {"items": {}}


def test_a_trace_tells_what_counted_and_what_is_missing(service: Badges, ask: Ask) -> None:
    """Each node with its facts, newest first, and the reason for each that did not count."""
    service.publish(draft(noun={"one": "drill", "other": "drills"}, tiers=[tier("bronze", 2), tier("silver", 4)]))
    same = {"type": "drill", "id": "a", "name": "Card-network outage", "url": "https://drills.example/a"}
    service.hear(led("a", 1, object=same), led("again", 2, object=same), led("b", 3), led("c", 4))
    (said,) = answers.Traces.model_validate(ask("/read/trace", items=[{"badge": "incident-lead"}])[1]).items
    assert said
    assert (said.person, said.done, said.tier and said.tier.id) == ("e-1", False, "silver")
    root = said.root
    assert (root.kind, root.path, root.have, root.need, root.counted_total) == ("count", "count", 3, 4, 3)
    assert [fact.name for fact in root.counted] == ["Drill c", "Drill b", "Card-network outage"]
    assert root.counted[2].url == "https://drills.example/a"
    assert len(root.passed_over) == 1
    assert root.passed_over[0].reason
    assert said.next_step
    assert "1" in said.next_step
    (bronze,) = ask("/read/trace", items=[{"badge": "incident-lead", "tier": "bronze"}])[1]["items"]
    assert (bronze["done"], bronze["next_step"]) == (True, None)


def test_only_those_in_charge_see_a_persons_trace(service: Badges, ask: Ask) -> None:
    """Oneself, managers of a unit that the person is in now, administrators; others are refused the whole call."""
    service.publish(draft())
    memberships = [{"unit": "u-old", "to": "2026-06-01T00:00:00Z"}, {"unit": "u-now", "from": "2026-06-01T00:00:00Z"}]
    service.hear(employee(memberships=memberships), led("a", 1))
    items = {"items": [{"badge": "incident-lead", "person": "e-1"}]}
    manager, former = (
        Principal("e-m", frozenset({"employee", "manager"}), frozenset({unit})) for unit in ("u-now", "u-old")
    )
    for who, status in ((ME, 200), (ADMIN, 200), (manager, 200), (former, 403), (Principal("e-2"), 403)):
        assert ask("/read/trace", who, **items)[0] == status
    nobody = {"items": [{"badge": "incident-lead", "person": "e-unknown"}]}
    assert (ask("/read/trace", manager, **nobody)[0], ask("/read/trace", ADMIN, **nobody)[0]) == (403, 200)
    assert ask("/read/trace", items=[{"badge": "nothing"}])[1] == {"items": [None]}


def test_a_drawing_is_public_and_kept_for_good(service: Badges, client: FlaskClient) -> None:
    """Without a token: SVG, immutable, sandboxed; the same bytes for the same address."""
    service.publish(draft(tiers=[tier("bronze", 1), tier("silver", 2)]))
    address = "/badges/incident-lead/1.svg?cut=small&tier=silver&state=held&lit=3&scheme=dark"
    first, second = client.get(address), client.get(address)
    assert (first.status_code, first.mimetype) == (200, "image/svg+xml")
    assert first.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert first.headers["Content-Security-Policy"].startswith("sandbox")
    assert first.data == second.data
    assert b"Silver" in first.data
    assert client.get("/badges/incident-lead/1.svg").status_code == 200
    assert client.get("/badges/incident-lead/2.svg").status_code == 404


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("cut=huge", "cut"), ("tier=diamond", "tier"), ("state=lost", "state"), ("lit=x", "lit"), ("lit=-1", "lit"),
        ("state=held&lit=99", "lit"), ("lit=3", "lit"), ("scheme=sepia", "scheme"), ("size=9", "size"),
    ],
)  # fmt: skip
def test_a_bad_drawing_is_refused_by_the_field(service: Badges, client: FlaskClient, query: str, path: str) -> None:
    """What can't be drawn is told, with the parameter at fault."""
    service.publish(draft(tiers=[tier("bronze", 1)]))
    response = client.get(f"/badges/incident-lead/1.svg?{query}")
    assert (response.status_code, response.mimetype) == (422, "application/problem+json")
    assert paths(response.get_json()) == [path]


def test_without_a_token_for_this_service_nothing_is_told(service: Badges, client: FlaskClient) -> None:
    """No token, nonsense, or one for another service: 401 on every route but the drawings."""
    for token in ("", "Bearer nonsense", f"Bearer {mint('profiles', ME)}", "Basic eDp5"):
        response = client.post("/read/list", json={}, headers={"Authorization": token} if token else {})
        assert response.status_code == 401
