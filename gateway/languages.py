"""The language of a request's refusals: that of who asks, else the one that the browser asks for."""

import orjson
from flask import Flask, Response, g, request

from gateway.speaking import LANGUAGES, said

PROBLEM = "application/problem+json"


def language() -> str:
    """The locale to refuse in; `g.locale` is set as soon as it is known who asks."""
    wanted = [g.get("locale"), *request.accept_languages.values()]
    return next((locale for locale in wanted if locale and locale.partition("-")[0].lower() in LANGUAGES), "en")


def add_languages(app: Flask) -> None:
    """Problems are answered in that language too."""
    app.after_request(_speak)


def _speak(response: Response) -> Response:
    if response.mimetype != PROBLEM:
        return response
    problem, locale = orjson.loads(response.get_data()), language()
    fields = [{**field, "message": said(field["message"], locale)} for field in problem.get("errors", ())]
    response.set_data(orjson.dumps({**problem, "detail": said(problem["detail"], locale), "errors": fields}))
    return response
