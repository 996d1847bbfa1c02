"""Signing in by login.gov.pl (Węzeł Krajowy): SAML with an artifact, and the link to an account.

Strangers enter to sign in, tenants to link their account. Writes the tables national_* through
its store, and sessions through web/sessions.py. What loads lxml, signxml or httpx2 is imported
inside functions that run in a pool, so that a portal without login.gov.pl never pays for it.
"""
