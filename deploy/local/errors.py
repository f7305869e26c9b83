"""The one exception of this package: a sentence for the person at the keyboard."""


class LocalError(Exception):
    """Something on this machine is in the way. The message says what it is and what to do about it."""
