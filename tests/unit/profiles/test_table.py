"""Reading a CSV of units and people: each bad cell refuses its row, and says what would be right."""

from zoneinfo import ZoneInfo

import pytest

from services.profiles.domain.table import FileRefused, Refusal, Row, read

BERLIN = ZoneInfo("Europe/Berlin")


def only(text: str) -> Row | Refusal:
    """The single row of this CSV."""
    (row,) = read(text, BERLIN)
    return row


@pytest.mark.parametrize(
    ("column", "cell", "right"),
    [
        ("timezone", "Berlin", "IANA name such as Europe/Berlin"),
        ("email", "ada", "ada@example.org"),
        ("joined_at", "1.2.2024", "2025-03-01"),
        ("joined_at", "2024-02-01T09:00:00", "offset"),
        ("joined_at", "2024-02-31", "2025-03-01"),
        ("locale", "German", "de-AT"),
        ("admin", "true", "yes or no"),
        ("identities", "ada", "lms:ada@example.org"),
        ("memberships", "u-1", "unit@2024-01-01..2025-03-01"),
        ("memberships", "u-1@2025-01-01..2024-01-01", "ends before it begins"),
        ("workdays", "Mon-Fri", "1-5"),
        ("leave", "2025-07-14..2025-07-01", "ends before it begins"),
        ("manager", "e ada", "is no id"),
        ("name", "-", "printable"),
        ("managers", "e-ada", "a person has no managers"),
    ],
)
def test_a_bad_cell_names_its_column_and_what_would_be_right(column: str, cell: str, right: str) -> None:
    """A cell that can't be read refuses the row, with the column and the way out."""
    row = only(f"kind,id,{column}\nperson,e-ada,{cell}\n")
    assert isinstance(row, Refusal)
    assert (row.line, row.id, row.field) == (2, "e-ada", column)
    assert right in row.problem


@pytest.mark.parametrize(
    ("text", "field"),
    [("team,u-1,X", "kind"), ("unit,,X", "id"), ("person,e:1,X", "id"), ("person,e-1,X,more", "name")],
)
def test_a_row_without_kind_or_id_is_refused(text: str, field: str) -> None:
    """What a row is about must be clear."""
    row = only(f"kind,id,name\n{text}\n")
    assert isinstance(row, Refusal)
    assert row.field == field


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "kind"),
        ("id,name\n", "kind"),
        ("kind,id,colour\n", "colour"),
        ("kind,id,id\n", "once"),
        ('kind,id\nunit,"u-1\n', "not CSV"),
    ],
)
def test_a_file_that_is_no_table_is_refused_as_a_whole(text: str, says: str) -> None:
    """A header that does not fit stops before anything is read."""
    with pytest.raises(FileRefused, match=says):
        list(read(text, BERLIN))


def test_a_date_begins_at_midnight_of_the_organization() -> None:
    """A plain date is a day there, not in UTC; blank cells say nothing; a byte order mark is no part of the header."""
    row = only("\ufeffkind,id,name,joined_at,locale\nperson,e-ada,Ada,2025-03-01,\n")
    assert isinstance(row, Row)
    assert row.values["joined_at"].isoformat() == "2025-02-28T23:00:00+00:00"
    assert "locale" not in row.values


def test_lists_and_histories_are_read() -> None:
    """Several values are separated by semicolons."""
    row = only(
        "kind,id,email,identities,memberships,workdays,leave,attribute:grade\n"
        "person,e-ada,Ada@X.org;a@x.org,lms:ada@x.org;code:ada:1,u-2@2025-03-01..;u-1@..2025-03-01,1-3;5,"
        "2025-07-01..2025-07-14;2025-12-24,senior\n"
    )
    assert isinstance(row, Row)
    assert row.values["email"] == ("ada@x.org", "a@x.org")
    assert row.values["identities"] == (("lms", "ada@x.org"), ("code", "ada:1"))
    assert [span.unit for span in row.values["memberships"]] == ["u-1", "u-2"]
    assert row.values["workdays"] == (1, 2, 3, 5)
    assert row.values["leave"][1] == {"from": "2025-12-24", "to": "2025-12-24"}
    assert row.values["attribute:grade"] == "senior"
