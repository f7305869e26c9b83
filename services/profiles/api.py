"""The HTTP API of profiles: batched reads, and commands by the person themselves or by an admin."""

from collections.abc import Callable

from flask import Blueprint, Flask, current_app
from pydantic import BaseModel
from spectree import Response

from services.profiles import commands, directory, models
from services.profiles.domain.table import FileRefused
from services.profiles.feed_page import feed_page
from services.profiles.importing import import_csv
from services.profiles.report import Report
from services.profiles.store import load_employees
from shared import clock
from shared.delivery.commands import command
from shared.delivery.transaction import Transaction
from shared.http import Check, Problem, ProblemDocument, create_app, principal, require, spec
from shared.requests import json_only
from shared.store import Row, database

api = spec("profiles")
blueprint = Blueprint("profiles", __name__)
blueprint.before_request(json_only)
REFUSALS = {f"HTTP_{status}": ProblemDocument for status in (400, 401, 403, 404, 409, 413, 415, 422, 503)}


def _answers(model: type[BaseModel]) -> Response:
    return Response(HTTP_200=model, **REFUSALS)


def _run(work: Callable[[Transaction], Row], key: str | None, body: BaseModel) -> Row:
    """Run a command; its idempotency key is the asker's own, and of that route."""
    own = f"{principal().employee}|{type(body).__name__}|{key}" if key else None
    answer = command(database("profiles"), "profiles", work, key=own, body=body.model_dump(mode="json"))
    _wake()
    return answer


def _wake() -> None:
    if relay := current_app.extensions.get("relay"):
        relay.wake()


@blueprint.post("/read/viewer")
@api.validate(resp=_answers(models.Viewer))
def read_viewer(json: models.Nothing) -> models.Viewer:  # noqa: ARG001 - the body is checked to be empty
    """The person who asks."""
    db, me = database("profiles"), principal().employee
    employee = load_employees(db, [me]).get(me)
    if employee is None or not employee.active:
        raise Problem(404, "who asks is not among the employees")
    return directory.viewer(db, employee, clock.now())


@blueprint.post("/read/organization")
@api.validate(resp=_answers(models.Organization))
def read_organization(json: models.Nothing) -> models.Organization:  # noqa: ARG001 - the body is checked to be empty
    """Whose platform this is."""
    return directory.organization()


@blueprint.post("/read/principals")
@api.validate(resp=_answers(models.Principals))
def read_principals(json: models.IdsAsked) -> models.Principals:
    """What people may do: oneself, or for an admin anyone."""
    who = principal()
    require(who.admin or set(json.ids) <= {who.employee}, "see what others may do")
    return directory.principals(database("profiles"), json.ids, clock.now())


@blueprint.post("/read/people")
@api.validate(resp=_answers(models.People))
def read_people(json: models.IdsAsked) -> models.People:
    """People by id."""
    return directory.people(database("profiles"), json.ids, clock.now())


@blueprint.post("/read/people/search")
@api.validate(resp=_answers(models.PeoplePage))
def search_people(json: models.PeopleSearched) -> models.PeoplePage:
    """People by name and unit."""
    return directory.search(database("profiles"), json, clock.now())


@blueprint.post("/read/units")
@api.validate(resp=_answers(models.Units))
def read_units(json: models.UnitsAsked) -> models.Units:
    """Units by id, or all."""
    return directory.units(database("profiles"), json.ids)


@blueprint.post("/read/member-counts")
@api.validate(resp=_answers(models.MemberCounts))
def read_member_counts(json: models.UnitsAsked) -> models.MemberCounts:
    """How many people units have, all of them or by id: a read of its own, because most of what names a unit counts
    nobody."""
    return directory.member_counts(database("profiles"), json.ids, clock.now())


@blueprint.post("/read/feed")
@api.validate(resp=_answers(models.FeedPage))
def read_feed(json: models.FeedAsked) -> models.FeedPage:
    """A page of the feed as the asker may see it."""
    db, who = database("profiles"), principal()
    reader = load_employees(db, [who.employee]).get(who.employee)
    return feed_page(db, who, reader, json, clock.now())


@blueprint.post("/commands/privacy")
@api.validate(resp=_answers(models.Switches))
def set_privacy(json: models.PrivacyWanted) -> models.Switches:
    """Switch what others see of oneself."""
    me = principal().employee
    return models.Switches(**_run(lambda tx: commands.set_privacy(tx, me, json), json.idempotency_key, json))


@blueprint.post("/commands/locale")
@api.validate(resp=_answers(models.Reading))
def set_locale(json: models.LocaleWanted) -> models.Reading:
    """Choose one's language and time zone."""
    me = principal().employee
    return models.Reading(**_run(lambda tx: commands.set_locale(tx, me, json), json.idempotency_key, json))


@blueprint.post("/commands/unit")
@api.validate(resp=_answers(models.UnitShown))
def save_unit(json: models.UnitWanted) -> models.UnitShown:
    """Make or change a unit."""
    require(principal().admin, "change units")
    return models.UnitShown(**_run(lambda tx: commands.save_unit(tx, json), json.idempotency_key, json))


@blueprint.post("/commands/membership")
@api.validate(resp=_answers(models.Person))
def move_person(json: models.MembershipWanted) -> models.Person:
    """Put somebody into a unit from a moment on."""
    require(principal().admin, "change who is in which unit")
    return models.Person(**_run(lambda tx: commands.move(tx, json), json.idempotency_key, json))


@blueprint.post("/commands/deactivate")
@api.validate(resp=_answers(models.Person))
def deactivate(json: models.DepartureWanted) -> models.Person:
    """Let somebody leave."""
    require(principal().admin, "deactivate people")
    return models.Person(**_run(lambda tx: commands.deactivate(tx, json), json.idempotency_key, json))


@blueprint.post("/commands/import")
@api.validate(resp=_answers(Report))
def import_people(json: models.ImportWanted) -> Report:
    """Bring in units and people from CSV."""
    require(principal().admin, "import people")
    try:
        found = import_csv(database("profiles"), json.csv, dry_run=json.dry_run, effective_at=json.effective_at)
    except FileRefused as error:
        raise Problem(422, "the file can't be imported", [("csv", str(error))]) from error
    _wake()
    return found


def make_app(checks: dict[str, Check]) -> Flask:
    """The application."""
    return create_app("profiles", blueprint, api, checks)
