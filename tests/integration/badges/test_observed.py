"""What those who write rules are told: what occurs, what it says, what a rule means, how it would judge somebody."""

from typing import Any

import pytest

from services.badges.observed import sampling
from shared import clock
from shared.auth import Principal
from tests.integration.badges.asking import ADMIN, MANAGER, Ask, asking
from tests.integration.badges.support import NOW, Badges, at, completed, draft, drills, employee, kudos, led, took_back
from tests.integration.badges.support import tier as tier_of

READS = ("observed-types", "observed-paths", "check-rule", "simulate")


@pytest.fixture
def ask(service: Badges) -> Ask:
    """Reads as an administrator, unless told otherwise; nothing is remembered of what was read before."""
    post = asking(ADMIN)

    def read(what: str, *who: Principal, **body: Any) -> tuple[int, Any]:
        sampling.forget()
        return post(f"/read/{what}", *who, **body)

    return read


def everyone_led(service: Badges, people: int = 12, **more: Any) -> None:
    """So many people led a drill each, of one topic, with rising scores; one of them twice, about something else."""
    for n in range(people):
        score = {"success": True, "score": {"scaled": n / 100}}
        service.hear(led(f"d-{n}", n, f"e-{n}", object=thing("d-1"), result=score, data={"topic": "payments"}, **more))
    service.hear(led("rare", 1, "e-1", object=thing("d-2"), data={"topic": "my very own", "tags": ["a", "b"]}))


def thing(name: str) -> dict[str, str]:
    """The object of a drill."""
    return {"type": "drill", "id": name, "name": f"Drill {name}"}


def of_path(answer: Any, path: str) -> Any:
    """What is said of one path."""
    return next(one for one in answer["paths"] if one["path"] == path)


@pytest.mark.parametrize("who", [Principal("e-1"), MANAGER])
@pytest.mark.parametrize("what", READS)
def test_only_administrators_look(service: Badges, ask: Ask, who: Principal, what: str) -> None:
    """What everybody does is no employee's and no manager's business."""
    body: dict[str, Any] = {"rule": {}} if what in READS[2:] else {}
    assert ask(what, who, **body)[0] == 403
    assert ask(what, ADMIN, **body)[0] != 403


def test_types_that_occur_are_told_with_counts(service: Badges, ask: Ask) -> None:
    """Each type with how often and when last, what was taken back left out; Laurel's own stand there before they
    happen, and awards are counted though they are no stored facts."""
    everyone_led(service)
    service.hear(led("gone", 30, "e-1"))
    service.hear(took_back("gone", "e-1"))
    service.hear(*kudos("k-1", "e-1", "e-1"))
    service.publish(draft("first", drills(1)))
    _, told = ask("observed-types")
    by_type = {one["type"]: one for one in told["types"]}
    assert (by_type["drill.led"]["count"], by_type["drill.led"]["last_seen"][:10]) == (13, "2026-05-15")
    assert (by_type["drill.led"]["sources"], by_type["drill.led"]["own"]) == (["drills"], False)
    assert by_type["laurel.badge.awarded"]["count"] == service.db.awards.count_documents({}) == 12
    assert (by_type["laurel.challenge.completed"]["count"], by_type["laurel.challenge.completed"]["own"]) == (0, True)
    assert told["is_sample"] is False
    assert told["facts"] == sum(one["count"] for one in told["types"])


def test_a_value_is_shown_only_of_enough_people(service: Badges, ask: Ask) -> None:
    """Twelve people's topic is shown with its count; one person's is only counted among the others; so are names."""
    everyone_led(service)
    _, told = ask("observed-paths", types=["drill.led"])
    topic = of_path(told, "data.topic")
    assert [(one["value"], one["count"]) for one in topic["values"]] == [("payments", 12)]
    assert (topic["others"], topic["kinds"]) == (1, ["text"])
    assert of_path(told, "object.id")["values"] == [{"value": "d-1", "count": 12, "name": "Drill d-1"}]
    assert of_path(told, "data.tags")["values"] == []
    assert "my very own" not in str(told)


