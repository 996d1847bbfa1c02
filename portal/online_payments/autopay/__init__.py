"""Autopay's words and ours: what is sent to the operator and how its messages are read.

Nothing here knows the database. Values are hashed as text, in the order that the operator gives.
"""
