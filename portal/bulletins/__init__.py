"""Letters from the office to one tenant, a building or everybody, in the portal and on paper.

Who enters: staff at /biuro/pisma. Writes the tables bulletins and bulletin_cases.
"""
