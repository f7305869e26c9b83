"""The public page of a published award, written on the server: nothing of it needs a script."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal
from flask import render_template

from gateway.pages import DIST
from shared import clock

Json = dict[str, Any]
STYLE = "src/credential/page.css"
LANGUAGES = ("en", "de")
LOCALES = {"en": "en_GB", "de": "de"}
"""English without a country writes dates as Britain does."""
TEXTS = Path(__file__).parent / "templates" / "credential.json"
LINKEDIN = "https://www.linkedin.com/profile/add"


def shown(said: Json, language: str, *, verified: bool) -> str:
    """The page of a credential as the service tells it (`/read/credential-page`); ``verified`` lists its checks."""
    words = _texts()[language]
    return render_template(
        "credential.html",
        said=said,
        words=words,
        language=language,
        dates=_dates(said, language),
        evidence=[{**piece, "day": _day(piece["at"], language)} for piece in said["evidence"]],
        total=format_decimal(said["evidence_total"], locale=language),
        picture=f"/badges/{said['badge']}/{said['version']}.svg",
        asked=_picture(said, language),
        linkedin=f"{LINKEDIN}?{urlencode(_for_linkedin(said))}",
        holds=all(check["holds"] for check in said["checks"]),
        reason=words["reasons"].get(said["reason"], said["reason"]),
        initials="".join(word[0] for word in said["issuer"].split()[:2]),
        first_name=said["name"].split()[0],
        open_checks=verified,
        style=_style(),
    )


def nothing(language: str) -> str:
    """The page of whatever is not, or not any longer, or not yet public."""
    return render_template("nothing.html", words=_texts()[language], language=language, style=_style())


def _dates(said: Json, language: str) -> Mapping[str, str]:
    told = {name: _day(said[name], language) for name in ("earned_at", "expires_at") if said[name]}
    months = [
        format_skeleton("yMMMM", datetime.fromisoformat(said[name]), locale=LOCALES[language])
        for name in ("evidence_from", "evidence_to")
        if said[name]
    ]
    span = " – ".join(dict.fromkeys(months))
    return {**told, "span": span, "now": format_time(clock.now(), "short", locale=LOCALES[language])}


def _day(instant: str, language: str) -> str:
    return format_date(datetime.fromisoformat(instant), "long", locale=LOCALES[language])


def _picture(said: Json, language: str) -> Json:
    state = "earned" if said["status"] == "valid" else said["status"]
    return {"state": state, "locale": language} | ({"tier": said["tier"]} if said["tier"] else {})


def _for_linkedin(said: Json) -> Json:
    """LinkedIn's own names for what a certificate says."""
    earned = datetime.fromisoformat(said["earned_at"])
    told = {"startTask": "CERTIFICATION_NAME", "name": said["title"], "organizationName": said["issuer"]}
    told |= {"issueYear": earned.year, "issueMonth": earned.month, "certUrl": said["url"], "certId": said["id"]}
    if said["expires_at"]:
        ends = datetime.fromisoformat(said["expires_at"])
        told |= {"expirationYear": ends.year, "expirationMonth": ends.month}
    return told


@cache
def _texts() -> Mapping[str, Any]:
    texts: Mapping[str, Any] = orjson.loads(TEXTS.read_bytes())
    return texts


def _style() -> str | None:
    """The address of the built stylesheet; None where the web is not built."""
    manifest = DIST / ".vite" / "manifest.json"
    return _styles(manifest, manifest.stat().st_mtime_ns) if manifest.is_file() else None


@cache
def _styles(manifest: Path, _as_of: int) -> str | None:
    entry = orjson.loads(manifest.read_bytes()).get(STYLE)
    return f"/{entry['file']}" if entry else None
