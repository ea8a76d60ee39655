"""The colours of a House: it chooses three, the shades that go with them are made here so that words stay readable."""

from dataclasses import dataclass
from functools import lru_cache

INK = "#1e2a32"
WHITE = "#ffffff"
BLACK = "#000000"
DARK_PAPER = "#16212b"
DARK_RAISED = "#1f2d39"
# The darkest of the planes on which words in the colour of the House stand.
LIGHT_PLANE = "#f1e3ef"
READABLE = 4.6

Channels = tuple[float, float, float]


@dataclass(frozen=True)
class Palette:
    """The colours of a House in both schemes, as CSS custom properties without their dashes."""

    light: dict[str, str]
    dark: dict[str, str]


def channels(colour: str) -> Channels:
    """`#b23a26` as three numbers from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, other: str, share: float) -> str:
    """A colour with a share (0 to 1) of another in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(one * (1 - share) + two * share):02x}" for one, two in pairs)


def luminance(colour: str) -> float:
    """Relative luminance as in WCAG 2."""
    linear = [
        value / 3294.6 if value <= 10.31 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, other: str) -> float:
    """Contrast ratio as in WCAG 2: from 1 to 21."""
    darker, lighter = sorted((luminance(colour), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, planes: tuple[str, ...], toward: str, least: float = READABLE) -> str:
    """The colour, moved toward black or white until words in it can be read on every plane."""
    for step in range(21):
        shade = mix(colour, toward, step / 20)
        if min(contrast(shade, plane) for plane in planes) >= least:
            return shade
    return toward


@lru_cache(maxsize=32)
def palette(brick: str, paper: str, sun: str) -> Palette:
    """Every shade that follows from the three colours of a House."""
    wall = readable(brick.lower(), (WHITE,), BLACK)
    paper, sun = readable(paper.lower(), (INK,), WHITE, 11), readable(sun.lower(), (INK,), WHITE, 6)
    dark_wall = mix(wall, BLACK, 0.22)
    light = {
        "brick": wall,
        "brick-dark": mix(wall, BLACK, 0.1),
        "brick-ink": readable(mix(wall, BLACK, 0.06), (paper, LIGHT_PLANE, WHITE), BLACK, 5),
        "sun": sun,
        "sun-bright": mix(sun, WHITE, 0.3),
        "paper": paper,
        "sky": paper,
    }
    dark = {
        "brick": dark_wall,
        "brick-dark": mix(dark_wall, BLACK, 0.12),
        "brick-ink": readable(mix(wall, WHITE, 0.4), (DARK_PAPER, DARK_RAISED, "#382536"), WHITE, 5.5),
        "paper": DARK_PAPER,
        "sky": DARK_PAPER,
    }
    return Palette(light, dark)
