"""Rules and traces in plain German."""

# ruff: noqa: E501 - a case a line reads better than a case in six

import re
from typing import Any

import pytest

from shared.criteria import explain, parse_rule, rule_in_words, trace_in_words
from shared.criteria.telling.english import ENGLISH
from shared.criteria.telling.german import GERMAN
from shared.criteria.worlds.world import read_world
from tests.unit.criteria.build import Json, at, count, course, fact, world
from tests.unit.criteria.test_rolls import entry
from tests.unit.criteria.test_words import MAY, SECURITY, leaf

UEBUNGEN = {"one": "Übung", "other": "Übungen"}

RULES: list[tuple[Json, str]] = [
    ({"criteria": count(5, where=[SECURITY])}, "Schließ 5 Kurse (Thema ist „security“) ab, Wiederholungen zählen nicht."),
    ({"criteria": count(1)}, "Schließ 1 Kurs ab, Wiederholungen zählen nicht."),
    ({"criteria": count(10, types=["drill.led"])}, "Leite 10 Übungen, Wiederholungen zählen nicht."),
    ({"criteria": count(2, types=["widget.published"])}, "Veröffentliche 2 Einträge der Art „widget“, Wiederholungen zählen nicht."),
    ({"criteria": count(1, types=["laurel.kudos.given"])}, "Gib 1 Dankeschön, Wiederholungen zählen nicht."),
    ({"criteria": count(3, types=["wiki.*"], credit_key=[])}, "Schaff 3 Aktivitäten der Art wiki.*, jedes Mal zählt."),
    ({"criteria": count(3, types=["a.b", "c.d"])}, "Schaff 3 Aktivitäten der Art a.b oder c.d, Wiederholungen zählen nicht."),
    ({"criteria": count(3, role=["mentor", "observer"], cap={"n": 2, "per": "day"})},
     "Schließ 3 Kurse in der Rolle „mentor“ oder „observer“ ab, Wiederholungen zählen nicht, höchstens 2 am Tag."),
    ({"criteria": count(3, credit_key=["data.topic", "local.date"])}, "Schließ 3 Kurse ab, je Thema und Datum nur einmal."),
    ({"criteria": count(3, window={"rolling": "P30D"})}, "Schließ 3 Kurse ab, Wiederholungen zählen nicht, innerhalb von 30 Tagen."),
    ({"criteria": count(3, window={"calendar": "year"})}, "Schließ 3 Kurse ab, Wiederholungen zählen nicht, innerhalb eines Jahres."),
    ({"criteria": count(3, window=MAY)}, "Schließ 3 Kurse ab, Wiederholungen zählen nicht, ab dem 1. Mai 2026 und vor dem 1. Juni 2026."),
    ({"criteria": count(3, window={"since": "joined"})}, "Schließ 3 Kurse ab, Wiederholungen zählen nicht, seit dem Eintritt."),
    ({"criteria": count(1, window={"after": count(2, types=["drill.led"])})},
     "Schließ 1 Kurs ab, Wiederholungen zählen nicht, erst danach: leite 2 Übungen, Wiederholungen zählen nicht."),
    ({"criteria": leaf("sum", path="result.score.raw", at_least=99.5)}, "Komm bei Punktzahl auf insgesamt 99,5, gezählt über Kurse, Wiederholungen zählen nicht."),
    ({"criteria": leaf("distinct", path="data.topic", at_least=3)}, "Schließ Kurse ab, insgesamt 3 verschiedene Themen."),
    ({"criteria": leaf("distinct", path="data.rig", at_least=3)}, "Schließ Kurse ab, insgesamt 3 verschiedene Werte für „rig“."),
    ({"criteria": leaf("distinct", path="data.topic", at_least=1)}, "Schließ Kurse ab, insgesamt 1 Thema."),
    ({"criteria": leaf("distinct", path="object.id", at_least=3)}, "Schließ 3 verschiedene Kurse ab."),
    ({"criteria": leaf("streak", period="week", length=4, grace=1)}, "Schließ 1 Kurs ab, 4 Wochen in Folge, 1 Lücke ist erlaubt."),
    ({"criteria": leaf("streak", period="workday", length=5, min_per_period=2, grace=2)}, "Schließ 2 Kurse ab, an 5 Arbeitstagen in Folge, 2 Lücken sind erlaubt."),
    ({"criteria": leaf("streak", period="month", length=1)}, "Schließ 1 Kurs ab, in 1 Monat."),
    ({"criteria": {"sequence": {"steps": [{"types": ["course.completed"]}, {"types": ["quiz.passed"]}], "within": "PT36H", "strict": True}}},
     "In dieser Reihenfolge: schließ 1 Kurs ab, dann bestehe 1 Quiz, alles innerhalb von 1 Tag und 12 Stunden, ohne dass etwas davon dazwischenkommt."),
    ({"criteria": {"badge": {"id": "lead", "tier": "gold"}}}, "Hol dir das Abzeichen „lead“ in Gold."),
    ({"criteria": {"badge": {"id": "*", "at_least": 3}}}, "Hol dir 3 Abzeichen."),
    ({"criteria": {"points": {"at_least": 1500, "pool": "security"}}}, "Sammle 1.500 Punkte in security."),
    ({"criteria": {"attribute": {"path": "unit", "op": "in", "value": ["u1", "u2"]}}}, "Bereich ist eins von „u1“, „u2“."),
    ({"criteria": {"tenure": {"at_least": "P1Y6M"}}}, "Sei seit mindestens 1 Jahr und 6 Monaten dabei."),
    ({"criteria": {"all": [{"attribute": {"path": "unit", "op": "eq", "value": "u1"}}, count(10, types=["drill.led"])]}},
     "Bereich ist „u1“; und leite 10 Übungen, Wiederholungen zählen nicht."),
    ({"criteria": {"all": [count(10, types=["drill.led"]), {"attribute": {"path": "unit", "op": "eq", "value": "u1"}}]}},
     "Leite 10 Übungen, Wiederholungen zählen nicht; und Bereich ist „u1“."),
    ({"criteria": {"any": [count(1), {"points": {"at_least": 1}}]}}, "Entweder schließ 1 Kurs ab; oder sammle 1 Punkt."),
    ({"criteria": {"at_least": {"k": 1, "of": [count(1), {"points": {"at_least": 2}}]}}}, "1 davon: schließ 1 Kurs ab; sammle 2 Punkte."),
    ({"criteria": {"not": count(1, window=MAY)}},
     "Kein einziges Mal: schließ 1 Kurs ab, Wiederholungen zählen nicht, ab dem 1. Mai 2026 und vor dem 1. Juni 2026."),
    ({"criteria": count(9), "tiers": [{"id": "bronze", "at_least": 1}, {"id": "profi", "at_least": 10}]},
     "Schließ 9 Kurse ab, Wiederholungen zählen nicht. Bronze ab 1 und profi ab 10."),
    ({"criteria": count(1), "repeat": {"per_period": "month"}}, "Schließ 1 Kurs ab, Wiederholungen zählen nicht. Einmal in jedem Monat."),
    ({"criteria": count(1), "repeat": {"every": 5}}, "Schließ 1 Kurs ab, Wiederholungen zählen nicht. Noch einmal nach jeweils 5 weiteren."),
    ({"criteria": count(1), "repeat": {"per": "data.team"}, "recipient": "unit", "start_from": "2026-01-01T00:00:00Z"},
     "Schließ 1 Kurs ab, Wiederholungen zählen nicht. Einmal je Team. Gilt für den Bereich als Ganzes. Zählt ab dem 1. Januar 2026."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "words"), RULES, ids=[words for _, words in RULES])
