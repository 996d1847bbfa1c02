"""What every way of signing in ends with: the cookie of the session, and the name of the device."""

from starlette.responses import Response

from portal.web.door import session_cookie
from portal.web.visit import Visit


def give_session(visit: Visit, response: Response, token: str) -> None:
    """Let the browser hold the token of a new session."""
    secure = visit.settings.secure
    response.set_cookie(
        session_cookie(secure), token, samesite="lax", httponly=True, secure=secure, path="/"
    )


def device_of(visit: Visit) -> str:
    """What the visitor's browser calls itself, as a person would say it: "Chrome, Android"."""
    agent = visit.headers.get(b"user-agent", b"").decode("latin-1")
    browsers = {"Edg": "Edge", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
    browser = next((name for mark, name in browsers.items() if mark in agent), "Przeglądarka")
    system = next((name for name in systems if name in agent), "")
    return f"{browser}, {system}" if system else browser
