"""The demo's badges: drawable, judged by rules of the language, over completions that the demo's systems report."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from services.badges.drawing import Design, MetalName
from shared.criteria.language.rule import problems_in

from .pictures import picture, rendered

DEMO = Path(__file__).parents[3] / "deploy" / "demo"
BADGES: list[dict[str, Any]] = json.loads((DEMO / "badges.json").read_text(encoding="utf-8"))["badges"]
CATALOGUE: dict[str, Any] = json.loads((DEMO / "catalogue.json").read_text(encoding="utf-8"))
TYPES: list[dict[str, Any]] = CATALOGUE["types"]


def matches(node: Any) -> Iterator[dict[str, Any]]:
    """Every match in a criteria tree."""
    if isinstance(node, list):
        for child in node:
            yield from matches(child)
    elif isinstance(node, dict):
        if "types" in node:
            yield node
        for child in node.values():
            yield from matches(child)


def paths(node: Any) -> Iterator[str]:
    """Every path that a criteria tree looks at."""
    if isinstance(node, list):
        for child in node:
            yield from paths(child)
    elif isinstance(node, dict):
        if isinstance(node.get("path"), str):
            yield node["path"]
        for child in node.values():
            yield from paths(child)


def reported(pattern: str) -> list[dict[str, Any]]:
    """The catalogue's types that a match's type means."""
    if pattern.endswith(".*"):
        return [entry for entry in TYPES if entry["type"].startswith(pattern[:-1])]
    return [entry for entry in [*TYPES, *CATALOGUE["own"]] if entry["type"] == pattern]


def test_badges_look_and_are_named_apart() -> None:
    """Twelve for people and one for teams: ids, names and looks are each used once."""
    looks = [(badge["design"]["shape"], badge["design"]["field"], badge["design"]["icon"]) for badge in BADGES]
    assert len(BADGES) == 13
    assert len({badge["id"] for badge in BADGES}) == len({badge["name"] for badge in BADGES}) == len(set(looks)) == 13


@pytest.mark.parametrize("badge", BADGES, ids=lambda badge: badge["id"])
def test_each_can_be_drawn(badge: dict[str, Any]) -> None:
    """In the metals of its tiers, or in enamel, within 8.8 KB, and by a plain renderer."""
    design = Design.model_validate(badge["design"])
    metals: list[MetalName] = [tier["id"] for tier in badge["tiers"]] or ["enamel"]
    for metal in metals:
        svg = picture(design, tier_metal=metal, title=badge["name"])
        assert len(svg.encode()) <= 8800
        assert rendered(svg, 72).getchannel("A").getpixel((36, 36)) == 255


@pytest.mark.parametrize("badge", BADGES, ids=lambda badge: badge["id"])
def test_each_rule_is_good(badge: dict[str, Any]) -> None:
    """The language refuses none of them, tiers included."""
    tiers = [{"id": tier["id"], "at_least": tier["at_least"]} for tier in badge["tiers"]]
    assert problems_in({"criteria": badge["criteria"], **({"tiers": tiers} if tiers else {})}) == []


@pytest.mark.parametrize("badge", BADGES, ids=lambda badge: badge["id"])
def test_each_rule_asks_for_what_the_systems_report(badge: dict[str, Any]) -> None:
    """Types, roles and data that a rule names are in the catalogue."""
    for match in matches(badge["criteria"]):
        entries = [entry for pattern in match["types"] for entry in reported(pattern)]
        assert all(reported(pattern) for pattern in match["types"])
        asked = {match.get("role", "actor")} if isinstance(match.get("role", "actor"), str) else set(match["role"])
        assert asked <= {role for entry in entries for role in entry.get("roles", ["actor"])}
        assert {path for path in paths(match) if path.startswith("data.")} <= {
            f"data.{name}" for entry in entries for name in entry.get("data", {})
        }


@pytest.mark.parametrize("entry", TYPES, ids=lambda entry: entry["type"])
def test_each_type_has_a_source_and_a_dozen_objects(entry: dict[str, Any]) -> None:
    """Objects have ids and names of their own, and the data that their type promises of them."""
    assert entry["source"] in {source["id"] for source in CATALOGUE["sources"]}
    assert len({item["id"] for item in entry["objects"]}) == len({item["name"] for item in entry["objects"]}) >= 12
    promised = {name for name, told in entry["data"].items() if told.get("of") == "object"}
    assert all(set(item["data"]) == promised for item in entry["objects"])
