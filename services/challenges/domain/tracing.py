"""What counted and what is missing, in the shape of the API: the evaluation's own trace in plain words."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from services.challenges.domain.challenge import Challenge
from services.challenges.domain.goals import compiled
from services.challenges.domain.judging import Case
from shared.criteria import Fact, explain, trace_in_words

Json = dict[str, Any]
WEB = ("https://", "http://")
SHOWN = 50
"""How many facts of each kind a node shows, the newest; their number is told."""


def trace(challenge: Challenge, case: Case, joined_at: datetime, now: datetime, locale: str) -> Json:
    """The trace of one person's part: `person as_of tier done root next_step`."""
    root = explain(compiled(challenge.goal), case.history(challenge, joined_at, now))
    told = trace_in_words(root, challenge.noun, locale, challenge.timezone, now)
    return {
        "person": case.person.id,
        "as_of": now,
        "tier": None,
        "done": root.true_from is not None,
        "root": _node(told, _addresses(case.facts)),
        "next_step": next((step[:1].upper() + step[1:] for step in _missing(told)), None),
    }


def _node(told: Json, addresses: Mapping[str, str]) -> Json:
    below = [*([told["anchor"]] if told["anchor"] else []), *told["children"]]
    return {
        "path": f"{told['path'].removeprefix('criteria').removeprefix('.')}.{told['kind']}".removeprefix("."),
        "kind": told["kind"],
        "sentence": told["title"],
        "note": told.get("note"),
        "true_from": told["trueFrom"],
        "have": float(told["true"]) if told["have"] is None else told["have"],
        "need": 1 if told["need"] is None else told["need"],
        "counted": _newest(told["counted"], addresses),
        "counted_total": len(told["counted"]),
        "passed_over": _newest(told["passed"], addresses),
        "passed_over_total": len(told["passed"]),
        "missing": told["missing"],
        "children": [_node(child, addresses) for child in below],
    }


def _newest(items: list[Json], addresses: Mapping[str, str]) -> list[Json]:
    found = sorted(items, key=lambda item: datetime.fromisoformat(item["at"]), reverse=True)[:SHOWN]
    return [
        {
            "id": item["id"] or item["what"],
            "occurred_at": item["at"],
            "type": item["type"],
            "name": item["what"] or item["type"],
            "source": item["source"] or "laurel",
            "url": addresses.get(item["id"]),
            "reason": item.get("reason"),
        }
        for item in found
    ]


def _addresses(facts: Iterable[Fact]) -> dict[str, str]:
    """Where the evidence of facts can be seen, by their ids: what the source said, else what it is about."""
    found = {fact.id: fact.body.get("evidence_url") or _of_object(fact.body.get("object")) for fact in facts}
    return {name: url for name, url in found.items() if isinstance(url, str) and url.startswith(WEB)}


def _of_object(thing: Any) -> Any:
    return thing.get("url") if isinstance(thing, Mapping) else None


def _missing(told: Json) -> Iterator[str]:
    """What is missing, of the nodes below first: they say it more exactly."""
    if told["true"]:
        return
    for child in told["children"]:
        yield from _missing(child)
    if told["missing"]:
        yield told["missing"]
