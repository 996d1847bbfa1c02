"""The rules of the house that a machine can hold."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PORTAL, TEMPLATES = ROOT / "portal", ROOT / "templates"
PYTHON = sorted(PORTAL.rglob("*.py"))
HTML = sorted(TEMPLATES.rglob("*.html"))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def users_of(pattern: str) -> set[str]:
    return {p.relative_to(PORTAL).as_posix() for p in PYTHON if re.search(pattern, text_of(p))}


def test_the_floors_of_the_house_hold():
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


def test_only_the_clock_asks_the_time():
    asking = users_of(r"datetime\.now|date\.today|time\.time\(\)")
    assert asking - {"clock.py"} <= {name for name in asking if name.startswith("bench/")}


def test_only_settings_and_commands_see_the_environment():
    seeing = users_of(r"os\.environ|getenv")
    assert all(name.startswith(("commands/", "bench/")) for name in seeing), seeing


def test_only_the_web_reads_the_headers_of_htmx():
    assert users_of(r"(?i)[\"']hx-") - {"web/pages.py", "web/door.py", "web/errors.py"} <= {
        name for name in users_of(r"(?i)[\"']hx-") if name.startswith("bench/")
    }


def test_rooms_do_not_hold_sql_in_screens():
    for path in [*PORTAL.glob("*/screens.py"), *PORTAL.glob("*/desk.py")]:
        assert not re.search(r"\b(SELECT|INSERT INTO|UPDATE \w+ SET)\b", text_of(path)), path


def test_sql_is_never_formatted():
    for path in PYTHON:
        for line in text_of(path).splitlines():
            if re.search(r'f"+\s*(SELECT|INSERT|UPDATE|DELETE)\b', line):
                assert "noqa: S608" in line, f"{path}: {line.strip()}"


@pytest.mark.parametrize("path", HTML, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_a_template_keeps_the_rules(path):
    text = text_of(path)
    assert not re.search(r"\son[a-z]+=|style=\"|javascript:", text), "a script or style in place"
    assert not re.search(r"[^-]hx-(get|post|target|swap)=", text), "htmx is written data-hx-"
    assert "hx-boost" not in text
    if "|ours" in text:
        assert path.name == "history.html", "only titles that title_of() made"
    if "|safe" in text:
        assert path.name == "page.html" or path.parent.name in ("ui", "layout")
    for name, tail in re.findall(r"{% block (\w+) %}\s*<(\w+[^>]*)>", text):
        if name not in ("main", "title", "head", "top", "navigation", "foot"):
            assert f'id="{name}"' in tail, f"block {name} is not the element of that id"


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(PORTAL).as_posix())
def test_a_file_fits_in_the_head(path):
    longest = 700 if path.name == "migrations.py" else 300
    assert len(text_of(path).splitlines()) <= longest
    assert text_of(path).startswith('"""'), "a file says what it is"


def test_the_readme_names_every_setting():
    source = text_of(PORTAL / "settings.py")
    readme = text_of(ROOT / "README.md")
    for name in set(re.findall(r"\"(PORTAL_[A-Z_]+)\"", source)):
        assert f"`{name}`" in readme, f"README.md does not name {name}"


def test_dark_without_a_choice_is_dark_by_choice():
    tokens = text_of(ROOT / "static" / "style" / "1-tokens.css")
    chosen = re.search(r'\[data-theme="dark"\] \{(.*?)\n\}', tokens, re.S).group(1)
    wished = re.search(
        r"prefers-color-scheme: dark\) \{\s*:root:not\(\[data-theme\]\) \{(.*?)\n  \}", tokens, re.S
    ).group(1)
    assert chosen.split() == wished.split()


def test_vendored_files_are_what_they_say():
    import hashlib

    said = text_of(ROOT / "static" / "VENDORED.md")
    for path in (ROOT / "static").glob("*.min.js"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() in said
