"""The audit log: what was done, when, by whose account, to whose data. It is only ever added to."""

import json
from enum import StrEnum

from portal import clock
from portal.store.database import Database


class Event(StrEnum):
    """Everything that is worth a line in the audit log, as noun.verb-in-past."""

    SESSION_OPENED = "session.opened"
    SESSION_REFUSED = "session.refused"
    SESSION_CLOSED = "session.closed"
    SESSIONS_CLOSED_ELSEWHERE = "session.closed-elsewhere"
    PASSWORD_CHANGED = "password.changed"  # noqa: S105 - the name of an event
    PASSWORD_REFUSED = "password.refused"  # noqa: S105 - the name of an event
    ACCOUNT_CREATED = "account.created"
    EMAIL_ASKED = "email.asked"
    EMAIL_CONFIRMED = "email.confirmed"
    EMAIL_APPROVED = "email.approved"
    EMAIL_REFUSED = "email.refused"
    EMAIL_WITHDRAWN = "email.withdrawn"
    MAIL_GIVEN_UP = "mail.given-up"
    PASSWORD_RESET_ASKED = "password.reset-asked"  # noqa: S105 - the name of an event
    PASSWORD_RESET_SENT = "password.reset-sent"  # noqa: S105 - the name of an event
    PASSWORD_RESET = "password.reset"  # noqa: S105 - the name of an event
    ACCOUNT_SET_UP = "account.set-up"
    PREFERENCES_CHANGED = "preferences.changed"
    LETTERS_MADE = "letters.made"
    LETTER_STATE_CHANGED = "letter.state-changed"
    CREDENTIALS_ASKED = "credentials.asked"
    CREDENTIALS_ANSWERED = "credentials.answered"
    CREDENTIALS_REFUSED = "credentials.refused"
    TENANT_LOOKED_AT = "tenant.looked-at"
    TENANT_LISTED = "tenant.listed"
    TENANT_SHOWN = "tenant.shown"
    TENANT_VIEWED_AS = "tenant.viewed-as"
    STAFF_ADDED = "staff.added"
    STAFF_ROLE_CHANGED = "staff.role-changed"
    STAFF_REMOVED = "staff.removed"
    STAFF_PASSWORD_RENEWED = "staff.password-renewed"  # noqa: S105 - the name of an event
    OFFICE_SETTING_CHANGED = "office.setting-changed"
    SECOND_FACTOR_SET = "second-factor.set"
    SECOND_FACTOR_REMOVED = "second-factor.removed"
    RECOVERY_CODE_USED = "recovery-code.used"
    NATIONAL_LINKED = "national.linked"
    NATIONAL_UNLINKED = "national.unlinked"
    NATIONAL_REFUSED = "national.refused"
    IMPORT_APPLIED = "import.applied"
    IMPORT_REFUSED = "import.refused"
    CERTIFICATE_MADE = "certificate.made"
    CERTIFICATE_REVOKED = "certificate.revoked"
    PAYMENT_STARTED = "payment.started"
    PAYMENT_CANCELLED = "payment.cancelled"
    PAYMENT_CONFIRMED = "payment.confirmed"
    PAYMENT_REFUSED = "payment.refused"
    PAYMENT_GIVEN_UP = "payment.given-up"
    PAYMENT_KEPT_ASIDE = "payment.kept-aside"
    PAYMENT_SETTLED = "payment.settled"
    PAYMENT_MESSAGE_OPENED = "payment.message-opened"
    PAYMENT_ASKED_ABOUT = "payment.asked-about"
    PAYMENTS_EXPORTED = "payments.exported"
    PAYMENT_DESK_SET = "payment-desk.set"
    REFUND_ASKED = "refund.asked"
    REFUND_REFUSED = "refund.refused"
    REFUND_WITHDRAWN = "refund.withdrawn"
    REFUND_APPROVED = "refund.approved"
    REFUND_ACCEPTED = "refund.accepted"
    REFUND_DECLINED = "refund.declined"
    REFUND_DONE = "refund.done"
    REFUND_FAILED = "refund.failed"
    BANK_STATEMENT_READ = "bank-statement.read"
    INTEREST_RATE_SET = "interest-rate.set"
    INTEREST_RATE_REMOVED = "interest-rate.removed"
    INTEREST_RATE_CHECKED = "interest-rate.checked"
    INSTALMENT_LIMITS_SET = "instalment-limits.set"
    INSTALMENTS_ASKED = "instalments.asked"
    INSTALMENTS_WITHDRAWN = "instalments.withdrawn"
    INSTALMENTS_VISIT_ASKED = "instalments.visit-asked"
    INSTALMENTS_ACCEPTED = "instalments.accepted"
    INSTALMENTS_REFUSED = "instalments.refused"
    INSTALMENTS_ENDED = "instalments.ended"
    BULLETIN_SENT = "bulletin.sent"
    ANNOUNCEMENT_PUBLISHED = "announcement.published"
    ANNOUNCEMENT_WITHDRAWN = "announcement.withdrawn"
    CASE_OPENED = "case.opened"
    CASE_WRITTEN = "case.written"
    CASE_ANSWERED = "case.answered"
    CASE_NOTED = "case.noted"
    CASE_ASKED = "case.asked"
    CASE_CLOSED = "case.closed"
    CASE_REOPENED = "case.reopened"
    CASE_FORWARDED = "case.forwarded"
    CASE_ASSIGNED = "case.assigned"
    CASE_VISIT_PLANNED = "case.visit-planned"
    CASE_REMINDED = "case.reminded"
    CASE_TYPE_SAVED = "case-type.saved"
    CASE_DOCUMENT_ADDED = "case-document.added"
    CASE_DOCUMENT_ENDED = "case-document.ended"
    TEXT_BLOCK_SAVED = "text-block.saved"
    TEXT_BLOCK_REMOVED = "text-block.removed"


def record(
    db: Database,
    event: Event,
    *,
    account_id: int | None = None,
    tenant_id: int | None = None,
    **details: str | int | None,
) -> int:
    """Write an event in the transaction of the change that it tells of; gives its number.

    Takes:   the account that acted, the tenant whose data it concerns, and details without
             personal data: numbers, names of states, keys.
    """
    event_id = db.execute(
        """
        INSERT INTO events (at, event, account_id, tenant_id, details)
        VALUES (:at, :event, :account_id, :tenant_id, :details)
        """,
        {
            "at": clock.as_text(clock.now()),
            "event": str(event),
            "account_id": account_id,
            "tenant_id": tenant_id,
            "details": json.dumps(details, ensure_ascii=False, sort_keys=True),
        },
    ).lastrowid
    if event_id is None:
        raise AssertionError("an inserted row has a number")
    return event_id
