"""Who may come in, once the node has said who they are: the only place where that is decided.

A link that was made while signed in by password always counts. With the policy `direct`, so does
the register: an equal PESEL and an equal surname. A lease that ended lets its tenant in to read.
Companies are matched by neither.
"""

from portal.national_node import queries
from portal.national_node.person import Person, same_name
from portal.national_node.queries import Holder
from portal.national_node.refusals import Kind, Refused
from portal.store.database import Database


def holders_of(db: Database, person: Person, key: bytes, *, after_password: bool) -> list[Holder]:
    """The accounts that a person may enter, one or more.

    Raises: Refused.
    """
    linked = queries.linked_to(db, key)
    if linked:
        return linked
    if after_password:
        raise Refused(Kind.NOT_LINKED, "no-link")
    if not person.has_pesel:
        raise Refused(Kind.FOREIGN, "no-pesel")
    found = queries.of_person(db, key)
    if not found:
        raise Refused(Kind.UNKNOWN, "no-account")
    named = [holder for holder in found if same_name(holder.last_name, person.family_name)]
    if not named:
        raise Refused(Kind.SURNAME, "surname")
    return named


def check_link(holder: Holder, person: Person, key: bytes) -> None:
    """Whether an account may be linked with a person who is signed in to it.

    Where the register knows the tenant's PESEL, that must be equal, and a new surname does not
    matter. Where it does not, both names must be, whatever the identifier.

    Raises: Refused.
    """
    if holder.kind == "company":
        raise Refused(Kind.COMPANY, "company")
    if holder.pesel_key is not None:
        if holder.pesel_key != key:
            raise Refused(Kind.SOMEBODY_ELSE, "pesel-differs")
        return
    named = same_name(holder.last_name, person.family_name)
    if not (named and same_name(holder.first_name, person.given_name)):
        raise Refused(Kind.SOMEBODY_ELSE, "name-differs")


def may_link_later(holder: Holder, key: bytes) -> bool:
    """Whether the person who was identified a while ago is surely the tenant who signed in now.

    Only an equal PESEL says so; names were not kept.
    """
    return holder.kind == "person" and holder.pesel_key == key
