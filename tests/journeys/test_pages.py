"""Every page, wide and narrow, light and dark, as pictures in `.artifacts/screens/`: whole, accessible, and quiet."""

from typing import Any

import pytest

from tests.journeys.playing import Stage

# Name, as whom, where.
PAGES = (
    ("sign-in", None, "/sign-in"),
    ("home", "employee", "/"),
    ("badges", "employee", "/badges"),
    ("badge", "employee", "/badges/incident-lead"),
    ("challenges", "employee", "/challenges"),
    ("challenge", "employee", "/challenges/{challenge}"),
    ("leaderboard", "employee", "/leaderboard"),
    ("leaderboard-top", "employee", "/leaderboard?view=top&period=all"),
    ("feed", "employee", "/feed"),
    ("kudos", "employee", "/kudos/new"),
    ("privacy", "employee", "/privacy"),
    ("not-found", "employee", "/nowhere"),
    ("launch", "manager", "/launch"),
    ("sources", "admin", "/sources"),
    ("source", "admin", "/sources/lms"),
)
NAMES = [name for name, _, _ in PAGES]
JAVASCRIPT = 220_000  # bytes, gzip


@pytest.fixture(scope="module")
def look(stage: Stage) -> dict[str, Any]:
    """One round through all pages."""
    pages = [{"name": name, "who": who, "path": path} for name, who, path in PAGES]
    seen = stage.play("pages", patience=900, pages=pages)
    return {**seen, "pages": {page["name"]: page for page in seen["pages"]}}


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(look: dict[str, Any], name: str) -> None:
    """No finding of axe, in light and dark, at 1440 and 390 pixels."""
    found = {_where(one): one["axe"] for one in look["pages"][name]["looks"]}
    assert found == {place: [] for place in ("1440 light", "1440 dark", "390 light", "390 dark")}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_sticks_out(look: dict[str, Any], name: str) -> None:
    """No page scrolls sideways."""
    assert {_where(one): one["overflow"] for one in look["pages"][name]["looks"] if one["overflow"]} == {}


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_quiet(look: dict[str, Any], name: str) -> None:
    """No error in the console, no request to another host, no answer of 500."""
    assert look["pages"][name]["faults"] == []


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


def _where(look: dict[str, Any]) -> str:
    return f"{look['width']} {look['scheme']}"
