"""The colours of the charts, out of the tokens of a theme: greys for context, one strong colour."""

import tomllib
from dataclasses import dataclass
from functools import cache

from netdesk.domain.figures.charts import DARK, LIGHT
from netdesk.resources import resource

_STEPS = (0.50, 0.34, 0.23, 0.15, 0.09)  # of the ink in the greys, the darkest first


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#rrggbb`. In grey print the strong one is nearly the ink: lightness says it.

    `greys` are told apart by lightness, the strongest first; `context` is the one for what stands
    behind; `lines` are the grid.
    """

    ground: str
    text: str
    muted: str
    lines: str
    axis: str
    strong: str
    strong_text: str
    alarm: str
    context: str
    greys: tuple[str, ...]

    def on(self, colour: str) -> str:
        """Return the ink that is read best on a colour."""
        dark, bright = sorted((self.text, self.ground), key=lightness)
        middle = lightness(colour)
        return (
            dark
            if contrast(lightness(dark), middle) > contrast(lightness(bright), middle)
            else bright
        )

    def shade(self, share: float) -> str:
        """Return the strong colour as strong as `share` (0–1) of its whole."""
        return mixed(self.ground, self.strong, 0.08 + 0.92 * share)


@cache
def palette(theme: str, *, grey: bool = False) -> Palette:
    """Return the colours of a shipped theme; `grey` are those for a printer without colour."""
    with resource("themes", f"{LIGHT if grey else theme}.toml").open("rb") as file:
        tokens: dict[str, str] = tomllib.load(file)["colors"]
    ground, text = ("#ffffff", "#1a1a1a") if grey else (tokens["surface"], tokens["text"])
    muted = "#555555" if grey else tokens["muted"]
    greys = tuple(mixed(ground, muted if not grey else text, _scaled(s, theme)) for s in _STEPS)
    strong = "#2b2b2b" if grey else tokens["accent"]
    if theme == DARK and not grey:  # as light against the greys as on a bright ground it is dark
        strong = mixed(strong, tokens["accent_text"], 0.5)
    return Palette(
        ground=ground,
        text=text,
        muted=muted,
        lines="#dddddd" if grey else tokens["border"],
        axis="#888888" if grey else tokens["outline"],
        strong=strong,
        strong_text=text if grey else tokens["accent_text"],
        alarm=text if grey else tokens["danger_text"],
        context=greys[1],
        greys=greys,
    )


def _scaled(share: float, theme: str) -> float:
    """On a dark ground the same share of ink is seen less."""
    return min(1.0, share * 1.3) if theme == DARK else min(1.0, share * 1.15)


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour `share` (0–1) of the way from `one` to `other`."""
    parts = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def contrast(one: float, other: float) -> float:
    """Return the contrast of two luminances, 1 to 21."""
    dark, bright = sorted((one, other))
    return (bright + 0.05) / (dark + 0.05)


def lightness(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
