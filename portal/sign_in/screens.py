"""Getting in and out."""

import contextlib
import sqlite3
from dataclasses import replace
from urllib.parse import quote

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.responses import Response

from portal.sign_in import actions, second_factor
from portal.sign_in.forms import ChangePasswordForm, NewPasswordForm, SignInForm
from portal.sign_in.letters import letter_refusal
from portal.tenancy import accounts, first_passwords, passwords
from portal.tenancy.absent import NotThere
from portal.web import own_password
from portal.web.access import anyone, signed_in
from portal.web.door import session_cookie
from portal.web.entrance import device_of, give_session
from portal.web.looks import ONE_YEAR
from portal.web.paths import own_path
from portal.web.routing import Limits, Screen
from portal.web.visit import Visit

DEVICE_COOKIE = "iok_urzadzenie"
KEPT = "kept:"
# The steps that follow the first password; who has been through them goes on to Start.
SET_UP = "/profil/ustawienia-konta"
SECRETS = ("password", "new_password")


def sign_in_form(visit: Visit) -> Response:
    """Login and password, and the ways to help."""
    if visit.visitor is not None:
        return visit.go_to(own_path(visit.query.get("next", "")))
    return _form_page(visit, SignInForm(), next_path=visit.query.get("next", ""))


def ask_to_sign_in(visit: Visit) -> Response:
    """The same form for someone whose session ended while they wrote; what they wrote is kept."""
    kept = [
        (f"{KEPT}{name}", str(value))
        for name, value in visit.form.multi_items()
        if name not in SECRETS
    ]
    return _form_page(visit, SignInForm(), next_path=visit.path, kept=kept, status=401)


def sign_in(visit: Visit) -> Response:
    """Check login and password. An unknown login and a wrong password are answered alike."""
    form = SignInForm(visit.form)
    if not form.validate():
        return _again(visit, form)
    settings = visit.settings
    attempt = actions.Attempt(
        login=(form.login.data or "").strip(),
        password=form.password.data or "",
        address=visit.client,
        device=device_of(visit),
        known_device=_knows_device(visit, form.login.data or ""),
    )
    if settings.throttled:
        seconds = visit.write(lambda db: actions.begin_attempt(db, attempt, settings.secret_key))
        if seconds:
            form.note(form.login, too_many_attempts(seconds))
            return _again(visit, form, status=429)
    account = accounts.account_of_login(visit.db, attempt.login)
    if account is not None and account.must_replace_password:
        attempt = replace(attempt, password=first_passwords.as_drawn(attempt.password))
    if not passwords.is_right(attempt.password, account.password_hash if account else None):
        visit.write(lambda db: actions.refuse_session(db, account))
        form.note(
            form.login,
            "Login lub hasło się nie zgadza. Sprawdź list od"
            f" {settings.organisation.short_name} albo skorzystaj z pomocy.",
        )
        return _again(visit, form)
    if account is None:
        raise AssertionError("a right password has an account")
    refusal = letter_refusal(visit.db, account)
    if refusal is not None:
        visit.write(lambda db: actions.refuse_session(db, account))
        form.note(form.password, refusal)
        return _again(visit, form, letter_refused=account.tenant_id is not None)
    return _let_in(visit, attempt, account)


def _let_in(visit: Visit, attempt: actions.Attempt, account: accounts.Account) -> Response:
    settings = visit.settings
    if passwords.is_outdated(account.password_hash or ""):
        renewed = actions.new_hash(attempt.password)
        visit.write(lambda db: actions.renew_hash(db, account, renewed))
    former = visit.visitor.session_id if visit.visitor else 0
    token = visit.write(
        lambda db: actions.open_session(
            db,
            attempt,
            account,
            hours=settings.session_hours,
            secret=settings.secret_key,
            former=former,
        )
    )
    next_path = own_path(str(visit.form.get("next", "")))
    kept = _kept(visit)
    if actions.asks_for_factor(visit.db, account):
        response = second_factor.ask(visit, next_path, kept)
    elif account.must_replace_password:
        response = visit.go_to(f"/haslo/nowe?next={quote(next_path, safe='/')}")
    elif kept:
        response = visit.page("sign_in/resume.html", action=next_path, kept=kept)
    else:
        response = visit.go_to(next_path)
    give_session(visit, response, token)
    response.set_cookie(
        DEVICE_COOKIE,
        _device_signer(visit).dumps(account.login),
        max_age=ONE_YEAR,
        samesite="lax",
        httponly=True,
        secure=settings.secure,
    )
    return response


def new_password_form(visit: Visit) -> Response:
    """A password of one's own: after the first sign-in, or when one wants another."""
    proof = own_password.proof_of(visit)
    if proof == "nothing":
        return visit.page("layout/sign_in_anew.html")
    return _new_password_page(visit, _new_password_form(visit, proof), proof)


