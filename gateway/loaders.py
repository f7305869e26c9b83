"""Batched reads: whatever a screen asks for by id goes to its service as one call per kind."""

from functools import cached_property
from typing import Any

from aiodataloader import DataLoader

from gateway.boards import Boards
from gateway.clients import Services
from gateway.principals import GATEWAY

LARGEST = 100  # ids in one read: the least that any service takes
TRACES = 20
Item = dict[str, Any]


class ById(DataLoader[str, Any]):
    """Items of one kind: `POST /read/<what>` with `{<ids>: […], **fixed}` gives `{"items": {id: item}}`."""

    def __init__(self, services: Services, service: str, what: str, ids: str, fixed: Item) -> None:
        super().__init__(max_batch_size=LARGEST)
        self._services = services
        self._place = (service, what)
        self._ids = ids
        self._fixed = fixed

    async def batch_load_fn(self, keys: list[str]) -> list[Any]:
        """One call for all of them."""
        items = (await self._services.read(*self._place, {**self._fixed, self._ids: keys}))["items"]
        return [items.get(key) for key in keys]


class InOrder(DataLoader[tuple[str, str | None], Any]):
    """Answers in the order of the questions, each about `{<name>: id, "person": id or null}`."""

    def __init__(self, services: Services, service: str, what: str, name: str, fixed: Item) -> None:
        super().__init__(max_batch_size=TRACES)
        self._services = services
        self._place = (service, what)
        self._name = name
        self._fixed = fixed

    async def batch_load_fn(self, keys: list[tuple[str, str | None]]) -> list[Any]:
        """One call for all of them."""
        asked = [{self._name: id_, "person": person} for id_, person in keys]
        items: list[Any] = (await self._services.read(*self._place, {**self._fixed, "items": asked}))["items"]
        return items


class Loaders:
    """The loaders of one request, made as they are first asked for; ``locale`` is the language of sentences."""

    def __init__(self, services: Services, locale: str) -> None:
        self._services = services
        self._locale = locale
        self._made: dict[Any, Any] = {}

    @cached_property
    def boards(self) -> Boards:
        """The loader of boards."""
        return Boards(self._services)

    @cached_property
    def source_names(self) -> ById:
        """The loader of sources for their names, which all may read; the rest of a source is for administrators."""
        return ById(self._services.of(GATEWAY), "intake", "sources", "ids", {})

    def by_id(self, service: str, what: str, ids: str = "ids", **fixed: Any) -> ById:
        """The loader of one kind of item; ``fixed`` are further fields of its request."""
        key = (service, what, ids, *sorted(fixed.items()))
        if key not in self._made:
            self._made[key] = ById(self._services, service, what, ids, fixed)
        found: ById = self._made[key]
        return found

    def worded(self, service: str, what: str) -> ById:
        """As ``by_id``, for items with sentences in the asker's language."""
        return self.by_id(service, what, locale=self._locale)

    def traces(self, service: str, name: str) -> InOrder:
        """The loader of what counted: by (badge or challenge, person or None for the asker)."""
        key = (service, "trace")
        if key not in self._made:
            self._made[key] = InOrder(self._services, service, "trace", name, {"locale": self._locale})
        found: InOrder = self._made[key]
        return found
