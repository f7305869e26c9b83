"""The API: who may ask what, what bad input is told, and what the screens are given."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.badges import answers, api
from shared.auth import Principal, mint
from tests.integration.badges.support import Badges, draft, drills, employee, led, same_lane_as, tier, took_back

ADMIN = Principal("e-admin", frozenset({"employee", "admin"}))
ME = Principal("e-1")
MANAGER = Principal("e-2", frozenset({"employee", "manager"}), frozenset({"u-1"}))
Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def client(service: Badges) -> FlaskClient:
    """A client of the application."""
    return api.make_app({}).test_client()


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    """Asks as somebody: (status, answer)."""

    def post(path: str, body: Any, who: Principal = ME) -> tuple[int, Any]:
        token = mint("badges", who)
        response = client.post(path, json=body, headers={"Authorization": f"Bearer {token}"})
        return response.status_code, response.get_json()

    return post


def paths(problem: Any) -> list[str]:
    """The fields that a problem names."""
    return [error["path"] for error in problem["errors"]]


def test_a_draft_is_saved_published_and_retired(service: Badges, ask: Ask) -> None:
    """An administrator's way: draft, next draft under the same number, live, the next version as a draft, retired."""
    status, saved = ask("/commands/save-badge", draft(), ADMIN)
    assert (status, saved["badge"]["state"], saved["badge"]["version"]) == (200, "draft", 1)
    assert answers.Changed.model_validate(saved).badge.image == "/badges/incident-lead/1.svg"
    _, again = ask("/commands/save-badge", draft(description="Keeps the clock."), ADMIN)
    assert (again["badge"]["version"], again["badge"]["description"]) == (1, "Keeps the clock.")
    status, problem = ask("/commands/publish-badge", {"id": "incident-lead", "version": 1}, ADMIN)
    assert (status, paths(problem)) == (409, ["version"])
    service.dry_run("incident-lead", 1)
    _, live = ask("/commands/publish-badge", {"id": "incident-lead", "version": 1}, ADMIN)
    assert (live["badge"]["state"], live["badge"]["draft"]) == ("live", None)
    assert live["badge"]["published_at"]
    _, second = ask("/commands/save-badge", draft(points=30), ADMIN)
    assert (second["badge"]["state"], second["badge"]["version"]) == ("draft", 2)
    _, now = ask("/read/badges", {"ids": ["incident-lead"]}, ADMIN)
    assert [now["items"]["incident-lead"][name] for name in ("version", "state", "draft")] == [1, "live", 2]
    _, retired = ask("/commands/retire-badge", {"id": "incident-lead"}, ADMIN)
    assert retired["badge"]["state"] == "retired"


def test_publishing_tells_every_lane_once(service: Badges, ask: Ask) -> None:
    """The event is one row for all lanes; publishing what is live again changes nothing; another version is refused."""
    ask("/commands/save-badge", draft(), ADMIN)
    service.dry_run("incident-lead", 1)
    publish = {"id": "incident-lead", "version": 1}
    assert [ask("/commands/publish-badge", publish, ADMIN)[0] for _ in range(2)] == [200, 200]
    assert service.db.outbox.count_documents({"every_lane": True}) == 1
    status, problem = ask("/commands/publish-badge", publish | {"version": 2}, ADMIN)
    assert (status, paths(problem)) == (409, ["version"])
    assert ask("/commands/publish-badge", {"id": "unknown", "version": 1}, ADMIN)[0] == 404
    assert ask("/commands/retire-badge", {"id": "unknown"}, ADMIN)[0] == 404


def test_a_command_sent_again_changes_nothing(service: Badges, ask: Ask) -> None:
    """Under its idempotency key a command is done once; the key with another body is refused."""
    body = draft(idempotency_key="k-1")
    assert ask("/commands/save-badge", body, ADMIN)[0] == ask("/commands/save-badge", body, ADMIN)[0] == 200
    status, problem = ask("/commands/save-badge", body | {"points": 1}, ADMIN)
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
        status, problem = ask(path, body, who)
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
    status, problem = ask("/commands/save-badge", draft() | change, ADMIN)
    assert (status, paths(problem)[0]) == (422, path)
    assert service.db.badges.count_documents({}) == service.db.versions.count_documents({}) == 0


