"""Lifecycle: what a version would do before it goes live (dry runs over real history), and how far its backfill is."""
