"""All rules that are in force, as folds under an index."""

from collections.abc import Callable, Iterable, Iterator

from shared.criteria.folding.folds import Fold
from shared.criteria.folding.index import Index
from shared.criteria.folding.rulings import Ruling
from shared.criteria.judging.facts import Entry, Fact
from shared.criteria.judging.history import History
from shared.criteria.judging.judge import Compiled


class Plan:
    """Rules by name. Build it once a process and keep it up: adding or dropping a rule touches no other."""

    def __init__(self, rules: Iterable[tuple[str, Compiled]] = ()) -> None:
        self.rulings: dict[str, Ruling] = {}
        self.folds: dict[str, Fold] = {}
        self.presences: list[Fold] = []
        self.of_entries: list[Fold] = []
        self.serial = 0
        self.looking_at_entries: dict[Ruling, None] = {}
        self._reading: dict[str, dict[Ruling, None]] = {}
        self._index = Index()
        for name, compiled in rules:
            self.add(name, compiled)

    def add(self, name: str, compiled: Compiled) -> None:
        """Add a rule, in place of what had its name."""
        self.drop(name)
        ruling = self.rulings[name] = Ruling(name, compiled, self._share)
        if ruling.needs_entries:
            self.looking_at_entries[ruling] = None
        for read in ruling.reads:
            self._reading.setdefault(read, {})[ruling] = None

    def drop(self, name: str) -> None:
        """Take a rule out, with the folds that no other uses."""
        ruling = self.rulings.pop(name, None)
        if ruling is None:
            return
        self.looking_at_entries.pop(ruling, None)
        for read in ruling.reads:
            del self._reading[read][ruling]
        for fold in ruling.folds:
            del fold.users[ruling]
            if not fold.users:
                self._remove(fold)

    def meant(self, fact: Fact, history: History) -> dict[Fold, int]:
        """The folds that a fact is meant for, each with the steps that it fits, as bits."""
        found = self._index.meant(fact, history)
        for fold in self.presences:
            found[fold] = 1
        return found

    def meaning(self, entry: Entry) -> Iterator[Fold]:
        """The folds that a ledger entry is meant for."""
        return (fold for fold in self.of_entries if fold.means_entry(entry))

    def reading(self, inputs: Iterable[str]) -> list[Ruling]:
        """The rulings whose outcome these inputs (points, awards, profile, clock) may change."""
        return list({ruling: None for name in inputs for ruling in self._reading.get(name, ())})

    def _share(self, name: str, make: Callable[[str], Fold]) -> Fold:
        fold = self.folds.get(name)
        if fold is None:
            fold = self.folds[name] = make(name)
            self._post(fold)
        return fold

    def _post(self, fold: Fold) -> None:
        self.serial += 1
        fold.serial = self.serial
        if fold.kind == "scope":
            self.presences.append(fold)
            self.of_entries.append(fold)
        elif fold.kind == "points":
            self.of_entries.append(fold)
        else:
            self._index.add(fold)

    def _remove(self, fold: Fold) -> None:
        del self.folds[fold.id]
        for held in (self.presences, self.of_entries):
            if fold in held:
                held.remove(fold)
        self._index.remove(fold)
