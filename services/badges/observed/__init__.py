"""What really happens, for those who write rules: which types of facts occur, what they say, how many of them a rule
means, and how it judges one person. Nothing here writes.

Figures are counted once a minute and kept so long; each answer says as of when, and whether it is of a sample. A value
is shown only where it occurs for at least `FEWEST` people, to administrators too: a rule is about kinds of things, and
what only one person ever did or wrote is nobody's business here."""

FEWEST = 5
"""How many people a value must occur for, to be shown."""
