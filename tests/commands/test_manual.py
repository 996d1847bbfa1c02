"""The command that makes the pictures of the manual, as far as it goes without a browser."""

from click.testing import CliRunner

from portal.cli import cli
from portal.commands.manual import FOLDER, LARGEST
from portal.help.manual import SECTIONS

PICTURES = [section.picture for section in SECTIONS if section.picture]


def test_the_command_tells_what_it_does():
    answer = CliRunner().invoke(cli, ["manual", "--help"])
    assert answer.exit_code == 0
    assert "--base" in answer.output


def test_every_picture_has_its_own_name_and_says_what_it_shows():
    names = [picture.name for picture in PICTURES]
    assert len(names) == len(set(names))
    assert all(picture.alt.endswith(".") for picture in PICTURES)


def test_every_picture_belongs_to_a_section_and_is_small():
    files = {path.stem: path for path in FOLDER.glob("*.webp")}
    assert files.keys() <= {picture.name for picture in PICTURES}
    for path in files.values():
        assert path.stat().st_size <= LARGEST
