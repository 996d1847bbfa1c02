"""`portal letters`."""

import os
import sqlite3
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from portal import clock, language
from portal.commands import kept_file
from portal.commands.databases import opened_database
from portal.commands.exits import CannotRun
from portal.letters import actions, printing, queries, recipients
from portal.letters.printing import Printout
from portal.letters.queries import Sheet
from portal.letters.recipients import Recipients
from portal.settings import Settings
from portal.store.database import Database
from portal.tenancy import buildings
from portal.tenancy.credential_letters import LettersChanged, last_day
from portal.typesetting import NotSet

# Typst takes some 0.4 MB of memory a page, 1.2 GB for so many.
MOST_IN_A_FILE = 3000


class UnknownRecipients(Exception):
    """Some of those named are not there; each message names one."""


@click.group("letters")
def command() -> None:
    """Make letters to print."""


@command.command("credentials")
@click.option("--all-new", is_flag=True, help="For all tenants of running leases who never got in.")
@click.option(
    "--lease",
    "leases",
    multiple=True,
    metavar="ID",
    help="For the tenants of this lease (its lease_id in the files); may be given more than once.",
)
@click.option(
    "--building",
    metavar='"STREET NUMBER"',
    help="For those in a building who have no password of their own.",
)
@click.option(
    "--batch", type=click.IntRange(min=1), help="Print a batch that the office has ordered."
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.pdf",
    help="The PDF to write; it must not be there yet.",
)
@click.option("--dry-run", is_flag=True, help="Say how many letters it would be; change nothing.")
@click.pass_context
def credentials(
    context: click.Context,
    all_new: bool,
    leases: tuple[str, ...],
    building: str | None,
    batch: int | None,
    out: Path,
    dry_run: bool,
) -> None:
    """Write a PDF of letters with logins and first passwords, a page for each tenant.

    The passwords work from then on and earlier letters no more. FILE is the only place where they
    stand: print it, then delete it. At most 3,000 letters come into one FILE; the rest waits for
    `--batch`. After a run that was interrupted, run it again: it finishes it or says what to do.
    """
    if sum((all_new, bool(leases), building is not None, batch is not None)) != 1:
        raise CannotRun("say for whom: one of --all-new, --lease, --building and --batch")
    settings = Settings.from_environment(os.environ)
    try:
        with opened_database(settings.database) as db:
            if not dry_run:
                _check_out(out)
                if _bring_to_an_end(db, out):
                    return
            if batch is None:
                chosen = _chosen(db, all_new=all_new, leases=leases, building=building)
                if dry_run:
                    _tell_choice(db, chosen)
                    return
                batch = _order(db, chosen, all_new=all_new, building=building)
            _print(db, settings, batch, out, dry_run=dry_run)
    except UnknownRecipients as unknown:
        for words in unknown.args:
            click.echo(words)
        context.exit(1)
    except (OSError, sqlite3.Error) as error:
        raise CannotRun(f"it could not be finished, run it again: {error}") from error


def _check_out(out: Path) -> None:
    if out.exists() or out.is_symlink():
        raise CannotRun(f"{out} is there already; name a file that is not")
    if not out.parent.is_dir():
        raise CannotRun(f"{out.parent} is not a folder")


def _bring_to_an_end(db: Database, out: Path) -> bool:
    """See to what an interrupted run left; gives whether FILE is finished by that."""
    for letter_id, path in kept_file.left_over(out):
        state = queries.state_of(db, letter_id)
        if state == "made":
            path.unlink()
            continue
        if state in (None, "ended"):
            raise CannotRun(
                f"{path} is left of an interrupted run and its letters have ended since; delete it"
            )
        kept_file.finish(path, out)
        click.echo(f"{out}: finished what an interrupted run had begun. Its passwords work.")
        return True
    return False


