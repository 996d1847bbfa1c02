"""The simulator as an application: the choice of a person, the artifact, and the talk over SOAP."""

import asyncio
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from portal.demo.national_node import faults
from portal.demo.national_node.answer import answer_of, logout_answer
from portal.demo.national_node.conversations import Conversation, Conversations
from portal.demo.national_node.keys import ISSUER, PORTAL, Keys
from portal.demo.national_node.people import PEOPLE, Invented, person_of
from portal.demo.national_node.plan import Plan
from portal.demo.national_node.reading import Wrong, read_leaving, read_question, read_sign_on

PAGES = Path(__file__).parent / "pages"
SILENCE = 12
CANCELLED = "authn-failed"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' {portal};"
    " frame-ancestors 'none'; base-uri 'none'"
)


class Simulator:
    """The node of one demonstration."""

    def __init__(self, keys: Keys, *, url: str, consumer_url: str) -> None:
        self.keys = keys
        self.url = url
        self.consumer_url = consumer_url
        self.conversations = Conversations()
        self.pages = Environment(
            loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self.portal = "{0.scheme}://{0.netloc}".format(urlsplit(consumer_url))

    def page(self, name: str, status: int = 200, **values: object) -> Response:
        """A page of the simulator."""
        content = self.pages.get_template(name).render(portal=self.portal, **values)
        headers = {
            "content-security-policy": POLICY.format(portal=self.portal),
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
        }
        return HTMLResponse(content, status, headers)

    async def home(self, request: Request) -> Response:
        """What this is, and the last conversations."""
        return self.page("home.html", conversations=self.conversations.newest())

    async def conversation(self, request: Request) -> Response:
        """What was said in one conversation."""
        found = self.conversations.of(request.path_params["key"])
        if found is None:
            return self.page("refused.html", 404, reason="tej rozmowy już tu nie ma")
        return self.page("conversation.html", conversation=found)

    async def sign_on(self, request: Request) -> Response:
        """The portal's form: check its request, and ask who it is."""
        form = await _form(request)
        try:
            asked = read_sign_on(
                form.get("SAMLRequest", ""),
                self.keys.portal_signing.certificate,
                url=f"{self.url}/login/SingleSignOnService",
                issuer=PORTAL,
                consumer_url=self.consumer_url,
            )
        except Wrong as error:
            return self.page("refused.html", 400, reason=str(error))
        found = self.conversations.begin(asked, form.get("RelayState", ""))
        return RedirectResponse(f"/osoba/{found.key}", 303)

    async def ask(self, request: Request) -> Response:
        """Who is it, and is anything to go wrong?"""
        found = self.conversations.of(request.path_params["key"])
        if found is None:
            return self.page("refused.html", 404, reason="ta prośba już się skończyła")
        return self.page("choose.html", asked=found, people=PEOPLE, drawer=faults.DRAWER)

    async def answer(self, request: Request) -> Response:
        """Send the browser back with an artifact; a page with a button, for no script is needed."""
        found = self.conversations.of(request.path_params["key"])
        form = await _form(request)
        if found is None:
            return self.page("refused.html", 404, reason="ta prośba już się skończyła")
        cancelled = form.get("action") == "cancel"
        fault = CANCELLED if cancelled else form.get("fault", "")
        artifact = self.conversations.give_artifact(found, _person(form), fault)
        return self.page(
            "back.html",
            asked=found,
            artifact=artifact,
            cancelled=cancelled,
            fault=faults.FAULTS.get(fault) if not cancelled else None,
        )

    async def resolve(self, request: Request) -> Response:
        """ArtifactResolve over SOAP."""
        content = await request.body()
        try:
            question = read_question(
                content,
                self.keys.portal_signing.certificate,
                url=f"{self.url}/login-services/idpArtifactResolutionService",
                issuer=PORTAL,
            )
        except Wrong as error:
            return Response(str(error), 400, media_type="text/plain; charset=utf-8")
        found = self.conversations.take(question.artifact)
        plan = self._plan(found, question.question_id)
        if plan.silent:
            await asyncio.sleep(SILENCE)
        answer = answer_of(plan, self.keys)
        if found is not None:
            found.note("ArtifactResolve", question.xml)
            found.note("Asercja przed zaszyfrowaniem", plan.notes.get("assertion", ""))
            found.note("ArtifactResponse", answer)
            found.session_index = plan.notes.get("session-index", "")
        if plan.unreadable:
            answer = b"<html><body>Przerwa techniczna<br></body>"
        if plan.huge:
            answer += b" " * (600 * 1024)
        return Response(answer, plan.http_status, media_type="text/xml")

    async def logout(self, request: Request) -> Response:
        """LogoutRequest over SOAP: the conversation it is about is noted as ended."""
        try:
            leaving = read_leaving(
                await request.body(),
                self.keys.portal_signing.certificate,
                url=f"{self.url}/login-services/singleLogoutService",
                issuer=PORTAL,
            )
        except Wrong as error:
            return Response(str(error), 400, media_type="text/plain; charset=utf-8")
        answer = logout_answer(leaving.request_id, self.keys)
        for found in self.conversations.newest():
            if found.session_index == leaving.session_index:
                found.ended = True
                found.note("LogoutRequest", leaving.xml)
                found.note("LogoutResponse", answer)
        return Response(answer, media_type="text/xml")

    def _plan(self, found: Conversation | None, question_id: str) -> Plan:
        """What to answer; an artifact that is unknown or used stands for nothing."""
        person = found.person if found and found.person else PEOPLE[0]
        fault = faults.FAULTS.get(found.fault) if found else None
        said = {
            "person": person,
            "instead": next(each for each in PEOPLE if each.key != person.key),
            "request_id": found.asked.request_id if found else "",
            "question_id": question_id,
            "issuer": ISSUER,
            "audience": PORTAL,
            "recipient": self.consumer_url,
            "empty": found is None,
            **(fault.changes if fault else {}),
        }
        return Plan(**said)


async def style(request: Request) -> Response:
    """The simulator's stylesheet."""
    return Response((PAGES / "style.css").read_text(), media_type="text/css")


def create_simulator(keys: Keys, *, url: str, consumer_url: str, demonstration: bool) -> Starlette:
    """The simulator as an ASGI application.

    Takes:  url: where it is reached; consumer_url: where the portal takes its answers.
    Raises: ValueError outside a demonstration.
    """
    if not demonstration or (urlsplit(url).hostname or "").endswith("gov.pl"):
        raise ValueError("the simulator of login.gov.pl runs in a demonstration only")
    simulator = Simulator(keys, url=url, consumer_url=consumer_url)
    app = Starlette(
        routes=[
            Route("/", simulator.home),
            Route("/style.css", style),
            Route("/rozmowa/{key}", simulator.conversation),
            Route("/osoba/{key}", simulator.ask),
            Route("/osoba/{key}", simulator.answer, methods=["POST"]),
            Route("/login/SingleSignOnService", simulator.sign_on, methods=["POST"]),
            Route(
                "/login-services/idpArtifactResolutionService",
                simulator.resolve,
                methods=["POST"],
            ),
            Route("/login-services/singleLogoutService", simulator.logout, methods=["POST"]),
        ]
    )
    app.state.simulator = simulator
    return app


async def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode("ascii"), max_num_fields=50))


def _person(form: dict[str, str]) -> Invented:
    """The chosen person, or one that was typed in."""
    typed = {name: form.get(name, "").strip()[:100] for name in ("given", "family", "identifier")}
    if all(typed.values()):
        return Invented("wpisana", typed["given"], typed["family"], typed["identifier"],
                        "1980-01-01", "wpisane dane")  # fmt: skip
    return person_of(form.get("person", "")) or PEOPLE[0]
