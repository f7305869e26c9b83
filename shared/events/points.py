"""Points: emitted by leaderboards; read by badges and challenges. Keyed by employee."""

from datetime import datetime

from shared.events.envelope import Data

TOPIC = "points"
POSTED = "laurel.points.posted.v1"


class Cause(Data):
    """What an entry is for: type `completion`, `award`, `challenge` or `kudos`, and its id."""

    type: str
    id: str


class Posted(Data):
    """One ledger entry; a correction is a further entry with the opposite amount and the same ``occurred_at``."""

    id: str
    employee: str
    unit: str | None
    pool: str | None = None
    amount: int
    cause: Cause
    occurred_at: datetime
