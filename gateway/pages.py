"""The web frontend's files: hashed assets for a year, every other address is the page itself."""

from pathlib import Path

from flask import Blueprint, Response, request, send_from_directory
from werkzeug.exceptions import NotFound

DIST = Path(__file__).parent / "web" / "dist"
PERSISTED = DIST / "persisted.json"
# Known to machines, or files of the build that are nobody's business.
NO_PAGES = ("graphql", "auth/", "persisted.json", ".vite", ".well-known/", "b/", "credentials/", "status/")
YEAR = 31_536_000
MISSING = """<!doctype html><html lang="en"><title>Laurel</title>
<h1>The web frontend is not built</h1><p>Run <code>make web</code>, then reload this page.</p></html>"""
blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@blueprint.get("/<path:path>")
def page(path: str = "") -> Response:
    """A file of the build, or the page for every address that it draws itself."""
    if path.startswith(NO_PAGES):
        raise NotFound
    if path == "index.html":
        return _index()
    if (DIST / path).is_file():
        return _file(path)
    if path.startswith("assets/") or (Path(path).suffix and not _wants_page()):
        raise NotFound
    return _index()


def _wants_page() -> bool:
    return "text/html" in request.headers.get("Accept", "")


def _file(path: str) -> Response:
    response = send_from_directory(DIST, path)
    if path.startswith("assets/"):
        response.cache_control.public = True
        response.cache_control.max_age = YEAR
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache = True
    return response


def _index() -> Response:
    if not (DIST / "index.html").is_file():
        return Response(MISSING, 503, mimetype="text/html")
    response = send_from_directory(DIST, "index.html")
    response.cache_control.no_cache = True
    return response
