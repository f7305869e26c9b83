"""Asking a running platform."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2


@dataclass
class Platform:
    """A running platform: where it answers, and a token each for an admin, a manager, an employee and the system."""

    web: str
    intake: str
    tokens: dict[str, str] = field(default_factory=dict)

    def ask(self, who: str | None, query: str, variables: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """The answer to a GraphQL request of one of them, or of nobody."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who else {}
        body = {"query": query, "variables": variables or {}, **more}
        answer: dict[str, Any] = httpx2.post(f"{self.web}/graphql", json=body, headers=headers, timeout=30).json()
        return answer

    @contextmanager
    def signed_in(self, employee: str) -> Iterator[httpx2.Client]:
        """A browser with a session of this person's, with the guard's header on all it sends."""
        with httpx2.Client(base_url=self.web, headers={"X-Laurel": "1"}, timeout=30) as browser:
            assert browser.post("/auth/demo", json={"employee": employee}).status_code == 204
            yield browser

    def data(self, who: str, query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """The data of an answer that has no errors."""
        answer = self.ask(who, query, variables)
        assert "errors" not in answer, answer
        found: dict[str, Any] = answer["data"]
        return found


def codes(answer: dict[str, Any]) -> list[str]:
    """The codes of an answer's errors."""
    return [error["extensions"]["code"] for error in answer.get("errors", [])]


def eventually(check: Callable[[], Any], seconds: float = 60.0) -> Any:
    """The first true value that ``check`` gives; AssertionError when it gives none in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := check():
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s")
