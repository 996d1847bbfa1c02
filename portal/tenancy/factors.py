"""Second factors of staff: codes of an app (TOTP), and codes on paper for when it is lost.

The only writer of the tables second_factors and recovery_codes; functions that write do so inside
the caller's transaction. A secret is kept encrypted under the installation's key, so that a copy
of the database makes no codes; of recovery codes only hashes are kept. A code is taken once: the
step of time that it belongs to is remembered, and neither it nor an earlier one is taken again.
"""

import base64
import hashlib
import hmac
import re
import secrets
from typing import TYPE_CHECKING, NamedTuple

from portal import clock
from portal.store.database import Database
from portal.store.events import Event, record

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

STEP_SECONDS = 30
RECOVERY_CODES = 10
RECOVERY_LENGTH = 16
# No letter or digit that looks like another.
ALPHABET = "CDFGHJKMPQRTVWXY34679"

_CODE = re.compile(r"[0-9]{6}")
_APART = re.compile(r"[\s\-\u2010-\u2015]+")


class Factor(NamedTuple):
    """The second factor of a member of staff; unconfirmed until a first code was right."""

    staff_id: int
    secret: str
    confirmed: bool
    last_step: int


def factor_of(db: Database, staff_id: int, secret_key: str) -> Factor | None:
    """The factor of a member of staff, confirmed or being set up.

    Gives:   None also where the secret was encrypted under another key and cannot be read while
             it was not confirmed; a confirmed one then keeps an empty secret that no code fits.
    """
    row = db.execute(
        "SELECT secret, confirmed_at, last_step FROM second_factors WHERE staff_id = ?",
        (staff_id,),
    ).fetchone()
    if row is None:
        return None
    kept, confirmed_at, last_step = row
    secret = _decrypted(kept, secret_key)
    if not secret and confirmed_at is None:
        return None
    return Factor(staff_id, secret, confirmed_at is not None, last_step)


def is_confirmed(db: Database, staff_id: int) -> bool:
    """Whether a member of staff has a second factor that counts."""
    row = db.execute(
        "SELECT 1 FROM second_factors WHERE staff_id = ? AND confirmed_at IS NOT NULL",
        (staff_id,),
    ).fetchone()
    return row is not None


def is_required(db: Database) -> bool:
    """Whether the office asks every member of staff for a second factor."""
    row = db.execute(
        "SELECT value FROM office_settings WHERE name = 'require_second_factor'"
    ).fetchone()
    return row is not None and row[0] == "on"


def begin(db: Database, staff_id: int, secret_key: str) -> None:
    """Draw a secret for somebody who sets a factor up; one that is confirmed stays untouched."""
    import pyotp

    secret = _cipher(secret_key).encrypt(pyotp.random_base32().encode()).decode()
    db.execute(
        """
        INSERT INTO second_factors (staff_id, secret)
        VALUES (:staff_id, :secret)
        ON CONFLICT (staff_id) DO UPDATE SET secret = excluded.secret
        WHERE confirmed_at IS NULL
        """,
        {"staff_id": staff_id, "secret": secret},
    )


def confirm(
    db: Database, staff_id: int, code: str, secret_key: str, *, account_id: int
) -> list[str] | None:
    """Take the first code of a factor that is being set up.

    Gives:   the recovery codes, shown only now; None where the code is not right.
    """
    factor = factor_of(db, staff_id, secret_key)
    if factor is None or factor.confirmed:
        return None
    step = _step_of(factor, code)
    if step is None:
        return None
    db.execute(
        """
        UPDATE second_factors
        SET confirmed_at = :now, last_step = :step
        WHERE staff_id = :staff_id
        """,
        {"staff_id": staff_id, "now": clock.as_text(clock.now()), "step": step},
    )
    record(db, Event.SECOND_FACTOR_SET, account_id=account_id, staff_id=staff_id)
    return _draw_recovery_codes(db, staff_id)


