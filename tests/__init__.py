"""The tests: one folder for each kind."""
