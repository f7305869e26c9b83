"""Refusals in the language of who is refused."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

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


def test_faults_of_a_rule_are_said_in_german() -> None:
    """What the rule language says of a broken rule is known in German, whatever it names."""
    broken = {"criteria": {"all": [{"count": {"of": {"types": "x"}, "at_least": 0}}, {"nothing": 1}]}, "tiers": [{}]}
    found = [problem.message for problem in problems_in(broken)]
    assert len(found) > 3
    assert [message for message in found if said(message, "de") == message] == []


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
