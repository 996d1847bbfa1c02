"""What is not there, and what is not yours, are the same."""


class NotThere(LookupError):
    """No such row, or it is somebody else's; the visitor sees 404 either way."""
