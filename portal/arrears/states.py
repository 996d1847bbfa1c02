"""The states of a proposal in words: the kind of their tag, the words, the picture."""

STATES = {
    "waiting": ("warn", "czeka na odpowiedź", "clock"),
    "visit": ("info", "prosimy o rozmowę", "info"),
    "accepted": ("ok", "zgoda na raty", "check"),
    "refused": ("bad", "odmowa", "alert"),
    "withdrawn": ("", "wycofana", "x"),
    "ended": ("bad", "plan zakończony", "alert"),
}
