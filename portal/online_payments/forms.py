"""What a payer chooses: what to pay, by which channel, and a BLIK code."""

import re
from collections.abc import Mapping

from starlette.datastructures import FormData
from wtforms import BooleanField, HiddenField, RadioField, StringField, ValidationError
from wtforms.fields import Field

from portal import money
from portal.money import Grosze, NotAnAmount, read_amount
from portal.online_payments.autopay.channels import Channel
from portal.online_payments.offer import Kind, Offer
from portal.web.forms import PortalForm, one_line

LEAST = Grosze(100)
MOST = Grosze(5_000_000)

_KEY = re.compile(r"[A-Za-z0-9_-]{20,64}")
_CODE = re.compile(r"[0-9]{6}", re.ASCII)


class PayForm(PortalForm):
    """What to pay, and how."""

    ile = RadioField("Ile chcesz zapłacić", validate_choice=False)
    kwota = StringField("Kwota w złotych", filters=[one_line])
    kanal = StringField("Sposób zapłaty", filters=[one_line])
    klucz = HiddenField()
    mimo = BooleanField("Płacę mimo to")

    def __init__(
        self,
        offer: Offer,
        channels: list[Channel],
        data: FormData | None = None,
        **defaults: object,
    ) -> None:
        super().__init__(data, **defaults)
        self.offer = offer
        self.channels = {channel.gateway_id: channel for channel in channels}

    def validate_ile(self, field: Field) -> None:
        """One of what is offered, or any amount."""
        if field.data != "inna" and field.data not in dict(self.offer.kinds()):
            raise ValidationError("Wybierz, ile chcesz zapłacić.")

    def validate_kwota(self, field: Field) -> None:
        """It counts for „Inną kwotę” alone."""
        if self.ile.data != "inna":
            return
        try:
            amount = read_amount(field.data or "")
        except NotAnAmount as error:
            raise ValidationError("Wpisz kwotę cyframi, na przykład 500,00.") from error
        if amount < LEAST:
            raise ValidationError(f"Wpisz co najmniej {money.with_currency(LEAST)}.")
        if amount > MOST:
            raise ValidationError(
                f"Wpisz najwyżej {money.with_currency(MOST)}. Większą kwotę zapłać przelewem."
            )

    def validate_kanal(self, field: Field) -> None:
        """A channel of the list that takes the amount, or none: it is chosen at the operator's."""
        if not field.data or field.data == "0":
            return
        channel = self.channels.get(int(field.data)) if field.data.isdigit() else None
        if channel is None:
            raise ValidationError("Wybierz sposób zapłaty z listy.")
        if not self.ile.errors and not self.kwota.errors and not channel.takes(self.amount):
            raise ValidationError(
                f"{channel.name} nie przyjmie takiej kwoty. Wybierz inny sposób zapłaty."
            )

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
        typed = read_amount(self.kwota.data or "") if self.kind == "inna" else Grosze(0)
        return self.offer.shares_for(self.kind, typed)

    @property
    def amount(self) -> Grosze:
        """What is to be paid in all."""
        return Grosze(sum(self.shares.values()))

    @property
    def gateway_id(self) -> int | None:
        """The channel, or None where it is chosen at the operator's."""
        return int(self.kanal.data) if self.kanal.data and self.kanal.data != "0" else None


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
