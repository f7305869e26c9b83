"""The JSON-LD contexts that credentials use: committed as data, never fetched."""

import json
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]
FOLDER = Path(__file__).parent / "data" / "contexts"
CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
FILES = {CREDENTIALS: "credentials-v2.json", OPEN_BADGES: "open-badges-3.0.3.json"}


class UnknownContext(ValueError):
    """A document names a context that is not kept here."""


def load(url: str, _options: Any = None) -> Json:
    """A context as JSON-LD processors take it; UnknownContext for any other address."""
    if url not in FILES:
        raise UnknownContext(f"the context {url} is not known")
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": _read(url)}


@cache
def _read(url: str) -> Json:
    document: Json = json.loads((FOLDER / FILES[url]).read_text(encoding="utf-8"))
    return document
