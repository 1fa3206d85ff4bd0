"""One parse for each theme, whatever opens."""

from drill.tui.theme import Sheet

RULES = "Screen { color: $ink; }"


def test_the_same_colours_again_keep_what_was_parsed() -> None:
    """A place that opens brings no other colours, so no rule is read a second time."""
    sheet = Sheet(variables={"ink": "#102030"})
    sheet.add_source(RULES)
    sheet.parse()
    first = sheet.rules[0]

    sheet.set_variables({"ink": "#102030"})
    sheet.reparse()

    assert sheet.rules[0] is first


def test_other_colours_are_worn_at_once() -> None:
    """A theme that is put on changes every rule that names a role."""
    sheet = Sheet(variables={"ink": "#102030"})
    sheet.add_source(RULES)
    sheet.parse()

    sheet.set_variables({"ink": "#a0b0c0"})
    sheet.reparse()

    assert sheet.rules[0].styles.color.hex == "#A0B0C0"