def _chosen(
    db: Database, *, all_new: bool, leases: Sequence[str], building: str | None
) -> Recipients:
    """Raises: UnknownRecipients."""
    today = clock.today()
    if all_new:
        return recipients.newcomers(db, today)
    if leases:
        chosen, unknown = recipients.of_leases(db, leases)
        if unknown:
            raise UnknownRecipients(*(f"There is no lease {key} with tenants." for key in unknown))
        return chosen
    found = recipients.buildings_called(buildings.buildings(db, today), building or "")
    if not found:
        raise UnknownRecipients(f"There are no running leases in {building}.")
    if len(found) > 1:
        raise UnknownRecipients(
            *(f"Say which: {each.street} {each.number}, {each.city}" for each in found)
        )
    return recipients.of_building(db, found[0].premises_id, today)


def _tell_choice(db: Database, chosen: Recipients) -> None:
    click.echo(f"Would make {len(chosen.tenant_ids)} letters.")
    if chosen.left_out:
        click.echo(f"Left out, with passwords of their own: {chosen.left_out}.")
    _tell_waiting(db)


def _tell_waiting(db: Database) -> None:
    for batch in queries.batches(db):
        if batch.made:
            click.echo(f"Batch {batch.batch_id} waits to be printed: {batch.made} letters.")


def _order(db: Database, chosen: Recipients, *, all_new: bool, building: str | None) -> int | None:
    if not chosen.tenant_ids:
        return None
    reason = "new" if all_new else "building" if building else "one"
    return actions.order(db, chosen.tenant_ids, reason=reason, by=None)


def _print(
    db: Database, settings: Settings, batch_id: int | None, out: Path, *, dry_run: bool
) -> None:
    sheets = [] if batch_id is None else queries.sheets_of(db, batch_id, clock.today())
    if dry_run:
        click.echo(f"Would print {len(sheets[:MOST_IN_A_FILE])} letters.")
        return
    if not sheets or batch_id is None:
        click.echo("There is nobody to write to.")
        _tell_waiting(db)
        return
    part, rest = sheets[:MOST_IN_A_FILE], sheets[MOST_IN_A_FILE:]
    _keep(db, _printout(settings, batch_id, part), out, mark=part[0].letter_id)
    until = language.short_day(last_day(clock.today()))
    click.echo(f"{out}: batch {batch_id}, {len(part)} letters. The passwords work until {until}.")
    if rest:
        click.echo(f"{len(rest)} letters wait; print them with --batch {batch_id}.")


def _printout(settings: Settings, batch_id: int, part: list[Sheet]) -> Printout:
    try:
        hidden = not sys.stderr.isatty()
        with ExitStack() as stack:
            bar = stack.enter_context(
                click.progressbar(
                    length=len(part), label="Passwords", file=sys.stderr, hidden=hidden
                )
            )
            return printing.print_out(
                part,
                settings,
                batch_id=batch_id,
                hands=os.cpu_count() or 1,
                progress=bar.update,
                typesetting=lambda: stack.enter_context(_typesetting_told(hidden=hidden)),
            )
    except NotSet as error:
        raise CannotRun(
            f"typst failed and no password has changed; batch {batch_id} waits: {error}"
        ) from error


@contextmanager
def _typesetting_told(*, hidden: bool) -> Iterator[None]:
    """Count the seconds while typst, which does not say how far it is, sets the pages in type."""
    done = threading.Event()

    def tell() -> None:
        seconds = 0
        while not done.wait(1):
            seconds += 1
            click.echo(f"\rSetting the pages in type: {seconds} s", nl=False, err=True)

    teller = threading.Thread(target=tell, daemon=True)
    if not hidden:
        click.echo(err=True)
        teller.start()
    try:
        yield
    finally:
        done.set()
        if not hidden:
            teller.join()
            click.echo(err=True)


def _keep(db: Database, printout: Printout, out: Path, *, mark: int) -> None:
    """The order matters: durable under an unfinished name, committed, then named."""
    unfinished = kept_file.unfinished(out, mark)
    kept_file.write(unfinished, printout.pdf)
    try:
        actions.activate(db, printout.hashes, by=None)
        kept_file.finish(unfinished, out)
    except LettersChanged as error:
        unfinished.unlink()
        raise CannotRun("somebody else printed or ended these letters meanwhile") from error
    except kept_file.AlreadyThere as error:
        raise CannotRun(f"{out} came up meanwhile; the letters are in {unfinished}") from error
