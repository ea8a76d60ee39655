"""All styles of a House in one answer: the parts of hub/static/hub/css in their order, and the House's colours."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

from offers.colours import palette

# Order matters: a later part may refine an earlier one.
PARTS = (
    "tokens",
    "base",
    "header",
    "search-door",
    "suggestions",
    "window-grid",
    "card",
    "chips",
    "filters",
    "facts",
    "pager",
    "prose",
    "care",
    "voices",
    "contact-bar",
    "footer",
    "channels",
    "print",
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
FROM_CSS_FOLDER = re.compile(r"url\(\.\./([^)]+)\)")


def part(name: str) -> str:
    """One part, without comments, with the public addresses of the files that it uses."""
    path = finders.find(f"hub/css/{name}.css")
    if path is None:
        raise FileNotFoundError(f"hub/css/{name}.css")
    text = COMMENT.sub("", Path(path).read_text(encoding="utf-8"))
    lines = (line.strip() for line in text.splitlines())
    return FROM_CSS_FOLDER.sub(
        lambda match: f"url({static('hub/' + match[1])})", "\n".join(line for line in lines if line)
    )


@lru_cache(maxsize=1)
def parts() -> str:
    """All parts, joined once a process."""
    return "\n".join(part(name) for name in PARTS)


def declarations(colours: dict[str, str]) -> str:
    """Custom properties of one scheme."""
    return "".join(f"--{name}:{value};" for name, value in colours.items())


@lru_cache(maxsize=32)
def stylesheet(brick: str, paper: str, sun: str) -> str:
    """The styles of a House with these colours."""
    shades = palette(brick, paper, sun)
    dark = f"@media (prefers-color-scheme:dark){{:root{{{declarations(shades.dark)}}}}}"
    return f"{parts()}\n:root{{{declarations(shades.light)}}}\n{dark}\n"


@lru_cache(maxsize=32)
def version(brick: str, paper: str, sun: str) -> str:
    """What changes in the address when the styles change."""
    return hashlib.sha256(stylesheet(brick, paper, sun).encode()).hexdigest()[:12]


def forget() -> None:
    """Read the parts again: for whoever is changing them."""
    for kept in (parts, stylesheet, version):
        kept.cache_clear()
