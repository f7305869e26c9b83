"""Refusals in the language of who is refused."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from graphql import GraphQLError

from gateway.errors import SOMETHING, Refusal, public_error
from gateway.speaking import TEXTS, _texts, language_of, said
from shared.criteria import problems_in

ROOT = Path(__file__).parents[2]
REFUSING = {"Problem", "Refused", "Refusal", "CellRefused", "PictureRefused", "ValueError", "require", "_fault"}
# Read by operators and developers, or by programs that build a rule's tests: never by people on a screen.
UNSEEN = (
    "shared/config.py",
    "shared/criteria/worlds/",
    "shared/criteria/__main__.py",
    "gateway/tokens.py",
    "services/intake/openapi.py",
)
# Where in a drawing something stands, which the page says in its own words.
PLACE = re.compile(r"line {}.*|svg viewBox")
EXAMPLES = ROOT / "gateway" / "web" / "test" / "rules.json"
GONE = object()
WRONG: tuple[Any, ...] = (
    GONE, None, True, 0, -1, 1.5, 10**20, "", "x y", "P1", "P0D", "P2000Y",
    "2026-99-01T00:00:00Z", "2026-01-01T00:00:00Z", "0001-01-01T00:00:00+23:00", "a" * 1000, "local.x", "person.x",
    "award", "{", [], {}, [[]], ["*", "a"], ["a", None], {"nothing": 1}, {"all": []},
    {"not": {"count": {"of": {"types": ["a"]}, "at_least": 1, "tiered": True}}},
    *("(", ")", "[", "*", "a**", "a{2000}", "\\", "[z-b]", "\\8", "(?z)", "((((a{9}){99}){99}){99})"),
)  # fmt: skip
ENGLISH = {
    "a", "an", "and", "are", "be", "by", "empty", "for", "is", "it", "least", "more", "must", "number", "one", "or",
    "text", "than", "the", "with",
}  # fmt: skip
SAYING = ("gateway", "services", "shared/http.py", "shared/requests.py", "shared/criteria/language")


def templates() -> Iterator[tuple[str, str]]:
    """Every sentence in which anything refuses, with `{}` for what it names, and the file it stands in."""
    for place in SAYING:
        for path in [ROOT / place] if place.endswith(".py") else sorted((ROOT / place).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            if not name.startswith(UNSEEN):
                for node in ast.walk(ast.parse(path.read_text())):
                    yield from (
                        (text, name)
                        for text in _texts_of(node)
                        if " " in text.strip(" ;") and not PLACE.fullmatch(text)
                    )


def _texts_of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        yield from _strings(node) if called in REFUSING else ()
    elif isinstance(node, ast.Return):
        yield from _strings(node) if isinstance(node.value, ast.Tuple) else ()
    elif isinstance(node, ast.Assign):
        names = [getattr(target, "id", "").strip("_") for target in node.targets]
        if any(
            name.startswith(
                ("NOT_", "MESSAGES", "REFUSED", "FORBIDDEN", "ELSEWHERE", "ACTIVE", "detail", "message", "fault")
            )
            for name in names
        ):
            yield from (re.sub(r"{\w+}", "{}", text) for text in _strings(node))
    elif isinstance(node, ast.Yield):
        yield from _strings(node)


def _strings(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        for child in ast.iter_child_nodes(node):
            yield from _strings(child)


def test_every_refusal_is_known_in_german() -> None:
    """Whatever anything refuses with has its German in gateway/german.json."""
    known = _texts("de")[0]
    assert {text: where for text, where in templates() if text not in known} == {}


def test_no_translation_loses_what_is_named() -> None:
    """A text has a place for everything that its key names."""
    texts = _texts("de")[0]
    assert set(TEXTS) == {"de"}
    assert [key for key, text in texts.items() if text.count("{") < key.count("{}") and "datetime" not in key] == []


@pytest.mark.parametrize(
    ("message", "german"),
    [
        ("You may not launch a challenge for this unit", "Für diesen Bereich darfst du keine Challenge starten"),
        ("you may not change badges", "das darfst du nicht: Abzeichen ändern"),
        ("The challenge is closed", "Stand der Challenge: beendet"),
        ("10 kudos a day can be given, and 10 were given on 2026-05-04",
         "am Tag kannst du 10 Mal danken, und am 2026-05-04 waren es 10"),
        ("'Mars' is no time zone: give an IANA name such as Europe/Berlin",
         "'Mars' ist keine Zeitzone: gib einen IANA-Namen an, etwa Europe/Berlin"),
        ('must be a text with paths in braces, such as "User:{data.user}"',
         'muss ein Text mit Pfaden in geschweiften Klammern sein, etwa "User:{data.user}"'),
        ("Value error, must be true or false", "Muss true oder false sein"),
        ("nobody ever said this", "nobody ever said this"),
    ],
)  # fmt: skip
def test_messages_in_german(message: str, german: str) -> None:
    """A message is found by its sentence, with what it names; what it names is said too; unknown ones stay."""
    assert said(message, "de-AT") == german
    assert said(message, "en-GB") == message
    assert said(message, "fr") == message


@pytest.mark.parametrize(("locale", "language"), [("de", "de"), ("de_CH", "de"), ("DE-at", "de"), ("den", "en")])
def test_the_language_of_a_locale(locale: str, language: str) -> None:
    """Countries don't matter, and what is not known reads English."""
    assert language_of(locale) == language


def _places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where anything stands in JSON."""
    yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inner:
        yield from _places(one, (*at, step))


def _put(value: Any, at: tuple[Any, ...], new: Any) -> Any:
    """The same with something else at a place; GONE takes away what is there."""
    if not at:
        return new
    copied = value.copy()
    if new is GONE and len(at) == 1:
        del copied[at[0]]
    else:
        copied[at[0]] = _put(value[at[0]], at[1:], new)
    return copied


def _messages() -> dict[str, str]:
    """What the rule language says of every example with something wrong at every place, and where it said it."""
    found: dict[str, str] = {}
    for rule in orjson.loads(EXAMPLES.read_bytes()).values():
        for at in _places(rule):
            for wrong in WRONG if at else WRONG[1:]:
                found.update((problem.message, problem.path) for problem in problems_in(_put(rule, at, wrong)))
    return found


def _is_german(message: str) -> bool:
    told = said(message, "de")
    return told != message and not ENGLISH & set(re.findall(r"[a-z_]+", re.sub(r"'[^']*'|\"[^\"]*\"", "", told)))


def test_whatever_is_wrong_with_a_rule_is_said_in_german() -> None:
    """What the rule language says of a broken rule is known in German to its last word, whatever it names."""
    found = _messages()
    assert len(found) > 80
    assert {message: where for message, where in found.items() if not _is_german(message)} == {}


def test_a_refusal_is_answered_in_the_askers_language() -> None:
    """The sentence and each field's message are said; code and path stay."""
    refusal = Refusal(
        "NOT_FOUND", "There is no such challenge", [("id", "give the id of a challenge that you can see")]
    )
    shown = public_error(GraphQLError("x", original_error=refusal), "r-1", "de")
    assert shown["message"] == "Diese Challenge gibt es nicht"
    assert shown["extensions"]["code"] == "NOT_FOUND"
    assert shown["extensions"]["errors"] == [
        {"path": "id", "message": "gib die Id einer Challenge an, die du sehen kannst"}
    ]
    masked = public_error(GraphQLError("x", original_error=RuntimeError()), "r-2", "de")
    assert masked["message"] == "Etwas ist schiefgegangen" != SOMETHING
