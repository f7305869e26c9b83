"""The colours of badges. Five tones each run from shade (0) to light (4); the light comes from the upper left."""

from dataclasses import dataclass
from typing import Literal

MetalName = Literal["bronze", "silver", "gold", "enamel"]
FieldName = Literal["pine", "lake", "wine", "teal", "plum", "ink"]
Scheme = Literal["light", "dark"]
Tones = tuple[str, str, str, str, str]
Stops = tuple[tuple[float, str], ...]

_BRONZE: Tones = ("#4F2710", "#86441C", "#B56C37", "#DE9F67", "#FBDCB8")
_SILVER: Tones = ("#3E4650", "#6E7883", "#A0AAB4", "#CFD7DE", "#FAFCFD")
_GOLD: Tones = ("#5E3A02", "#A06A0A", "#D39E22", "#F3CC57", "#FFF3C6")
_ENAMEL: Tones = ("#0B3421", "#14553A", "#22794F", "#49A578", "#A5DEC0")
_PORCELAIN: Tones = ("#7D7A68", "#B9B5A2", "#DEDACA", "#F3F0E4", "#FFFEFA")


@dataclass(frozen=True)
class Metal:
    """What a tier is made of. `studs` say the tier without colour; `ink` is the lettering on the band."""

    wreath: Tones
    plate: Tones
    ink: str
    studs: int
    rim_stops: Stops
    bevel_stops: Stops
    icon_stops: Stops
    band_stops: Stops
    beads: Literal["raised", "painted"]


def _struck(tones: Tones, ink: str, studs: int, band_foot: str | None = None) -> Metal:
    shade, dark, mid, light, glint = tones
    rim = ((0, glint), (0.22, light), (0.46, mid), (0.68, dark), (0.82, light), (1, dark))
    band = ((0, mid), (0.1, light), (0.32, glint), (0.68, light), (1, band_foot or mid))
    bevel = ((0, shade), (0.5, dark), (1, glint))
    icon = ((0, glint), (0.5, light), (1, mid))
    return Metal(tones, tones, ink, studs, rim, bevel, icon, band, "raised")


def _enamelled(leaves: Tones, tones: Tones, ink: str) -> Metal:
    _, dark, mid, light, glint = tones
    rim = ((0, glint), (0.5, light), (0.8, mid), (1, dark))
    band = ((0, "#E4DFCD"), (0.16, glint), (0.62, "#F6F3E8"), (1, "#D2CDB8"))
    bevel = ((0, dark), (0.5, mid), (1, glint))
    icon = ((0, glint), (0.5, light), (1, light))
    return Metal(leaves, tones, ink, 0, rim, bevel, icon, band, "painted")


METALS: dict[MetalName, Metal] = {
    "bronze": _struck(_BRONZE, "#3A1A08", 1, band_foot="#C98A52"),
    "silver": _struck(_SILVER, "#1F252C", 2),
    "gold": _struck(_GOLD, "#432800", 3),
    "enamel": _enamelled(_ENAMEL, _PORCELAIN, "#123524"),
}

# Light, middle and deep of each enamel field.
FIELDS: dict[FieldName, tuple[str, str, str]] = {
    "pine": ("#2F8A5C", "#17603F", "#093522"),
    "lake": ("#3C6FC4", "#21468F", "#0F2454"),
    "wine": ("#BE4256", "#8A1F35", "#4A0A19"),
    "teal": ("#2A93A3", "#0F6272", "#053640"),
    "plum": ("#9450A6", "#62297A", "#32103F"),
    "ink": ("#56636E", "#313C46", "#151B21"),
}


@dataclass(frozen=True)
class Unearned:
    """What a badge is made of before metal, and the leaves that count progress, on paper of one scheme."""

    base: str
    high: str
    low: str
    icon: str
    stud: str
    unlit: Tones
    lit: Tones
    word: str
    word_tint: str


UNEARNED: dict[Scheme, Unearned] = {
    "light": Unearned(
        base="#F2F3EC",
        high="#FFFFFF",
        low="#C9CDBF",
        icon="#69736A",
        stud="#858B81",
        unlit=("#CBD0C2", "#D3D8CA", "#DBDFD3", "#E3E6DC", "#EAECE4"),
        lit=("#0F4A2F", "#17603F", "#2A7F57", "#4DA079", "#8CCBA9"),
        word="#9B3B22",
        word_tint="#FBEBE4",
    ),
    "dark": Unearned(
        base="#1E241F",
        high="#333C35",
        low="#0B0E0C",
        icon="#8E9A90",
        stud="#707B72",
        unlit=("#2A322C", "#2F3831", "#363F38", "#3C463E", "#434E45"),
        lit=("#1E6A45", "#2C8A5C", "#45A577", "#6CC396", "#A1E0BF"),
        word="#F0A48C",
        word_tint="#3A2018",
    ),
}
