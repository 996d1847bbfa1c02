"""Accounts: who has a login, and how its password is kept."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlite_utils

from portal.store.database import Database, connect, writing
from portal.store.migrations import migrations
from portal.tenancy import accounts


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    db = connect(tmp_path / "portal.db")
    migrations.apply(sqlite_utils.Database(db))
    yield db
    db.close()


def a_tenant(db: Database, source_id: str = "10001") -> int:
    inserted = db.execute("INSERT INTO tenants (source_id, kind) VALUES (?, 'person')", [source_id])
    return int(inserted.lastrowid or 0)


def test_a_tenant_is_found_by_login_with_the_state_of_the_password(empty: Database) -> None:
    with writing(empty):
        tenant_id = a_tenant(empty)
        account_id = accounts.create_tenant_account(empty, "10001", tenant_id, "hash", "first")
    account = accounts.account_of_login(empty, " 10001 ")
    assert account is not None
    assert account[:7] == (account_id, "10001", tenant_id, None, None, "hash", "first")
    assert accounts.account_of(empty, account_id) == account


def test_a_member_of_staff_is_found_whatever_the_size_of_the_letters(empty: Database) -> None:
    with writing(empty):
        accounts.create_staff_account(empty, "biuro", "Ewa Biuro", "clerk", "hash", "own")
    account = accounts.account_of_login(empty, "BIURO")
    assert account is not None
    assert (account.role, account.tenant_id) == ("clerk", None)


def test_a_login_nobody_has_is_none(empty: Database) -> None:
    assert accounts.account_of_login(empty, "10001") is None
    assert accounts.account_of(empty, 1) is None


def test_a_login_is_given_once(empty: Database) -> None:
    with writing(empty):
        accounts.create_staff_account(empty, "admin", "Adam", "administrator", "hash", "own")
    with pytest.raises(accounts.LoginTaken), writing(empty):
        accounts.create_staff_account(empty, "Admin", "Ala", "clerk", "hash", "own")
    assert empty.execute("SELECT count(*) FROM staff").fetchone() == (1,)


def test_a_tenant_gets_one_account(empty: Database) -> None:
    with writing(empty):
        tenant_id = a_tenant(empty)
        accounts.create_tenant_account(empty, "10001", tenant_id, None, "none")
        with pytest.raises(accounts.LoginTaken):
            accounts.create_tenant_account(empty, "10002", tenant_id, None, "none")


def test_a_new_password_changes_the_state_and_when_it_was_set(empty: Database) -> None:
    with writing(empty):
        account_id = accounts.create_tenant_account(empty, "1", a_tenant(empty), "old", "first")
        empty.execute("UPDATE accounts SET changed_at = '2020-01-01T00:00:00Z'")
        accounts.set_password(empty, account_id, "new", "own")
    account = accounts.account_of(empty, account_id)
    assert account is not None
    assert (account.password_hash, account.password_state) == ("new", "own")
    assert account.changed_at > "2020-01-01T00:00:00Z"


def test_a_new_account_is_in_the_audit_log_without_its_login(empty: Database) -> None:
    with writing(empty):
        tenant_id = a_tenant(empty)
        account_id = accounts.create_tenant_account(empty, "10001", tenant_id, "hash", "own")
    event, about, details = empty.execute("SELECT event, tenant_id, details FROM events").fetchone()
    assert (event, about) == ("account.created", tenant_id)
    assert json.loads(details) == {"created": account_id, "state": "own"}
