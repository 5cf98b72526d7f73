"""The command line. What is slow to import is imported by the command that needs it."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from bot.command import Sorry, carried_out, explained_by, settled
from bot.print_commands import printing
from bot.words_commands import words

ROLES = ("leader", "family-worker", "coordinator", "health-nurse", "helper")
FORMS, REPORT_LANGUAGES = ("pdf", "xlsx", "csv", "json"), ("da", "en")
# The report tells how far it has come: the figures are read, the file is made.
PARTS = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Nabobot: the Telegram bot of a housing plan's family work."""


main.add_command(printing)
main.add_command(words)


@main.command()
def run() -> None:
    """Run the bot, with the settings in the environment or in .env."""
    import gc

    # What is loaded stays: to look for garbage in it meanwhile takes a tenth of the start.
    gc.disable()
    try:
        settings = settled()
        from bot.run import run as run_house

        carried_out(run_house(settings))
    finally:
        gc.enable()


@main.command()
def demo() -> None:
    """Start the local Telegram and the bot on it, until Ctrl-C."""
    import logging

    from bot.demo import show
    from bot.logs import start_logging

    start_logging("", logging.WARNING)
    carried_out(show())


@main.command()
@click.argument("role", type=click.Choice(ROLES))
@click.option("--name", help="What colleagues and residents see; else the name in Telegram.")
@click.option("--field", help="What a helper is good at: the key of one of the programme's specialists.")
@click.option("--days", type=click.IntRange(1, 90), default=7, show_default=True, help="How long the link is good.")
@click.option("--bot", help="The bot's username, when Telegram cannot be asked.")
def invite(role: str, name: str | None, field: str | None, days: int, bot: str | None) -> None:
    """Print a link that lets one member of staff in, once."""
    settings = settled(token=bot is None)
    import segno

    from bot.roster import invitation_link
    from domain.people import Role

    link = carried_out(invitation_link(settings, Role(role), name, days, bot, field))
    click.echo(link)
    segno.make(link, error="m").terminal(out=sys.stdout, compact=True)


@main.command()
@click.argument("partner")
@click.option("--languages", default="", help="Which languages, such as da,ar; else Danish and those of the area.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write it; else <PARTNER>.pdf here.")
@click.option("--bot", help="The bot's username, when Telegram cannot be asked.")
def slip(partner: str, languages: str, out: Path | None, bot: str | None) -> None:
    """Write a page of slips that a partner hands to families, as PDF."""
    settings = settled(token=bot is None)
    from bot.paper_languages import split_languages
    from bot.slip import write_slips

    click.echo(carried_out(write_slips(settings, partner, out, bot, split_languages(languages))))


@main.command()
@click.option("--year", type=click.IntRange(2000, 2100), help="Of which year; else of this one.")
@click.option("--format", "form", type=click.Choice(FORMS), default="pdf", show_default=True, help="As what.")
@click.option("--language", type=click.Choice(REPORT_LANGUAGES), default="da", show_default=True, help="In which.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to; else a file here.")
def report(year: int | None, form: str, language: str, out: Path | None) -> None:
    """Write the yearly report: every criterion, its figure, its goal and how sure it is."""
    settings = settled(token=False)
    from bot.yearly_report import write_report
    from handlers.report.staff_files import Form

    # A script wants the name of the file and nothing else.
    quiet = not sys.stderr.isatty()
    with click.progressbar(length=PARTS, label="Reading the year", file=sys.stderr, hidden=quiet) as bar:
        made = carried_out(write_report(settings, year, Form(form), language, out, bar.update))
    click.echo(made)


@main.command()
def doctor() -> None:
    """Look everything over and say what to do."""
    settings = settled()
    from bot.doctor import examine

    async def told() -> bool:
        well = True
        async for finding in examine(settings):
            click.echo(f"{finding.mark} {finding.text}")
            well = well and finding.well
        return well

    if not carried_out(told()):
        sys.exit(1)


@main.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to; else a new file in backups.")
@click.option("--keep", type=click.IntRange(1), help="So many of the copies in backups stay at most.")
@click.option(
    "--days", type=click.IntRange(1, 30), default=30, show_default=True, help="Copies in backups that are older go."
)
def backup(out: Path | None, keep: int | None, days: int) -> None:
    """Copy the database while the bot runs, or not: looked over, sealed with your key, for nobody else to read."""
    settings = settled(token=False)
    from bot.backup import make_copy

    with click.progressbar(length=1, label="Copying", file=sys.stderr) as bar:
        made = explained_by(lambda: make_copy(settings, out, keep, days, moved(bar)))
    click.echo(f"{made.path}: {made.size:,} bytes, the database as of {made.at:%Y-%m-%d %H:%M} UTC")
    for gone in made.gone:
        click.echo(f"{gone}: older than allowed, or more than wanted, and gone")


