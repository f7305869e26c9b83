"""The service's one OpenAPI document: every `api.py` of the package describes its routes in it."""

from shared.http import ProblemDocument, spec

NAME = "badges"
api = spec(NAME)
REFUSALS = {f"HTTP_{status}": ProblemDocument for status in (400, 401, 403, 404, 409, 413, 415, 422, 503)}
