"""The account of the person who is signed in: contact, password, devices, who looked at their data.

Everyone with an account enters; contact and the steps after the first sign-in are for tenants.
Writes preferences itself, addresses through tenancy/emails.py, sessions through web/sessions.py.
"""
