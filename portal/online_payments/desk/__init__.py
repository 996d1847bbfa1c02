"""The desk of online payments, at /biuro/platnosci: orders, money to clarify, refunds, the export.

Clerks see how orders stand; the finance office and administrators act.
"""
