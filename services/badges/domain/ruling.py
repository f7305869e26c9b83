"""The editions that one owner of lanes judges people by, or units, under one index: those in force, and superseded
ones under which awards stand."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from services.badges.domain.editions import Book, Edition, Recipients
from shared.criteria import Plan, Types


class Ruling:
    """``plan`` holds them by name, ``added`` is every name in the order in which it came, so that whoever was judged
    up to some place in it learns of what came after. Those that look at their own awards stand apart: ``renewing``."""

    def __init__(self, of: Recipients = "person") -> None:
        self.of: Recipients = of
        self.plan = Plan()
        self.book = Book([])
        self.added: list[str] = []
        self.types = Types()
        self.renewing: dict[str, Edition] = {}
        self._editions: dict[str, Edition] = {}
        self._reading: dict[str, dict[str, None]] = {}

    def adopt(self, book: Book, superseded: Iterable[Edition]) -> None:
        """Judge by this book from here on, and by these superseded editions besides those known already."""
        if book is not self.book:
            self.book = book
            self._retire()
            for edition in book.live.values():
                self._add(edition)
        for edition in superseded:
            self._add(edition)

    def edition(self, name: str) -> Edition:
        """The edition of this name."""
        return self._editions[name]

    def reads(self, what: str) -> bool:
        """Whether any edition looks at this input (points, profile, clock, awards)."""
        return bool(self._reading.get(what))

    def asking_for(self, badge: str) -> list[Edition]:
        """The editions whose outcome awards of this badge may change."""
        looking = (self._editions[name] for name in self._reading.get("awards", ()))
        return [one for one in looking if one.asks_for([badge])]

    def _retire(self) -> None:
        """What was in force is judged on as superseded, for those who hold awards under it."""
        self._editions = {name: one.superseded() for name, one in self._editions.items()}
        self.renewing = {name: self._editions[name] for name in self.renewing}

    def _add(self, edition: Edition) -> None:
        if edition.version.rule.recipient != self.of:
            return
        known = self._editions.get(edition.name)
        self._editions[edition.name] = edition
        if edition.renews:
            self.renewing[edition.name] = edition
        elif known is None or known.compiled is not edition.compiled:
            self.plan.add(edition.name, edition.compiled)
        if known is None or known.compiled is not edition.compiled:
            self.added.append(edition.name)
        if known is None:
            for what in edition.reads:
                self._reading.setdefault(what, {})[edition.name] = None
            self.types = reduce(or_, (self.types, edition.compiled.types))
