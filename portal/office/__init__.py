"""The office: what waits, tenants and their cards, staff and their second factors, the audit log.

Staff enter here, each by the rights of web/rights.py. Writes office_settings itself, accounts and
second factors through their files in tenancy/, sessions through web/sessions.py.
"""
