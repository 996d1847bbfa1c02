"""What forms bring: where they come from, how much of it is read, and what is clean text."""

import asyncio
import unicodedata
from urllib.parse import parse_qsl

from starlette.datastructures import FormData
from starlette.types import Receive

SECONDS_FOR_A_BODY = 15
MOST_FIELDS = 200


class Refused(Exception):
    """The request is not served; its status says why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def check_own_site(headers: dict[bytes, bytes], base_url: str) -> None:
    """Let a form in only from our own pages.

    Browsers say where a request comes from: Sec-Fetch-Site, and Origin in those that do not. No
    token is needed then. "none" is a person's own act, such as resending from the history.

    Raises: Refused (403).
    """
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        if site not in (b"same-origin", b"none"):
            raise Refused(403)
        return
    if headers.get(b"origin", b"").decode("latin-1") != base_url:
        raise Refused(403)


async def read_form(receive: Receive, headers: dict[bytes, bytes], limit: int) -> FormData:
    """The fields of a form, read within a limit of bytes and of time.

    Raises: Refused 413 for too large a body, 400 for one that is no form or not clean text.
    """
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or len(length) > 9 or int(length) > limit:
        raise Refused(413)
    body = bytearray()
    try:
        async with asyncio.timeout(SECONDS_FOR_A_BODY):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Refused(400)
                body += message.get("body", b"")
                if len(body) > limit:
                    raise Refused(413)
                if not message.get("more_body"):
                    break
    except TimeoutError as error:
        raise Refused(400) from error
    return parse_form(bytes(body))


def parse_form(body: bytes) -> FormData:
    """The fields of an urlencoded body, in one normal form of Unicode.

    Raises: Refused (400) for bytes that are no text, NUL, or too many fields.
    """
    try:
        fields = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError as error:
        raise Refused(400) from error
    if any("\0" in name or "\0" in value for name, value in fields):
        raise Refused(400)
    return FormData([(name, unicodedata.normalize("NFC", value)) for name, value in fields])
