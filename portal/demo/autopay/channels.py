"""The channels of payment that the simulator offers, as gatewayList/v3 tells them."""

from typing import Any, NamedTuple

from portal import clock
from portal.clock import WARSAW
from portal.demo.autopay.amounts import as_amount

BANK, BLIK, CARD = 106, 509, 1500
MOST = 100_000_00


class Channel(NamedTuple):
    """A way to pay."""

    gateway_id: int
    name: str
    group: str
    least: int
    most: int
    button: str
    state: str = "OK"

    def takes(self, amount: int) -> bool:
        """Whether this amount may be paid by it now."""
        return self.state == "OK" and self.least <= amount <= self.most


CHANNELS = (
    Channel(BLIK, "BLIK", "BLIK", 1, 50_000_00, "Zapłać BLIKIEM"),
    Channel(BANK, "Bank Testowy (przelew)", "PBL", 1, MOST, "Przejdź do banku"),
    Channel(CARD, "Karta płatnicza", "CARD", 10, MOST, "Zapłać kartą"),
    Channel(3, "Bank w przerwie technicznej", "PBL", 1, MOST, "Płacę", "TEMPORARY_DISABLED"),
)
GROUPS = (("BLIK", "BLIK"), ("PBL", "Przelew internetowy"), ("CARD", "Karta płatnicza"))


def channel_of(gateway_id: int) -> Channel | None:
    """The channel of a number."""
    return next((each for each in CHANNELS if each.gateway_id == gateway_id), None)


def listed(service_id: str, message_id: str) -> dict[str, Any]:
    """The whole list."""
    return {
        "result": "OK",
        "errorStatus": None,
        "description": None,
        "gatewayGroups": [
            {"type": kind, "title": title, "shortDescription": None, "description": None,
             "order": order, "iconUrl": None}
            for order, (kind, title) in enumerate(GROUPS, 1)
        ],
        "serviceID": service_id,
        "messageID": message_id,
        "gatewayList": [_listed(channel, order) for order, channel in enumerate(CHANNELS, 1)],
    }  # fmt: skip


def _listed(channel: Channel, order: int) -> dict[str, Any]:
    """Numbers of amounts are JSON numbers, as the operator writes them."""
    limits = {"minAmount": float(as_amount(channel.least)),
              "maxAmount": float(as_amount(channel.most))}  # fmt: skip
    return {
        "gatewayID": channel.gateway_id,
        "name": channel.name,
        "groupType": channel.group,
        "bankName": "NONE",
        "iconURL": None,
        "state": channel.state,
        "stateDate": clock.now().astimezone(WARSAW).strftime("%Y-%m-%d %H:%M:%S"),
        "description": None,
        "shortDescription": None,
        "descriptionUrl": None,
        "availableFor": "BOTH",
        "requiredParams": [],
        "mcc": None,
        "inBalanceAllowed": True,
        "minValidityTime": None,
        "order": order,
        "currencies": [{"currency": "PLN", **limits}],
        "buttonTitle": channel.button,
    }
