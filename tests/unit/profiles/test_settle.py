"""Which rows of an import can stand together."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from services.profiles.domain.people import Unit
from services.profiles.domain.settle import Known, Settled, settle
from services.profiles.domain.table import Row, read

JOINED = datetime(2025, 1, 1, tzinfo=UTC)


def hashed(source: str, external_id: str) -> str:
    """A stand-in that keeps the two apart."""
    return f"{source}|{external_id}"


def settled(text: str, known: Known | None = None) -> Settled:
    """What stands of these rows."""
    rows = [row for row in read(text, ZoneInfo("UTC")) if isinstance(row, Row)]
    return settle(rows, known or Known(), hashed)


def faults(found: Settled) -> dict[int, str]:
    """The column at fault, by line."""
    return {refusal.line: refusal.field for refusal in found.refused}


def test_a_circle_of_units_is_refused_and_the_rest_stands() -> None:
    """Units that lie above themselves are refused, one that hangs on a refused one too, others are not."""
    found = settled(
        "kind,id,name,parent\nunit,u-1,One,u-2\nunit,u-2,Two,u-1\nunit,u-3,Three,u-3\nunit,u-4,Four,u-1\nunit,u-5,Five,\n"
    )
    assert faults(found) == {2: "parent", 3: "parent", 4: "parent", 5: "parent"}
    assert list(found.units) == ["u-5"]


def test_a_circle_through_a_stored_unit_is_refused() -> None:
    """The tree is judged as it will be, stored units included."""
    known = Known(units={"u-1": Unit(id="u-1", name="One"), "u-2": Unit(id="u-2", name="Two", parent="u-1")})
    assert faults(settled("kind,id,parent\nunit,u-1,u-2\n", known)) == {2: "parent"}


def test_a_refused_row_takes_with_it_what_refers_to_it_alone() -> None:
    """A person in a refused unit is refused, and a unit that only they would manage."""
    found = settled(
        "kind,id,name,parent,managers,unit\n"
        "unit,u-1,One,u-missing,,\nperson,e-1,Ada,,,u-1\nunit,u-2,Two,,e-1,\nperson,e-2,Ben,,,u-2\nperson,e-3,Cy,,,\n"
    )
    assert faults(found) == {2: "parent", 3: "unit", 4: "managers", 5: "unit"}
    assert list(found.people) == ["e-3"]


def test_an_address_or_identity_belongs_to_one_person() -> None:
    """Within the file and against what is stored, whoever comes second is refused."""
    known = Known(people={"e-9": JOINED}, owners={"old@x.org": "e-9"})
    found = settled(
        "kind,id,name,email,identities\n"
        "person,e-1,Ada,a@x.org,lms:a\nperson,e-2,Ben,a@x.org,\nperson,e-3,Cy,,lms:a\nperson,e-4,Di,old@x.org,\n",
        known,
    )
    assert faults(found) == {3: "email", 4: "identities", 5: "email"}


def test_who_has_no_id_is_found_or_gets_one_that_stays() -> None:
    """By address the stored person is found; somebody new gets the same id each time."""
    known = Known(people={"e-9": JOINED}, owners={"old@x.org": "e-9"})
    text = "kind,name,email\nperson,Ada,old@x.org\nperson,Ben,new@x.org\nperson,Nobody,\n"
    found = settled(text, known)
    assert list(found.people) == list(settled(text, known).people)
    assert next(iter(found.people)) == "e-9"
    assert faults(found) == {4: "id"}


def test_rows_that_contradict_themselves_are_refused() -> None:
    """Twice the same id, a new one without a name, their own manager, left before joining, two ways to say the unit."""
    found = settled(
        "kind,id,name,manager,joined_at,left_at,unit,memberships,member_since\n"
        "person,e-1,Ada,,,,,,\nperson,e-1,Ada,,,,,,\nperson,e-2,,,,,,,\nperson,e-3,Cy,e-3,,,,,\n"
        "person,e-4,Di,,2025-02-01,2025-01-01,,,\nunit,u-1,One,,,,,,\n"
        "person,e-5,Ed,,,,u-1,u-1@2025-01-01..,\nperson,e-6,Fo,,,,,,2025-01-01\nperson,e-7,Gi,e-nobody,,,,,\n"
    )
    assert faults(found) == {
        3: "id", 4: "name", 5: "manager", 6: "left_at", 8: "memberships", 9: "unit", 10: "manager",
    }  # fmt: skip
