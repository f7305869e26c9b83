"""Telling people: why and why not yet, as data and in plain words."""
