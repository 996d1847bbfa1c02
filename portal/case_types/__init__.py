"""The editor of case types: what can be reported, what is asked then, which documents belong to it.

Who enters: staff at /biuro/rodzaje-spraw. Writes no table of its own.
"""
