"""What may go wrong when the operator is asked something."""

LONGEST_WORDS = 500


class OperatorFault(Exception):
    """It did not end as it should; `kind` is a word of ours or an error's name, never more."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class NoAnswer(OperatorFault):
    """The operator did not answer in time, or not with a message; what it did is not known."""


class BadAnswer(OperatorFault):
    """An answer that is none: not XML, not signed, about something else. It proves nothing."""


class Declined(OperatorFault):
    """The operator understood and did not do it; the name and description are its own words."""

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name[:64] or "unnamed")
        self.description = description[:LONGEST_WORDS]
