"""Patience with those who guess, where sign-in looks for it; see tenancy/throttle.py."""

from portal.tenancy.throttle import Patience as Patience
from portal.tenancy.throttle import begin as begin
from portal.tenancy.throttle import forget as forget
from portal.tenancy.throttle import subjects_of as subjects_of
