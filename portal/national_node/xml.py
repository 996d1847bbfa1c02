"""XML from outside, and the names in it. Whatever is unusual is refused rather than cleaned."""

from typing import TYPE_CHECKING

from portal.national_node.refusals import untrusted

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LARGEST = 512 * 1024
ID_ATTRIBUTES = ("ID", "Id", "id", "{http://www.w3.org/XML/1998/namespace}id")

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol"
SAML = "urn:oasis:names:tc:SAML:2.0:assertion"
DS = "http://www.w3.org/2000/09/xmldsig#"
DSIG11 = "http://www.w3.org/2009/xmldsig11#"
XENC = "http://www.w3.org/2001/04/xmlenc#"
XENC11 = "http://www.w3.org/2009/xmlenc11#"
EIDAS = "http://eidas.europa.eu/saml-extensions"


def parse(content: bytes) -> "Element":
    """The root of a document of ours to judge.

    Only UTF-8 is read, so that a forbidden word cannot hide in another encoding. Comments and
    processing instructions are refused, because they split a value in two where it is read.

    Raises: Refused for what is too large, holds a DTD, or repeats an id.
    """
    from lxml import etree

    if len(content) > LARGEST:
        raise untrusted("xml-size")
    try:
        words = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise untrusted("xml-encoding") from error
    if "<!DOCTYPE" in words or "<!ENTITY" in words:
        raise untrusted("xml-dtd")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise untrusted("xml-syntax") from error
    _refuse_the_unusual(root)
    return root


def _refuse_the_unusual(root: "Element") -> None:
    from lxml import etree

    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.externalDTD is not None:
        raise untrusted("xml-dtd")
    beside = [*root.itersiblings(), *root.itersiblings(preceding=True)]
    if beside or next(root.iter(etree.Comment, etree.PI, etree.Entity), None) is not None:
        raise untrusted("xml-comment")
    seen: set[str] = set()
    for element in root.iter():
        for name in ID_ATTRIBUTES:
            value = element.get(name)
            if value is None:
                continue
            if value in seen:
                raise untrusted("xml-repeated-id")
            seen.add(value)


def one(parent: "Element", namespace: str, name: str) -> "Element":
    """The only child of a name. Raises Refused where there is none, or another."""
    found = children(parent, namespace, name)
    if len(found) != 1:
        raise untrusted(f"{name}-count")
    return found[0]


def children(parent: "Element", namespace: str, name: str) -> "list[Element]":
    """The children of a name; never deeper ones."""
    found: list[Element] = parent.findall(f"{{{namespace}}}{name}")
    return found


def words_of(element: "Element") -> str:
    """The text of an element without children. Raises Refused for one with any."""
    if len(element):
        raise untrusted("value-with-children")
    return (element.text or "").strip()
