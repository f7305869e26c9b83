"""What the feed hears of other services. Each item has a natural key, and only newer word replaces what is stored.

A challenge's audience is its unit, which every lane learns from the launch; a completion before that waits for it."""

from dataclasses import dataclass, field

from pymongo import ReplaceOne

from services.profiles.domain import feed
from services.profiles.domain.feed import Item, supersedes
from shared.bus import lane_of
from shared.delivery.service import Service
from shared.delivery.transaction import Transaction
from shared.events import badges, challenges, recognition
from shared.events.envelope import Event, parse


@dataclass
class Batch:
    """What one transaction has to say about items, and the audiences of the challenges it met."""

    tx: Transaction
    items: list[Item] = field(default_factory=list)
    cancelled: set[str] = field(default_factory=set)
    units: dict[str, str | None] = field(default_factory=dict)

    def unit_of(self, challenge: str) -> str | None:
        """For which unit the challenge is; None if this lane has not heard of it."""
        if challenge not in self.units:
            row = self.tx.db.challenges.find_one({"_id": self.place(challenge)})
            self.units[challenge] = row["unit"] if row else None
        return self.units[challenge]

    def place(self, challenge: str) -> str:
        """Where this lane keeps what it knows of the challenge."""
        return f"{self.tx.lane:02d}|{challenge}"


def on_awarded(batch: Batch, event: Event) -> None:
    """An award of a person or a unit, or its amendment: shown at the moment it was earned."""
    batch.items.append(feed.of_award(parse(event, badges.Awarded)))


def on_revoked(batch: Batch, event: Event) -> None:
    """The award no longer stands."""
    batch.items.append(feed.of_award(parse(event, badges.Revoked)))


def on_kudos(batch: Batch, event: Event) -> None:
    """Kudos, on the receiver's lane."""
    batch.items.append(feed.of_kudos(parse(event, recognition.Kudos)))


def on_launched(batch: Batch, event: Event) -> None:
    """A challenge: each lane keeps its audience, the lane of its own key has the item."""
    launched = parse(event, challenges.Launched)
    row = {"unit": launched.unit, "version": launched.version}
    place = batch.place(launched.challenge)
    known = batch.tx.db.challenges.find_one({"_id": place})
    if known is None or known["version"] < launched.version:
        batch.tx.db.challenges.replace_one({"_id": place}, row, upsert=True)
        batch.units[launched.challenge] = launched.unit
    if lane_of(event.subject) == batch.tx.lane:
        batch.items.append(feed.of_launched(launched, event.time))
    batch.tx.release(f"challenge:{launched.challenge}")


def on_cancelled(batch: Batch, event: Event) -> None:
    """A cancelled challenge invites nobody any more; what was completed stays."""
    if lane_of(event.subject) == batch.tx.lane:
        batch.cancelled.add(feed.launched_id(parse(event, challenges.Ended).challenge))


def on_completed(batch: Batch, event: Event) -> None:
    """A challenge completed by one person."""
    _completed(batch, event, gone=False)


def on_uncompleted(batch: Batch, event: Event) -> None:
    """It was not completed after all."""
    _completed(batch, event, gone=True)


def _completed(batch: Batch, event: Event, *, gone: bool) -> None:
    completed = parse(event, challenges.Completed)
    unit = batch.unit_of(completed.challenge)
    if unit is None:
        batch.tx.wait_for(f"challenge:{completed.challenge}", event)
    else:
        batch.items.append(feed.of_completed(completed, unit, gone=gone))


def conclude(batch: Batch) -> None:
    """Store what is newer than what is stored, in one write."""
    feed_of = batch.tx.db.feed
    ids = {item.id for item in batch.items} | batch.cancelled
    items = {row["_id"]: _item(row) for row in feed_of.find({"_id": {"$in": list(ids)}})}
    newer: dict[str, Item] = {}
    for item in batch.items:
        if supersedes(item, items.get(item.id)):
            newer[item.id] = items[item.id] = item
    for key in batch.cancelled & items.keys():
        newer[key] = items[key].model_copy(update={"gone": True})
    if newer:
        feed_of.bulk_write([_replacing(item) for item in newer.values()], ordered=False)


def _item(row: dict[str, object]) -> Item:
    return Item.model_validate(row | {"id": row["_id"]})


def _replacing(item: Item) -> ReplaceOne[dict[str, object]]:
    return ReplaceOne({"_id": item.id}, item.model_dump(exclude={"id"}), upsert=True)


HANDLERS = {
    badges.AWARDED: on_awarded,
    badges.AMENDED: on_awarded,
    badges.REVOKED: on_revoked,
    recognition.KUDOS_RECEIVED: on_kudos,
    challenges.LAUNCHED: on_launched,
    challenges.CANCELLED: on_cancelled,
    challenges.COMPLETED: on_completed,
    challenges.UNCOMPLETED: on_uncompleted,
}
TOPICS = (badges.TOPIC, challenges.TOPIC, recognition.TOPIC)
SERVICE = Service("profiles", topics=TOPICS, open=Batch, handlers=HANDLERS, conclude=conclude)
