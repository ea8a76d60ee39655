"""The badge of a partner for its own website: one SVG in the colours of the House, in one language."""

from typing import Any

from django.utils.html import format_html, format_html_join

from offers.colours import INK
from offers.labels import text_direction

FACE = "Rubik, system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', sans-serif"
SMALL, BIG = 17, 22
# A generous width of one sign, as a part of the size of its letters: the words are centred, so that what is too much
# is margin.
WIDTH_OF_SIGN = 0.6
MARGIN, LEAST_WIDTH, ROOF = 28, 240, 38


def lines_of(label: str, house_name: str) -> list[tuple[str, int]]:
    """The label in up to three lines with the size of their letters: the name of the House stands alone."""
    before, name, after = label.partition(house_name)
    parts = ((before, SMALL), (name, BIG), (after, SMALL))
    return [(text.strip(), size) for text, size in parts if text.strip()]


def badge_size(label: str, house_name: str) -> tuple[int, int]:
    """Width and height in pixels."""
    lines = lines_of(label, house_name)
    width = max(len(text) * size * WIDTH_OF_SIGN for text, size in lines) + 2 * MARGIN
    return max(LEAST_WIDTH, round(width)), ROOF + sum(round(size * 1.55) for _text, size in lines) + 18


def badge_svg(label: str, house_name: str, colours: dict[str, Any], locale: str) -> str:
    """The badge: the roof line of the House over the words that say whose partner this is."""
    width, height = badge_size(label, house_name)
    ridge = width // 3
    baseline, rows = ROOF, []
    for text, size in lines_of(label, house_name):
        baseline += round(size * 1.55)
        rows.append((width // 2, baseline, size, 700 if size == BIG else 500, text))
    words = format_html_join("", '<text x="{}" y="{}" font-size="{}" font-weight="{}">{}</text>', rows)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img"'
        ' aria-labelledby="label" xml:lang="{lang}" lang="{lang}"><title id="label">{label}</title>'
        '<rect x="1" y="1" width="{inner_w}" height="{inner_h}" rx="12" fill="{paper}"'
        ' stroke="{ink}" stroke-width="2"/>'
        '<rect x="{lamp}" y="22" width="14" height="14" fill="{sun}" stroke="{ink}" stroke-width="2"/>'
        '<path d="M14 {eaves}L{ridge} 10L{end} {eaves}" fill="none" stroke="{brick}" stroke-width="5"'
        ' stroke-linejoin="round" stroke-linecap="round"/>'
        '<g fill="{ink}" text-anchor="middle" direction="{direction}" font-family="{face}">{words}</g></svg>',
        w=width,
        h=height,
        inner_w=width - 2,
        inner_h=height - 2,
        lang=locale,
        label=label,
        paper=colours["paper"],
        sun=colours["sun"],
        brick=colours["brick"],
        ink=INK,
        lamp=ridge - 7,
        eaves=ROOF,
        ridge=ridge,
        end=width - 14,
        direction=text_direction(locale),
        face=FACE,
        words=words,
    )
