"""The headers that every answer carries, errors too."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "manifest-src": "'self'",
}

POLICY = "content-security-policy"


def policy(*, form_to: str = "", frames: bool = False, framed: bool = False) -> str:
    """The Content-Security-Policy of a page.

    Takes:   form_to: the origin of another site that a form of this one page goes to, and those
             that it is sent on to from there; frames: the page shows another of ours inside it;
             framed: it is shown inside another of ours, and so sends nothing. A response that
             needs any brings the policy itself, as its header POLICY.
    """
    own = _POLICY["form-action"]
    parts = {**_POLICY, "form-action": f"{own} {form_to}" if form_to else own}
    if frames:
        parts["frame-src"] = "'self'"
    if framed:
        parts |= {"frame-ancestors": "'self'", "form-action": "'none'"}
    return "; ".join(f"{name} {value}" for name, value in parts.items())


ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
UNDER_HTTPS = ((b"strict-transport-security", b"max-age=31536000; includeSubDomains"),)


class SecurityHeaders:
    """Wraps the whole application; plain ASGI, because every answer pays for it."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self.app = app
        own = (POLICY.encode(), policy().encode())
        self.headers = [own, *ALWAYS, *(UNDER_HTTPS if secure else ())]
        self.names = {name for name, _ in self.headers}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                said = dict(headers)
                ours = self.headers
                if not self.names.isdisjoint(said):
                    ours = [header for header in ours if header[0] not in said]
                message["headers"] = [*headers, *ours]
            await send(message)

        await self.app(scope, receive, send_with_headers)
