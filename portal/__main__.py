"""`python -m portal` is the same as `portal`."""

from portal.cli import cli

cli()
