"""Certificates (zaświadczenia): of no arrears, and of charges.

Tenants make them, staff look them up and revoke them, anyone checks one by its code. Writes the
table certificates.
"""