def test_numbers_are_told_by_where_most_lie(service: Badges, ask: Ask) -> None:
    """The ends of a range are such that at least five people lie at or beyond each; of few people there is none."""
    everyone_led(service)
    _, told = ask("observed-paths", types=["drill.*"])
    score = of_path(told, "result.score.scaled")
    assert (score["low"], score["high"], score["kinds"]) == (0.04, 0.07, ["number"])
    service.hear(*(led(f"x-{n}", n, "e-1", type="book.read", data={"pages": n}) for n in range(9)))
    _, books = ask("observed-paths", types=["book.read"])
    assert (of_path(books, "data.pages")["low"], of_path(books, "data.pages")["values"]) == (None, [])


def test_what_is_known_of_every_fact_is_offered_too(service: Badges, ask: Ask) -> None:
    """Local time and whose it is, with attributes of enough people; Laurel's own say what is known ahead."""
    for n in range(6):
        attributes = {"site": [{"value": "Oslo"}], "grade": [{"value": f"g{n}"}]}
        service.hear(employee(f"e-{n}", attributes=attributes))
    service.hear(completed("c-1", employee="e-1"))
    _, told = ask("observed-paths", types=["laurel.challenge.completed", "laurel.badge.awarded"])
    known = {one["path"] for one in told["paths"]}
    assert {"local.weekday", "person.unit", "object.id", "data.tier"} <= known
    assert [one["value"] for one in of_path(told, "person.attributes.site")["values"]] == ["Oslo"]
    assert of_path(told, "person.attributes.grade")["values"] == []