def test_rule_in_german(rule: Json, words: str) -> None:
    """A rule of every kind reads as German, with nouns in capitals and verbs in their place."""
    assert rule_in_words(parse_rule(rule), locale="de-AT") == words


CONDITIONS: list[tuple[Json, str]] = [
    ({"path": "data.a_b", "op": "ne", "value": 1}, "(„a b“ ist nicht 1)"),
    ({"path": "result.score.scaled", "op": "gte", "value": 0.8}, "(Anteil der Punkte ist mindestens 0,8)"),
    ({"path": "data.tags", "op": "contains", "value": "x"}, "(Schlagwörter enthält „x“)"),
    ({"path": "data.v", "op": "exists", "value": False}, "(„v“ ist nicht angegeben)"),
    ({"path": "data.v", "op": "eq", "value": True}, "(„v“ ist ja)"),
    ({"path": "data.v", "op": "eq", "value_of": "person.unit"}, "(„v“ ist dasselbe wie Bereich)"),
    ({"any": [SECURITY, {"path": "data.v", "op": "gt", "value": 1}]}, "(Thema ist „security“ oder „v“ ist mehr als 1)"),
    ({"not": SECURITY}, "(Thema ist nicht „security“)"),
    ({"not": {"any": [SECURITY]}}, "(außer: Thema ist „security“)"),
]


@pytest.mark.parametrize(("condition", "words"), CONDITIONS, ids=[words for _, words in CONDITIONS])
def test_condition_in_german(condition: Json, words: str) -> None:
    """Conditions stand in brackets behind what they are about, whatever its gender."""
    said = rule_in_words(parse_rule({"criteria": count(2, where=[condition])}), locale="de")
    assert said == f"Schließ 2 Kurse {words} ab, Wiederholungen zählen nicht."


def told(criteria: Json, facts: list[Json] | None = None, noun: Any = None, **more: Any) -> Json:
    """The trace of `e1` in German, as of 20 November 2026 in Berlin."""
    read = read_world(world(criteria, facts, **{"now": at("11-20")} | more))
    (history,) = read._of_people()
    return trace_in_words(explain(read.compiled, history), noun, locale="de", zone="Europe/Berlin", now=history.now)


