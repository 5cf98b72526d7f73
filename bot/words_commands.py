"""The commands about translations: how far they are, a sheet for whoever speaks a language, and the sheet back."""

from pathlib import Path

import click

from bot.command import Sorry, carried_out, settled


@click.group("words", invoke_without_command=True)
@click.pass_context
def words(context: click.Context) -> None:
    """Translations: how far they are, and the sheets of those who check them."""
    if context.invoked_subcommand is None:
        tell_count()


def tell_count() -> None:
    """Print the table."""
    settings = settled(token=False)
    from bot.words import count_words

    for line in carried_out(count_words(settings)):
        click.echo(line)


@words.command("count")
def count() -> None:
    """Say for each language how many sentences are checked, drafted, outdated or missing."""
    tell_count()


@words.command("export")
@click.argument("language")
@click.option("--xlsx", "out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Where to.")
@click.option(
    "--pictures",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with pictures of the screens, <language>/<short name>.png.",
)
def export_sheet(language: str, out: Path, pictures: Path | None) -> None:
    """Write the sentences of a language as a sheet for somebody who speaks it."""
    settings = settled(token=False)
    from bot.words_out import export_words

    click.echo(carried_out(export_words(settings, language, out, pictures)))


@words.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--name", help="Who checked it; else the name in the sheet.")
@click.option("--catalogue", is_flag=True, help="Into the catalogues of this checkout, and not into the database.")
def import_sheet(file: Path, name: str | None, catalogue: bool) -> None:
    """Take in a sheet that came back: what is right is checked, what is put better is read from then on."""
    settings = settled(token=False)
    from bot.words_back import import_words

    report = carried_out(import_words(settings, file, name, catalogue=catalogue))
    for line in report.lines:
        click.echo(line)
    click.echo(f"{len(report.taken)} checked, {report.better} of them put better; {report.there} were there already")
    if report.lines:
        raise Sorry(f"{len(report.lines)} wrong in {file.name}: those rows were not taken, the others were")
