# mypy: allow-subclassing-any, allow-untyped-calls
"""What all areas of the schema are made with: enums, connections, references by id, and who may ask."""

import enum
import functools
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from gateway.context import Context

Row = dict[str, Any]
Resolver = Callable[..., Awaitable[Any]]
SKIP = "~"  # parts a service's cursor from how many items to leave out after it


def text(description: str | None = None, *, required: bool = True) -> graphene.String:
    """A String field."""
    return graphene.String(required=required, description=description)


def number(description: str | None = None, *, required: bool = True) -> graphene.Int:
    """An Int field."""
    return graphene.Int(required=required, description=description)


def many(of: Any, description: str | None = None, **arguments: Any) -> graphene.Field:
    """A field of the type `[of!]!`."""
    return graphene.Field(graphene.List(graphene.NonNull(of)), required=True, description=description, **arguments)


def enumeration(name: str, description: str, *values: str) -> graphene.Enum:
    """An enum whose values the services write in lower case."""
    members = enum.Enum(name, {value: value.lower() for value in values})  # type: ignore[misc]
    return graphene.Enum.from_enum(members, description=lambda value: description if value is None else None)


def plain(value: Any) -> Any:
    """An argument as the services take it."""
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    return value.value if isinstance(value, enum.Enum) else value


def context(info: GraphQLResolveInfo) -> Context:
    """The request's context."""
    found: Context = info.context
    return found


def needs(role: str, what: str) -> Callable[[Resolver], Resolver]:
    """For resolvers that only this role may ask (admins always may); ``what`` completes "You may not …"."""

    def decorate(resolver: Resolver) -> Resolver:
        @functools.wraps(resolver)
        async def guarded(root: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
            me = context(info).me
            context(info).require(me.admin or role in me.roles, what)
            return await resolver(root, info, **arguments)

        return guarded

    return decorate


def reference(
    of: Any, service: str, what: str, key: str, missing: Callable[[str], Row] | None = None, **options: Any
) -> graphene.Field:
    """A field whose row holds an id under ``key``; the item is loaded with all others of its kind. ``missing`` makes
    what stands in for an unknown one; ``options`` are graphene's."""

    async def resolve(root: Row, info: GraphQLResolveInfo) -> Any:
        wanted = root.get(key)
        if wanted is None or isinstance(wanted, dict):
            return wanted
        found = await context(info).loaders.by_id(service, what).load(wanted)
        return missing(wanted) if found is None and missing else found

    return graphene.Field(of, resolver=resolve, **options)


class PageInfo(graphene.ObjectType):
    """Where a page of a list ends."""

    has_next_page = graphene.Boolean(required=True)
    end_cursor = graphene.String()


def connection(of: Any, name: str, *, total: bool = True) -> Any:
    """The connection type of a list of ``of``, with its edge."""
    edge = type(
        f"{name}Edge",
        (graphene.ObjectType,),
        {
            "node": graphene.Field(of, required=True),
            "cursor": graphene.String(required=True),
            "__doc__": "One item of a list, and where it stands.",
        },
    )
    fields = {
        "edges": many(edge),
        "page_info": graphene.Field(PageInfo, required=True),
        "__doc__": "One page of a list.",
    }
    if total:
        fields["total_count"] = graphene.Int(required=True)
    return type(f"{name}Connection", (graphene.ObjectType,), fields)


def page_arguments() -> dict[str, Any]:
    """The arguments of a list that is read in pages."""
    return {"first": graphene.Int(required=True), "after": graphene.String()}


async def page(
    info: GraphQLResolveInfo, service: str, what: str, body: Mapping[str, Any], first: int, after: str | None,
    node: Callable[[Row], Any] = lambda row: row,
) -> Row:  # fmt: skip
    """A page of a service's list as a connection; ``node`` makes an item of a row."""
    found, start, skip = await read_page(info, service, what, body, first, after)
    return as_connection(found, start, skip, node)


async def read_page(
    info: GraphQLResolveInfo, service: str, what: str, body: Mapping[str, Any], first: int, after: str | None
) -> tuple[Row, str | None, int]:
    """A page of a service's list, the service's cursor that it begins after, and how many items of it to leave out."""
    start, skip = split(after)
    wanted = min(first + skip, max(first, 100))
    return await context(info).services.read(service, what, {**body, "first": wanted, "after": start}), start, skip


def split(after: str | None) -> tuple[str | None, int]:
    """A cursor as the service's own and the items to leave out after it."""
    start, mark, skip = (after or "").rpartition(SKIP)
    if not mark or not skip.isdecimal() or int(skip) >= 100:
        return after, 0
    return start or None, int(skip)


def as_connection(
    found: Row, start: str | None = None, skip: int = 0, node: Callable[[Row], Any] = lambda row: row
) -> Row:
    """A service's `{items, next, total}` as a connection: items without a cursor get one by counting from ``start``,
    the first ``skip`` are left out, and so are those of which ``node`` makes nothing."""
    items, following = found["items"], found.get("next")
    cursors = [item.get("cursor") or f"{start or ''}{SKIP}{place}" for place, item in enumerate(items, 1)]
    if cursors and following:
        cursors[-1] = following
    pairs = list(zip(map(node, items), cursors, strict=True))[skip:]
    return {
        "edges": [{"node": made, "cursor": cursor} for made, cursor in pairs if made is not None],
        "page_info": {"has_next_page": following is not None, "end_cursor": pairs[-1][1] if pairs else None},
        "total_count": found.get("total"),
    }
