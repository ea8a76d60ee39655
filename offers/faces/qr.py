"""QR codes, black on white whatever the page's colours, with the quiet zone of four modules that readers need (ISO/IEC
18004).
"""

import io

import segno
from django.utils.safestring import SafeString, mark_safe

INK, PAPER = "#000", "#fff"
QUIET_ZONE = 4


def code_of(address: str) -> segno.QRCode | None:
    """The code of an address that still reads with 15 % of it damaged; nothing when the address is too long for one."""
    try:
        return segno.make_qr(address, error="m")
    except segno.DataOverflowError:
        return None


def qr_svg(address: str, title: str) -> bytes | None:
    """A file of its own."""
    code = code_of(address)
    if code is None:
        return None
    written = io.BytesIO()
    code.save(
        written,
        kind="svg",
        scale=8,
        border=QUIET_ZONE,
        dark=INK,
        light=PAPER,
        title=title,
        svgclass=None,
        lineclass=None,
    )
    return written.getvalue()


def qr_inline(address: str, title: str) -> SafeString:
    """The same as an element of a page; empty when the address is too long."""
    code = code_of(address)
    if code is None:
        return SafeString("")
    # segno escapes the title; everything else in it is numbers.
    return mark_safe(
        code.svg_inline(border=QUIET_ZONE, omitsize=True, dark=INK, light=PAPER, title=title, svgclass="qr")
    )
