"""Contact: an e-mail address and the way to its approval, a telephone number, notifications."""

from starlette.responses import Response

from portal.profile import actions
from portal.profile.forms import (
    AddressForm,
    GuardedAddressForm,
    LanguageForm,
    NotificationsForm,
    TelephoneForm,
)
from portal.store.database import Database
from portal.tenancy import contacts, emails
from portal.tenancy.absent import NotThere
from portal.tenancy.preferences import preferences_of
from portal.web import own_password
from portal.web.access import anyone, tenant
from portal.web.routing import Screen
from portal.web.visit import Visit

TOO_MANY = (
    f"Dziś wysłaliśmy już {emails.MOST_WISHES_A_DAY} listów z linkiem. Spróbuj jutro albo zadzwoń"
    " do nas."
)
GONE = 410


def address_form(visit: Visit) -> Response:
    """A new address. The session may have been left open, so the password is asked for."""
    proof = own_password.proof_of(visit)
    if proof == "nothing":
        return visit.page("layout/sign_in_anew.html")
    return _address_page(visit, GuardedAddressForm() if proof == "password" else AddressForm())


def ask_for_address(visit: Visit) -> Response:
    """Send a link to the address; nothing counts yet."""
    proof = own_password.proof_of(visit)
    if proof == "nothing":
        return visit.go_to("/profil/e-mail")
    form = (GuardedAddressForm if proof == "password" else AddressForm)(visit.form)
    proper = form.validate()
    if isinstance(form, GuardedAddressForm) and not form.password.errors:
        proper = own_password.is_given(visit, form, form.password) and proper
    if not proper or not wish(visit, form):
        return _address_page(visit, form, status=form.status)
    return visit.go_to("/profil?gotowe=adres")


def wish(visit: Visit, form: AddressForm) -> bool:
    """Ask for the address of a form that was found right; False where the form says why not."""
    account_id, base_url = visit.person.account_id, visit.settings.base_url
    counting = emails.approved(visit.db, account_id)
    if counting is not None and contacts.same_address(counting, form.address):
        form.note(form.email, "Ten adres już działa. Wpisz inny.")
        return False

    def work(db: Database) -> None:
        actions.ask_for_address(db, account_id, form.address, base_url)

    try:
        visit.write(work)
    except emails.TooManyWishes:
        form.note(form.email, TOO_MANY)
        return False
    return True


def send_link_again(visit: Visit) -> Response:
    """Another link to the address that was not confirmed yet."""
    _, under_way = emails.emails_of(visit.db, visit.person.account_id)
    if under_way is None or under_way.state != "unconfirmed":
        raise NotThere
    form = GuardedAddressForm(email=under_way.address)
    if not wish(visit, form):
        return _address_page(visit, form, status=429)
    return visit.go_to("/profil?gotowe=adres")


def withdraw_address(visit: Visit) -> Response:
    """„Wycofaj zgłoszenie”."""
    if not actions.withdraw_address(visit.db, visit.person.account_id):
        raise NotThere
    return visit.go_to("/profil?gotowe=wycofano")


def confirmation(visit: Visit) -> Response:
    """Where the link leads: a button. Programs that open links on their own change nothing."""
    email = emails.of_token(visit.db, visit.parameters["token"])
    if email is None:
        return visit.page("profile/link_ended.html", status=GONE)
    return visit.page("profile/confirm_address.html", address=email.address)


def confirm_address(visit: Visit) -> Response:
    """The button was pressed."""
    if not actions.confirm_address(visit.db, visit.parameters["token"]):
        return visit.page("profile/link_ended.html", status=GONE)
    return visit.go_to("/profil/e-mail/potwierdzono")


def confirmed(visit: Visit) -> Response:
    """What happens with the address now."""
    return visit.page("profile/confirmed.html")


def telephone_form(visit: Visit) -> Response:
    """The number by which the office reaches the person."""
    number = preferences_of(visit.db, visit.person.account_id).telephone
    form = TelephoneForm(telephone=contacts.telephone_in_words(number) if number else "")
    return visit.page("profile/telephone.html", form=form)


def save_telephone(visit: Visit) -> Response:
    """Keep it; an empty field takes it away."""
    form = TelephoneForm(visit.form)
    if not form.validate():
        return visit.page("profile/telephone.html", status=422, form=form)
    actions.save_telephone(visit.db, visit.person.account_id, form.number)
    return visit.go_to("/profil?gotowe=telefon")


def language_form(visit: Visit) -> Response:
    """The language in which the office speaks and writes to the person."""
    return visit.page("profile/language.html", form=chosen_language(visit))


def save_language(visit: Visit) -> Response:
    """Keep it."""
    form = LanguageForm(visit.form)
    if not form.validate():
        return visit.page("profile/language.html", status=422, form=form)
    actions.save_language(visit.db, visit.person.account_id, form.chosen)
    return visit.go_to("/profil?gotowe=jezyk")


def chosen_language(visit: Visit) -> LanguageForm:
    """The form as the person left it."""
    return LanguageForm(language=preferences_of(visit.db, visit.person.account_id).language)


def notifications_form(visit: Visit) -> Response:
    """Whether letters come that tell of something new."""
    return visit.page("profile/notifications.html", form=chosen_notifications(visit))


def save_notifications(visit: Visit) -> Response:
    """Keep the choice."""
    form = NotificationsForm(visit.form)
    if not form.validate():
        return visit.page("profile/notifications.html", status=422, form=form)
    notify = form.notify.data == "tak"
    actions.save_notifications(visit.db, visit.person.account_id, notify=notify)
    return visit.go_to("/profil?gotowe=powiadomienia")


def chosen_notifications(visit: Visit) -> NotificationsForm:
    """The form as the person left it."""
    notify = preferences_of(visit.db, visit.person.account_id).notify
    return NotificationsForm(notify="tak" if notify else "nie")


def _address_page(visit: Visit, form: AddressForm, status: int = 200) -> Response:
    counting = emails.approved(visit.db, visit.person.account_id)
    return visit.page("profile/address.html", status=status, form=form, counting=counting)


LINK = f"{actions.CONFIRM_PATH}/{{token}}"

screens = [
    Screen("/profil/e-mail", address_form, who=tenant, tagged=False),
    Screen("/profil/e-mail", ask_for_address, who=tenant, method="POST", slow=True),
    Screen("/profil/e-mail/ponow", send_link_again, who=tenant, method="POST"),
    Screen("/profil/e-mail/wycofaj", withdraw_address, who=tenant, method="POST"),
    Screen(LINK, confirmation, who=anyone, tagged=False),
    Screen(LINK, confirm_address, who=anyone, method="POST"),
    Screen("/profil/e-mail/potwierdzono", confirmed, who=anyone),
    Screen("/profil/telefon", telephone_form, who=tenant, tagged=False),
    Screen("/profil/telefon", save_telephone, who=tenant, method="POST"),
    Screen("/profil/jezyk", language_form, who=tenant, tagged=False),
    Screen("/profil/jezyk", save_language, who=tenant, method="POST"),
    Screen("/profil/powiadomienia", notifications_form, who=tenant, tagged=False),
    Screen("/profil/powiadomienia", save_notifications, who=tenant, method="POST"),
]
