"""How commands end when they cannot do what was asked."""


class CannotRun(Exception):
    """The command cannot run; the message is one line that says what to do (exit 2)."""
