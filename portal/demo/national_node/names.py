"""The names that the node writes, by its own prefixes."""

DS = "http://www.w3.org/2000/09/xmldsig#"
NS = {
    "saml2p": "urn:oasis:names:tc:SAML:2.0:protocol",
    "saml2": "urn:oasis:names:tc:SAML:2.0:assertion",
    "ds": DS,
    "xenc": "http://www.w3.org/2001/04/xmlenc#",
    "xenc11": "http://www.w3.org/2009/xmlenc11#",
    "dsig11": "http://www.w3.org/2009/xmldsig11#",
    "soap": "http://schemas.xmlsoap.org/soap/envelope/",
    "eidas": "http://eidas.europa.eu/saml-extensions",
    "naturalperson": "http://eidas.europa.eu/attributes/naturalperson",
}
SAML_PREFIXES = ("saml2p", "saml2", "ds", "xenc")
STATUS = "urn:oasis:names:tc:SAML:2.0:status:"


def declared(*prefixes: str) -> str:
    """Declarations of prefixes, for the head of an element."""
    return " ".join(f'xmlns:{prefix}="{NS[prefix]}"' for prefix in prefixes)
