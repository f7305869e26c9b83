"""The demo organization: the same each time, plausible, and acceptable to the doors that it comes in through."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from deploy.demo.activity import Done, catalogue, year
from deploy.demo.people import data, people, to_csv
from deploy.demo.stray import strayed, thanked
from shared.criteria import Fact, History, compile_rule, parse_rule, read_person

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def done() -> list[Done]:
    """A year, which takes a second to make."""
    return year(TODAY)


def test_it_is_the_same_every_time(done: list[Done]) -> None:
    """One seed and one day give one organization."""
    assert [(one, one.body) for one in year(TODAY)] == [(one, one.body) for one in done]
    assert to_csv(TODAY) == to_csv(TODAY)
    assert list(thanked(people(TODAY), TODAY)) == list(thanked(people(TODAY), TODAY))


def test_dates_count_back_from_the_day_of_loading(done: list[Done]) -> None:
    """A year later everything is a year later, and nothing lies in the future."""
    assert max(one.at for one in done).date() < TODAY
    assert max(one.at for one in year(TODAY + timedelta(days=400))).date() >= TODAY + timedelta(days=390)


def test_nobody_does_anything_before_joining_after_leaving_or_on_leave(done: list[Done]) -> None:
    """Activity lies where people were."""
    everyone = {person.id: person for person in people(TODAY)}
    for one in done:
        person = everyone[one.person]
        assert any(person.works_on(one.at.date() + timedelta(days=shift)) for shift in (-1, 0, 1))


def test_ids_are_unique_and_identities_are_those_of_people(done: list[Done]) -> None:
    """A completion's id is its own, and its subject is somebody."""
    assert len({(one.body["source"], one.body["id"]) for one in done}) == len(done)
    known = {
        (source["id"], person.subject(source["id"])) for person in people(TODAY) for source in catalogue()["sources"]
    }
    assert {(one.body["source"], one.body["subject"]) for one in done} <= known


def test_nobody_thanks_oneself_or_someone_who_was_not_there() -> None:
    """Thanks go from one colleague to another."""
    everyone = {person.id: person for person in people(TODAY)}
    for giver, receiver, at, reason in thanked(list(everyone.values()), TODAY):
        day = date.fromisoformat(at[:10])
        assert giver != receiver
        assert everyone[giver].works_on(day)
        assert everyone[receiver].works_on(day)
        assert len(reason) > 20


def test_what_goes_wrong_in_real_years_is_there(done: list[Done]) -> None:
    """Late, doubled, retracted, malformed and unknown: a little of each, and nothing of the year is missing."""
    events = [one.body for one in done]
    arriving = strayed(events)
    ids = [event["id"] for event in arriving]
    assert {event["id"] for event in events} <= set(ids)
    assert len(ids) > len(set(ids))
    assert sum("retracts" in event["data"] for event in arriving) == 5
    assert sum(str(event["id"]).startswith(("misfit", "newcomer")) for event in arriving) == 5


def test_the_employees_story_holds(done: list[Done]) -> None:
    """Who signs in first is two drills from silver: the story that the home page tells."""
    badges = json.loads((Path(__file__).parents[3] / "deploy/demo/badges.json").read_text())["badges"]
    badge = next(badge for badge in badges if badge["id"] == "incident-lead")
    tiers = [{"id": tier["id"], "at_least": tier["at_least"]} for tier in badge["tiers"]]
    compiled = compile_rule(parse_rule({"criteria": badge["criteria"], "tiers": tiers}), "incident-lead")
    amara = next(person for person in people(TODAY) if person.name == data()["roles"]["employee"])
    facts = [
        Fact.of(
            {
                **one.body["data"], "id": one.body["id"], "completion": one.body["id"], "type": one.body["type"],
                "role": "actor", "employee": amara.id, "occurred_at": one.at, "source": one.body["source"],
            }
        )
        for one in done
        if one.person == amara.id
    ]  # fmt: skip
    history = History.of_person(read_person({"id": amara.id, "timezone": amara.timezone}), facts, now=NOW)
    assert [one.tier for one in compiled.judge(history)] == ["bronze"]
    assert sum(fact.type == "drill.led" for fact in facts) == 4


@pytest.mark.parametrize("role", ["admin", "manager", "employee"])
def test_the_three_whom_one_signs_in_as_exist(role: str) -> None:
    """They work here, and the employee is in a unit that the manager manages."""
    everyone = {person.name: person for person in people(TODAY)}
    assert everyone[data()["roles"][role]].left is None
    managed = next(unit for unit in data()["units"] if data()["roles"]["manager"] in unit["managers"])
    assert everyone[data()["roles"]["employee"]].unit == managed["id"]