def test_a_sample_says_so(service: Badges, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many facts a part is drawn: counts are estimates of about the right size, and told to be."""
    service.hear(*(led(f"d-{n}", 0, "e-1") for n in range(400)))
    monkeypatch.setattr(sampling, "MANY", 300)
    monkeypatch.setattr(sampling, "PART", 100)
    _, told = ask("observed-types")
    assert told["is_sample"] is True
    assert told["types"][0]["count"] == 400


def test_of_very_many_awards_and_points_a_part_is_looked_at_too(
    service: Badges, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are counted like facts: an estimate, and within one minute no second time."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(sampling, "MANY", 300)
    monkeypatch.setattr(sampling, "PART", 100)
    service.db.awards.insert_many([{"_id": f"a-{n}", "state": "active", "earned_at": NOW} for n in range(400)])
    service.db.entries.insert_many([{"_id": f"n-{n}", "pool": "craft"} for n in range(400)])
    _, told = ask("observed-types")
    assert (told["types"][0]["type"], told["types"][0]["count"]) == ("laurel.badge.awarded", 400)
    assert (told["is_sample"], told["pools"]) == (True, [{"id": "craft", "count": 400}])
    service.db.entries.insert_many([{"_id": f"more-{n}", "pool": "craft"} for n in range(400)])
    assert asking(ADMIN)("/read/observed-types")[1]["pools"] == told["pools"]
    assert ask("observed-types")[1]["pools"] == [{"id": "craft", "count": 800}]


def test_a_rule_is_told_with_what_its_matches_leave(service: Badges, ask: Ask) -> None:
    """Its words, and for each match the facts of its types, then those left after each condition, by local time and
    person too."""
    everyone_led(service)
    where = [{"path": "data.topic", "op": "eq", "value": "payments"}, {"path": "local.day", "op": "lte", "value": 8}]
    rule = {
        "criteria": {"all": [drills(3), {"count": {"of": {"types": ["drill.led"], "where": where}, "at_least": 2}}]}
    }
    _, told = ask("check-rule", rule=rule, noun={"one": "drill", "other": "drills"})
    assert told["problems"] == told["doubts"] == []
    assert "drills" in told["words"]
    assert [(one["path"], one["left"]) for one in told["matches"]] == [
        ("criteria.all[0].count.of", [13]),
        ("criteria.all[1].count.of", [13, 12, 5]),
    ]


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ({"criteria": {}}, "criteria"),
        ({"tiers": [{"id": "a", "at_least": 2}, {"id": "b", "at_least": 2}]}, "tiers[1].at_least"),
        ({"criteria": []}, "criteria"),
        ({"criteria": {"all": [drills(1), {"count": {"of": {"types": []}}}]}}, "criteria.all[1].count.of.types"),
        (
            {"criteria": drills(1), "tiers": [{"id": "a", "at_least": 2}, {"id": "b", "at_least": 2}]},
            "tiers[1].at_least",
        ),
        ({"criteria": drills(1), "repeat": {"per": "person"}}, "repeat.per"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(service: Badges, ask: Ask, rule: Any, path: str) -> None:
    """However unfinished a rule is, its faults are an answer, with the path that the editor shows them at."""
    status, told = ask("check-rule", rule=rule)
    assert (status, told["words"]) == (200, None)
    assert path in [one["path"] for one in told["problems"]]
    status, problem = ask("simulate", rule=rule, person="e-1")
    assert (status, f"rule.{path}" in [one["path"] for one in problem["errors"]]) == (422, True)


@pytest.mark.parametrize("rule", [{}, {"criteria": None, "tiers": [{"id": "a", "at_least": 1}]}])
def test_a_badge_that_nothing_earns_is_told_as_given(service: Badges, ask: Ask, rule: Any) -> None:
    """Without criteria a rule has no fault and no doubt: it is said to be given by hand, and nobody would earn it."""
    service.hear(led("d-1", 0))
    _, told = ask("check-rule", rule=rule, locale="de")
    assert (told["words"], told["problems"], told["doubts"], told["matches"]) == ("Wird von Hand verliehen", [], [], [])
    status, would = ask("simulate", rule=rule, person="e-1")
    assert (status, would["earned"]) == (200, [])


def test_what_there_is_not_is_doubted(service: Badges, ask: Ask) -> None:
    """Types never heard of, badges and tiers that there are not, and circles are told, though the rule is good."""
    service.hear(led("d-1", 0))
    service.save(draft("first", {"badge": {"id": "mine"}}))
    service.save(draft("tiered", drills(1), tiers=[tier_of("bronze", 1)]))
    parts = [drills(1), {"count": {"of": {"types": ["drill.let"]}, "at_least": 1}}, {"badge": {"id": "nothing"}},
             {"badge": {"id": "tiered", "tier": "platinum"}}, {"badge": {"id": "first"}}]  # fmt: skip
    _, told = ask("check-rule", rule={"criteria": {"all": parts}}, badge="mine")
    assert told["problems"] == []
    assert sorted((one["kind"], one["path"], one["what"]) for one in told["doubts"]) == [
        ("circle", "criteria", "mine → first → mine"),
        ("unknown_badge", "criteria.all[2].badge.id", "nothing"),
        ("unknown_tier", "criteria.all[3].badge.tier", "platinum"),
        ("unseen_type", "criteria.all[1].count.of.types[0]", "drill.let"),
    ]


def test_a_draft_judges_a_person_without_writing(service: Badges, ask: Ask) -> None:
    """By real facts: what it would give and the trace; with made-up facts added: as if they were theirs. Nothing is
    stored."""
    service.hear(led("d-1", 0), led("d-2", 1))
    before = {name: list(service.db[name].find()) for name in service.db.list_collection_names()}
    rule = {"criteria": drills(3), "tiers": [{"id": "bronze", "at_least": 2}, {"id": "silver", "at_least": 3}]}
    _, real = ask("simulate", rule=rule, person="e-1")
    assert [one["tier"] for one in real["earned"]] == ["bronze"]
    assert (real["trace"]["root"]["have"], real["trace"]["root"]["need"], real["trace"]["done"]) == (2, 3, False)
    another = {"type": "drill.led", "object": {"type": "drill", "id": "d-3"}, "occurred_at": at(3).isoformat()}
    _, as_if = ask("simulate", rule=rule, person="e-1", facts=[another])
    assert [one["tier"] for one in as_if["earned"]] == ["bronze", "silver"]
    _, alone = ask("simulate", rule=rule, facts=[another])
    assert (alone["earned"], alone["trace"]["root"]["have"]) == ([], 1)
    assert {name: list(service.db[name].find()) for name in service.db.list_collection_names()} == before


@pytest.mark.parametrize(
    "fact", [{}, {"type": 7}, {"type": "a", "occurred_at": "soon"}, {"type": "a", "completion": "c"}]
)
def test_a_made_up_fact_that_is_none_is_refused(service: Badges, ask: Ask, fact: Any) -> None:
    """Its place among the facts is named."""
    status, problem = ask("simulate", rule={"criteria": drills(1)}, facts=[fact])
    assert status == 422
    assert problem["errors"][0]["path"].startswith("facts.0.")
