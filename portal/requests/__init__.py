"""Requests for login and password, from those whose letter is missing or lost.

Strangers ask, clerks answer with a letter. Writes the table credential_requests; letters through
tenancy/credential_letters.py.
"""
