"""Sends a file of CloudEvents (NDJSON) to a running Laurel: python -m deploy.replay FILE.

`lines` reads it in batches · `place` remembers how far it was sent · `sending` posts with patience · `report` says
what became of it · `oulad` makes such a file from a real data set."""
