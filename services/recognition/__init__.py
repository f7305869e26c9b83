"""Recognition: kudos from one colleague to another, with a reason.

Owns kudos and their words. Consumes profiles: who is here, in which time zone, and who hides. Emits in one transaction
`laurel.kudos.given` (keyed by the giver) and `laurel.kudos.received` (keyed by the receiver); the words stay here."""
