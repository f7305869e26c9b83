"""Writing what became of awards: their rows, who holds what, totals, and the events that tell of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from pymongo import DeleteOne, ReplaceOne

from services.badges import rows
from services.badges.batch import Batch
from services.badges.domain.awards import Award, Change, natural_key
from services.badges.storing import count_up
from shared.events import badges
from shared.events.envelope import Event, event_id, is_person
from shared.store import Row

T = TypeVar("T", badges.Revoked, badges.Expired)
MOST_TOLD = 100


def grant(batch: Batch, before: Mapping[str, Sequence[Award]], changes: Mapping[str, list[Change]]) -> None:
    """Write the changes of everyone's awards ({person: changes}); ``before`` are the awards as they were."""
    changed = {person: made for person, made in changes.items() if made}
    if not changed:
        return
    after = {change.award.id: change.award for made in changed.values() for change in made}
    _write_awards(batch, after.values())
    totals: Counter[str] = Counter()
    writes: list[ReplaceOne[Row] | DeleteOne] = []
    for person, made in changed.items():
        old = before.get(person, [])
        new = {award.id: award for award in old} | {change.award.id: change.award for change in made}
        totals.update(holdings(new.values()))
        totals.subtract(holdings(old))
        writes += _holder_writes(person, {change.award.badge for change in made}, new.values())
    batch.tx.db.holders.bulk_write(writes, ordered=False)
    count_up(batch, dict(totals))
    for person, made in changed.items():
        for change in made:
            _tell(batch, change)
        if batch.digest and is_person(person):
            _tell_digest(batch, batch.digest, person, [one.award for one in made if one.kind == "awarded"])


def holdings(awards: Iterable[Award]) -> set[str]:
    """The totals in which one person counts: once for each badge held, and for each tier of it."""
    standing = [award for award in awards if award.stands]
    return {total_of(award.badge) for award in standing} | {
        total_of(award.badge, award.tier) for award in standing if award.tier
    }


def total_of(badge: str, tier: str | None = None) -> str:
    """The name of the total of those who hold a badge, or a tier of it."""
    return f"holders|{badge}" if tier is None else f"holders|{badge}|{tier}"


def _write_awards(batch: Batch, awards: Iterable[Award]) -> None:
    awards = list(awards)
    for award in awards:
        if award.expires_at and award.stands:
            data = {"person": award.person, "award": award.id}
            batch.tx.schedule(f"expire|{award.id}", "expire", award.expires_at, data, lane=batch.tx.lane)
    writes = [ReplaceOne({"_id": award.id}, rows.award_row(award), upsert=True) for award in awards]
    batch.tx.db.awards.bulk_write(writes, ordered=False)
    if pieces := [
        write for award in awards if len(award.evidence) > rows.PIECES for write in rows.evidence_writes(award)
    ]:
        batch.tx.db.evidence.bulk_write(pieces)
    if revoked := [award.id for award in awards if not award.counts]:
        batch.tx.db.credentials.update_many({"award": {"$in": revoked}}, {"$set": {"revoked": True}})


def _holder_writes(person: str, badges_: set[str], awards: Iterable[Award]) -> list[ReplaceOne[Row] | DeleteOne]:
    best: dict[str, Award] = {}
    for award in sorted(awards, key=lambda one: (one.step, one.earned_at, one.id)):
        if award.stands:
            best[award.badge] = award
    writes: list[ReplaceOne[Row] | DeleteOne] = []
    for badge in sorted(badges_):
        key = {"_id": f"{badge}|{person}"}
        if top := best.get(badge):
            row = {"badge": badge, "person": person, "tier": top.tier, "award": top.id, "earned_at": top.earned_at}
            writes.append(ReplaceOne(key, row, upsert=True))
        else:
            writes.append(DeleteOne(key))
    return writes


def _tell(batch: Batch, change: Change) -> None:
    """Emit the event of a change; that an award is only kept concerns its owner alone."""
    award = change.award
    if change.kind in {"awarded", "amended"}:
        type_ = badges.AWARDED if change.kind == "awarded" else badges.AMENDED
        _emit(batch, type_, award, award.earned_at, _awarded(award, backfill=batch.digest is not None))
    elif change.kind == "revoked":
        _emit(batch, badges.REVOKED, award, batch.tx.now, _ended(award, badges.Revoked))
    elif change.kind == "expired":
        _emit(batch, badges.EXPIRED, award, batch.tx.now, _ended(award, badges.Expired))


def _tell_digest(batch: Batch, of: tuple[str, int], person: str, granted: list[Award]) -> None:
    """What a backfill brought somebody, as one; the best comes first."""
    if not granted:
        return
    names = [one.id for one in sorted(granted, key=lambda one: (-one.step, one.earned_at, one.id))]
    said = badges.Digested(
        recipient=person, badge=of[0], version=of[1], awards=tuple(names[:MOST_TOLD]), total=len(names)
    )
    name = event_id(f"digest/{of[0]}/{of[1]}/{person}")
    event = Event(name, badges.DIGESTED, "badges", person, batch.tx.now, said.model_dump(mode="json"))
    batch.tx.emit(event, badges.TOPIC)


def _emit(
    batch: Batch, type_: str, award: Award, at: datetime, data: badges.Awarded | badges.Revoked | badges.Expired
) -> None:
    name = event_id(natural_key(award.badge, award.tier, award.person, award.scope), award.generation, award.revision)
    event = Event(name, type_, "badges", award.person, at, data.model_dump(mode="json"))
    batch.tx.emit(event, badges.TOPIC)


def _awarded(award: Award, *, backfill: bool) -> badges.Awarded:
    return badges.Awarded(
        award=award.id,
        badge=award.badge,
        version=award.version,
        tier=award.tier,
        recipient=award.person,
        scope=award.scope,
        generation=award.generation,
        revision=award.revision,
        earned_at=award.earned_at,
        granted_at=award.granted_at,
        evidence=award.evidence[: rows.PIECES],
        evidence_count=len(award.evidence),
        points=award.points,
        expires_at=award.expires_at,
        backfill=backfill,
    )


def _ended(award: Award, kind: type[T]) -> T:
    return kind(
        award=award.id,
        badge=award.badge,
        tier=award.tier,
        recipient=award.person,
        scope=award.scope,
        generation=award.generation,
        revision=award.revision,
        earned_at=award.earned_at,
        reason=award.reason or "retraction",
        points=award.points,
    )
