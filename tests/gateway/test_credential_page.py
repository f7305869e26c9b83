"""The public page of a published award, as it is written for each way that the award may stand."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from gateway import credential_page
from gateway.credential_page import LANGUAGES, TEXTS, nothing, shown

CHECKS = ("signature", "issuer", "status", "dates")
SAID: dict[str, Any] = {
    "id": "x1", "url": "https://laurel.example/b/x1", "name": "Ada Lovelace", "badge": "mentor", "version": 3,
    "tier": "gold", "title": "Mentor, Gold", "description": "Helps.", "criteria": "Help ten people.",
    "issuer": "Harbour Freight", "issuer_url": "https://harbour.example", "did": "did:web:laurel.example",
    "key": "did:web:laurel.example#key-2", "earned_at": "2026-05-04T09:00:00Z", "expires_at": None,
    "published_at": "2026-05-05T09:00:00Z", "evidence": [{"name": "A review", "at": "2026-05-03T09:00:00Z"}],
    "evidence_total": 12, "evidence_from": "2025-01-03T09:00:00Z", "evidence_to": "2026-05-03T09:00:00Z",
    "status": "valid", "reason": None, "checks": [{"what": what, "holds": True} for what in CHECKS],
}  # fmt: skip


@pytest.fixture(autouse=True)
def app() -> Iterator[None]:
    """The gateway's templates, without the gateway."""
    with Flask("gateway").test_request_context():
        yield


def page(language: str = "en", **changes: Any) -> str:
    """The page with some of it changed."""
    return shown({**SAID, **changes}, language, verified=False)


def fails(*what: str) -> list[dict[str, Any]]:
    """Checks of which these fail."""
    return [{"what": one, "holds": one not in what} for one in CHECKS]


def test_links_unfurl_with_what_was_earned() -> None:
    """Title, words and picture for whoever is sent the link; where the signed document is; search engines stay out."""
    text = page()
    for expected in (
        '<meta property="og:title" content="Ada Lovelace earned Mentor, Gold">',
        '<meta property="og:image" content="https://laurel.example/b/x1/badge.png">',
        '<link rel="alternate" type="application/ld+json" href="https://laurel.example/b/x1/credential.json">',
        '<meta name="robots" content="noindex">',
        "certUrl=https%3A%2F%2Flaurel.example%2Fb%2Fx1&amp;certId=x1",
    ):
        assert expected in text


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({}, "valid", "Signature and status checked"),
        (
            {"status": "revoked", "reason": "retraction", "checks": fails("status")},
            "revoked",
            "Harbour Freight took this award back: what it rested on was taken back",
        ),
        (
            {"status": "revoked", "reason": "Given to the wrong Ada", "checks": fails("status")},
            "revoked",
            "took this award back: Given to the wrong Ada",
        ),
        (
            {"status": "revoked", "reason": "manual", "checks": fails("status")},
            "revoked",
            "took this award back: its holder was told why",
        ),
        (
            {"status": "expired", "expires_at": "2026-06-01T00:00:00Z", "checks": fails("dates")},
            "expired",
            "It was valid until 1 June 2026",
        ),
        ({"checks": fails("signature", "issuer")}, "broken", "The signature does not fit"),
    ],
)
def test_the_page_says_how_the_award_stands(changes: dict[str, Any], status: str, words: str) -> None:
    """Valid, revoked with the reason, expired with the day; and never valid where its own proof does not hold."""
    text = page(**changes)
    assert f'data-status="{status}"' in text
    assert words in text


@pytest.mark.parametrize("status", ["revoked", "expired"])
def test_an_award_that_ended_is_drawn_so(status: str) -> None:
    """The picture does not shine on: its band says so, in the page's language."""
    assert f"state={status}&amp;locale=en" in page(status=status)
    assert "state=earned&amp;locale=en" in page()


def test_evidence_is_counted_where_it_is_not_told() -> None:
    """How much and from when to when; what it was only if the holder tells it."""
    told, kept = page(), page(evidence=[])
    assert "A review" in told
    assert "A review" not in kept
    assert "Ada chose to show how much counted, not what." in kept
    for text in (told, kept):
        assert "<b>12</b>" in text
        assert "January 2025 – May 2026" in text


def test_whatever_is_said_is_text() -> None:
    """A name with markup is a name with markup."""
    text = page(name="<script>alert(1)</script>", title='"><img src=x>', reason="<b>", status="revoked")
    assert "<script>alert" not in text
    assert "<img src=x>" not in text
    assert "<b>" not in text.replace("<b>12</b>", "")


def test_german_reads_german() -> None:
    """Words and dates in the reader's language."""
    text = page("de", status="expired", expires_at="2026-06-01T00:00:00Z")
    for expected in ('<html lang="de">', "Abgelaufen", "1. Juni 2026", "Was es brauchte", "4. Mai 2026"):
        assert expected in text
    assert "Hier ist nichts" in nothing("de")


def test_both_languages_say_the_same_things() -> None:
    """No text of one language lacks in the other, nor a place in it; all that may be checked has its words."""

    def shape(texts: Any) -> Any:
        if isinstance(texts, dict):
            return {key: shape(value) for key, value in texts.items()}
        return sorted(part.partition("}")[0] for part in texts.split("{")[1:])

    texts = json.loads(TEXTS.read_text(encoding="utf-8"))
    assert set(texts) == set(LANGUAGES) == set(credential_page.LOCALES)
    assert shape(texts["en"]) == shape(texts["de"])
    assert set(texts["en"]["check"]) == set(CHECKS)
