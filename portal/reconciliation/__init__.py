"""Reconciliation: what the operator confirmed, beside the housing system's imports and the bank's
statements, with every difference in words. It books nothing.

Who enters: the finance office, at /biuro/platnosci/uzgodnienie and /biuro/platnosci/wyciagi.
"""
