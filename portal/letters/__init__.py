"""Paper letters with a login and a first password: chosen, ordered, printed, followed.

Clerks and administrators enter. Writes no table itself; letters through
tenancy/credential_letters.py, passwords through tenancy/accounts.py.
"""
