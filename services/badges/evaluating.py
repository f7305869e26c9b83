"""Judging a batch's people: bulk reads, the pure rules, bulk writes; the round trips do not grow with the batch."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_

from services.badges import catalog, rows
from services.badges.alarms import set_alarms
from services.badges.batch import Batch
from services.badges.domain.awards import Award
from services.badges.domain.desk import Desk
from services.badges.domain.judging import Dirt
from services.badges.domain.recalled import Known, Recipient
from services.badges.domain.ruling import Ruling
from services.badges.granting import grant
from services.badges.loading import everything_of, recipients
from services.badges.looking_up import Shelf, records_of
from services.badges.remembering import memory_of, offer, recall
from shared.criteria import Folded, Types

Awards = Mapping[str, Sequence[Award]]


def evaluate(batch: Batch) -> None:
    """Judge everyone of whom something has changed by every badge that it may concern, and write what follows."""
    known = recall(batch)
    if not batch.dirt:
        offer(batch, known)
        return
    before = _awards(batch, known)
    ruling = _ruling(batch, before)
    fresh = [person for person in batch.dirt if person not in known]
    dirt = {**batch.dirt, **everything_of(batch.tx.db, fresh, ruling)}
    for person in fresh:
        dirt[person].expired, dirt[person].by_hand = batch.dirt[person].expired, batch.dirt[person].by_hand
    known |= {person: _unknown(ruling, before[person]) for person in fresh}
    desks = _desks(batch, ruling, known)
    changes = {
        person: (desk.judge_anew if person in fresh else desk.judge)(dirt[person]) for person, desk in desks.items()
    }
    grant(batch, before, changes)
    set_alarms(batch, desks)
    for person in desks:
        known[person].size += _size(dirt[person])
    offer(batch, known)


def _awards(batch: Batch, known: Mapping[str, Known]) -> Awards:
    """The awards, as they are before the batch, of everyone of whom something has changed."""
    unknown = [person for person in batch.dirt if person not in known]
    read = rows.awards_of(batch.tx.db, unknown) if unknown else {}
    return {
        person: list(known[person].awards.values()) if person in known else read.get(person, ())
        for person in batch.dirt
    }


def _ruling(batch: Batch, awards: Awards) -> Ruling:
    """The editions in force in this transaction's snapshot, and those under which these awards were granted: revoked
    ones too, which may be given back."""
    book, ruling = catalog.book(batch.tx.db), memory_of(batch).ruling
    granted_under = {(one.badge, one.version) for held in awards.values() for one in held}
    ruling.adopt(book, catalog.superseded(batch.tx.db, book, granted_under).values())
    return ruling


def _unknown(ruling: Ruling, awards: Sequence[Award]) -> Known:
    return Known(Folded(ruling.plan, fresh=True), {award.id: award for award in awards}, len(ruling.added))


def _desks(batch: Batch, ruling: Ruling, known: Mapping[str, Known]) -> dict[str, Desk]:
    """A desk for each person of whom something has changed, with what new rules ask of the past read for all."""
    db, now = batch.tx.db, batch.tx.now
    behind = [person for person in batch.dirt if known[person].judged_up_to < len(ruling.added)]
    shelf = Shelf.of(db, behind, _types_added(ruling, [known[person] for person in behind]))
    who: dict[str, Recipient] = recipients(db, batch.tx.lane, list(batch.dirt), ruling)
    return {
        person: Desk(ruling, who[person], known[person], records_of(db, person, shelf), now) for person in batch.dirt
    }


def _types_added(ruling: Ruling, behind: list[Known]) -> Types:
    """The types of facts of the rules by which someone has not been judged yet."""
    first = min((one.judged_up_to for one in behind), default=len(ruling.added))
    return reduce(or_, (ruling.edition(name).compiled.types for name in ruling.added[first:]), Types())


def _size(dirt: Dirt) -> int:
    return len(dirt.added) + len(dirt.entries)
