"""States as rows of plain data, each of bounded size, and back.

A row is `{"fold", "token", "scope", "n", "of", "data"}`: piece `n` of the `of` pieces of one state; of a fold that
holds nothing, one row whose `of` is 0. Only a log grows with what is counted: it is cut into pieces of a thousand, of
which a fact that comes in order changes the last.
"""

from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from shared.criteria.folding.folded import Folded
from shared.criteria.folding.folds import Fold
from shared.criteria.judging.values import canonical

PIECE = 1000
Row = dict[str, Any]


def rows_of(folded: Folded, folds: Iterable[Fold] | None = None) -> Iterator[Row]:
    """The rows of these folds, by default of all."""
    for fold in folded.states if folds is None else folds:
        for key in folded.states.get(fold) or [None]:
            yield from rows_of_state(folded, fold, key)


def rows_of_state(folded: Folded, fold: Fold, key: Hashable) -> Iterator[Row]:
    """The rows of one state."""
    common = {"fold": fold.id, "token": folded.tokens[fold], "scope": folded.scopes[key]}
    state = folded.states[fold].get(key)
    pieces = [] if state is None else _cut(state.dump())
    if not pieces:
        yield common | {"n": 0, "of": 0, "data": None}
    for n, piece in enumerate(pieces):
        yield common | {"n": n, "of": len(pieces), "data": piece}


def restore(folded: Folded, rows: Iterable[Row]) -> None:
    """Take over rows of one recipient. Of folds that are no longer, or were folded for less, they are left out."""
    pieces: dict[tuple[Fold, Hashable], list[Row]] = {}
    for row in rows:
        fold = folded.plan.folds.get(row["fold"])
        if fold is not None and row["token"] == fold.token:
            key = canonical(row["scope"])
            folded.scopes[key] = row["scope"]
            pieces.setdefault((fold, key), []).append(row)
    for (fold, key), found in pieces.items():
        states = folded.states.get(fold)
        if states is None:
            states = folded.begin(fold)
        if found[0]["of"]:
            states[key] = fold.state()
            states[key].load(_joined(sorted(found, key=lambda row: row["n"])))


def dump_given(folded: Folded) -> dict[str, Any]:
    """What was last told of each rule, as plain data: it goes with the states, so that nothing is told twice."""
    return {
        name: [[folded.scopes[key], told.hex()] for key, told in given.items()] for name, given in folded.given.items()
    }


def load_given(folded: Folded, data: dict[str, Any]) -> None:
    """Take over what was told."""
    for name, given in data.items():
        folded.scopes |= {canonical(scope): scope for scope, _ in given}
        folded.given[name] = {canonical(scope): bytes.fromhex(told) for scope, told in given}


def _cut(data: Any) -> list[Any]:
    """A long log in pieces; everything else whole."""
    if isinstance(data, list) and len(data) > PIECE:
        return [data[start : start + PIECE] for start in range(0, len(data), PIECE)]
    return [data]


def _joined(rows: list[Row]) -> Any:
    if len(rows) == 1:
        return rows[0]["data"]
    return [one for row in rows for one in row["data"]]
