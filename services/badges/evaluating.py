"""Judging a batch's people and units: bulk reads, the pure rules, bulk writes; the round trips do not grow with the
batch."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_

from services.badges import catalog, rows
from services.badges.alarms import set_alarms
from services.badges.batch import Batch
from services.badges.domain.awards import Award, Change
from services.badges.domain.desk import Desk, unknown
from services.badges.domain.editions import Book, Recipients
from services.badges.domain.judging import Dirt
from services.badges.domain.recalled import Known, Recipient, RecipientUnit
from services.badges.domain.ruling import Ruling
from services.badges.granting import grant
from services.badges.loading import everything_of, recipients
from services.badges.looking_up import Shelf, records_of
from services.badges.remembering import memory_of, offer, recall
from services.badges.units.loading import recipients as units_of
from services.badges.units.preparing import prepared
from services.badges.units.telling import tell_units
from shared.criteria import Types
from shared.events.envelope import is_person

Awards = Mapping[str, Sequence[Award]]
Who = Mapping[str, Recipient | RecipientUnit]


def evaluate(batch: Batch) -> None:
    """Judge everyone of whom something has changed by every badge that it may concern, write what follows, and tell the
    units whose badges may change with it."""
    known = recall(batch)
    if batch.dirt or batch.moved:
        book = catalog.book(batch.tx.db)
        changes = _judge(batch, "person", book, known)
        _judge(batch, "unit", book, known)
        tell_units(batch, book, changes)
    offer(batch, known)


def _judge(batch: Batch, of: Recipients, book: Book, known: dict[str, Known]) -> dict[str, list[Change]]:
    """Judge the people, or the units; the changes of their awards."""
    names = [name for name in batch.dirt if is_person(name) == (of == "person")]
    if not names:
        return {}
    before = _awards(batch, names, known)
    ruling = _ruling(batch, of, book, before)
    who: Who = (recipients if of == "person" else units_of)(batch.tx.db, batch.tx.lane, names, ruling)
    fresh = {name: who[name] for name in names if _is_fresh(batch.dirt[name], known.get(name), who[name])}
    ready = prepared(batch, ruling, fresh)
    fresh = {name: one for name, one in fresh.items() if name not in ready}
    dirt = {**{name: batch.dirt[name] for name in names}, **everything_of(batch.tx.db, fresh, ruling)}
    for name in fresh:
        dirt[name].expired, dirt[name].by_hand = batch.dirt[name].expired, batch.dirt[name].by_hand
    known |= {name: unknown(ruling, before[name], one.mark) for name, one in fresh.items()}
    known |= {name: one.known for name, one in ready.items()}
    desks = _desks(batch, ruling, known, who)
    for name, one in ready.items():
        desks[name].changes += one.changes
        dirt[name].inputs.add("clock")
    changes = {name: (desk.judge_anew if name in fresh else desk.judge)(dirt[name]) for name, desk in desks.items()}
    grant(batch, before, changes)
    set_alarms(batch, desks)
    for name in desks:
        known[name].size += len(dirt[name].added) + len(dirt[name].entries)
    return changes


def _is_fresh(dirt: Dirt, known: Known | None, who: Recipient | RecipientUnit) -> bool:
    """Whether everything must be looked at."""
    return known is None or dirt.anew or known.mark != who.mark


def _awards(batch: Batch, names: Sequence[str], known: Mapping[str, Known]) -> Awards:
    """The awards, as they are before the batch, of everyone of whom something has changed."""
    unknown = [name for name in names if name not in known]
    read = rows.awards_of(batch.tx.db, unknown) if unknown else {}
    return {name: list(known[name].awards.values()) if name in known else read.get(name, ()) for name in names}


def _ruling(batch: Batch, of: Recipients, book: Book, awards: Awards) -> Ruling:
    """The editions in force in this transaction's snapshot, and those under which these awards were granted: revoked
    ones too, which may be given back."""
    ruling = memory_of(batch).rulings[of]
    granted_under = {(one.badge, one.version) for held in awards.values() for one in held}
    ruling.adopt(book, catalog.superseded(batch.tx.db, book, granted_under).values())
    return ruling


def _desks(batch: Batch, ruling: Ruling, known: Mapping[str, Known], who: Who) -> dict[str, Desk]:
    """A desk for each of whom something has changed, with what new rules ask of the past read for all."""
    db, now = batch.tx.db, batch.tx.now
    behind = [name for name in who if is_person(name) and known[name].judged_up_to < len(ruling.added)]
    shelf = Shelf.of(db, behind, _types_added(ruling, [known[name] for name in behind]))
    return {name: Desk(ruling, one, known[name], records_of(db, one, shelf), now) for name, one in who.items()}


def _types_added(ruling: Ruling, behind: list[Known]) -> Types:
    """The types of facts of the rules by which someone has not been judged yet."""
    first = min((one.judged_up_to for one in behind), default=len(ruling.added))
    return reduce(or_, (ruling.edition(name).compiled.types for name in ruling.added[first:]), Types())
