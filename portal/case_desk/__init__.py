"""The office's side of correspondence: the inbox, a case and what is done with it, ready texts.

Who enters: staff at /biuro/korespondencja, /biuro/gotowe-teksty. Writes no table of its own.
"""
