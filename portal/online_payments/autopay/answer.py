"""An answer of the operator, in XML or JSON: read with nothing trusted in it, errors told apart."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from portal.online_payments.autopay.faults import BadAnswer, Declined
from portal.online_payments.autopay.signing import PipeInValue, is_signed

if TYPE_CHECKING:
    from portal.settings import Autopay

LARGEST = 512 * 1024


def read_xml(content: bytes, root_name: str) -> Any:
    """The root element of an answer.

    Raises: BadAnswer; Declined for an error of the operator's.
    """
    from lxml import etree

    if len(content) > LARGEST or b"<!DOCTYPE" in content or b"\x00" in content:
        raise BadAnswer("not an answer")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadAnswer("not XML") from error
    if root.tag == "error":
        raise Declined(text_of(root, "name"), text_of(root, "description"))
    if root.tag != root_name:
        raise BadAnswer(f"{root_name} is not its root")
    return root


def text_of(node: Any, name: str) -> str:
    """The text of a child, without the space around it; empty where it is not there.

    Raises: BadAnswer where there are two of that name, or it holds more than text.
    """
    found = node.findall(name)
    if not found:
        return ""
    if len(found) > 1 or len(found[0]):
        raise BadAnswer(f"{name} is there twice or not plain")
    return (found[0].text or "").strip()


def check_signature(values: list[str], given: str, autopay: "Autopay") -> None:
    """Raises: BadAnswer where the hash is not the one of these values."""
    try:
        signed = is_signed(values, given, autopay)
    except PipeInValue as error:
        raise BadAnswer("a bar in a value") from error
    if not signed:
        raise BadAnswer("not signed")


def read_json(content: bytes) -> Mapping[str, Any]:
    """An object in JSON; numbers with a point stay text, for money never passes through a float.

    Raises: BadAnswer.
    """
    try:
        found = json.loads(content, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise BadAnswer("not JSON") from error
    if not isinstance(found, dict):
        raise BadAnswer("not an object")
    return found
