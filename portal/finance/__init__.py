"""Money: the balance and what it is made of, charges, payments, the account number, statements.

Tenants enter. Writes no table.
"""
