"""The gateway: one GraphQL schema over all services, sign-in, the web frontend and live hints.

Owns sessions (Redis) and bearer tokens (its own MongoDB database). It holds no rules: every answer is a service's,
asked for in batches with a 60-second token that says who asks."""
