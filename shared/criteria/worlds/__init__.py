"""Worlds: a rule with people and their facts in one line of JSON, so that rules can be kept with their tests."""