def change_password(visit: Visit) -> Response:
    """Set the new password; all other devices are signed out."""
    proof, person = own_password.proof_of(visit), visit.person
    if proof == "nothing":
        return visit.go_to("/haslo/nowe")
    form = _new_password_form(visit, proof)
    account = accounts.account_of(visit.db, person.account_id)
    if account is None:
        raise NotThere
    proper = form.validate()
    if isinstance(form, ChangePasswordForm) and proper:
        proper = own_password.is_given(visit, form, form.password)
    organisation = visit.settings.organisation
    own_words = (person.login, *person.name.split(), organisation.short_name, organisation.name)
    words = form.new_password.data or ""
    # Whom login.gov.pl has let in needs no letter that still works.
    objection = letter_refusal(visit.db, account) if proof == "password" else None
    objection = objection or passwords.objection(words, own_words=own_words)
    first = account.must_replace_password
    present = first_passwords.as_drawn(words) if first else words
    # Only who knows the present password is told that the new one is the same.
    if proper and not objection and passwords.is_right(present, account.password_hash):
        objection = "To hasło jest takie samo jak dotychczasowe. Wybierz inne."
    if objection:
        form.note(form.new_password, objection)
    if objection or not proper:
        return _new_password_page(visit, form, proof, status=form.status)
    hashed = actions.new_hash(words)
    token = visit.write(lambda db: actions.change_password(db, person, hashed))
    set_up = SET_UP if first and person.tenant_id is not None else ""
    response = visit.go_to(set_up or own_path(str(visit.form.get("next", ""))))
    give_session(visit, response, token)
    return response


def sign_out(visit: Visit) -> Response:
    """End the session and let the browser forget what it kept."""
    response = visit.go_to("/logowanie?wylogowano=1")
    if visit.viewing is not None:
        actions.end_viewing(visit.db, visit.viewing)
    if visit.visitor is not None:
        visit.services.when_signed_out(visit)
        # While an import holds the database, this browser forgets its session all the same; the
        # server ends it when it has lain idle.
        with contextlib.suppress(sqlite3.OperationalError):
            actions.close_session(visit.db, visit.visitor.account_id, visit.visitor.session_id)
    response.delete_cookie(
        session_cookie(visit.settings.secure),
        secure=visit.settings.secure,
        httponly=True,
        samesite="lax",
    )
    response.headers["clear-site-data"] = '"cache", "storage"'
    return response


def stay(visit: Visit) -> Response:
    """„Zostaję”: the door has already noted that the person is here."""
    return Response(status_code=204)


def too_many_attempts(seconds: int) -> str:
    """The sentence that asks a stranger for a pause."""
    pause = own_password.too_many_attempts(seconds).removesuffix(".")
    return f"{pause} albo skorzystaj z pomocy z logowaniem."


def _form_page(
    visit: Visit,
    form: SignInForm,
    *,
    next_path: str,
    kept: list[tuple[str, str]] | None = None,
    status: int = 200,
    letter_refused: bool = False,
) -> Response:
    return visit.page(
        "sign_in/sign_in.html",
        status=status,
        letter_refused=letter_refused,
        form=form,
        next_path=next_path,
        kept=kept or [],
        signed_out="wylogowano" in visit.query,
    )


def _again(
    visit: Visit, form: SignInForm, status: int = 422, *, letter_refused: bool = False
) -> Response:
    kept = [(name, str(v)) for name, v in visit.form.multi_items() if name.startswith(KEPT)]
    next_path = str(visit.form.get("next", ""))
    return _form_page(
        visit, form, next_path=next_path, kept=kept, status=status, letter_refused=letter_refused
    )


def _kept(visit: Visit) -> list[tuple[str, str]]:
    return [
        (name.removeprefix(KEPT), str(value))
        for name, value in visit.form.multi_items()
        if name.startswith(KEPT)
    ]


def _new_password_form(visit: Visit, proof: own_password.Proof) -> NewPasswordForm:
    asks = proof == "password" and not visit.person.must_replace_password
    return (ChangePasswordForm if asks else NewPasswordForm)(visit.form)


def _new_password_page(
    visit: Visit, form: NewPasswordForm, proof: own_password.Proof, status: int = 200
) -> Response:
    source = visit.form if visit.is_post else visit.query
    return visit.page(
        "sign_in/new_password.html",
        status=status,
        form=form,
        first=visit.person.must_replace_password,
        without=proof == "identity",
        next_path=str(source.get("next", "")),
        shortest=passwords.SHORTEST,
    )


def _device_signer(visit: Visit) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(visit.settings.secret_key, salt="known-device")


def _knows_device(visit: Visit, login: str) -> bool:
    """Whether this browser has signed in to this login before."""
    try:
        known = _device_signer(visit).loads(visit.cookies.get(DEVICE_COOKIE, ""), max_age=ONE_YEAR)
    except BadSignature:
        return False
    return bool(known == login.strip())


screens = [
    Screen("/logowanie", sign_in_form, who=anyone),
    Screen("/logowanie", sign_in, who=anyone, method="POST", slow=True),
    Screen("/wyloguj", sign_out, who=anyone, method="POST", limits=Limits(while_viewing=True)),
    Screen("/sesja", stay, who=signed_in, method="POST", limits=Limits(while_viewing=True)),
    Screen("/haslo/nowe", new_password_form, who=signed_in),
    Screen("/haslo/nowe", change_password, who=signed_in, method="POST", slow=True),
]
