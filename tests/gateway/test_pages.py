"""The pages' own documents, answered by the real services: what they show, and how many calls they cost."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import httpx2
import pytest

from gateway.app import documents
from gateway.context import Context
from gateway.execution import run
from gateway.principals import known_as
from gateway.schema import schema
from tests.gateway.support import Platform, eventually

PERSISTED = Path(__file__).parents[2] / "gateway" / "web" / "src" / "gen" / "persisted-documents.json"
CRITERIA = {"count": {"of": {"types": ["knot.tied"]}, "at_least": 3}}
DRAWING = {"shape": "disc", "field": "teal", "icon": "flame", "band": None}
PEOPLE = "totalCount edges { cursor node { id } } pageInfo { hasNextPage endCursor }"
SAVE_BADGE = "mutation ($input: BadgeInput!) { saveBadge(input: $input) { id version state image } }"
TRY = "mutation ($input: DryRunInput!) { startDryRun(input: $input) { id } }"
TRIED = "query ($id: ID!) { dryRun(id: $id) { state } }"
PUBLISH = "mutation ($input: PublishInput!) { publishBadge(input: $input) { state } }"
LAUNCH = "mutation ($input: LaunchChallengeInput!) { launchChallenge(input: $input) { id status canJoin } }"


def web_document(operation: str) -> str:
    """The text of one of the web's documents."""
    texts: list[str] = json.loads(PERSISTED.read_text("utf-8")).values()
    return next(text for text in texts if f"query {operation}" in text)


def calls(employee: str, operation: str, variables: dict[str, Any]) -> Counter[str]:
    """What one of the web's documents asks of the services, when this person opens its page."""
    known = known_as(employee, "test")
    assert known
    context = Context(known.principal, "test")
    prepared = documents(closed=False).prepare(web_document(operation))
    result = run(schema.graphql_schema, prepared, operation, variables, context)
    assert result.errors is None, result.errors
    return Counter(context.services.calls)


def make_badge(platform: Platform, badge: str) -> None:
    """A live badge for three knots."""
    draft = {"id": badge, "name": badge.title(), "description": "Knots.", "criteria": CRITERIA, "points": 5, **DRAWING}
    made = platform.data("admin", SAVE_BADGE, {"input": draft})["saveBadge"]
    version = {"badge": badge, "version": made["version"]}
    run = platform.data("admin", TRY, {"input": version})["startDryRun"]["id"]
    eventually(lambda: platform.data("admin", TRIED, {"id": run})["dryRun"]["state"] == "DONE")
    platform.data("admin", PUBLISH, {"input": version})


def launch(platform: Platform, title: str) -> str:
    """An open challenge of Max's unit, which Eva has joined."""
    window = {"startsAt": "2026-01-01T00:00:00Z", "endsAt": "2099-01-01T00:00:00Z"}
    challenge = {"title": title, "description": "Tie.", "unit": "u-sea", "criteria": CRITERIA, **window}
    made: str = platform.data("manager", LAUNCH, {"input": challenge})["launchChallenge"]["id"]
    join = "mutation ($id: ID!) { joinChallenge(id: $id) { id } }"
    eventually(lambda: "errors" not in platform.ask("employee", join, {"id": made}))
    return made


def send(platform: Platform, count: int, first: int) -> None:
    """Eva ties knots, as her learning system says."""
    events = [
        {
            "specversion": "1.0",
            "id": f"knot-{first + n}",
            "source": "lms",
            "type": "knot.tied",
            "subject": "eva",
            "time": "2026-05-04T09:00:00Z",
            "data": {"object": {"type": "knot", "id": f"k-{first + n}", "name": "Bowline"}},
        }
        for n in range(count)
    ]
    headers = {
        "Authorization": f"Bearer {platform.tokens['source']}",
        "Content-Type": "application/cloudevents-batch+json",
    }
    answer = httpx2.post(f"{platform.intake}/events", content=json.dumps(events), headers=headers)
    assert answer.status_code == 202, answer.text


@pytest.fixture(scope="module")
def harbour(platform: Platform) -> Platform:
    """The platform with a source, a badge, a challenge, and two knots that Eva has tied."""
    platform.data("admin", 'mutation { saveSource(input: {id: "lms", name: "Learning system"}) { id } }')
    made = platform.data("admin", 'mutation { createKey(source: "lms", name: "test") { secret } }')
    platform.tokens["source"] = made["createKey"]["secret"]
    make_badge(platform, "first-knots")
    launch(platform, "Three knots")
    send(platform, 2, 0)
    progress = '{ badge(id: "first-knots") { mine { have status } } }'
    eventually(lambda: platform.data("employee", progress)["badge"]["mine"] == {"have": 2.0, "status": "IN_PROGRESS"})
    return platform


def test_the_home_page_costs_a_fixed_number_of_calls(harbour: Platform) -> None:
    """Four badges, challenges and people more on the page cost no call more."""
    before = calls("e-eva", "HomePage", {})
    for n in range(4):
        make_badge(harbour, f"more-knots-{n}")
        launch(harbour, f"More knots {n}")
    for who in ("manager", "admin"):
        harbour.data(who, 'mutation { giveKudos(input: {to: "e-eva", reason: "Well tied"}) { id } }')
    home = web_document("HomePage")
    eventually(lambda: len(harbour.data("employee", home)["badges"]["edges"]) >= 5)
    after = calls("e-eva", "HomePage", {})
    assert after == before
    assert after.total() <= 12
    assert after["leaderboards/read/board"] == 1


