"""The rules of profiles, pure: dated values, the tree of units, what a CSV says and changes, what the feed shows."""
