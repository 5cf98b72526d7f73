"""The list of those who are coming, as a table."""

from documents.coming_list import table


def test_a_name_is_never_a_formula_and_any_script_is_kept() -> None:
    made = table(["Familie", "Voksne"], [["=cmd()", "2"], ["أمينة; & co", "1"]])
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.decode("utf-8-sig").splitlines() == ["Familie;Voksne", "'=cmd();2", '"أمينة; & co";1']
