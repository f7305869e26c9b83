"""Settings, read once from the environment; every default suits one machine."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SERVICES = ("intake", "profiles", "challenges", "badges", "leaderboards", "recognition")


class Settings(BaseSettings):
    """Where the servers are and who this installation is; names are those of the environment."""

    model_config = SettingsConfigDict(extra="ignore")

    mongodb_uri: str = "mongodb://127.0.0.1:27017/?replicaSet=laurel"
    redis_url: str = "redis://127.0.0.1:6379/0"
    kafka_bootstrap_servers: str = "127.0.0.1:9092"
    namespace: str = Field("laurel", alias="LAUREL_NAMESPACE", pattern=r"^[a-z][a-z0-9-]{0,40}$")
    key: str = Field("", alias="LAUREL_KEY")
    home: Path = Field(Path(".laurel"), alias="LAUREL_HOME")
    host: str = Field("127.0.0.1", alias="LAUREL_HOST")
    auth: Literal["demo", "local"] = "demo"
    production: bool = Field(False, alias="LAUREL_PRODUCTION")
    log_format: Literal["json", "console"] = Field("json", alias="LAUREL_LOG")
    web_port: int = Field(8000, alias="LAUREL_PORT")
    intake_port: int = Field(8010, alias="LAUREL_PORT_INTAKE")
    profiles_port: int = Field(8020, alias="LAUREL_PORT_PROFILES")
    challenges_port: int = Field(8021, alias="LAUREL_PORT_CHALLENGES")
    badges_port: int = Field(8022, alias="LAUREL_PORT_BADGES")
    leaderboards_port: int = Field(8023, alias="LAUREL_PORT_LEADERBOARDS")
    recognition_port: int = Field(8024, alias="LAUREL_PORT_RECOGNITION")
    service_urls: dict[str, str] = Field(default_factory=dict, alias="LAUREL_SERVICE_URLS")
    organization_name: str = Field("Laurel", alias="LAUREL_ORGANIZATION")
    organization_timezone: str = Field("UTC", alias="LAUREL_TIMEZONE")
    organization_locale: str = Field("en", alias="LAUREL_LOCALE")
    organization_week_start: int = Field(1, alias="LAUREL_WEEK_START", ge=1, le=7)
    public_url: str = Field("", alias="LAUREL_PUBLIC_URL", pattern=r"^(https?://[A-Za-z0-9.:\[\]-]+/?)?$")
    issuer_name: str = Field("", alias="LAUREL_ISSUER_NAME", max_length=200)
    issuer_url: str = Field("", alias="LAUREL_ISSUER_URL", pattern=r"^(https?://\S+)?$")
    issuer_email: str = Field("badges@laurel.example", alias="LAUREL_ISSUER_EMAIL", pattern=r"^[^@\s]+@[^@\s]+$")

    @field_validator("mongodb_uri")
    @classmethod
    def _no_write_concern(cls, uri: str) -> str:
        """Transactions need the replica set's default (majority, journaled); a weaker one loses acknowledged writes."""
        options = {part.split("=")[0].lower() for part in uri.partition("?")[2].split("&")}
        if weakened := options & {"w", "journal", "wtimeoutms"}:
            raise ValueError(f"MONGODB_URI must not set {sorted(weakened)}: the replica set's defaults are needed")
        return uri

    def port(self, service: str) -> int:
        """The port that a service listens on; KeyError for a name that is no service."""
        if service not in SERVICES:
            raise KeyError(service)
        value: int = getattr(self, f"{service}_port")
        return value

    def service_url(self, service: str) -> str:
        """Where a service's API answers, without a trailing slash."""
        return self.service_urls.get(service, f"http://127.0.0.1:{self.port(service)}").rstrip("/")

    @property
    def public_address(self) -> str:
        """Where people outside reach the web, without a trailing slash: credentials are called by it."""
        return (self.public_url or f"http://127.0.0.1:{self.web_port}").rstrip("/")

    def database(self, service: str) -> str:
        """The name of a service's own MongoDB database."""
        return f"{self.namespace}_{service}"

    def topic(self, name: str) -> str:
        """The Kafka name of a topic such as ``completions``."""
        return f"{self.namespace}.{name}"


@cache
def settings() -> Settings:
    """This process's settings. Tests that change the environment call ``settings.cache_clear()``."""
    return Settings()
