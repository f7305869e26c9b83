"""One's own language, chosen once and heard everywhere."""

from collections.abc import Iterator

import httpx2
import pytest

from tests.gateway.support import Platform

CHOOSE = "mutation ($to: String!) { setLocale(locale: $to) { locale timezone } }"
ASK = "query { viewer { locale timezone } }"
CHECK = "query ($input: RuleInput!) { checkRule(input: $input) { words problems { path message } } }"
JOIN = 'mutation { joinChallenge(id: "c-none") { id } }'


@pytest.fixture
def german(platform: Platform) -> Iterator[Platform]:
    """Eva and the administrator read German; afterwards they read English again."""
    for who in ("employee", "admin"):
        platform.data(who, CHOOSE, {"to": "de-AT"})
    yield platform
    for who in ("employee", "admin"):
        platform.data(who, CHOOSE, {"to": "en"})


def test_a_chosen_language_is_kept_and_leaves_the_time_zone_alone(platform: Platform, german: Platform) -> None:
    """What was chosen is in the profile; the zone stays the organization's."""
    before = platform.data("manager", ASK)["viewer"]
    chosen = german.data("employee", ASK)["viewer"]
    assert chosen == {"locale": "de-AT", "timezone": before["timezone"]}


def test_refusals_follow_at_once(german: Platform) -> None:
    """The next thing that is refused is said in German; to others in English."""
    assert german.ask("employee", JOIN)["errors"][0]["message"] == "Diese Challenge gibt es nicht"
    assert german.ask("manager", JOIN)["errors"][0]["message"] == "There is no such challenge"


def test_what_is_wrong_with_a_rule_is_said_in_the_writers_language(german: Platform) -> None:
    """A rule that is being written is no refusal; its faults and its words are in German all the same."""
    wrong = {"rule": {"criteria": {"count": {"of": {"types": ["course.completed"]}, "at_least": 0}}}}
    (problem,) = german.data("admin", CHECK, {"input": wrong})["checkRule"]["problems"]
    assert problem == {"path": "criteria.count.at_least", "message": "muss eine ganze Zahl sein, 1 oder mehr"}
    assert german.data("admin", CHECK, {"input": {"rule": {}}})["checkRule"]["words"] == "Wird von Hand verliehen"


def test_a_locale_that_is_none_is_refused_with_its_field(german: Platform) -> None:
    """The refusal names the field, in German, and what was chosen stays."""
    fault = german.ask("employee", CHOOSE, {"to": "Deutsch!"})["errors"][0]
    assert [one["path"] for one in fault["extensions"]["errors"]] == ["locale"]
    assert german.data("employee", ASK)["viewer"]["locale"] == "de-AT"


def test_who_is_not_known_is_refused_as_the_browser_asks(platform: Platform) -> None:
    """The sign-in address answers problems in the browser's language."""
    headers = {"X-Laurel": "1", "Accept-Language": "de-CH, en;q=0.5"}
    answer = httpx2.post(f"{platform.web}/auth/demo", json={"employee": ""}, headers=headers)
    assert answer.status_code in {403, 422}
    assert answer.json()["detail"] in {
        "sag, als wer du dich anmelden willst",
        "sich als irgendwer anzumelden geht nur für Vorführungen auf genau diesem Rechner (AUTH=demo)",
    }
