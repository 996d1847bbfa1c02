"""The demonstration: an invented estate of flats, its tenants and the accounts they sign in with.

Nothing here is used by `portal serve`. The data stand apart from the mechanics: people and flats
in estate_people.py and estate_stories.py, prices in estate_tariffs.py; estate_ledger.py works out
what they owe and pay, estate_files.py writes it as the housing system would.
"""
