"""Rules with their tests on the command line.

python -m shared.criteria judge FILE|- [--plain]   one world a line in, its awards or its refusal a line out
python -m shared.criteria check FILE|-             the same without judging; fails if anything is refused
python -m shared.criteria schema                   the JSON Schema of a rule
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from shared.criteria import Entitlement, Problem, Refused, json_schema
from shared.criteria.language.values import write_instant
from shared.criteria.worlds.world import World, read_world

Line = dict[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 unless `check` refused a world or the file cannot be read."""
    asked = _parser().parse_args(arguments)
    if asked.command == "schema":
        sys.stdout.write(write_schema())
        return 0
    judge = _judged_plainly if asked.plain else _judged
    answer = judge if asked.command == "judge" else _checked
    refused = False
    for line in _lines(asked.file):
        told = _told(line, answer)
        refused = refused or "refused" in told
        sys.stdout.buffer.write(orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE))
        sys.stdout.buffer.flush()
    return int(refused and asked.command == "check")


def write_schema() -> str:
    """The JSON Schema as it is committed beside the models."""
    return orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m shared.criteria", description="Rules with their tests.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, does in (
        ("judge", "print what each world's badge is awarded for"),
        ("check", "only validate each world"),
    ):
        command = commands.add_parser(name, help=does)
        command.add_argument("file", help="one world a line as JSON; - reads standard input")
        command.add_argument("--plain", action="store_true", help="use the plain evaluator")
    commands.add_parser("schema", help="print the JSON Schema of a rule")
    return parser


def _lines(name: str) -> Iterator[bytes]:
    if name == "-":
        yield from _filled(sys.stdin.buffer)
        return
    try:
        with Path(name).open("rb") as file:
            yield from _filled(file)
    except OSError as error:
        sys.exit(f"{name}: {error.strerror or error}; give a file with one world a line, or - for standard input")


def _filled(file: BinaryIO) -> Iterator[bytes]:
    return (line for line in file if line.strip())


def _told(line: bytes, answer: Callable[[World], Line]) -> Line:
    name = None
    try:
        data = orjson.loads(line)
        name = data.get("name") if isinstance(data, dict) else None
        return {"name": name, **answer(read_world(data))}
    except orjson.JSONDecodeError as error:
        return _refusal(name, Problem("", f"must be JSON, one world a line: {error}"))
    except Refused as refused:
        return _refusal(name, refused.problems[0])


def _refusal(name: object, problem: Problem) -> Line:
    return {"name": name, "refused": {"path": problem.path, "message": problem.message}}


def _checked(_: World) -> Line:
    return {}


def _judged(world: World) -> Line:
    return {"awards": [_award(entitlement) for entitlement in world.judge()]}


def _judged_plainly(world: World) -> Line:
    return {"awards": [_award(entitlement) for entitlement in world.judge_plainly()]}


def _award(entitlement: Entitlement) -> Line:
    return {
        "badge": entitlement.badge,
        "tier": entitlement.tier,
        "recipient": entitlement.recipient,
        "scope": entitlement.scope,
        "earned_at": write_instant(entitlement.earned_at),
        "evidence": list(entitlement.evidence),
    }


if __name__ == "__main__":
    sys.exit(main())
