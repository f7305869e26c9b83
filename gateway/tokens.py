"""Bearer tokens for programs: `lrl_` and 256 random bits, shown once, kept as SHA-256.

On the command line: `python -m gateway.tokens create|list|revoke|bootstrap`."""

import hashlib
import secrets
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

import orjson
import structlog
import typer
from pymongo import ASCENDING
from pymongo.collection import Collection
from pymongo.errors import PyMongoError

from shared.clock import now
from shared.store import Row, database

PREFIX = "lrl_"
SYSTEM = "system"  # no employee: who brings the first people in
NOTED_EVERY = timedelta(minutes=1)
log = structlog.get_logger()
cli = typer.Typer(add_completion=False, help="Bearer tokens for programs that use Laurel's GraphQL.")


@dataclass(frozen=True)
class Token:
    """A token's owner, and whether it may state when things happened (with an admin's role)."""

    id: str
    employee: str
    backdate: bool


def prepare() -> None:
    """Make the collection's index, waiting for MongoDB as long as it takes."""
    while not _has_index():
        time.sleep(1)


def create(employee: str, name: str, *, backdate: bool = False) -> str:
    """A new token for this person; it can't be shown again."""
    secret = PREFIX + secrets.token_urlsafe(32)
    row = {"_id": _digest(secret), "id": f"t-{secrets.token_hex(6)}", "employee": employee, "name": name}
    _tokens().insert_one({**row, "backdate": backdate, "created": now(), "used": None, "revoked": None})
    return secret


def find(secret: str) -> Token | None:
    """The token, unless it is unknown or revoked; its last use is noted to the minute."""
    row = _tokens().find_one({"_id": _digest(secret), "revoked": None}) if secret.startswith(PREFIX) else None
    if row is None:
        return None
    _note_use(row["_id"], row["used"])
    return Token(row["id"], row["employee"], row["backdate"])


def revoke(token: str) -> bool:
    """The token of this id (`t-…`) lets nobody in any more; False where there is none."""
    return _tokens().update_one({"id": token}, {"$set": {"revoked": now()}}).matched_count == 1


def _has_index() -> bool:
    try:
        _tokens().create_index([("employee", ASCENDING)])
    except PyMongoError as error:
        log.warning("waiting_for_servers", error=repr(error)[:200])
        return False
    return True


def _note_use(digest: str, used: datetime | None) -> None:
    moment = now()
    if used is None or moment - used > NOTED_EVERY:
        _tokens().update_one({"_id": digest}, {"$set": {"used": moment}})


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _tokens() -> Collection[Row]:
    return database("gateway").tokens


@cli.command("create")
def create_command(
    employee: Annotated[list[str], typer.Option(help="Whose it is, such as e-1; several give one token each.")],
    name: Annotated[str, typer.Option(help="What it is for.")],
    backdate: Annotated[bool, typer.Option(help="It may state when things happened, with an admin's role.")] = False,
) -> None:
    """Make a token and print it, one a line (with several people: JSON, by person)."""
    made = {person: create(person, name, backdate=backdate) for person in employee}
    typer.echo(orjson.dumps(made).decode() if len(made) > 1 else made[employee[0]])


@cli.command("bootstrap")
def bootstrap_command() -> None:
    """Print a token of the system itself, an administrator's: to bring in the first people. Revoke it when done."""
    typer.echo(create(SYSTEM, "bootstrap", backdate=True))


@cli.command("list")
def list_command() -> None:
    """Print all tokens, newest first, one JSON object a line; the secrets are not kept."""
    for row in _tokens().find({}, {"_id": 0}).sort("created", -1):
        typer.echo(orjson.dumps(row).decode())


@cli.command("revoke")
def revoke_command(token: Annotated[str, typer.Argument(help="Its id, `t-…`, as `list` shows it.")]) -> None:
    """Let nobody in with this token any more."""
    if not revoke(token):
        raise typer.BadParameter(f"there is no token {token}")


if __name__ == "__main__":
    cli()
