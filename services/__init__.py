"""The services: each owns one database and learns of the others from events only."""
