"""What tests leave in the servers, by namespace: databases, topics and keys, and how they are emptied or dropped."""

import secrets
from typing import Any

from kafka import KafkaAdminClient
from pymongo import MongoClient
from redis import Redis

from deploy.local.servers import Servers


class Namespaces:
    """Empty namespaces. Making a service's collections takes a second, emptying them a hundredth: so a namespace is
    lent again, with collections and indexes, unless there are topics of it (a log can't be emptied)."""

    def __init__(self, servers: Servers) -> None:
        self._mongo = MongoClient[dict[str, Any]](servers.mongodb_uri)
        self._redis = Redis.from_url(servers.redis_url)
        self._kafka = KafkaAdminClient(bootstrap_servers=servers.kafka_bootstrap_servers)
        self._spare: str | None = None

    def take(self) -> str:
        """A namespace in which there is nothing, and which nobody else uses."""
        taken, self._spare = self._spare or new(), None
        return taken

    def give_back(self, name: str) -> None:
        """The test is over; what it left goes."""
        if self._topics(name) or self._spare:
            self.drop(name)
            return
        for database in self._databases(name):
            for collection in self._mongo[database].list_collection_names():
                self._mongo[database][collection].delete_many({})
        self._forget_keys(name)
        self._spare = name

    def drop(self, name: str) -> None:
        """Nothing of this namespace is left."""
        for database in self._databases(name):
            self._mongo.drop_database(database)
        self._forget_keys(name)
        if topics := self._topics(name):
            self._kafka.delete_topics(topics)

    def close(self) -> None:
        """Drop what is left, and let go of the servers."""
        if self._spare:
            self.drop(self._spare)
        self._mongo.close()
        self._redis.close()
        self._kafka.close()

    def _databases(self, name: str) -> list[str]:
        found = self._mongo.list_databases(filter={"name": {"$regex": f"^{name}_"}}, nameOnly=True)
        return [database["name"] for database in found]

    def _topics(self, name: str) -> list[str]:
        return [topic for topic in self._kafka.list_topics() if topic.startswith(f"{name}.")]

    def _forget_keys(self, name: str) -> None:
        if keys := list(self._redis.scan_iter(f"{name}:*", count=1000)):
            self._redis.delete(*keys)


def new() -> str:
    """The name of a namespace that nobody has used."""
    return f"t{secrets.token_hex(6)}"