def test_drafts_are_for_administrators(service: Badges, ask: Ask, client: FlaskClient) -> None:
    """Nobody else sees a badge before it is live, by id, in the list, or as a picture."""
    service.save(draft())
    assert ask("/read/badges", {"ids": ["incident-lead"]})[1] == {"items": {}}
    assert ask("/read/list", {})[1]["total"] == 0
    assert ask("/read/list", {}, ADMIN)[1]["total"] == 1
    assert client.get("/badges/incident-lead/1.svg").status_code == 404
    seen = client.get("/badges/incident-lead/1.svg", headers={"Authorization": f"Bearer {mint('badges', ADMIN)}"})
    assert (seen.status_code, seen.headers["Cache-Control"]) == (200, "private, no-cache")
    service.publish(draft())
    service.save(draft(name="Next"))
    badge = ask("/read/badges", {"ids": ["incident-lead"], "versions": {"incident-lead": 2}})[1]
    assert badge == {"items": {}}
    assert ask("/read/badges", {"ids": ["incident-lead"]})[1]["items"]["incident-lead"]["draft"] is None


def shelf(service: Badges) -> None:
    """Badges of every status for e-1."""
    service.publish(draft("earned", drills(1), tiers=[tier("bronze", 1), tier("silver", 5)]))
    service.publish(draft("under-way", drills(4)))
    service.publish(draft("new", {"count": {"of": {"types": ["book.finished"]}, "at_least": 2}}))
    service.publish(draft("after", {"all": [{"badge": {"id": "new"}}, drills(9)]}))
    service.publish(draft("waiting", {"badge": {"id": "new"}}))
    service.publish(
        draft(
            "later", {"count": {"of": {"types": ["book.finished"]}, "at_least": 2}}, start_from="2199-01-01T00:00:00Z"
        )
    )
    service.hear(led("a", 1), led("b", 2), led("c", 3))


def test_badges_by_status(service: Badges, ask: Ask) -> None:
    """Earned, in progress, available and locked, each with how far; counts agree; the latest award is told."""
    shelf(service)
    listed = answers.BadgePage.model_validate(ask("/read/list", {})[1])
    statuses = {one.badge.id: one.mine.status for one in listed.items}
    assert statuses == {
        "earned": "earned", "under-way": "in_progress", "after": "in_progress", "new": "available",
        "waiting": "locked", "later": "locked",
    }  # fmt: skip
    mine = answers.Standings.model_validate(ask("/read/mine", {"ids": ["earned", "under-way", "nothing"]})[1]).items
    assert set(mine) == {"earned", "under-way"}
    earned = mine["earned"]
    assert (earned.have, earned.need, earned.next_tier and earned.next_tier.id) == (3, 5, "silver")
    assert [award.tier and award.tier.name for award in earned.awards] == ["Bronze"]
    assert (mine["under-way"].have, mine["under-way"].need, mine["under-way"].next_tier) == (3, 4, None)
    counts = answers.Counts.model_validate(ask("/read/counts", {})[1])
    assert (counts.earned, counts.in_progress, counts.available, counts.locked) == (1, 2, 1, 2)
    assert counts.latest
    assert counts.latest.badge == "earned"


