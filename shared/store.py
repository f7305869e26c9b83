"""MongoDB: one client a process, one database a service, and the assurances that transactions need."""

import os
from functools import cache
from typing import Any

import mongoengine
from mongoengine.connection import get_db
from pymongo import MongoClient
from pymongo.database import Database

from shared.config import settings

Row = dict[str, Any]
Client = MongoClient[Row]


class UnsafeStore(Exception):
    """The MongoDB server can't keep what Laurel promises; the message says what to change."""


def database(service: str) -> Database[Row]:
    """The service's own database; connects on first use in this process, under the alias of the service's name."""
    return _database(service, settings().mongodb_uri, settings().database(service), os.getpid())


@cache
def _database(service: str, uri: str, name: str, _process: int) -> Database[Row]:
    mongoengine.disconnect(service)
    mongoengine.connect(
        name, host=uri, alias=service, tz_aware=True, uuidRepresentation="standard",
        serverSelectionTimeoutMS=5000, socketTimeoutMS=60_000, appname=f"laurel-{service}",
    )  # fmt: skip
    db: Database[Row] = get_db(service)
    return db


def ensure_safe(db: Database[Row]) -> None:
    """Raise UnsafeStore unless the server is a replica set whose default write concern is majority."""
    hello = db.client.admin.command("hello")
    if "setName" not in hello:
        raise UnsafeStore("MONGODB_URI names a server that is no replica set: transactions need one (--replSet)")
    default = db.client.admin.command("getDefaultRWConcern").get("defaultWriteConcern", {"w": "majority"})
    if default.get("w") != "majority" or default.get("j") is False:
        raise UnsafeStore(
            f"the replica set's default write concern is {default}: set it to majority (setDefaultRWConcern)"
        )


def ensure_indexes(db: Database[Row], documents: tuple[type[mongoengine.Document], ...]) -> None:
    """Make the collections and indexes of these documents; done at start, because a transaction must not."""
    existing = set(db.list_collection_names())
    for document in documents:
        # mongoengine lets go of a closed connection by the class's bare name, and two services may have a `Fact` each.
        document._collection = None  # noqa: SLF001
        name = document._get_collection_name()  # noqa: SLF001  # mongoengine has no public name for it
        if name not in existing:
            db.create_collection(name, check_exists=False)
        document.ensure_indexes()
