"""The gateway's Flask application: everything but the live streams."""

from functools import cache

from flask import Flask

from gateway import credentials, pages, pictures, signin
from gateway.documents import Documents
from gateway.endpoint import Endpoint
from gateway.headers import add_headers
from gateway.health import add_readiness, checks
from gateway.languages import add_languages
from gateway.rates import add_rates
from gateway.schema import schema
from gateway.watch import Watch
from shared.config import settings
from shared.http import create_app, spec

LARGEST_BODY = 10 * 1024 * 1024  # a CSV of people, inside JSON


@cache
def documents(*, closed: bool) -> Documents:
    """The documents of this process, shared by queries and streams."""
    return Documents(schema.graphql_schema, pages.PERSISTED, closed=closed)


def make_app(watch: Watch | None = None) -> Flask:
    """The application, wired; nothing connects before the first request. ``watch`` is that of live hints beside it."""
    endpoint = Endpoint(schema.graphql_schema, documents(closed=settings().production))
    app = create_app("gateway", endpoint.blueprint(), spec("gateway"), {}, guard=False)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    for blueprint in (signin.blueprint, pictures.blueprint, credentials.blueprint, pages.blueprint):
        app.register_blueprint(blueprint)
    add_readiness(app, checks(watch))
    add_rates(app)
    add_languages(app)
    add_headers(app)
    return app
