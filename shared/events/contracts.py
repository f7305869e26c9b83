"""Every contract by its type: what the golden examples, the AsyncAPI document and the dead-letter command read."""

from shared.events import badges, badges_work, challenges, completions, points, profiles, recognition
from shared.events.envelope import Data

CONTRACTS: dict[str, type[Data]] = {
    completions.RECORDED: completions.Recorded,
    completions.RETRACTED: completions.Retracted,
    profiles.EMPLOYEE_CHANGED: profiles.EmployeeChanged,
    profiles.UNIT_CHANGED: profiles.UnitChanged,
    badges.PUBLISHED: badges.Published,
    badges.RETIRED: badges.Retired,
    badges.AWARDED: badges.Awarded,
    badges.AMENDED: badges.Awarded,
    badges.REVOKED: badges.Revoked,
    badges.EXPIRED: badges.Expired,
    badges.DIGESTED: badges.Digested,
    badges_work.UNIT_TOUCHED: badges_work.UnitTouched,
    challenges.LAUNCHED: challenges.Launched,
    challenges.CANCELLED: challenges.Ended,
    challenges.CLOSED: challenges.Ended,
    challenges.JOINED: challenges.Enrolled,
    challenges.LEFT: challenges.Enrolled,
    challenges.COMPLETED: challenges.Completed,
    challenges.UNCOMPLETED: challenges.Completed,
    points.POSTED: points.Posted,
    recognition.KUDOS_GIVEN: recognition.Kudos,
    recognition.KUDOS_RECEIVED: recognition.Kudos,
}

TOPICS: dict[str, str] = {
    type_: module.TOPIC
    for module in (completions, profiles, badges, badges_work, challenges, points, recognition)
    for type_ in vars(module).values()
    if isinstance(type_, str) and type_.startswith("laurel.")
}
