"""Profiles: who is here, in which unit, under which identities, and what they let others see.

Owns employees, units (a tree with managers), dated memberships, outside identities, privacy, and the feed.
Consumes badges, challenges and recognition for the feed. Emits `laurel.employee.changed` (keyed by employee) and
`laurel.unit.changed` (on every lane): whole states without names, addresses or plain identities, which stay here."""
