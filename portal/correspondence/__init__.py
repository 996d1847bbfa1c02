"""Correspondence for tenants: report a matter, follow it, read answers, get files.

Writes no table; cases, drafts and files through tenancy/.
"""
