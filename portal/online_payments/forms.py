"""What a payer chooses: what to pay, by which channel, and a BLIK code."""

import re
from collections.abc import Callable, Mapping

from starlette.datastructures import FormData
from wtforms import BooleanField, HiddenField, RadioField, StringField, ValidationError
from wtforms.fields import Field

from portal import money
from portal.money import Grosze, NotAnAmount, read_amount
from portal.online_payments.autopay.channels import Channel
from portal.online_payments.offer import Kind, Offer
from portal.tenancy.leases import Lease
from portal.web.forms import PortalForm, one_line

LEAST = Grosze(100)
MOST = Grosze(10_000_000)
TOO_MUCH = (
    f"Online zapłacisz naraz najwyżej {money.with_currency(MOST)}. Większą kwotę zapłać przelewem."
)

_KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")
_CODE = re.compile(r"[0-9]{6}", re.ASCII)


def an_amount(form: "PayForm", field: Field) -> None:
    """It counts where another amount is chosen; of several leases, some may be left empty."""
    if form.ile.data != "inna" or (not field.data and form.is_any_amount_typed):
        return
    try:
        amount = read_amount(field.data or "")
    except NotAnAmount as error:
        raise ValidationError("Wpisz kwotę cyframi, na przykład 500,00.") from error
    if amount < LEAST:
        raise ValidationError(f"Wpisz co najmniej {money.with_currency(LEAST)}.")
    if amount > MOST:
        raise ValidationError(TOO_MUCH)


class PayForm(PortalForm):
    """What to pay, and how. Made by pay_form(), which gives it an amount for each lease."""

    ile = RadioField("Ile chcesz zapłacić", validate_choice=False)
    kwota = StringField("Kwota w złotych", [an_amount], filters=[one_line])
    kanal = StringField("Sposób zapłaty", filters=[one_line])
    klucz = HiddenField()
    mimo = BooleanField("Płacę mimo to")

    offer: Offer
    channels: Mapping[str, Channel]
    others: Mapping[str, Lease]
    """The tenant's other leases, by the names of the fields with their amounts."""

    def validate_ile(self, field: Field) -> None:
        """One of what is offered, or any amount."""
        if field.data != "inna" and field.data not in dict(self.offer.kinds()):
            raise ValidationError("Wybierz, ile chcesz zapłacić.")

    def validate_kanal(self, field: Field) -> None:
        """A channel of the list that takes the amount, or none: it is chosen at the operator's."""
        if not field.data or field.data == "0":
            return
        channel = self.channels.get(field.data)
        if channel is None:
            raise ValidationError("Wybierz sposób zapłaty z listy.")
        if not self._is_wrong_so_far and not channel.takes(self.amount):
            raise ValidationError(
                f"{channel.name} nie przyjmie takiej kwoty. Wybierz inny sposób zapłaty."
            )

    def is_right(self) -> bool:
        """Validate each field, and then what they come to together."""
        if not self.validate():
            return False
        if self.amount > MOST:
            self.note(self.ile, TOO_MUCH)
            return False
        return True

    @property
    def amounts(self) -> Mapping[int, Field]:
        """The fields of amounts by lease, that of the lease which is looked at first."""
        others = {lease.lease_id: self[name] for name, lease in self.others.items()}
        return {self.offer.lease.lease_id: self.kwota, **others}

    @property
    def is_any_amount_typed(self) -> bool:
        """Whether another amount was typed for any lease."""
        return any(field.data for field in self.amounts.values())

    @property
    def is_of_our_page(self) -> bool:
        """Whether it has a key as our page makes them; without it, a repeat is not known."""
        return _KEY.fullmatch(self.klucz.data or "") is not None

    @property
    def kind(self) -> Kind:
        """The choice; only after it was found right."""
        kind: Kind = self.ile.data
        return kind

    @property
    def shares(self) -> Mapping[int, Grosze]:
        """What is to be paid by lease; only after all was found right."""
        if self.kind != "inna":
            return self.offer.shares_for(self.kind)
        return {
            lease_id: read_amount(field.data)
            for lease_id, field in self.amounts.items()
            if field.data
        }

    @property
    def amount(self) -> Grosze:
        """What is to be paid in all."""
        return Grosze(sum(self.shares.values()))

    @property
    def gateway_id(self) -> int | None:
        """The channel, or None where it is chosen at the operator's."""
        channel = self.channels.get(self.kanal.data or "")
        return channel.gateway_id if channel else None

    @property
    def _is_wrong_so_far(self) -> bool:
        return bool(self.ile.errors) or any(field.errors for field in self.amounts.values())


def pay_form(
    offer: Offer,
    channels: list[Channel],
    name_of: Callable[[int], str],
    data: FormData | None = None,
    **defaults: object,
) -> PayForm:
    """The form for an offer.

    Takes:   name_of: gives the name by which pages know a lease.
    """
    others = {f"kwota_{name_of(lease.lease_id)}": lease for lease in offer.others}
    amounts = {
        name: StringField(_of_lease(lease), [an_amount], filters=[one_line])
        for name, lease in others.items()
    }
    parts = {
        "offer": offer,
        "channels": {str(channel.gateway_id): channel for channel in channels},
        "others": others,
    }
    form: PayForm = type("PayForm", (PayForm,), {**parts, **amounts})(data, **defaults)
    if others:
        form.kwota.label.text = _of_lease(offer.lease)
    return form


def _of_lease(lease: Lease) -> str:
    return f"Kwota w złotych: {lease.kind_in_words}, {lease.address}"


class BlikForm(PortalForm):
    """A code of six digits from the bank's app."""

    kod = StringField("Kod BLIK", filters=[one_line])

    def validate_kod(self, field: Field) -> None:
        """Six digits; a space in the middle is how banks show them."""
        if not _CODE.fullmatch(self.code):
            raise ValidationError("Wpisz 6 cyfr kodu z aplikacji banku, na przykład 123 456.")

    @property
    def code(self) -> str:
        """The digits alone."""
        return "".join((self.kod.data or "").split()).replace("-", "")
