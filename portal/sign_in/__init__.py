"""Getting in and out: login and password, a password of one's own, the end of a session.

Everyone enters here. Writes sessions through web/sessions.py, accounts through
tenancy/accounts.py, and sign_in_failures and second factors through their files there.
"""
