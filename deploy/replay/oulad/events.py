"""Submissions as CloudEvents."""

from typing import Any

from deploy.replay.oulad.tables import Submission

SOURCE = "oulad"
TYPE = "assessment.submitted"
BEST = 100


def event_of(submission: Submission, source: str = SOURCE) -> dict[str, Any]:
    """The completion event of a submission; its id is unique for (assessment, learner)."""
    assessment = submission.assessment
    name = f"{assessment.module} {assessment.presentation} {assessment.kind} {assessment.id}"
    data: dict[str, Any] = {"object": {"type": "assessment", "id": assessment.id, "name": name}}
    if submission.score is not None:
        score = {"raw": submission.score, "min": 0, "max": BEST, "scaled": _plain(submission.score / BEST)}
        data["result"] = {"score": score}
    data["data"] = {
        "module": assessment.module,
        "presentation": assessment.presentation,
        "kind": assessment.kind,
        "banked": submission.banked,
        "weight": _plain(assessment.weight),
    }
    return {
        "specversion": "1.0",
        "id": f"{assessment.id}-{submission.learner}",
        "source": source,
        "type": TYPE,
        "subject": submission.learner,
        "time": submission.at.isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": data,
    }


def _plain(number: float) -> float:
    """A whole number without its point."""
    return int(number) if number.is_integer() else number
