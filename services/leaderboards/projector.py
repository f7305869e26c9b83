"""Keeps the boards up with the ledger, on its own thread: at once after a commit, and by looking four times a second,
so that it also finds what was posted while Redis was away. Boards that are gone, or another ledger's, are rebuilt."""

import threading

import structlog
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.leaderboards.boards import Boards, RedisAway
from services.leaderboards.ledgers import Mark, ledger
from services.leaderboards.projection import Lost, catch_up, numbers, rebuild
from shared import clock
from shared.store import Row
from shared.vital import vital

LOOK = 0.25
PAUSE = 1.0
log = structlog.get_logger()


class Projector:
    """One of them may run in every process: they never write over each other."""

    def __init__(self, db: Database[Row], boards: Boards, now: clock.Clock = clock.now) -> None:
        self._db = db
        self._boards = boards
        self._now = now
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = vital("leaderboards-projector", self._run)

    def start(self) -> None:
        """Begin to follow the ledger."""
        self._thread.start()

    def wake(self, owner: object) -> None:  # noqa: ARG002 - all lanes are looked at: a look costs two reads
        """An owner of lanes has committed something."""
        self._wake.set()

    def stop(self, timeout: float = 10.0) -> None:
        """Finish the step under way and end."""
        self._stop.set()
        self._wake.set()
        self._thread.join(timeout)

    def project(self) -> None:
        """Bring the boards to where the ledger is now, rebuilding them where they are not its own."""
        begun = self._now()
        name, marks = self._boards.state()
        reached = numbers(self._db)
        if name != ledger(self._db).name or _ahead(marks, reached):
            log.info("boards_rebuilt", scores=rebuild(self._db, self._boards))
            _, marks = self._boards.state()
        catch_up(self._db, self._boards, marks, reached)
        self._boards.complete_up_to(begun)

    def missing(self) -> str | None:
        """What keeps the boards from following, or None."""
        try:
            self._boards.redis.ping()
        except RedisAway as error:
            return f"Redis can't be reached: {error}"[:200]
        return None if self._thread.is_alive() or not self._thread.ident else "the projector has ended"

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            try:
                self.project()
            except Lost as lost:
                log.info("projection_repeated", reason=str(lost))
                continue
            except (RedisAway, PyMongoError) as error:
                log.warning("projection_waits", error=repr(error)[:300])
                self._stop.wait(PAUSE)
            self._wake.wait(LOOK)


def _ahead(marks: dict[int, Mark], reached: dict[int, Mark]) -> bool:
    """Whether the boards hold what the ledger never had: it was put back to an earlier state."""
    return not all(reached.get(lane, Mark()).covers(mark) for lane, mark in marks.items())
