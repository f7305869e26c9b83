"""What a unit's lane does when it is told that something of the members is new."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from services.badges import rows
from services.badges.batch import Batch
from services.badges.domain.awards import UNIT


def hear_units(batch: Batch) -> None:
    """Read what units were told of, as it is stored by now: what does not stand any more is passed over."""
    if not batch.touched:
        return
    batch.tx.touch(*(f"{UNIT}{unit}" for unit in batch.touched))
    facts: dict[str, list[str]] = defaultdict(list)
    entries: dict[str, list[str]] = defaultdict(list)
    for unit, touches in batch.touched.items():
        dirt = batch.dirt[f"{UNIT}{unit}"]
        dirt.anew = dirt.anew or any(one.anew for one in touches)
        dirt.inputs |= {"awards"} if any(one.awards for one in touches) else set()
        for one in touches:
            _note(facts, one.facts, unit)
            _note(entries, one.entries, unit)
    for row in _stored(batch, "facts", facts, {"retracted_at": None}):
        for unit in facts[row["_id"]]:
            batch.dirt[f"{UNIT}{unit}"].added.append(rows.fact(row))
    for row in _stored(batch, "entries", entries, {}):
        for unit in entries[row["_id"]]:
            batch.dirt[f"{UNIT}{unit}"].entries.append(rows.entry(row))


def _note(found: dict[str, list[str]], ids: Iterable[str], unit: str) -> None:
    for name in ids:
        if unit not in found[name]:
            found[name].append(unit)


def _stored(batch: Batch, collection: str, ids: Mapping[str, Any], more: dict[str, Any]) -> Iterable[Any]:
    return batch.tx.db[collection].find({"_id": {"$in": list(ids)}, **more}) if ids else ()
