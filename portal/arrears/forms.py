"""The forms of arrears: instalments asked for and answered, rates, limits."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from starlette.datastructures import FormData
from wtforms import StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from portal import language, money
from portal.arrears.instalments import Instalment, instalments_of
from portal.arrears.limits import FEWEST, Limits
from portal.language import short_day
from portal.money import Grosze, NotAnAmount, read_amount
from portal.web.days import read_day
from portal.web.forms import PortalForm, one_line

LONGEST = 1000
MOST_OF_ALL = 60
LATEST_AGREED = timedelta(days=366)
_PERCENT = re.compile(r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))?%?")


class Terms(NamedTuple):
    """Within what limits an amount may be divided."""

    amount: Grosze
    most: int
    first: date
    last: date


class PlanForm(PortalForm):
    """In how many parts, and from when; `OF_THE_PLAN` names what the parts hang on."""

    OF_THE_PLAN: tuple[str, ...] = ("liczba", "od")

    liczba = StringField("Ile rat?", filters=[one_line])
    od = StringField("Dzień pierwszej raty", filters=[one_line])

    def __init__(self, data: FormData | None, terms: Terms, **defaults: object) -> None:
        super().__init__(data, **defaults)
        self.terms = terms

    def validate_liczba(self, field: StringField) -> None:
        """A number of parts that the limits allow."""
        words, most = field.data or "", self.terms.most
        if not (words.isascii() and words.isdigit() and FEWEST <= int(words[:4]) <= most):
            raise ValidationError(f"Wybierz liczbę rat od {FEWEST} do {most}.")

    def validate_od(self, field: StringField) -> None:
        """A day that is near."""
        first, last = self.terms.first, self.terms.last
        try:
            day = read_day(field.data or "")
        except ValueError as error:
            raise ValidationError("Wpisz dzień, miesiąc i rok, na przykład 10.12.2026.") from error
        if not first <= day <= last:
            raise ValidationError(f"Wybierz dzień od {short_day(first)} do {short_day(last)}.")

    def plan(self) -> list[Instalment]:
        """The parts, after the form was looked at; none where they are not right."""
        if any(self[name].errors for name in self.OF_THE_PLAN):
            return []
        return instalments_of(self.terms.amount, int(self.liczba.data), read_day(self.od.data))

    def reckon(self) -> list[Instalment]:
        """Look at what the parts hang on, and at nothing else that the form may lack."""
        self.validate()
        for field in self:
            if field.name not in self.OF_THE_PLAN:
                field.errors = ()
        return self.plan()

    @property
    def od_type(self) -> str:
        """A date field shows only dates; other words stay visible in a text field."""
        words = self.od.data or ""
        return "date" if not words or re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words) else "text"


class ProposalForm(PlanForm):
    """What a tenant asks for, and why."""

    powod = TextAreaField(
        "Dlaczego prosisz o raty?",
        [
            DataRequired("Napisz w jednym lub dwóch zdaniach, dlaczego prosisz o raty."),
            Length(max=LONGEST, message=f"Skróć ten tekst do {LONGEST} znaków."),
        ],
    )


class AgreementForm(PlanForm):
    """What the office agrees to; the amount may have interest in it."""

    OF_THE_PLAN = ("liczba", "od", "kwota")

    kwota = StringField("Kwota do rozłożenia na raty", filters=[one_line])
    uwaga = TextAreaField(
        "Uwaga dla najemcy (może zostać pusta)",
        [Length(max=LONGEST, message=f"Skróć ten tekst do {LONGEST} znaków.")],
    )

    def validate_kwota(self, field: StringField) -> None:
        """An amount that can be divided."""
        try:
            amount = read_amount(field.data or "")
        except NotAnAmount as error:
            raise ValidationError("Wpisz kwotę cyframi, na przykład 500,00.") from error
        if amount < MOST_OF_ALL:
            raise ValidationError(f"Wpisz co najmniej {money.with_currency(MOST_OF_ALL)}.")
        self.terms = self.terms._replace(amount=amount)


class RefusalForm(PortalForm):
    """Why instalments are refused, or called off."""

    powod = TextAreaField(
        "Powód",
        [
            DataRequired("Napisz powód. Przeczyta go najemca."),
            Length(max=LONGEST, message=f"Skróć ten tekst do {LONGEST} znaków."),
        ],
    )


class VisitForm(PortalForm):
    """When and where to come, or whom to call."""

    zaproszenie = TextAreaField(
        "Wiadomość dla najemcy",
        [
            DataRequired("Napisz, kiedy i gdzie przyjść albo pod jaki numer zadzwonić."),
            Length(max=LONGEST, message=f"Skróć ten tekst do {LONGEST} znaków."),
        ],
    )


class RateForm(PortalForm):
    """A rate and the first day on which it holds."""

    od = StringField("Obowiązuje od dnia", filters=[one_line])
    stawka = StringField("Stawka roczna w procentach", filters=[one_line])

    def __init__(self, data: FormData | None, today: date, **defaults: object) -> None:
        super().__init__(data, **defaults)
        self.latest = today + LATEST_AGREED

    def validate_od(self, field: StringField) -> None:
        """A day of the past or soon."""
        try:
            day = read_day(field.data or "")
        except ValueError as error:
            raise ValidationError("Wpisz dzień, miesiąc i rok, na przykład 05.03.2026.") from error
        if day > self.latest:
            raise ValidationError(f"Wybierz dzień do {short_day(self.latest)}.")

    def validate_stawka(self, field: StringField) -> None:
        """A percentage with at most two decimals."""
        if read_percent(field.data or "") is None:
            raise ValidationError("Wpisz stawkę z najwyżej dwiema cyframi po przecinku, np. 9,25.")

    def rate(self) -> tuple[date, int]:
        """The day and the hundredths of a percent; only after both were found right."""
        return read_day(self.od.data), read_percent(self.stawka.data) or 0


class LimitsForm(PortalForm):
    """Within what limits tenants may ask for instalments."""

    najwiecej = StringField("Najwięcej rat", filters=[one_line])
    najmniej = StringField("Najmniejsza rata", filters=[one_line])
    dni = StringField("Pierwsza rata najpóźniej po ilu dniach", filters=[one_line])

    def validate_najwiecej(self, field: StringField) -> None:
        """From two on."""
        _whole_number(field, FEWEST, MOST_OF_ALL)

    def validate_najmniej(self, field: StringField) -> None:
        """An amount above nothing."""
        try:
            amount = read_amount(field.data or "")
        except NotAnAmount as error:
            raise ValidationError("Wpisz kwotę cyframi, na przykład 50,00.") from error
        if not amount:
            raise ValidationError("Wpisz kwotę większą od zera.")

    def validate_dni(self, field: StringField) -> None:
        """At least until tomorrow."""
        _whole_number(field, 1, 90)

    def limits(self) -> Limits:
        """What the form says; only after it was found right."""
        return Limits(int(self.najwiecej.data), read_amount(self.najmniej.data), int(self.dni.data))


def read_percent(words: str) -> int | None:
    """Hundredths of a percent: "9,25" and "9.25%" give 925; None for anything else."""
    found = _PERCENT.fullmatch("".join(words.split()))
    if found is None:
        return None
    whole, part = found.groups(default="")
    return int(whole) * 100 + int(part.ljust(2, "0"))


def percent_in_words(hundredths: int) -> str:
    """925 gives "9,25%"."""
    return f"{language.decimal(hundredths, 2, shortest=2)}%"


def _whole_number(field: StringField, least: int, most: int) -> None:
    words = field.data or ""
    if not (words.isascii() and words.isdigit() and least <= int(words[:6]) <= most):
        raise ValidationError(f"Wpisz liczbę od {least} do {most}.")
