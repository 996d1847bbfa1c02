"""Passwords, where sign-in looks for them; other rooms use tenancy/passwords.py itself."""

from portal.tenancy.passwords import LONGEST as LONGEST
from portal.tenancy.passwords import SHORTEST as SHORTEST
from portal.tenancy.passwords import hash_password as hash_password
from portal.tenancy.passwords import is_outdated as is_outdated
from portal.tenancy.passwords import is_right as is_right
from portal.tenancy.passwords import objection as objection
