"""Who may enter. Every screen names its audience; there is no default."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple


class Visitor(NamedTuple):
    """The person behind a session."""

    session_id: int
    account_id: int
    login: str
    name: str
    tenant_id: int | None
    role: str | None
    must_replace_password: bool
    revisions: str
    seen_at: str
    ends_at: str
    needs_factor: bool = False
    # How many letters of the office a tenant has not read, and the number of the last: "1.2031".
    letters: str = "0."

    @property
    def unread(self) -> int:
        """How many letters of the office wait for this tenant."""
        return int(self.letters.partition(".")[0])


@dataclass(frozen=True)
class Audience:
    """The people whom a screen is for."""

    name: str
    admits: Callable[[Visitor], bool]
    admits_strangers: bool = False
    admits_first_passwords: bool = False
    admits_half_sessions: bool = False
    for_staff: bool = False


anyone = Audience(
    "anyone",
    lambda visitor: True,
    admits_strangers=True,
    admits_first_passwords=True,
    admits_half_sessions=True,
)
signed_in = Audience("signed in", lambda visitor: True, admits_first_passwords=True)
tenant = Audience("tenant", lambda visitor: visitor.tenant_id is not None)


def staff(*roles: str) -> Audience:
    """Members of staff in one of the roles; any member where none is named."""
    return Audience(
        f"staff ({', '.join(roles) or 'any'})",
        lambda visitor: visitor.role is not None and (not roles or visitor.role in roles),
        for_staff=True,
    )


# Members of staff whose password was right and whose second factor is still to come. These two
# audiences, what is open to anyone, and nothing else lets them in.
half_way_in = Audience(
    "half way in",
    lambda visitor: visitor.role is not None,
    admits_first_passwords=True,
    admits_half_sessions=True,
)
staff_half_way_in = replace(half_way_in, name="staff (half way in)", for_staff=True)
