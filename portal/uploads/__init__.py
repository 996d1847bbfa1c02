"""Files that people send: what they are by their content, made harmless or refused.

Knows neither HTTP nor the database. Writes no table.
"""