def take_code(db: Database, staff_id: int, code: str, secret_key: str) -> bool:
    """Whether the code of an app is right and new; it is used up then."""
    factor = factor_of(db, staff_id, secret_key)
    if factor is None or not factor.confirmed:
        return False
    step = _step_of(factor, code)
    if step is None:
        return False
    db.execute(
        "UPDATE second_factors SET last_step = :step WHERE staff_id = :staff_id",
        {"staff_id": staff_id, "step": step},
    )
    return True


def take_recovery_code(db: Database, staff_id: int, code: str, *, account_id: int) -> bool:
    """Whether a code is one of the recovery codes that are left; it is used up then."""
    used = db.execute(
        "DELETE FROM recovery_codes WHERE staff_id = :staff_id AND code_hash = :code_hash",
        {"staff_id": staff_id, "code_hash": _code_hash(staff_id, code)},
    ).rowcount
    if used:
        record(
            db,
            Event.RECOVERY_CODE_USED,
            account_id=account_id,
            left=recovery_codes_left(db, staff_id),
        )
    return bool(used)


def recovery_codes_left(db: Database, staff_id: int) -> int:
    """How many recovery codes were not used yet."""
    (left,) = db.execute(
        "SELECT count(*) FROM recovery_codes WHERE staff_id = ?", (staff_id,)
    ).fetchone()
    return int(left)


def remove(db: Database, staff_id: int, *, account_id: int) -> bool:
    """Take a factor away with its recovery codes; gives whether there was one."""
    db.execute("DELETE FROM recovery_codes WHERE staff_id = ?", (staff_id,))
    removed = db.execute("DELETE FROM second_factors WHERE staff_id = ?", (staff_id,)).rowcount
    if removed:
        record(db, Event.SECOND_FACTOR_REMOVED, account_id=account_id, staff_id=staff_id)
    return bool(removed)


def address_for_apps(factor: Factor, login: str, issuer: str) -> str:
    """What the QR code tells an app: otpauth://…"""
    import pyotp

    return pyotp.TOTP(factor.secret, interval=STEP_SECONDS).provisioning_uri(
        name=login, issuer_name=issuer
    )


def _step_of(factor: Factor, code: str) -> int | None:
    """The step of time that a code belongs to: the present one or a neighbour, but a new one."""
    import pyotp

    digits = _APART.sub("", code)
    if not _CODE.fullmatch(digits) or not factor.secret:
        return None
    totp = pyotp.TOTP(factor.secret, interval=STEP_SECONDS)
    now = clock.seconds_of_other_devices() // STEP_SECONDS
    for step in (now - 1, now, now + 1):
        expected = totp.at(step * STEP_SECONDS)
        if step > factor.last_step and hmac.compare_digest(expected.encode(), digits.encode()):
            return step
    return None


def _draw_recovery_codes(db: Database, staff_id: int) -> list[str]:
    db.execute("DELETE FROM recovery_codes WHERE staff_id = ?", (staff_id,))
    codes = [
        "".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LENGTH))
        for _ in range(RECOVERY_CODES)
    ]
    db.executemany(
        "INSERT INTO recovery_codes (code_hash, staff_id) VALUES (?, ?)",
        [(_code_hash(staff_id, code), staff_id) for code in codes],
    )
    return ["-".join(re.findall("....", code)) for code in codes]


def _code_hash(staff_id: int, code: str) -> str:
    bare = _APART.sub("", code).upper()
    return hashlib.sha256(f"{staff_id}:{bare}".encode()).hexdigest()


def _decrypted(kept: str, secret_key: str) -> str:
    """The secret; empty where it was encrypted under another key."""
    from cryptography.fernet import InvalidToken

    try:
        return _cipher(secret_key).decrypt(kept.encode()).decode()
    except InvalidToken:
        return ""


def _cipher(secret_key: str) -> "Fernet":
    from cryptography.fernet import Fernet

    key = hmac.digest(secret_key.encode(), b"portal.second_factors", hashlib.sha256)
    return Fernet(base64.urlsafe_b64encode(key))
