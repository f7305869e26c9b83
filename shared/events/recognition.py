"""Recognition: emitted by recognition; read by badges, challenges, leaderboards and profiles.
Kudos make two events: one keyed by the giver, one by the receiver. Their reason stays with recognition."""

from datetime import datetime

from shared.events.envelope import Data

TOPIC = "recognition"
KUDOS_GIVEN = "laurel.kudos.given.v1"
KUDOS_RECEIVED = "laurel.kudos.received.v1"


class Kudos(Data):
    """One person thanked another."""

    id: str
    giver: str
    receiver: str
    value: str | None = None
    occurred_at: datetime
