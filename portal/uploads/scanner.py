"""Asks ClamAV about a file, over its own socket and in its own words (INSTREAM)."""

import json
import logging
import socket
import struct
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

log = logging.getLogger("portal.uploads")

SECONDS = 30
PIECE = 64 * 1024
LONGEST_ANSWER = 4096

Finding = Literal["clean", "infected", "waiting"]


def scan(place: Path, address: str) -> Finding:
    """What the scanner says of a file; "waiting" where it does not answer or cannot tell.

    Takes:   address: a path of a socket, or tcp://host:port.
    """
    try:
        said = _ask(place, address)
    except (OSError, ValueError) as error:
        log.warning(json.dumps({"scanner": "silent", "fault": type(error).__name__}))
        return "waiting"
    if said.endswith("OK"):
        return "clean"
    if said.endswith("FOUND"):
        return "infected"
    log.warning(json.dumps({"scanner": "cannot tell"}))
    return "waiting"


def _ask(place: Path, address: str) -> str:
    with _connected(address) as scanner, place.open("rb") as file:
        scanner.sendall(b"zINSTREAM\0")
        while piece := file.read(PIECE):
            scanner.sendall(struct.pack("!I", len(piece)) + piece)
        scanner.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            piece = scanner.recv(LONGEST_ANSWER)
            if not piece:
                break
            answer += piece
    return answer.rstrip(b"\0\n").decode("utf-8", "replace").strip()


def _connected(address: str) -> socket.socket:
    """Raises: OSError, ValueError."""
    if address.startswith("tcp://"):
        parts = urlsplit(address)
        return socket.create_connection((parts.hostname or "", parts.port or 3310), SECONDS)
    scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    scanner.settimeout(SECONDS)
    try:
        scanner.connect(address)
    except OSError:
        scanner.close()
        raise
    return scanner
