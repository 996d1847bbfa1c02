"""Who of staff may do what: one table, of which doors are made and which the office can read."""

from typing import NamedTuple

from portal.web.access import Audience, staff, tenant


class Right(NamedTuple):
    """Something that some roles may do."""

    words: str
    roles: tuple[str, ...]

    @property
    def who(self) -> Audience:
        """The audience of screens that need this right."""
        return staff(*self.roles)


ROLES = {
    "clerk": "biuro obsługi klienta",
    "finance": "księgowość",
    "administrator": "administracja",
}

LOOK_AT_TENANTS = Right("Szukanie najemców i ich karty", ("clerk", "finance", "administrator"))
VIEW_AS_TENANT = Right("Podgląd portalu jako najemca", ("clerk", "administrator"))
ANSWER_REQUESTS = Right("Wnioski o login i hasło", ("clerk", "administrator"))
APPROVE_EMAILS = Right("Zatwierdzanie adresów e-mail", ("clerk", "administrator"))
PRINT_LETTERS = Right("Listy z loginem i hasłem", ("clerk", "administrator"))
CERTIFICATES = Right("Zaświadczenia najemców", ("clerk", "finance", "administrator"))
ANSWER_PROPOSALS = Right("Prośby o raty", ("clerk", "finance", "administrator"))
SET_RATES = Right("Stawki odsetek i zasady rat", ("finance", "administrator"))
ANSWER_CASES = Right("Odpowiedzi w sprawach najemców", ("clerk", "finance", "administrator"))
SET_TEXTS = Right("Gotowe teksty odpowiedzi", ("clerk", "administrator"))
SET_CASE_TYPES = Right("Rodzaje spraw, pytania i dokumenty", ("administrator",))
WRITE_BULLETINS = Right("Pisma do najemców i budynków", ("clerk", "administrator"))
READ_CASES = Right("Korespondencja najemców", ("clerk", "finance", "administrator"))
LOOK_AT_PAYMENTS = Right("Płatności online: podgląd", ("clerk", "finance", "administrator"))
HANDLE_PAYMENTS = Right(
    "Płatności online: wyjaśnianie, zwroty, uzgodnienie", ("finance", "administrator")
)
PUBLISH_NEWS = Right("Aktualności", ("clerk", "administrator"))
READ_IMPORTS = Right("Importy", ("finance", "administrator"))
MANAGE_STAFF = Right("Pracownicy i ich role", ("administrator",))
READ_LOG = Right("Dziennik zdarzeń", ("administrator",))

RIGHTS = (
    LOOK_AT_TENANTS, VIEW_AS_TENANT, ANSWER_REQUESTS, APPROVE_EMAILS, PRINT_LETTERS, CERTIFICATES,
    ANSWER_PROPOSALS, SET_RATES, LOOK_AT_PAYMENTS, HANDLE_PAYMENTS, READ_CASES, ANSWER_CASES,
    SET_TEXTS, SET_CASE_TYPES, WRITE_BULLETINS, PUBLISH_NEWS, READ_IMPORTS, MANAGE_STAFF, READ_LOG,
)  # fmt: skip


def tenants_and(right: Right) -> Audience:
    """Tenants, and staff with a right: for what both may see, each only as much as is theirs."""
    return Audience(
        f"{tenant.name} or {right.who.name}",
        lambda visitor: tenant.admits(visitor) or right.who.admits(visitor),
    )
