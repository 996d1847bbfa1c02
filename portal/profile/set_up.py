"""The steps after the first sign-in: e-mail, telephone, language, notifications.

Each may be skipped.
"""

from datetime import timedelta

from starlette.responses import Response

from portal import clock
from portal.profile import actions, contact
from portal.profile.forms import AddressForm, LanguageForm, NotificationsForm, TelephoneForm
from portal.tenancy import accounts, contacts, emails
from portal.tenancy.preferences import preferences_of
from portal.web.access import tenant
from portal.web.routing import Screen
from portal.web.visit import Visit

FIRST = "/profil/ustawienia-konta"
SECOND = f"{FIRST}/telefon"
THIRD = f"{FIRST}/jezyk"
FOURTH = f"{FIRST}/powiadomienia"

# For so long after a password was set, an address is taken without asking for it again.
JUST_NOW = timedelta(minutes=30)


def email_step(visit: Visit) -> Response:
    """Step 1. Who has been through the steps goes on to where they want to be."""
    if preferences_of(visit.db, visit.person.account_id).set_up_at:
        return visit.go_to("/")
    if not _has_just_set_a_password(visit):
        return visit.go_to("/profil/e-mail")
    return _email_page(visit, AddressForm())


def take_email(visit: Visit) -> Response:
    """While no address counts, and the password was set a moment ago, it is not asked for."""
    if preferences_of(visit.db, visit.person.account_id).set_up_at:
        return visit.go_to("/profil/e-mail")
    if not _has_just_set_a_password(visit):
        return visit.go_to("/profil/e-mail")
    if emails.approved(visit.db, visit.person.account_id):
        return visit.go_to(SECOND)
    form = AddressForm(visit.form)
    if not form.validate() or not contact.wish(visit, form):
        return _email_page(visit, form, status=422)
    return visit.go_to(SECOND)


def telephone_step(visit: Visit) -> Response:
    """Step 2."""
    number = preferences_of(visit.db, visit.person.account_id).telephone
    form = TelephoneForm(telephone=contacts.telephone_in_words(number) if number else "")
    return _telephone_page(visit, form)


def take_telephone(visit: Visit) -> Response:
    """An empty field is a step skipped."""
    form = TelephoneForm(visit.form)
    if not form.validate():
        return _telephone_page(visit, form, status=422)
    if form.number:
        actions.save_telephone(visit.db, visit.person.account_id, form.number)
    return visit.go_to(THIRD)


def language_step(visit: Visit) -> Response:
    """Step 3."""
    return _language_page(visit, contact.chosen_language(visit))


def take_language(visit: Visit) -> Response:
    """The language, taken; to skip the step is a link."""
    form = LanguageForm(visit.form)
    if not form.validate():
        return _language_page(visit, form, status=422)
    actions.save_language(visit.db, visit.person.account_id, form.chosen)
    return visit.go_to(FOURTH)


def notifications_step(visit: Visit) -> Response:
    """Step 4."""
    return _notifications_page(visit, contact.chosen_notifications(visit))


def take_notifications(visit: Visit) -> Response:
    """The last step, taken or skipped: the account is set up."""
    account_id = visit.person.account_id
    if "skip" not in visit.form:
        form = NotificationsForm(visit.form)
        if not form.validate():
            return _notifications_page(visit, form, status=422)
        actions.save_notifications(visit.db, account_id, notify=form.notify.data == "tak")
    actions.end_set_up(visit.db, account_id)
    return visit.go_to("/")


def _has_just_set_a_password(visit: Visit) -> bool:
    account = accounts.account_of(visit.db, visit.person.account_id)
    return account is not None and clock.from_text(account.changed_at) > clock.now() - JUST_NOW


def _email_page(visit: Visit, form: AddressForm, status: int = 200) -> Response:
    counting, wish = emails.emails_of(visit.db, visit.person.account_id)
    known = [each.address for each in (wish, counting) if each and each.state != "refused"]
    return visit.page(
        "profile/set_up_email.html",
        status=status,
        form=form,
        address=known[0] if known else "",
        then=SECOND,
    )


def _telephone_page(visit: Visit, form: TelephoneForm, status: int = 200) -> Response:
    return visit.page("profile/set_up_telephone.html", status=status, form=form, then=THIRD)


def _language_page(visit: Visit, form: LanguageForm, status: int = 200) -> Response:
    return visit.page(
        "profile/set_up_language.html", status=status, form=form, before=SECOND, then=FOURTH
    )


def _notifications_page(visit: Visit, form: NotificationsForm, status: int = 200) -> Response:
    return visit.page("profile/set_up_notifications.html", status=status, form=form, before=THIRD)


screens = [
    Screen(FIRST, email_step, who=tenant, tagged=False),
    Screen(FIRST, take_email, who=tenant, method="POST"),
    Screen(SECOND, telephone_step, who=tenant, tagged=False),
    Screen(SECOND, take_telephone, who=tenant, method="POST"),
    Screen(THIRD, language_step, who=tenant, tagged=False),
    Screen(THIRD, take_language, who=tenant, method="POST"),
    Screen(FOURTH, notifications_step, who=tenant, tagged=False),
    Screen(FOURTH, take_notifications, who=tenant, method="POST"),
]
