"""The start of a payment as the portal sends it: read, and every fault of it named."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

from portal import clock
from portal.demo.autopay import channels
from portal.demo.autopay.amounts import grosze, read_validity
from portal.demo.autopay.service import Service
from portal.demo.autopay.start_fields import FIELDS, Problem, problem_of

MOST_BYTES = 20_000
DAYS_BY_DEFAULT, MOST_DAYS = 6, 31
KEY = "<klucz>"


class Wrong(Exception):
    """A start that is not accepted; all that is wrong with it, and the words that were hashed."""

    def __init__(self, problems: list[Problem], hashed: str = "") -> None:
        super().__init__("; ".join(f"{each.field}: {each.words}" for each in problems))
        self.problems, self.hashed = problems, hashed


@dataclass(frozen=True)
class Start:
    """What was asked for."""

    fields: dict[str, str]
    order_id: str
    amount: int
    gateway_id: int
    ends_at: datetime
    return_url: str

    def of(self, name: str) -> str:
        """A field; empty where it was not sent."""
        return self.fields.get(name, "")


def read_start(body: bytes, service: Service, *, background: bool = False) -> Start:
    """The start in a form's body.

    Raises: Wrong.
    """
    pairs = _pairs(body)
    fields = dict(pairs)
    problems = [
        Problem(name, "", f"pole jest {times} razy")
        for name, times in Counter(name for name, _ in pairs).items()
        if times > 1
    ]
    given = fields.pop("Hash", "")
    for name, value in fields.items():
        problem = problem_of(name, value, background=background)
        problems += [problem] if problem else []
    for field in FIELDS:
        if field.required and not fields.get(field.name):
            problems.append(Problem(field.name, "", "tego pola brakuje"))
    values = [fields.get(field.name, "") for field in FIELDS]
    hashed = "|".join([*(value for value in values if value), KEY])
    if not problems:
        problems = _problems_between(fields, service, background=background)
    if not service.is_signed(values, given):
        problems.append(_wrong_hash(given, service))
    if problems:
        raise Wrong(problems, hashed)
    return _start(fields)


def _pairs(body: bytes) -> list[tuple[str, str]]:
    """Raises: Wrong."""
    try:
        if len(body) > MOST_BYTES:
            raise ValueError
        return parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=60, errors="strict"
        )
    except ValueError as error:
        raise Wrong([Problem("formularz", "", "to nie jest formularz w UTF-8")]) from error


def _problems_between(
    fields: dict[str, str], service: Service, *, background: bool
) -> list[Problem]:
    """What is wrong with fields that are right by themselves."""
    found = []
    if fields["ServiceID"] != service.service_id:
        found.append(Problem("ServiceID", fields["ServiceID"], "nie znamy takiego serwisu"))
    if fields.get("Currency", service.currency) != service.currency:
        found.append(Problem("Currency", fields["Currency"], f"ten serwis ma {service.currency}"))
    gateway_id, amount = int(fields.get("GatewayID") or 0), grosze(fields["Amount"]) or 0
    channel = channels.channel_of(gateway_id)
    if channel is None:
        if gateway_id or amount > channels.MOST:
            name = "GatewayID" if gateway_id else "Amount"
            words = "nie ma takiego kanału" if gateway_id else "za duża kwota"
            found.append(Problem(name, fields.get(name, ""), words))
    elif not channel.takes(amount):
        found.append(Problem("Amount", fields["Amount"], f"kanał {channel.name} jej nie przyjmie"))
    if fields.get("AuthorizationCode") and gateway_id != channels.BLIK:
        found.append(Problem("AuthorizationCode", "", "kod jest tylko do kanału 509"))
    ends_at = read_validity(fields.get("ValidityTime", ""))
    if ends_at is not None and ends_at <= clock.now():
        found.append(Problem("ValidityTime", fields["ValidityTime"], "ten czas już minął"))
    return found


def _wrong_hash(given: str, service: Service) -> Problem:
    length = {"sha256": 64, "sha512": 128}[service.algorithm]
    if not given:
        words = "tego pola brakuje"
    elif len(given) != length:
        words = f"{service.algorithm} ma {length} znaków, a przyszło {len(given)}"
    else:
        words = "skrót się nie zgadza z wartościami pól w kolejności ich numerów"
    return Problem("Hash", given, words)


def _start(fields: dict[str, str]) -> Start:
    now = clock.now()
    asked = read_validity(fields.get("ValidityTime", ""))
    ends_at = asked or now + timedelta(days=DAYS_BY_DEFAULT)
    return Start(
        fields=fields,
        order_id=fields["OrderID"],
        amount=grosze(fields["Amount"]) or 0,
        gateway_id=int(fields.get("GatewayID") or 0),
        ends_at=min(ends_at, now + timedelta(days=MOST_DAYS)),
        return_url=fields.get("ReturnURL", ""),
    )
