"""Intake: the door through which other systems say what people did.

Owns sources, keys, received completions, quarantine and parked people. Consumes `laurel.profiles` (who an outside
identity is). Emits `laurel.completions`: one event per completion, employee and role; the stored completion is its own
outbox row."""