@main.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--here", is_flag=True, help="The database was put back by other means: only make it safe.")
def restore(file: Path | None, yes: bool, here: bool) -> None:
    """Go back to a copy that `backup` made; the bot must not run."""
    if (file is None) != here:
        raise click.UsageError("name the file of a copy, or say --here")
    settings = settled(token=False)
    from bot.restore import make_safe_here, restore

    def agreed(since: datetime) -> bool:
        what = f"Put the copy of {since:%Y-%m-%d %H:%M} UTC in the place of {settings.database_file}?"
        try:
            return yes or click.confirm(what, err=True)
        except click.Abort:  # Ctrl-C, or nobody there to answer.
            click.echo(err=True)
            return False

    done = carried_out(make_safe_here(settings) if file is None else restore(settings, file, agreed))
    if done is None:
        raise Sorry("nothing was changed")
    click.echo("\n".join(done.lines()))


@main.command()
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
def retention(dry_run: bool) -> None:
    """Let go now what has been kept long enough; the running bot does it every half hour."""
    settings = settled(token=False)
    from bot.keeping import ahead, end_all

    if dry_run:
        for line in carried_out(ahead(settings)):
            click.echo(line)
        return
    carried_out(end_all(settings, click.echo))


@main.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to; else it is printed.")
def dpia(out: Path | None) -> None:
    """Write a draft of the data protection impact assessment, in Danish, from what the program does."""
    settings = settled(token=False)
    from bot.dpia import draft

    text = explained_by(lambda: draft(settings))
    if out is None:
        click.echo(text, nl=False)
        return
    explained_by(lambda: out.write_text(text, encoding="utf-8"))
    click.echo(out)


@main.command()
def key() -> None:
    """Print a new key, fit for NABOBOT_SECRET_KEY."""
    from storage.cipher import new_key

    click.echo(new_key())


@main.group()
def programme() -> None:
    """The programme file."""


@programme.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Read a programme file and say what is wrong with it."""
    from bot.wiring import load_programme, tables_of
    from domain.programme_file import unknown_keys
    from domain.programme_table import ProgrammeError

    try:
        read, unknown = load_programme(file), unknown_keys(tables_of(file))
    except ProgrammeError as problem:
        raise Sorry(str(problem)) from None
    if unknown:
        raise Sorry("\n".join(f"{key} is no key of a programme, nobody reads it" for key in unknown))
    click.echo(f"✓ {read.name}: {len(read.counselling.topics)} topics, {len(read.helplines)} helplines")


@main.group()
def plan() -> None:
    """The plan of a year: evenings, courses and groups from one file."""


@plan.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Only say what is wrong and what would be planned.")
@click.option("--open", "publish", is_flag=True, help="Open everything for sign-up; else it lands as drafts.")
@click.option("--by", help="Who plans it: a name or number of the roster, or a role; else the first who runs it.")
def import_(file: Path, dry_run: bool, publish: bool, by: str | None) -> None:
    """Plan everything that an XLSX, CSV or TOML file says; with anything wrong in it, nothing."""
    settings = settled(token=False)
    from bot.plan import import_plan

    report = carried_out(import_plan(settings, file, by, dry_run=dry_run, publish=publish))
    for line in report.lines:
        click.echo(line)
    if report.wrong:
        raise Sorry(f"{report.wrong} wrong in {file.name}: nothing was planned")
    planned = "would be planned" if dry_run else "are open for sign-up" if publish else "are drafts in the chat now"
    click.echo(f"{report.made} {planned}; {report.there} were there already")


@plan.command("template")
@click.option("--format", "kind", type=click.Choice(("xlsx", "csv", "toml")), default="xlsx", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Where to write it.")
def plan_template(kind: str, out: Path) -> None:
    """Write an empty plan to fill in, with the activities and themes of this programme."""
    settings = settled(token=False)
    from bot.plan import template

    click.echo(explained_by(lambda: template(settings, kind, out)))


@main.group()
def export() -> None:
    """What a programme keeps for itself, without a name in it."""


@export.command("registers")
@click.option("--year", type=click.IntRange(2020, 2100), required=True, help="Of which year.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to: a file or a folder; else a file here.")
def export_registers(year: int, out: Path | None) -> None:
    """Write the registers of a year as counts, CSV tables with a codebook in one ZIP file."""
    settings = settled(token=False)
    from bot import export as exporting

    click.echo(carried_out(exporting.export_registers(settings, year, out)))


@main.group()
def staff() -> None:
    """The roster."""


@staff.command("list")
def list_staff() -> None:
    """Say who is in the roster."""
    settings = settled(token=False)
    from bot.roster import members

    for member in carried_out(members(settings)):
        click.echo(f"{member.staff.id}\t{member.staff.role}\t{member.staff.name}")


@staff.command("remove")
@click.argument("who")
def remove_staff(who: str) -> None:
    """Take somebody off the roster, by name or number; what she held goes back to the queue."""
    settings = settled(token=False)
    from bot.roster import remove

    member, returned = carried_out(remove(settings, who))
    click.echo(f"{member.staff.name} is off the roster; {returned} of her requests are back in the queue")


def moved(bar: Any) -> Callable[[int, int], None]:
    """Move a bar to where the work is, of how much."""

    def move(done: int, all_: int) -> None:
        bar.length = all_
        bar.update(done - bar.pos)

    return move
