"""Profil: the account, its contact, its devices, and who looked at its data."""

from starlette.responses import Response

from portal import clock
from portal.mail import outbox
from portal.profile import actions, contact, looks, queries, set_up
from portal.tenancy import contacts, emails
from portal.tenancy.absent import NotThere
from portal.tenancy.preferences import LANGUAGES, preferences_of
from portal.web import own_password
from portal.web.access import signed_in
from portal.web.routing import Screen
from portal.web.visit import Visit

SIGN_INS = {
    "session.opened": ("ok", "udane"),
    "session.refused": ("warn", "złe hasło"),
    "password.refused": ("warn", "złe hasło po zalogowaniu"),
}
DONE = {
    "adres": "Zgłoszenie adresu jest zapisane.",
    "wycofano": "Zgłoszenie adresu jest wycofane.",
    "telefon": "Numer telefonu jest zapisany.",
    "jezyk": "Język kontaktu jest zapisany.",
    "powiadomienia": "Wybór powiadomień jest zapisany.",
    "wylogowano": "Konto jest zamknięte na tamtym urządzeniu.",
    "wylogowano-inne": "Konto jest otwarte już tylko na tym urządzeniu.",
    "haslo": "Hasło jest zmienione. Inne urządzenia są wylogowane.",
    "polaczono": "Konto jest połączone z login.gov.pl.",
    "rozlaczono": "Konto nie jest już połączone z login.gov.pl.",
    "konto": "Konto jest ustawione.",
}


def profile(visit: Visit) -> Response:
    """Who is signed in, how to reach them, where, and since when."""
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
            (clock.from_text(at), *SIGN_INS[event])
            for at, event in queries.sign_ins(visit.db, person.account_id)
        ],
        done=DONE.get(visit.query.get("gotowe", "")) if visit.query_string else None,
        has_password=own_password.proof_of(visit) == "password",
        of_tenant=_of_a_tenant(visit) if person.tenant_id is not None else None,
    )


def _of_a_tenant(visit: Visit) -> dict[str, object]:
    """What only tenants have."""
    person = visit.person
    preferences = preferences_of(visit.db, person.account_id)
    return {
        "preferences": preferences,
        "language": (preferences.language, LANGUAGES[preferences.language]),
        "telephone": contacts.telephone_in_words(preferences.telephone)
        if preferences.telephone
        else "",
        "set_up_at": clock.from_text(preferences.set_up_at) if preferences.set_up_at else None,
        **looks.in_profil(visit),
        "national": _national(visit),
        **_address(visit),
    }


def _national(visit: Visit) -> dict[str, object] | None:
    """How the account stands with login.gov.pl; None where it is not offered, as for companies."""
    node = visit.settings.national_node
    link = queries.national_link(visit.db, visit.person.account_id) if node else None
    if node is None or link is None or link.kind == "company":
        return None
    return {
        "linked_at": clock.from_text(link.linked_at) if link.linked_at else None,
        "open_already": link.has_pesel and not node.after_password,
    }


def _address(visit: Visit) -> dict[str, object]:
    """How far the person's address has come, with instants for people."""
    account_id = visit.person.account_id
    counting, wish = emails.emails_of(visit.db, account_id)
    unconfirmed = wish is not None and wish.state == "unconfirmed"
    return {
        "counting": counting,
        "wish": wish,
        "letter": outbox.state_of_last(visit.db, account_id, actions.CONFIRM_LETTER)
        if unconfirmed
        else None,
        "link_ended": unconfirmed
        and wish is not None
        and (wish.link_ends_at or "") <= clock.as_text(clock.now()),
        "at": clock.from_text,
    }


def sign_out_elsewhere(visit: Visit) -> Response:
    """„Wyloguj wszędzie indziej”."""
    actions.sign_out_elsewhere(visit.db, visit.person.account_id, visit.person.session_id)
    return visit.go_to("/profil?gotowe=wylogowano-inne")


def sign_out_device(visit: Visit) -> Response:
    """„Wyloguj” beside one device."""
    person, session_id = visit.person, visit.row_id("id")
    now = clock.as_text(clock.now())
    own = {each.session_id for each in queries.open_sessions(visit.db, person.account_id, now)}
    if session_id not in own or session_id == person.session_id:
        raise NotThere
    actions.sign_out_device(visit.db, person.account_id, session_id)
    return visit.go_to("/profil?gotowe=wylogowano")


screens = [
    Screen("/profil", profile, who=signed_in, tagged=False),
    Screen("/profil/wyloguj-inne", sign_out_elsewhere, who=signed_in, method="POST"),
    Screen("/profil/wyloguj/{id}", sign_out_device, who=signed_in, method="POST"),
    *contact.screens,
    *set_up.screens,
    *looks.screens,
]
