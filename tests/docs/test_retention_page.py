"""How long things are kept, as the page says it, is what the rules say; and nothing stays without a reason."""

from domain.retention import COPIES, RULES, STAYS
from storage.schema import metadata
from tests.docs.pages import DOCS, rows, section, spans

PRIVACY, OPERATIONS = DOCS / "privacy.md", DOCS / "operations.md"
HOW_LONG = section(PRIVACY, "## How long")


def test_the_table_of_rules_is_the_one_in_the_code() -> None:
    said = [
        [
            f"`{rule.key}`",
            rule.what,
            f"{rule.term}{f' (`{rule.setting}`)' if rule.setting else ''}{' **⚖**' if rule.weighed else ''}",
            rule.since,
            rule.then,
        ]
        for rule in RULES
    ]
    assert list(rows(HOW_LONG)) == said


def test_every_table_has_a_rule_or_a_reason_to_stay() -> None:
    ruled = {table for rule in RULES for table in rule.tables}
    assert ruled | STAYS.keys() == set(metadata.tables)
    assert all(f"`{name}`, {why}" in HOW_LONG for name, why in STAYS.items())


def test_no_column_stays_without_an_end() -> None:
    cells = {(row[0], row[-1]) for row in rows(section(PRIVACY, "## Every column"))}
    assert len(cells) > 100
    assert [cell for cell in cells if cell[1].startswith("stays")] == []
    never = {name for name, when in cells if when.startswith("never")}
    assert never == {f"`{column.name}`" for table in STAYS for column in metadata.tables[table].columns}


def test_copies_live_as_long_as_the_pages_say() -> None:
    assert f"Copies go after {COPIES.days} days" in section(OPERATIONS, "## Copies")
    assert f"at most {COPIES.days} days" in HOW_LONG


def test_what_a_plan_may_set_is_named_with_its_key() -> None:
    keys = {rule.setting for rule in RULES if rule.setting}
    assert keys <= set(spans(HOW_LONG))
