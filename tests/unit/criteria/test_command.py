"""`python -m shared.criteria` as outside programs see it."""

# ruff: noqa: E501 - a case a line reads better than a case in six

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from shared.criteria.__main__ import main
from tests.unit.criteria.build import Json, at, count, fact, world


def run(command: str, lines: list[Json | bytes], tmp_path: Path, capfdbinary: Any) -> tuple[int, list[Json]]:
    """The exit code and the printed lines for a file of these worlds."""
    file = tmp_path / "worlds.jsonl"
    file.write_bytes(b"".join((line if isinstance(line, bytes) else orjson.dumps(line)) + b"\n" for line in lines))
    code = main([command, str(file), "--plain"])
    return code, [orjson.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


GOOD = world(count(1), [fact("a", "05-01")], repeat={"per_period": "month"}) | {"name": "good", "expected": "a note"}


def test_each_line_is_answered_in_order(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Worlds are judged one a line, refusals among them; keys that a world does not know are notes."""
    bad = GOOD | {"name": "bad", "badge": {"id": "b", "criteria": {"count": {"of": {"types": ["a.b"]}}}}}
    code, told = run("judge", [GOOD, bad, b"{", GOOD], tmp_path, capfdbinary)
    award = {
        "badge": "b",
        "tier": None,
        "recipient": "e1",
        "scope": "2026-05",
        "earned_at": at("05-01"),
        "evidence": ["a"],
    }
    assert told[0] == told[3] == {"name": "good", "awards": [award]}
    assert told[1] == {"name": "bad", "refused": {"path": "criteria.count.at_least", "message": "is required"}}
    assert told[2]["name"] is None
    assert told[2]["refused"]["message"].startswith("must be JSON")
    assert code == 0


def test_both_evaluators_print_the_same(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """With --plain and without, the output is the same to the last byte, refusals included."""
    numbers = [fact(str(i), f"05-0{i}", k=1.0 if i == 1 else 1) for i in (1, 2, 3)]
    file = tmp_path / "worlds.jsonl"
    worlds = [GOOD, GOOD | {"badge": {"id": "b", "criteria": count(9)}}, GOOD | {"now": "soon"}]
    worlds.append(world(count(2, types=["course.completed"]), numbers, repeat={"per": "data.k"}))
    file.write_bytes(b"".join(orjson.dumps(one) + b"\n" for one in worlds))
    assert main(["judge", str(file)]) == 0
    fast = capfdbinary.readouterr().out
    assert main(["judge", str(file), "--plain"]) == 0
    assert capfdbinary.readouterr().out == fast
    assert b'"scope":1,' in fast


def test_check_only_validates(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """check names the good and the refused, and fails if anything was refused."""
    assert run("check", [GOOD], tmp_path, capfdbinary) == (0, [{"name": "good"}])
    code, told = run("check", [GOOD, b"[]"], tmp_path, capfdbinary)
    assert code == 1
    assert told[1] == {"name": None, "refused": {"path": "", "message": "must be an object"}}


def broken(**more: Any) -> Json:
    """A good world but for this."""
    return GOOD | more


BROKEN: list[tuple[str, Any, str]] = [
    ("no world", b"3", ""),
    ("no badge", broken(badge=None), "badge"),
    ("no id of the badge", broken(badge={"criteria": count(1)}), "badge.id"),
    ("unknown key of the badge", broken(badge=GOOD["badge"] | {"level": 1}), "level"),
    ("no now", {key: value for key, value in GOOD.items() if key != "now"}, "now"),
    ("now is no instant", broken(now="soon"), "now"),
    ("a fact without an id", broken(facts=[{key: v for key, v in fact("a", "05-01").items() if key != "id"}]), "facts[0].id"),
    ("a fact in no time", broken(facts=[fact("a", "05-01"), fact("b", "05-01") | {"occurred_at": "x"}]), "facts[1].occurred_at"),
    ("a fact before all calendars", broken(facts=[fact("a", "0900-01-01T00:00:00Z")]), "facts[0].occurred_at"),
    ("a type in capitals", broken(facts=[fact("a", "05-01", "Course")]), "facts[0].type"),
    ("half an object", broken(facts=[fact("a", "05-01", object={"type": "course"})]), "facts[0].object"),
    ("data that is no object", broken(facts=[fact("a", "05-01") | {"data": [1]}]), "facts[0].data"),
    ("two facts in one", broken(facts=[fact("a", "05-01"), fact("a", "05-02")]), "facts[1].id"),
    ("two entries in one", broken(points=[{"id": "p", "employee": "e", "amount": n, "occurred_at": at("05-01")} for n in (1, 2)]), "points[1].id"),
    ("an unknown zone", broken(people=[{"id": "e1", "timezone": "Mars/Olympus"}]), "people[0].timezone[0].zone"),
    ("a zone that is a path", broken(people=[{"id": "e1", "timezone": "../../etc/passwd"}]), "people[0].timezone[0].zone"),
    ("an eighth day", broken(people=[{"id": "e1", "calendar": {"workdays": [8]}}]), "people[0].calendar.workdays[0]"),
    ("no day", broken(people=[{"id": "e1", "calendar": {"leave": ["05-05"]}}]), "people[0].calendar.leave[0].from"),
    ("an amount in words", broken(points=[{"id": "p", "employee": "e", "amount": "5", "occurred_at": at("05-01")}]), "points[0].amount"),
    ("an unknown state", broken(awards=[{"badge": "b", "recipient": "e", "earned_at": at("05-01"), "state": "lost"}]), "awards[0].state"),
    ("another badge's criteria", broken(badges=[{"id": "x", "criteria": {"all": []}}]), "badges[0].criteria.all"),
    ("a badge that asks for itself", broken(badge={"id": "b", "criteria": {"any": [{"badge": {"id": "b"}}]}}), "criteria.any[0].badge.id"),
    (
        "a badge that leads back to itself",
        broken(badge={"id": "b", "criteria": {"badge": {"id": "x"}}}, badges=[{"id": "x", "criteria": {"badge": {"id": "b"}}}]),
        "criteria.badge.id",
    ),
    ("data without a bottom", b'{"badge": ' + b"[" * 500 + b"]" * 500 + b"}", ""),
    ("nesting beyond JSON", b"[" * 5000, ""),
    ("no UTF-8", b'{"name": "\xff"}', ""),
    ("a number beyond all", orjson.dumps(GOOD).replace(b'"actor"', b"1e999"), ""),
]  # fmt: skip


@pytest.mark.parametrize(("line", "path"), [c[1:] for c in BROKEN], ids=[c[0] for c in BROKEN])
def test_a_broken_world_is_refused_by_its_path(
    line: Any, path: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Whatever is wrong is a refusal that names it, and the next line is judged all the same."""
    _, (told, good) = run("judge", [line, GOOD], tmp_path, capfdbinary)
    assert told["refused"]["path"] == path
    assert told["refused"]["message"]
    assert good["name"] == "good"


def test_standard_input_and_a_process_of_its_own() -> None:
    """`-` reads standard input; empty lines are none."""
    done = subprocess.run(
        [sys.executable, "-m", "shared.criteria", "judge", "-"],
        input=b"\n" + orjson.dumps(GOOD) + b"\n\n",
        capture_output=True,
        check=True,
        timeout=30,
    )
    assert [orjson.loads(line)["name"] for line in done.stdout.splitlines()] == ["good"]
    assert done.stderr == b""


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    """A missing file is a message, not a traceback."""
    with pytest.raises(SystemExit, match="give a file with one world a line"):
        main(["judge", str(tmp_path / "none.jsonl")])


def test_schema_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """`schema` prints the JSON Schema of a rule."""
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["schema"]) == 0
    assert orjson.loads(out.getvalue())["title"] == "Rule"
