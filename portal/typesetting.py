"""Makes a PDF of a template and data, in a process of its own.

Typst keeps what it has set in memory, some 280 MB after a few long statements; a process that ends
gives it back. It takes some 30 ms, little more than typesetting in place.

Run as a program it reads the data on standard input and writes the PDF to standard output.
"""

import io
import subprocess
import sys
from pathlib import Path

SECONDS = 30


class NotSet(Exception):
    """The PDF could not be made; the message is typst's own."""


def set_in_type(template: Path, data: str, *, seconds: int = SECONDS) -> bytes:
    """A tagged PDF (PDF/UA-1).

    Takes:   template: a typst file; data: text that it finds in sys.inputs.data. Words travel only
             there and never as markup, so that a title that looks like a command stays a title;
             seconds: how long it may take.
    Raises:  NotSet.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own program and our own template
            [sys.executable, "-I", __file__, str(template)],
            input=data.encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotSet(f"it took more than {seconds} seconds") from error
    if done.returncode != 0:
        raise NotSet(done.stderr.decode(errors="replace")[-500:])
    return done.stdout


def code_picture(words: str) -> list[int]:
    """A QR code for a template: the bytes of a PNG whose every module is one pixel, so that
    thousands of pages share a small picture."""
    import segno

    picture = io.BytesIO()
    segno.make(words, error="m", micro=False).save(picture, kind="png", scale=1, border=4)
    return list(picture.getvalue())


def _main() -> None:
    import typst

    content = typst.compile(
        sys.argv[1],
        format="pdf",
        sys_inputs={"data": sys.stdin.buffer.read().decode()},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    _main()
