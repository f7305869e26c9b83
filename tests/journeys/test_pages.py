"""Every page, wide and narrow, light and dark, in both languages, as pictures in `.artifacts/screens/`: whole,
accessible, quiet, and in one language."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.playing import Stage

TEXTS = Path(__file__).parents[2] / "gateway" / "web" / "src" / "text"
# Name, as whom, where; and a key that opens something over the page.
PAGES: tuple[tuple[str, str | None, str] | tuple[str, str | None, str, str], ...] = (
    ("sign-in", None, "/sign-in"),
    ("home", "employee", "/"),
    ("badges", "employee", "/badges"),
    ("badge", "employee", "/badges/incident-lead"),
    ("team-badge", "employee", "/badges/ready-together"),
    ("challenges", "employee", "/challenges"),
    ("challenge", "employee", "/challenges/{challenge}"),
    ("leaderboard", "employee", "/leaderboard"),
    ("leaderboard-top", "employee", "/leaderboard?view=top&period=all"),
    ("feed", "employee", "/feed"),
    ("kudos", "employee", "/kudos/new"),
    ("privacy", "employee", "/privacy"),
    ("not-found", "employee", "/nowhere"),
    ("palette", "admin", "/", "Control+k"),
    ("launch", "manager", "/launch"),
    ("sources", "admin", "/sources"),
    ("source", "admin", "/sources/lms"),
    ("rules", "admin", "/admin/badges"),
    ("new-badge", "admin", "/admin/badges/new"),
    ("rule-editor", "admin", "/admin/badges/incident-lead"),
    ("holders", "admin", "/admin/badges/incident-lead/holders"),
    ("appeals", "admin", "/admin/appeals"),
    ("designer", "admin", "/admin/badges/incident-lead/design"),
)
NAMES = [page[0] for page in PAGES]
LOOKS = {
    "en": {"schemes": {"desk": ("light", "dark"), "phone": ("dark",)}, "judged": True},
    # Other words change neither colour nor structure, and what they are too long for is a phone first.
    "de": {"schemes": {"phone": ("light",)}, "judged": False},
}
JAVASCRIPT = 220_000  # bytes, gzip


@pytest.fixture(scope="module", params=["en", "de"])
def look(stage: Stage, request: pytest.FixtureRequest) -> dict[str, Any]:
    """One round through all pages, in each language."""
    pages = [dict(zip(("name", "who", "path", "press"), page, strict=False)) for page in PAGES]
    seen = stage.play("pages", patience=900, pages=pages, language=request.param, **LOOKS[request.param])
    return {**seen, "pages": {page["name"]: page for page in seen["pages"]}}


@pytest.mark.parametrize("look", ["en"], indirect=True)
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(look: dict[str, Any], name: str) -> None:
    """No finding of axe, in light and dark, at 1440 pixels, nor in dark at 390."""
    found = {_where(one): one["axe"] for one in look["pages"][name]["looks"]}
    assert found == {"1440 light": [], "1440 dark": [], "390 dark": []}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_sticks_out(look: dict[str, Any], name: str) -> None:
    """No page scrolls sideways."""
    assert {_where(one): one["overflow"] for one in look["pages"][name]["looks"] if one["overflow"]} == {}


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_quiet(look: dict[str, Any], name: str) -> None:
    """No error in the console, no request to another host, no answer of 500."""
    assert look["pages"][name]["faults"] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_in_one_language(look: dict[str, Any], name: str, request: pytest.FixtureRequest) -> None:
    """Nothing that Laurel says is in the other language, and the document says which one it is in."""
    language = request.node.callspec.params["look"]
    other = _whole("de" if language == "en" else "en") - _whole(language)
    assert {one["lang"].partition("-")[0] for one in look["pages"][name]["looks"]} == {language}
    assert {text for one in look["pages"][name]["looks"] for text in one["said"] if text in other} == set()


def test_a_rule_is_told_in_the_readers_language(look: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """Services speak it too: the sentence of a rule, its tiers, and what counted."""
    said = look["pages"]["badge"]["looks"][0]["said"]
    language = request.node.callspec.params["look"]
    words = {"en": ["Lead 3 drills", "Bronze at 3"], "de": ["Leite 3 drills", "Bronze ab 3"]}[language]
    assert [word for word in words if not any(word in text for text in said)] == []


def test_the_first_visit_is_light(look: dict[str, Any], record_property: Any) -> None:
    """What a first visit to the home page fetches of JavaScript stays within its budget."""
    record_property("JavaScript of the home page", f"{look['javascript']['gzip'] / 1000:.1f} kB gzip")
    assert look["javascript"]["scripts"]
    assert look["javascript"]["gzip"] <= JAVASCRIPT


def test_a_spoilt_page_is_found_out(look: dict[str, Any]) -> None:
    """The same looks at a page spoilt on purpose see each thing that is wrong with it."""
    spoilt = look["spoilt"]
    assert any(finding.startswith("image-alt") for finding in spoilt["axe"])
    assert spoilt["overflow"]["by"] > 0
    assert any("asks another host: http://elsewhere.invalid/" in fault for fault in spoilt["faults"])
    assert any("spoilt" in fault for fault in spoilt["faults"])


def _whole(language: str) -> set[str]:
    """The texts of a language that are told as they stand."""
    texts = json.loads((TEXTS / f"{language}.json").read_text())
    return {text for text in texts.values() if not re.search(r"[{}]", text)}


def _where(look: dict[str, Any]) -> str:
    return f"{look['width']} {look['scheme']}"
