"""The performance figures of the portal, each measured beside what it is compared with.

Wall-clock figures drift on shared machines, so every figure of speed is a ratio: the CPU time of
a server (or of an import) beside that of a bare one, both taken in the same round, medians of
alternating rounds. Loads go to this computer alone, from a program of their own.
"""
