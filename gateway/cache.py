"""Redis, for what may be lost: sessions, and for seconds who may do what."""

from __future__ import annotations

from functools import cache
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from shared.config import settings

CacheError = RedisError


def redis() -> Any:
    """This process's connections to Redis, whose answers are text (redis-py's types can't say so)."""
    return _redis(settings().redis_url)


@cache
def _redis(url: str) -> Any:
    return Redis.from_url(
        url, decode_responses=True, socket_timeout=2, socket_connect_timeout=2, health_check_interval=30
    )


def key(*parts: str) -> str:
    """The name of a key of the gateway's in this installation's namespace."""
    return ":".join((settings().namespace, "gateway", *parts))
