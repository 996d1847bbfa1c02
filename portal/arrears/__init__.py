"""Arrears (zaległość): what is late and since when, interest to date, and paying in instalments.

Tenants read what is late and ask for instalments, staff answer; finance keeps the rates of
interest and the limits of instalments. Writes the tables interest_rates, instalment_limits,
instalment_proposals and instalments.
"""
