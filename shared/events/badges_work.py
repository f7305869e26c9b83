"""Work on what many people do together: emitted by badges, keyed by the aggregate (a unit, as `unit:id`), so that one
lane judges it. Read by badges itself."""

from shared.events.envelope import Data

TOPIC = "badges.work"
UNIT_TOUCHED = "laurel.unit.touched.v1"


class UnitTouched(Data):
    """Something that may concern a unit's badges was stored: ``facts`` and ``entries`` (of the points ledger) are the
    ids of what is new; ``awards``: members' awards have changed; ``anew``: more than this has (something was taken
    back, people or units moved), everything is to be looked at. What it was is read from the store."""

    unit: str
    facts: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    awards: bool = False
    anew: bool = False
