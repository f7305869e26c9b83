"""Delivery: a completion counts exactly once, whatever crashes.

`transaction` one MongoDB transaction with its events · `service` what a service tells delivery about itself · `lanes`
a lane's batch, halving, dead letters · `worker` the loop · `timers` the clock as an input, and barriers · `tasks`
long work · `commands` HTTP commands with idempotency keys · `deadletters` their replay."""
