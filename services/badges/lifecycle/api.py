"""Trying a version on real history before it goes live, and watching it go."""

from typing import Any

from flask import Blueprint
from spectree import Response as Answers

from services.badges.lifecycle import answers, backfills, dry_runs, requests, running, versions, views
from services.badges.openapi import NAME, REFUSALS, api
from shared.delivery.commands import command
from shared.http import principal, require
from shared.store import database

Json = dict[str, Any]
blueprint = Blueprint("lifecycle", __name__)


@blueprint.before_request
def only_admins() -> None:
    """Who would earn what is looked at by administrators only."""
    require(principal().admin, "try badges on what people have done")


@blueprint.post("/commands/start-dry-run")
@api.validate(resp=Answers(HTTP_200=answers.Started, **REFUSALS))
def start_dry_run(json: requests.StartDryRun) -> Json:
    """Try a version on all history; nothing is granted."""
    db, who = database(NAME), principal().employee
    key = json.idempotency_key and f"{who}|start-dry-run|{json.idempotency_key}"
    begun: list[Json] = []

    def work(_: object) -> Json:
        begun[:] = [dry_runs.start(db, json, who)]
        return {"id": begun[0]["_id"]}

    name = command(db, NAME, work, key=key, body=json.model_dump_json())["id"]
    if begun:
        running.begin(db, begun[0])
    return {"dry_run": views.dry_run(db, dry_runs.known(db, [name])[name], json.locale)}


@blueprint.post("/commands/cancel-dry-run")
@api.validate(resp=Answers(HTTP_200=answers.Started, **REFUSALS))
def cancel_dry_run(json: requests.CancelDryRun) -> Json:
    """Stop one."""
    db = database(NAME)
    return {"dry_run": views.dry_run(db, dry_runs.cancel(db, json.id), json.locale)}


@blueprint.post("/read/dry-runs")
@api.validate(resp=Answers(HTTP_200=answers.DryRuns, **REFUSALS))
def read_dry_runs(json: requests.ReadDryRuns) -> Json:
    """Dry runs by id."""
    db = database(NAME)
    found = dry_runs.known(db, json.ids)
    return {"items": {name: views.dry_run(db, row, json.locale) for name, row in found.items()}}


@blueprint.post("/read/newest-dry-runs")
@api.validate(resp=Answers(HTTP_200=answers.Newest, **REFUSALS))
def read_newest_dry_runs(json: requests.ReadNewest) -> Json:
    """The newest dry run of some versions."""
    db = database(NAME)
    found = [dry_runs.newest(db, one.badge, one.version) for one in json.versions]
    return {"items": [row and views.dry_run(db, row, json.locale) for row in found]}


@blueprint.post("/read/backfills")
@api.validate(resp=Answers(HTTP_200=answers.Backfills, **REFUSALS))
def read_backfills(json: requests.ReadBackfills) -> Json:
    """How far some badges' backfills are."""
    return {"items": backfills.progress(database(NAME), json.ids)}


@blueprint.post("/read/versions")
@api.validate(resp=Answers(HTTP_200=answers.VersionPage, **REFUSALS))
def read_versions(json: requests.ReadVersions) -> Json:
    """A page of a badge's versions."""
    return versions.page(database(NAME), json)
