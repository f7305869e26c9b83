"""Reading boards: whatever a document asks of one board, head, neighbours and rows, costs one call."""

from itertools import zip_longest
from typing import Any, NamedTuple

from aiodataloader import DataLoader

from gateway.clients import Services


class Asked(NamedTuple):
    """A board (period and a day of it), and one part of it: n neighbours, or rows as (first, after)."""

    period: str
    at: str | None
    around: int | None = None
    rows: tuple[int, str | None] | None = None


class Boards(DataLoader[Asked, Any]):
    """`POST /read/board` for each board asked about; several only where a part is asked for in several sizes."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services

    async def batch_load_fn(self, keys: list[Asked]) -> list[Any]:
        """The answers that hold what each key asks for."""
        found: dict[Asked, Any] = {}
        for period, at in {key[:2]: None for key in keys}:
            found |= await self._board(period, at, [key for key in keys if key[:2] == (period, at)])
        return [found[key] for key in keys]

    async def _board(self, period: str, at: str | None, keys: list[Asked]) -> dict[Asked, Any]:
        around = list(dict.fromkeys(key.around for key in keys if key.around is not None))
        rows = list(dict.fromkeys(key.rows for key in keys if key.rows is not None))
        found: dict[Asked, Any] = {}
        for n, page in zip_longest(around, rows) if around or rows else [(None, None)]:
            answer = await self._read(period, at, n, page)
            found |= {Asked(period, at): answer, Asked(period, at, n): answer, Asked(period, at, None, page): answer}
        return found

    async def _read(self, period: str, at: str | None, n: int | None, page: tuple[int, str | None] | None) -> Any:
        rows = {"first": page[0], "after": page[1]} if page else None
        return await self._services.read(
            "leaderboards", "board", {"period": period, "at": at, "around": n, "rows": rows}
        )