def test_the_list_is_filtered_sorted_and_paged(service: Badges, ask: Ask) -> None:
    """Status and words keep some; names and nearness sort; pages follow each other without gap or repeat."""
    shelf(service)

    def ids(**body: Any) -> list[str]:
        return [one["badge"]["id"] for one in ask("/read/list", body)[1]["items"]]

    assert ids(status="locked", sort="name") == ["later", "waiting"]
    assert ids(search="UNDER") == ["under-way"]
    assert ids(sort="nearest")[:2] == ["under-way", "earned"]
    assert ids()[0] == "earned"
    found, after = [], None
    while True:
        _, page = ask("/read/list", {"first": 2, "after": after, "sort": "name"})
        found += [one["badge"]["id"] for one in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert (found, page["total"]) == (sorted(found), 6)
    assert len(set(found)) == 6
    status, problem = ask("/read/list", {"after": "nonsense"})
    assert (status, paths(problem)) == (422, ["after"])


def test_the_next_step_is_the_nearest_badge(service: Badges, ask: Ask) -> None:
    """The smallest missing share first; nothing that is done or locked."""
    shelf(service)
    steps = answers.Steps.model_validate(ask("/read/next-step", {"first": 9})[1]).items
    assert [step.badge for step in steps] == ["under-way", "earned", "after", "new"]
    assert (steps[0].have, steps[0].need, steps[0].missing_share) == (3, 4, 0.25)
    assert steps[1].tier
    assert steps[1].tier.id == "silver"


def test_a_retired_badge_stays_on_its_holders_shelf(service: Badges, ask: Ask) -> None:
    """Who holds it goes on seeing it as earned; others are not offered it; by id it can be read by all."""
    shelf(service)
    service.retire("earned")
    service.retire("new")
    assert {one["badge"]["id"] for one in ask("/read/list", {})[1]["items"]} == {
        "earned", "under-way", "after", "waiting", "later",
    }  # fmt: skip
    other = Principal("e-2")
    assert "earned" not in [one["badge"]["id"] for one in ask("/read/list", {}, other)[1]["items"]]
    assert ask("/read/badges", {"ids": ["earned"]}, other)[1]["items"]["earned"]["state"] == "retired"
    assert ask("/read/mine", {"ids": ["new"]})[1]["items"]["new"]["status"] == "locked"


def test_holders_are_paged_and_counted_from_five(service: Badges, ask: Ask) -> None:
    """One award a person, the highest tier; counts of fewer than five are not told."""
    service.publish(draft(tiers=[tier("bronze", 1), tier("silver", 2)]))
    people = ["e-1", *(same_lane_as("e-1", number) for number in range(4))]
    service.hear(*(employee(who) for who in people))
    service.hear(*(led(f"a-{who}", day, who) for day, who in enumerate(people)))
    service.hear(led("b", 9), led("c", 10))
    found, after = [], None
    for _ in range(3):
        page = answers.HolderPage.model_validate(
            ask("/read/holders", {"badge": "incident-lead", "first": 2, "after": after})[1]
        )
        found += page.items
        after = page.next
    assert (after, page.total) == (None, 5)
    assert [one.award.person for one in found] == ["e-1", *reversed(people[1:])]
    assert [one.award.tier and one.award.tier.id for one in found] == ["silver"] + ["bronze"] * 4
    silver = ask("/read/holders", {"badge": "incident-lead", "tier": "silver"})[1]
    assert (silver["total"], silver["items"][0]["award"]["person"]) == (1, "e-1")
    totals = answers.HolderCounts.model_validate(ask("/read/holder-counts", {"ids": ["incident-lead"]})[1])
    counts = totals.items["incident-lead"]
    assert (counts.people, counts.total, [one.total for one in counts.by_tier]) == (5, 5, [5, None])
    service.hear(took_back("b"), took_back("c"), took_back("a-e-1"))
    after_all = ask("/read/holder-counts", {"ids": ["incident-lead"]})[1]["items"]["incident-lead"]
    assert after_all["total"] is None
    assert ask("/read/holders", {"badge": "incident-lead"})[1]["total"] == 4
    assert ask("/read/holders", {"badge": "nothing"})[0] == 404


def test_whoever_hides_is_not_among_the_holders_for_others(service: Badges, ask: Ask) -> None:
    """Who chose not to appear in the feed is left out of a badge's page, total and search, and of what people hold, for
    everyone but themselves and administrators; it acts on the past, and showing oneself again as well."""
    service.publish(draft())
    people = ["e-1", *(same_lane_as("e-1", number) for number in range(3))]
    shy = people[2]
    service.hear(*(employee(who) for who in people))
    service.hear(*(led(f"{n}-{who}", n + 10 * day, who) for n in range(3) for day, who in enumerate(people)))

    def seen(who: Principal, **wanted: Any) -> tuple[int, list[str]]:
        found, after = [], None
        while True:
            page = ask("/read/holders", {"badge": "incident-lead", "first": 2, "after": after, **wanted}, who)[1]
            found += [one["award"]["person"] for one in page["items"]]
            if (after := page["next"]) is None:
                return page["total"], found

    def held_by(person: str, who: Principal) -> int:
        return len(ask("/read/awards-of", {"people": [person]}, who)[1]["items"].get(person, []))

    everyone = (4, people[::-1])
    assert (seen(ME), held_by(shy, ME)) == (everyone, 1)
    hides = {"hide_from_boards": False, "hide_from_feed": True}
    service.hear(employee(shy, 2, memberships=[{"unit": "u-1"}], privacy=hides))
    assert seen(ME) == seen(MANAGER) == (3, [who for who in people[::-1] if who != shy])
    assert (seen(ME, person=shy), held_by(shy, ME)) == ((0, []), 0)
    assert (seen(Principal(shy)), held_by(shy, Principal(shy))) == (everyone, 1)
    assert (seen(ADMIN), seen(ADMIN, person=shy), held_by(shy, ADMIN)) == (everyone, (1, [shy]), 1)
    service.hear(employee(shy, 3, privacy={"hide_from_boards": True, "hide_from_feed": False}))
    assert (seen(ME), held_by(shy, ME)) == (everyone, 1)


def test_awards_by_id_and_by_person(service: Badges, ask: Ask) -> None:
    """Revoked awards are found by id, and are not among what a person holds."""
    service.publish(draft(tiers=[tier("bronze", 1), tier("silver", 2), tier("gold", 3)]))
    service.hear(led("a", 1), led("b", 2), led("c", 3))
    service.hear(took_back("c"))
    held = answers.AwardsOf.model_validate(ask("/read/awards-of", {"people": ["e-1", "e-2"], "first": 1})[1]).items
    assert {who: [one.tier and one.tier.id for one in them] for who, them in held.items()} == {"e-1": ["silver"]}
    ids = [row["_id"] for row in service.awards()]
    found = answers.Awards.model_validate(ask("/read/awards", {"ids": [*ids, "unknown"]})[1]).items
    assert sorted(one.state for one in found.values()) == ["active", "active", "revoked"]


def test_a_trace_tells_what_counted_and_what_is_missing(service: Badges, ask: Ask) -> None:
    """Each node with its facts, newest first, and the reason for each that did not count."""
    service.publish(draft(noun={"one": "drill", "other": "drills"}, tiers=[tier("bronze", 2), tier("silver", 4)]))
    same = {"type": "drill", "id": "a", "name": "Card-network outage", "url": "https://drills.example/a"}
    service.hear(led("a", 1, object=same), led("again", 2, object=same), led("b", 3), led("c", 4))
    (said,) = answers.Traces.model_validate(ask("/read/trace", {"items": [{"badge": "incident-lead"}]})[1]).items
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
    (bronze,) = ask("/read/trace", {"items": [{"badge": "incident-lead", "tier": "bronze"}]})[1]["items"]
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
        assert ask("/read/trace", items, who)[0] == status
    nobody = {"items": [{"badge": "incident-lead", "person": "e-unknown"}]}
    assert (ask("/read/trace", nobody, manager)[0], ask("/read/trace", nobody, ADMIN)[0]) == (403, 200)
    assert ask("/read/trace", {"items": [{"badge": "nothing"}]})[1] == {"items": [None]}


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
