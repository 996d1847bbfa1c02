"""The drawer of faults: every way in which an answer may be wrong, by name."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from portal.demo.national_node.plan import LEVEL
from portal.demo.national_node.wrapping import WAYS

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Fault:
    """A fault: what people read, and what it changes of the plan."""

    words: str
    changes: dict[str, Any] = field(default_factory=dict)


SERVICE = {
    "authn-failed": Fault(
        "Logowanie nieudane (AuthnFailed), a w środku asercja",
        {"status_artifact": "AuthnFailed", "status_response": "AuthnFailed"},
    ),
    "request-denied": Fault("Odmowa (RequestDenied)", {"status_artifact": "RequestDenied"}),
    "responder": Fault("Błąd serwisu (Responder)", {"status_response": "Responder"}),
    "silent": Fault("Serwis nie odpowiada na pytanie o artefakt", {"silent": True}),
    "http-500": Fault("Serwis odpowiada błędem 500", {"http_status": 500}),
    "unreadable": Fault("Odpowiedź to nie XML", {"unreadable": True}),
    "huge": Fault("Odpowiedź ma ponad 512 kB", {"huge": True}),
    "used-artifact": Fault("Artefakt już wykorzystany", {"empty": True}),
}
SIGNATURES = {
    "artifact-unsigned": Fault("ArtifactResponse bez podpisu", {"sign_artifact": "nobody"}),
    "artifact-broken": Fault(
        "ArtifactResponse zmieniony po podpisaniu", {"sign_artifact": "broken"}
    ),
    "artifact-stranger": Fault(
        "ArtifactResponse podpisany obcym kluczem", {"sign_artifact": "stranger"}
    ),
    "artifact-weak": Fault("ArtifactResponse podpisany z SHA-1", {"sign_artifact": "weak"}),
    "response-unsigned": Fault("Response bez podpisu", {"sign_response": "nobody"}),
    "response-broken": Fault("Response zmieniony po podpisaniu", {"sign_response": "broken"}),
    "response-stranger": Fault("Response podpisany obcym kluczem", {"sign_response": "stranger"}),
    "response-weak": Fault("Response podpisany z SHA-1", {"sign_response": "weak"}),
}
WRAPPINGS = {
    **{
        f"artifact-xsw{n}": Fault(f"XSW{n} na ArtifactResponse", {"wrap_artifact": n}) for n in WAYS
    },
    **{f"response-xsw{n}": Fault(f"XSW{n} na Response", {"wrap_response": n}) for n in WAYS},
}
CONTENTS = {
    "wrong-audience": Fault("Odpowiedź dla innego portalu", {"audience": "inny-portal"}),
    "no-audience": Fault("Bez odbiorcy (Audience)", {"without": "audience"}),
    "wrong-recipient": Fault(
        "Inny adres powrotu (Recipient)", {"recipient": "https://inny.example/powrot"}
    ),
    "wrong-destination": Fault(
        "Inny adres docelowy (Destination)", {"destination": "https://inny.example/powrot"}
    ),
    "wrong-answer-artifact": Fault(
        "InResponseTo: inny artefakt", {"in_response_to_artifact": "_x"}
    ),
    "wrong-answer-response": Fault("InResponseTo: inna prośba", {"in_response_to_response": "_x"}),
    "wrong-answer-subject": Fault(
        "InResponseTo w asercji: inna prośba", {"in_response_to_subject": "_x"}
    ),
    "wrong-issuer-artifact": Fault("Inny wystawca ArtifactResponse", {"issuer_artifact": "inny"}),
    "wrong-issuer-response": Fault("Inny wystawca Response", {"issuer_response": "inny"}),
    "wrong-issuer-assertion": Fault("Inny wystawca asercji", {"issuer_assertion": "inny"}),
    "wrong-version": Fault("Inna wersja SAML", {"version": "1.1"}),
    "not-bearer": Fault("Inny sposób potwierdzenia niż bearer", {"method": "sender-vouches"}),
    "unknown-condition": Fault(
        "Nieznany warunek", {"extra_condition": '<saml2:ProxyRestriction Count="0"/>'}
    ),
    "expired": Fault("Asercja po terminie", {"ends": -HOUR}),
    "not-yet": Fault("Asercja z przyszłości", {"begins": HOUR}),
    "said-long-ago": Fault("Odpowiedź sprzed godziny", {"said": -HOUR}),
    "said-in-the-future": Fault("Odpowiedź z przyszłości", {"said": HOUR}),
    "shown-before": Fault("Tożsamość potwierdzona przed prośbą", {"shown": -HOUR}),
    "level-low": Fault("Za niski poziom zaufania (LoA low)", {"level": f"{LEVEL}low"}),
    "level-unknown": Fault("Nieznany poziom zaufania", {"level": f"{LEVEL}super"}),
    "replayed": Fault(
        "Powtórzona asercja (zaloguj się tak dwa razy)", {"assertion_id": "_powtorka"}
    ),
    "without-identifier": Fault("Bez numeru osoby", {"without": "PersonIdentifier"}),
    "identifier-twice": Fault("Dwa atrybuty z numerem osoby", {"twice": "PersonIdentifier"}),
    "two-identifiers": Fault("Dwie wartości w numerze osoby", {"two_values": "PersonIdentifier"}),
    "comment": Fault("Komentarz w numerze osoby", {"comment": "PersonIdentifier"}),
    "dtd-outside": Fault("DTD w odpowiedzi", {"dtd_outside": True}),
    "dtd-inside": Fault("DTD w odszyfrowanej asercji", {"dtd_inside": True}),
    "utf-16": Fault("Odpowiedź w UTF-16", {"utf16": True, "dtd_outside": True}),
}
ENCRYPTION = {
    "strict-derivation": Fault("ConcatKDF ściśle według normy (działa)", {"derivation": "strict"}),
    "short-key": Fault("Klucz treści 128 bitów pod nazwą 256 (działa)", {"key_bytes": 16}),
    "cbc": Fault("Szyfrowanie AES-CBC", {"content": "aes256-cbc"}),
    "bad-point": Fault("Punkt spoza krzywej", {"bad_point": True}),
    "to-stranger": Fault("Zaszyfrowane do obcego klucza", {"to_stranger": True}),
    "in-the-open": Fault("Asercja bez szyfrowania", {"in_the_open": True}),
    "open-beside": Fault("Asercja jawna obok zaszyfrowanej", {"in_the_open": True, "beside": True}),
    "two-envelopes": Fault("Dwie zaszyfrowane asercje", {"beside": True}),
}
DRAWER = (
    ("Serwis", SERVICE),
    ("Podpisy", SIGNATURES),
    ("Owijanie podpisu (XSW)", WRAPPINGS),
    ("Treść", CONTENTS),
    ("Szyfrowanie", ENCRYPTION),
)
FAULTS = {name: fault for _, faults in DRAWER for name, fault in faults.items()}
# These are no faults that a portal may refuse: the node was seen to do so, or may.
GOOD = ("strict-derivation", "short-key")