def test_a_trace_in_german() -> None:
    """What is asked, what is missing, and each fact with its date and reason; the author's noun stands as it is."""
    facts = [
        course("a", "10-29", "x", topic="security"),
        course("b", "11-12", "x", topic="security"),
        course("c", "2025-11-12 23:30", "y", topic="x"),
        course("d", "11-13", "z", topic="security", role="observer"),
    ]
    node = told(count(10, types=["course.completed"], where=[SECURITY]), facts, UEBUNGEN)
    assert node["title"] == "Schließ 10 Übungen (Thema ist „security“) ab, Wiederholungen zählen nicht"
    assert (node["have"], node["missing"]) == (1, "noch 9 Übungen")
    assert [(one["what"], one["date"]) for one in node["counted"]] == [("x", "29. Oktober")]
    assert [(one["date"], one["reason"]) for one in node["passed"]] == [
        ("13. November 2025", "Thema ist „x“, nötig: „security“"),
        ("12. November", "schon am 29. Oktober gezählt"),
        ("13. November", "Rolle ist „observer“, nötig ist „actor“"),
    ]


REASONS: list[tuple[Json, list[Json], str]] = [
    (count(2, cap={"n": 1, "per": "day"}), [fact("a", "05-01"), fact("b", "05-01 13:00")], "Tagesgrenze erreicht"),
    (count(1, window=MAY), [fact("a", "06-01")], "außerhalb des Zeitraums"),
    (count(1, where=[{"path": "data.v", "op": "gte", "value": 3}]), [fact("a", "05-01", v=2.5)], "„v“ ist 2,5, nötig: mindestens 3"),
    (count(1, where=[{"path": "data.kind", "op": "in", "value": ["x", "y"]}]), [fact("a", "05-01")], "Art fehlt, nötig: eins von „x“, „y“"),
    (count(1, where=[{"not": SECURITY}]), [fact("a", "05-01", topic="security")], "ist ausgeschlossen"),
    (leaf("streak", period="workday", length=1), [fact("a", "05-02")], "kein Arbeitstag"),
]  # fmt: skip


@pytest.mark.parametrize(("criteria", "facts", "words"), REASONS, ids=[words for _, _, words in REASONS])
def test_reason_in_german(criteria: Json, facts: list[Json], words: str) -> None:
    """Reasons read as a remark beside the fact."""
    assert told(criteria, facts)["passed"][-1]["reason"] == words


MISSING: list[tuple[Json, Json, str]] = [
    (count(1), {}, "noch 1 Kurs"),
    (leaf("sum", path="data.n", at_least=2.5), {}, "noch 2,5"),
    (leaf("distinct", path="data.topic", at_least=2), {}, "noch 2 verschiedene Themen"),
    (leaf("distinct", path="data.topic", at_least=1), {}, "noch 1 Thema, bisher nicht dabei"),
    (leaf("distinct", path="object.id", at_least=2), {}, "noch 2 verschiedene Kurse"),
    (leaf("streak", period="week", length=2), {}, "noch 2 Wochen in Folge"),
    ({"sequence": {"steps": [{"types": ["a.b"]}]}}, {}, "als Nächstes kommt Schritt 1"),
    ({"badge": {"id": "x"}}, {}, "noch 1 Verleihung von „x“"),
    ({"points": {"at_least": 2}}, {"points": [entry("1", "05-01", 1)]}, "noch 1 Punkt"),
    ({"attribute": {"path": "attributes.a", "op": "eq", "value": 1}}, {}, "derzeit nicht angegeben"),
    ({"tenure": {"at_least": "P1Y"}}, {}, "erfüllt ab dem 1. Januar 2027"),
    ({"any": [count(1)]}, {}, "noch 1 davon"),
    (count(1, window=MAY), {}, "die Zeit dafür endete am 1. Juni"),
    ({"not": count(1, window=MAY)}, {"now": at("05-20")}, "entscheidet sich am Ende des 1. Juni"),
]


@pytest.mark.parametrize(("criteria", "more", "words"), MISSING, ids=[words for _, _, words in MISSING])
def test_missing_in_german(criteria: Json, more: Json, words: str) -> None:
    """What is missing reads as a next step."""
    assert told(criteria, **more)["missing"] == words


def test_both_languages_say_the_same_with_the_same_places() -> None:
    """German has every English message with the same places in it; it adds names for words of the English kind."""
    assert set(ENGLISH.messages) - set(GERMAN.messages) == set()
    added = set(GERMAN.messages) - set(ENGLISH.messages)
    assert {code.partition(".")[0] for code in added} == {"label", "tier"}
    assert [
        code for code in ENGLISH.messages if _places(ENGLISH.messages[code]) != _places(GERMAN.messages[code])
    ] == []


def _places(message: Any) -> set[frozenset[str]]:
    forms = [message] if isinstance(message, str) else list(message.values())
    return {frozenset(re.findall(r"{(\w+)}", form)) for form in forms}
