"""The filled-in form as a document: a tagged PDF made by the server, for those who need paper."""

import json
import logging
from pathlib import Path

from portal import clock, language
from portal.correspondence.writing import Writing
from portal.tenancy import leases
from portal.tenancy.drafts import Draft
from portal.tenancy.files import Taken
from portal.typesetting import NotSet, set_in_type
from portal.web.visit import Visit

log = logging.getLogger("portal.correspondence")
_TEMPLATE = Path(__file__).with_suffix(".typ")
MEDIA_TYPE = "application/pdf"


def of_answers(
    visit: Visit, writing: Writing, answers: list[tuple[str, str]], draft: Draft
) -> Taken | None:
    """The form, kept on the disk; None where it cannot be set, and the answers go without it."""
    try:
        content = set_in_type(_TEMPLATE, json.dumps(_words(visit, writing, answers, draft)))
    except NotSet:
        log.error(json.dumps({"paper": "not set", "case_type": writing.case_type.slug}))
        return None
    name = f"{writing.case_type.slug}.pdf"
    return Taken(visit.services.files.keep(content), name, MEDIA_TYPE, "unscanned")


def _words(
    visit: Visit, writing: Writing, answers: list[tuple[str, str]], draft: Draft
) -> dict[str, object]:
    lease = writing.lease
    if lease is None:
        raise AssertionError("nothing is sent without a lease")
    organisation = visit.settings.organisation
    today = clock.today()
    return {
        "title": writing.case_type.name,
        "subject": draft.subject,
        "organisation": organisation.name,
        "organisation_address": f"{organisation.street}, {organisation.city}",
        "sender": visit.person.name,
        "holders": language.listed(leases.holders_of(visit.db, lease.lease_id)),
        "address": f"{lease.address}, {lease.postcode} {lease.city}",
        "contract_number": lease.contract_number,
        "day": [today.year, today.month, today.day],
        "day_in_words": language.day(today),
        "answers": answers,
        "body_label": writing.case_type.body_label,
        "body": draft.body.replace("\r\n", "\n").strip(),
        "files": [file.name for file in writing.files],
    }