def test_the_feed_costs_a_fixed_number_of_calls(harbour: Platform) -> None:
    """However long the page of the feed: one call for each kind of thing on it."""
    short = calls("e-eva", "Feed", {"first": 1})
    long = calls("e-eva", "Feed", {"first": 50})
    assert set(long.values()) == {1} or max(long.values()) <= 2
    assert long.total() <= short.total() + 4


def test_members_are_counted_only_where_they_are_asked_for(platform: Platform) -> None:
    """Who manages nothing has nobody counted; the members of all units cost one call."""
    units = platform.data("employee", "{ units { id memberCount } }")["units"]
    assert {unit["id"]: unit["memberCount"] for unit in units} == {"u-org": 1, "u-sea": 2}
    counted = [calls(who, "Viewer", {})["profiles/read/member-counts"] for who in ("e-eva", "e-max")]
    assert counted == [0, 1]


def test_a_third_knot_earns_the_badge_and_its_points(harbour: Platform) -> None:
    """From a system's event to what the pages show: the award, the points, the rank, the feed and what counted."""
    send(harbour, 1, 2)
    badge = '{ badge(id: "first-knots") { mine { status awards { id points person { displayName } } } } }'
    earned = eventually(lambda: (mine := harbour.data("employee", badge)["badge"]["mine"])["awards"] and mine)
    assert earned["status"] == "EARNED"
    assert earned["awards"][0]["person"] == {"displayName": "Eva Employee"}
    board = (
        "{ board(period: ALL) { me { rank points } around(n: 1) { me person { id } } rows(first: 5) { totalCount } } }"
    )
    me = eventually(lambda: harbour.data("employee", board)["board"]["me"])
    assert me["rank"] == 1
    trace = harbour.data(
        "employee", '{ badge(id: "first-knots") { trace { done root { have counted { name source } } } } }'
    )
    assert trace["badge"]["trace"]["done"]
    fact = {"name": "Bowline", "source": "Learning system"}
    assert trace["badge"]["trace"]["root"]["counted"] == [fact] * 3
    feed = "{ feed(first: 50) { edges { node { ... on AwardItem { award { badge { id } person { id } } } } } } }"
    item = {"award": {"badge": {"id": "first-knots"}, "person": {"id": "e-eva"}}}
    eventually(lambda: {"node": item} in harbour.data("employee", feed)["feed"]["edges"])


def test_a_managers_own_eyes_only(harbour: Platform) -> None:
    """What counted for another is for their managers and admins: role, unit and object are all looked at."""
    trace = '{ badge(id: "first-knots") { trace(person: "%s") { done } } }'
    assert "errors" not in harbour.ask("manager", trace % "e-eva")
    assert "errors" not in harbour.ask("admin", trace % "e-eva")
    for who, person in (("employee", "e-max"), ("manager", "e-ada")):
        assert harbour.ask(who, trace % person)["errors"][0]["extensions"]["code"] == "FORBIDDEN"


def test_pages_through_a_list_meet_each_item_once(harbour: Platform) -> None:
    """From any item's cursor one goes on with the next, also in the middle of a page."""
    query = f"query ($first: Int!, $after: String) {{ people(first: $first, after: $after) {{ {PEOPLE} }} }}"
    whole = harbour.data("employee", query, {"first": 100})["people"]
    ids = [edge["node"]["id"] for edge in whole["edges"]]
    assert len(ids) == whole["totalCount"] == 3
    for place, edge in enumerate(whole["edges"][:-1], 1):
        rest = harbour.data("employee", query, {"first": 1, "after": edge["cursor"]})["people"]
        assert [found["node"]["id"] for found in rest["edges"]] == ids[place : place + 1]
    by_ones = harbour.data("employee", query, {"first": 1})["people"]
    assert by_ones["pageInfo"]["hasNextPage"]


def test_a_refused_badge_names_the_fields_as_the_schema_does(harbour: Platform) -> None:
    """What is wrong with an input is said with its path, inside criteria as they were written."""
    draft = {
        "id": "x",
        "name": "X",
        "description": "",
        "criteria": {"count": {"at_least": 0}},
        **DRAWING,
        "icon": "no such",
    }
    answer = harbour.ask("admin", SAVE_BADGE, {"input": draft})
    extensions = answer["errors"][0]["extensions"]
    assert extensions["code"] == "BAD_INPUT"
    assert extensions["errors"]
    assert all(not problem["path"].startswith("design") for problem in extensions["errors"])


def test_a_badges_picture_is_passed_on_for_good(harbour: Platform) -> None:
    """Pictures are cached for ever and can do nothing; a condition that still holds costs no body."""
    image = harbour.data("employee", '{ badge(id: "first-knots") { image } }')["badge"]["image"]
    answer = httpx2.get(harbour.web + image)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert httpx2.get(f"{harbour.web}{image}?cut=nonsense").status_code == 422
    assert httpx2.get(f"{harbour.web}/badges/no-such/1.svg").status_code == 404
