"""HTTP statuses of refusals that concern a whole request, whatever media type is asked for."""

from gateway.errors import FORBIDDEN, INTERNAL, RATE_LIMITED, UNAUTHENTICATED, UNAVAILABLE

STATUSES = {UNAUTHENTICATED: 401, FORBIDDEN: 403, RATE_LIMITED: 429, INTERNAL: 500, UNAVAILABLE: 503}
