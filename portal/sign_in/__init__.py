"""Getting in and out: login and password, a password of one's own, the end of a session.

Everyone enters here. Writes sign_in_failures itself, sessions through web/sessions.py and
accounts through tenancy/accounts.py.
"""
