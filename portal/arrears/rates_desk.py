"""The desk of rates of interest, and of the limits within which tenants may ask for instalments."""

from datetime import date

from starlette.responses import Response

from portal import clock, money
from portal.arrears import limits, rates
from portal.arrears.forms import LimitsForm, RateForm, percent_in_words
from portal.tenancy.absent import NotThere
from portal.web.rights import SET_RATES
from portal.web.routing import Screen
from portal.web.visit import Visit

RATES = "/biuro/odsetki"
LIMITS = "/biuro/zasady-rat"
# The council that sets the rate meets once a month.
OLD_AFTER_DAYS = 45
DONE = {
    "zapisano": "Stawka jest zapisana.",
    "usunieto": "Stawka jest usunięta.",
    "potwierdzono": "Zapisane: stawka nadal obowiązuje.",
    "zasady": "Zasady są zapisane.",
}


def rates_desk(visit: Visit) -> Response:
    """Every rate, the newest first, and the form for the next one."""
    return _rates_page(visit, RateForm(None, clock.today()))


def save_rate(visit: Visit) -> Response:
    """Add or correct a rate."""
    form = RateForm(visit.form, clock.today())
    if not form.validate():
        return _rates_page(visit, form, status=422)
    valid_from, hundredths = form.rate()
    rates.put(visit.db, valid_from, hundredths, by=visit.person.account_id)
    return visit.go_to(f"{RATES}?gotowe=zapisano")


def change_rate(visit: Visit) -> Response:
    """A rate is taken out, or seen to hold."""
    try:
        valid_from = date.fromisoformat(visit.parameters["day"])
    except ValueError as error:
        raise NotThere from error
    by = visit.person.account_id
    wanted = visit.form.get("zrob")
    if wanted == "usun":
        rates.remove(visit.db, valid_from, by=by)
        return visit.go_to(f"{RATES}?gotowe=usunieto")
    if wanted == "potwierdz":
        rates.confirm(visit.db, valid_from, by=by)
        return visit.go_to(f"{RATES}?gotowe=potwierdzono")
    raise NotThere


def limits_desk(visit: Visit) -> Response:
    """Within what limits tenants may ask for instalments."""
    allowed = limits.limits_of(visit.db)
    form = LimitsForm(
        najwiecej=str(allowed.most),
        najmniej=money.in_zloty(allowed.smallest),
        dni=str(allowed.days_to_first),
    )
    return visit.page("arrears/desk/limits.html", form=form)


def save_limits(visit: Visit) -> Response:
    """Set them."""
    form = LimitsForm(visit.form)
    if not form.validate():
        return visit.page("arrears/desk/limits.html", status=422, form=form)
    limits.put(visit.db, form.limits(), by=visit.person.account_id)
    return visit.go_to(f"{RATES}?gotowe=zasady")


def _rates_page(visit: Visit, form: RateForm, status: int = 200) -> Response:
    today = clock.today()
    known = rates.rates_of(visit.db)
    newest = known[-1] if known else None
    return visit.page(
        "arrears/desk/rates.html",
        status=status,
        form=form,
        rates=known[::-1],
        newest=newest,
        is_old=newest is not None and (today - newest.checked_on).days > OLD_AFTER_DAYS,
        percent=percent_in_words,
        allowed=limits.limits_of(visit.db),
        done=DONE.get(visit.query.get("gotowe", "")),
    )


who = SET_RATES.who

screens = [
    Screen(RATES, rates_desk, who=who),
    Screen(RATES, save_rate, who=who, method="POST"),
    Screen(f"{RATES}/{{day}}", change_rate, who=who, method="POST"),
    Screen(LIMITS, limits_desk, who=who),
    Screen(LIMITS, save_limits, who=who, method="POST"),
]
