"""A simulator of Autopay: a second application that speaks the operator's own words.

It runs beside a demonstration and nowhere else. Its key is made when it starts. It hashes, reads
and writes by code of its own, so that a mistake of the portal's is not made twice. It is strict
about what it is sent and says in words what is wrong with it. A drawer of faults lets it notify
wrongly in every way that the portal has to bear. What it knows, it keeps in memory only.
"""
