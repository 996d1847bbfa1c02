"""Messages as people read them: a line for each element of XML, a line for each field of a form."""

from urllib.parse import parse_qsl

from lxml import etree

MOST = 20_000


def readable(content: str) -> str:
    """A message, laid out where it is of a kind that can be."""
    if content.startswith("<"):
        return _xml(content)
    if "=" in content and "\n" not in content and " " not in content:
        pairs = parse_qsl(content, keep_blank_values=True)
        return "\n".join(f"{name}: {value}" for name, value in pairs)[:MOST]
    return content[:MOST]


def _xml(content: str) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    try:
        root = etree.fromstring(content.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return content[:MOST]
    etree.indent(root)
    return str(etree.tostring(root.getroottree(), encoding="unicode"))[:MOST]
