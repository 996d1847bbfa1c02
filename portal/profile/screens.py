"""Profil: the account, its password and its devices."""

from starlette.responses import Response

from portal import clock
from portal.profile import actions, queries
from portal.web.access import signed_in
from portal.web.routing import Screen
from portal.web.visit import Visit


def profile(visit: Visit) -> Response:
    """Who is signed in, where, and since when."""
    person = visit.person
    return visit.page(
        "profile/profile.html",
        person=person,
        sessions=[
            (clock.from_text(opened_at), clock.from_text(seen_at), device, session_id)
            for session_id, opened_at, seen_at, device in queries.open_sessions(
                visit.db, person.account_id, clock.as_text(clock.now())
            )
        ],
        sign_ins=[
            (clock.from_text(at), event == "session.opened")
            for at, event in queries.sign_ins(visit.db, person.account_id)
        ],
        ended=visit.query.get("zakonczono") if visit.query_string else None,
    )


def sign_out_elsewhere(visit: Visit) -> Response:
    """„Wyloguj wszędzie indziej”."""
    actions.sign_out_elsewhere(visit.db, visit.person.account_id, visit.person.session_id)
    return visit.go_to("/profil?zakonczono=1")


screens = [
    Screen("/profil", profile, who=signed_in, tagged=False),
    Screen("/profil/wyloguj-inne", sign_out_elsewhere, who=signed_in, method="POST"),
]
