"""Somebody forgot their password: a link by e-mail, and a new password behind it."""

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.responses import Response

from portal import clock
from portal.mail import outbox
from portal.sign_in import reset_actions, resets
from portal.sign_in.forms import AskForResetForm, NewPasswordForm
from portal.sign_in.screens import too_many_attempts
from portal.tenancy import accounts, first_passwords, passwords
from portal.web.access import anyone
from portal.web.routing import Screen
from portal.web.visit import Visit

COOKIE = "iok_reset"
NEW = f"{resets.PATH}/nowe"
SENT = f"{resets.PATH}/wyslano"
GONE = 410


def form(visit: Visit) -> Response:
    """Login and e-mail."""
    return visit.page("sign_in/reset.html", form=AskForResetForm())


def ask(visit: Visit) -> Response:
    """Everyone is answered alike; what becomes of it, the letter tells its owner."""
    asked = AskForResetForm(visit.form)
    if not asked.validate():
        return visit.page("sign_in/reset.html", status=422, form=asked)
    settings = visit.settings
    seconds = reset_actions.ask(
        visit.db,
        login=asked.login.data or "",
        address=asked.email.data or "",
        client=visit.client,
        secret=settings.secret_key if settings.throttled else None,
    )
    if seconds:
        asked.note(asked.login, too_many_attempts(seconds))
        return visit.page("sign_in/reset.html", status=429, form=asked)
    return visit.go_to(SENT)


def sent(visit: Visit) -> Response:
    """What to do now, also for those to whom no letter will come."""
    tried_until = clock.today() + outbox.TRIED_FOR
    late = outbox.is_late(visit.db)
    return visit.page("sign_in/reset_sent.html", late=late, tried_until=tried_until)


def take_link(visit: Visit) -> Response:
    """Move the token from the address into a cookie, so that neither history nor Referer has it."""
    response = visit.go_to(NEW)
    response.set_cookie(
        COOKIE,
        _signer(visit).dumps(visit.parameters["token"]),
        max_age=int(resets.LIVES.total_seconds()),
        path=resets.PATH,
        httponly=True,
        samesite="lax",
        secure=visit.settings.secure,
    )
    response.headers["referrer-policy"] = "no-referrer"
    response.headers["cache-control"] = "no-store"
    return response


def new_password_form(visit: Visit) -> Response:
    """A new password, for whoever came by a link that still opens something."""
    account = resets.find(visit.db, _token(visit))
    if account is None:
        return _ended(visit)
    return _new_password_page(visit, NewPasswordForm(), account)


def set_new_password(visit: Visit) -> Response:
    """Set it, once; every session of the account ends."""
    token = _token(visit)
    account = resets.find(visit.db, token)
    if account is None:
        return _ended(visit)
    filled = NewPasswordForm(visit.form)
    words = filled.new_password.data or ""
    objection = passwords.objection(words, own_words=_own_words(visit, account))
    # A password of their own may be set again: a link must not serve to guess at what it is.
    first = account.must_replace_password
    if (
        first
        and not objection
        and passwords.is_right(first_passwords.as_drawn(words), account.password_hash)
    ):
        objection = "To hasło jest takie samo jak dotychczasowe. Wybierz inne."
    if objection:
        filled.note(filled.new_password, objection)
        return _new_password_page(visit, filled, account, status=422)
    hashed = passwords.hash_password(words)
    secret, client = visit.settings.secret_key, visit.client
    if not visit.write(
        lambda db: reset_actions.set_password(db, token, hashed, client=client, secret=secret)
    ):
        return _ended(visit)
    response = visit.go_to("/logowanie?haslo=nowe")
    response.delete_cookie(COOKIE, path=resets.PATH, secure=visit.settings.secure, httponly=True)
    return response


def _ended(visit: Visit) -> Response:
    """The link was used, is over, or something about the account has changed since."""
    response = visit.page("sign_in/reset_ended.html", status=GONE)
    response.headers["cache-control"] = "no-store"
    return response


def _new_password_page(
    visit: Visit, filled: NewPasswordForm, account: accounts.Account, status: int = 200
) -> Response:
    response = visit.page(
        "sign_in/reset_new.html",
        status=status,
        form=filled,
        login=account.login,
        shortest=passwords.SHORTEST,
    )
    response.headers["cache-control"] = "no-store"
    return response


def _own_words(visit: Visit, account: accounts.Account) -> tuple[str, ...]:
    organisation = visit.settings.organisation
    names = resets.name_of(visit.db, account).split()
    return (account.login, *names, organisation.short_name, organisation.name)


def _signer(visit: Visit) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(visit.settings.secret_key, salt="password-reset")


def _token(visit: Visit) -> str:
    """The token that the cookie carries; "", which opens nothing, where there is none."""
    try:
        token = _signer(visit).loads(
            visit.cookies.get(COOKIE, ""), max_age=int(resets.LIVES.total_seconds())
        )
    except BadSignature:
        return ""
    return str(token)


screens = [
    Screen(resets.PATH, form, who=anyone),
    Screen(resets.PATH, ask, who=anyone, method="POST"),
    Screen(SENT, sent, who=anyone, tagged=False),
    Screen(f"{resets.PATH}/{{token}}", take_link, who=anyone, tagged=False),
    Screen(NEW, new_password_form, who=anyone, tagged=False),
    Screen(NEW, set_new_password, who=anyone, method="POST", slow=True),
]
