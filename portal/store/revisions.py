"""Revisions: numbers that grow when what people see has changed.

A screen that was sent under the same revisions is still true, so a browser that asks again
is told so (304) before any query of the screen is made.
"""

from portal.store.database import Database


def bump_portal(db: Database) -> None:
    """Something that anyone may see has changed: an import, news."""
    db.execute("UPDATE portal_revision SET number = number + 1")
