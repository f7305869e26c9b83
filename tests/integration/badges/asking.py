"""Asking the service over HTTP, as somebody."""

from collections.abc import Callable
from typing import Any

from services.badges import api
from shared.auth import Principal, mint

ADMIN = Principal("e-admin", frozenset({"employee", "admin"}))
MANAGER = Principal("e-2", frozenset({"employee", "manager"}), frozenset({"u-1"}))
ME = Principal("e-1")
Ask = Callable[..., tuple[int, Any]]


def asking(by_default: Principal) -> Ask:
    """Posts a body, given by its fields, to a path, as ``who``: (status, answer)."""
    client = api.make_app({}).test_client()

    def post(path: str, who: Principal = by_default, **body: Any) -> tuple[int, Any]:
        response = client.post(path, json=body, headers={"Authorization": f"Bearer {mint('badges', who)}"})
        return response.status_code, response.get_json()

    return post


def paths(problem: Any) -> list[str]:
    """The fields that a problem names."""
    return [error["path"] for error in problem["errors"]]
