"""How Laurel is run: on one machine (`local`), with its demo organization (`demo`), in containers, in a cluster."""
