"""`portal`: the caretaker's commands."""

import importlib
import os

import click

from portal.commands.exits import CannotRun
from portal.settings import SettingsError

# The file in portal/commands/ that holds each command. It is imported when it is asked for, so
# that `portal serve` does not carry what only an import or a benchmark needs.
COMMANDS = {
    "ask-operator": "ask_operator",
    "backup": "backup",
    "bench": "bench",
    "check": "check",
    "deliver-mail": "deliver_mail",
    "demo": "demo",
    "export": "export",
    "import": "import_",
    "letters": "letters",
    "manual": "manual",
    "migrate": "migrate",
    "serve": "serve",
    "staff": "staff",
}


class CommandGroup(click.Group):
    """Finds a command by its file, and says in one line what a person can mend."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"portal.commands.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CannotRun as error:
            click.echo(f"portal: {error}", err=True)
        except SettingsError as error:
            click.echo(f"portal: {error}", err=True)
        ctx.exit(2)


@click.group(cls=CommandGroup)
def cli() -> None:
    """The tenants' portal: run it, feed it and look after it."""
    os.umask(0o077)
