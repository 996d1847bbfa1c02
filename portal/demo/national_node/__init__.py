"""A simulator of login.gov.pl: a second application that speaks the node's own words.

It runs beside a demonstration and nowhere else. Its keys are made when it starts. The portal's
production code is what talks with it: both signatures, the encryption with the node's own reading
of ConcatKDF, the artifact over SOAP. It signs and encrypts by code of its own, so that a mistake
of the portal's is not made twice. A drawer of faults lets it answer wrongly in every way that the
portal has to refuse.
"""
