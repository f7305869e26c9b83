"""`python -m services.leaderboards api|consumer|all`; for the operator `rebuild` (the boards from the totals, while all
goes on) and `check` (the ledger's sums, the totals and the boards, compared)."""

import sys
from dataclasses import replace

import orjson

from services.leaderboards.api import make_app
from services.leaderboards.boards import Boards, connect
from services.leaderboards.checking import compare
from services.leaderboards.documents import DOCUMENTS
from services.leaderboards.handlers import SERVICE
from services.leaderboards.ledgers import begin_ledger
from services.leaderboards.projection import rebuild
from services.leaderboards.projector import Projector
from shared.serve import service_main
from shared.store import database, ensure_indexes


def prepare() -> None:
    """Make collections and indexes, and begin the ledger."""
    db = database("leaderboards")
    ensure_indexes(db, DOCUMENTS)
    begin_ledger(db)


def main() -> None:
    """What the command line asks for."""
    db, boards = database("leaderboards"), Boards(connect())
    match sys.argv[1:2]:
        case ["rebuild"]:
            prepare()
            sys.stdout.write(f"{rebuild(db, boards)} scores rebuilt\n")
        case ["check"]:
            found = compare(db, boards)
            sys.stdout.write(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode() + "\n")
            sys.exit(1 if found["differences"] else 0)
        case _:
            projector = Projector(db, boards)
            service_main(
                replace(SERVICE, committed=projector.wake),
                lambda checks: make_app(checks | {"redis": projector.missing}),
                prepare,
                parts=(projector,),
            )


if __name__ == "__main__":
    main()
