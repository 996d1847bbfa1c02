"""News of the company: everybody reads it, the office publishes it.

Writes the table announcements.
"""
