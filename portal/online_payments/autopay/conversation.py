"""One question to the operator and its answer, within limits of time and of bytes."""

import ssl
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from portal.online_payments.autopay.faults import NoAnswer

SECONDS = 10
LARGEST = 2 * 1024 * 1024


def post(
    url: str,
    *,
    form: Mapping[str, str] | None = None,
    document: Mapping[str, Any] | None = None,
    header: str = "",
) -> bytes:
    """Send a form or a JSON document; slow.

    Takes:   header: the value of BmHeader, which some calls need.
    Gives:   the answer, errors of the operator's own (HTTP 4xx) too: they say what is wrong.
    Raises:  NoAnswer.
    """
    import httpx2

    ends = time.monotonic() + SECONDS
    headers = {"bmheader": header} if header else {}
    content = bytearray()
    try:
        with (
            httpx2.Client(timeout=SECONDS, verify=_tls(), trust_env=False) as client,
            client.stream("POST", url, data=form, json=document, headers=headers) as response,
        ):
            if response.status_code != 200 and not 400 <= response.status_code < 500:
                raise NoAnswer(f"http-{response.status_code}")
            for piece in response.iter_bytes():
                content += piece
                if len(content) > LARGEST:
                    raise NoAnswer("answer-size")
                if time.monotonic() > ends:
                    raise NoAnswer("timeout")
    except httpx2.TimeoutException as error:
        raise NoAnswer("timeout") from error
    except (httpx2.HTTPError, OSError) as error:
        raise NoAnswer("connection") from error
    return bytes(content)


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
