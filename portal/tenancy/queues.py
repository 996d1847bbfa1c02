"""The queues of the office into which cases go, by their names."""

QUEUES = {
    "customer-office": "Biuro Obsługi Klienta",
    "technical": "Dział Techniczny",
    "finance": "Księgowość",
    "management": "Administracja",
}
FIRST = "customer-office"


def queue_in_words(queue: str) -> str:
    """The name of a queue; its own word for one that is no more."""
    return QUEUES.get(queue, queue)
