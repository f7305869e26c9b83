"""From facts to awards: each counted once, whatever comes twice, late, shuffled or is taken back."""

from services.badges.domain.awards import natural_key
from shared.events import badges
from shared.events.envelope import event_id
from tests.integration.badges.support import NOW, Badges, at, draft, drills, led, took_back


def test_the_fact_that_completes_a_rule_earns_the_badge(service: Badges) -> None:
    """Two of three drills earn nothing, the third the award: with evidence, points, the version and both moments."""
    service.publish(draft())
    service.hear(led("a", 1), led("b", 2))
    assert service.awards() == []
    service.hear(led("c", 3))
    (award,) = service.awards()
    assert award["_id"] == event_id(natural_key("incident-lead", None, "e-1", None))
    assert (award["earned_at"], award["granted_at"]) == (at(3), NOW)
    assert award["evidence_count"] == len(award["evidence"]) == 3
    (event,) = service.told()
    said = badges.Awarded.model_validate(event.data)
    assert (event.type, event.subject, event.time) == (badges.AWARDED, "e-1", at(3))
    assert (said.badge, said.version, said.points, said.revision) == ("incident-lead", 1, 20, 0)
    assert set(said.evidence) == set(award["evidence"])
