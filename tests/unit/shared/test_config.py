"""Settings come from the environment, and what would lose data is refused at the start."""

import pytest
from pydantic import ValidationError

from shared.config import SERVICES, Settings


@pytest.mark.parametrize("option", ["w=1", "journal=false", "wTimeoutMS=5"])
def test_a_weaker_write_concern_is_refused(monkeypatch: pytest.MonkeyPatch, option: str) -> None:
    """The URI may not weaken what the replica set promises; the message names the option."""
    monkeypatch.setenv("MONGODB_URI", f"mongodb://db/?replicaSet=x&{option}")
    with pytest.raises(ValidationError, match=option.split("=", maxsplit=1)[0].lower()):
        Settings()


def test_names_carry_the_namespace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two installations may share servers."""
    monkeypatch.setenv("LAUREL_NAMESPACE", "second")
    assert (Settings().database("badges"), Settings().topic("badges")) == ("second_badges", "second.badges")


@pytest.mark.parametrize("name", ["", "Laurel", "a b", "x" * 60, "1st", "a.b"])
def test_a_namespace_that_no_server_would_take_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Databases, topics and keys are named by it, so it is plain."""
    monkeypatch.setenv("LAUREL_NAMESPACE", name)
    with pytest.raises(ValidationError, match="LAUREL_NAMESPACE"):
        Settings()


def test_services_are_found_on_this_machine_or_where_one_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ports by default, addresses by choice."""
    monkeypatch.setenv("LAUREL_PORT_BADGES", "9022")
    monkeypatch.setenv("LAUREL_SERVICE_URLS", '{"profiles": "http://profiles:8000/"}')
    found = Settings()
    assert found.service_url("badges") == "http://127.0.0.1:9022"
    assert found.service_url("profiles") == "http://profiles:8000"
    assert len({found.port(service) for service in SERVICES}) == len(SERVICES)
    with pytest.raises(KeyError):
        found.port("nobody")
