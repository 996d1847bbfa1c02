"""What an artifact stands for, asked of the node over SOAP: good once, so never asked twice."""

import ssl
import time
from functools import lru_cache
from typing import NamedTuple

from portal.national_node import requests
from portal.national_node.node import Node
from portal.national_node.refusals import Kind, Refused
from portal.national_node.xml import LARGEST

SECONDS = 8
LONGEST_ARTIFACT = 2_000
HEADERS = {"content-type": "text/xml; charset=utf-8", "soapaction": '""', "accept": "text/xml"}

# The node was seen to offer weak Diffie-Hellman; what we offer leaves it no choice.
CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL"


class Answer(NamedTuple):
    """The node's words as they came, and the id of our question."""

    question_id: str
    content: bytes


def resolve(node: Node, artifact: str) -> Answer:
    """Ask the node what an artifact stands for; slow, and never tried again.

    Raises: Refused (unreachable).
    """
    question_id = requests.new_id()
    message = requests.artifact_question(node, question_id, artifact)
    return Answer(question_id, post(node.artifact_url, message))


def post(url: str, message: bytes) -> bytes:
    """Send a SOAP message; gives the answer, read within a limit of bytes and of time.

    Raises: Refused (unreachable).
    """
    import httpx2

    ends = time.monotonic() + SECONDS
    content = bytearray()
    try:
        with (
            httpx2.Client(timeout=SECONDS, verify=_tls(), trust_env=False) as client,
            client.stream("POST", url, content=message, headers=HEADERS) as response,
        ):
            if response.status_code != 200:
                raise Refused(Kind.UNREACHABLE, f"http-{response.status_code}")
            for piece in response.iter_bytes():
                content += piece
                if len(content) > LARGEST:
                    raise Refused(Kind.UNREACHABLE, "answer-size")
                if time.monotonic() > ends:
                    raise Refused(Kind.UNREACHABLE, "timeout")
    except httpx2.TimeoutException as error:
        raise Refused(Kind.UNREACHABLE, "timeout") from error
    except (httpx2.HTTPError, OSError) as error:
        raise Refused(Kind.UNREACHABLE, "connection") from error
    return bytes(content)


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(CIPHERS)
    return context
