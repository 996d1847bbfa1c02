"""Paying online: Płacę and everything after it, the operator's notifications, and the desk.

Who enters: tenants at /place, the operator at /platnosci/itn, the finance office at
/biuro/platnosci.
"""
