"""The account of the person who is signed in: name, password, and the devices that are signed in.

Everyone with an account enters. Writes no table itself: sessions through web/sessions.py.
"""
