"""What the operator says of one attempt to pay, in our words."""

from typing import Literal, NamedTuple

from portal.money import Grosze

Status = Literal["PENDING", "SUCCESS", "FAILURE"]
Source = Literal["notice", "status"]


class PaymentNotice(NamedTuple):
    """A message about an attempt whose signature was right. Only the adapter makes one."""

    service_id: str
    order_id: str
    remote_id: str
    amount: Grosze
    currency: str
    gateway_id: int | None
    paid_at: str
    """paymentDate as it came, YYYYMMDDhhmmss."""
    status: Status
    details: str
    start_amount: Grosze | None
    """The amount of the start, where the payer paid a commission on top of it."""
    message: str
    """As it was received."""
    fingerprint: bytes
    """The same for the same message: by it a repeat is known."""
    source: Source = "notice"
