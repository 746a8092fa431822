"""Step 4, leaflets: an ASCII address → its QR code as SVG, with the quiet zone.

``segno.make`` makes a Micro QR of a short text, which most phone cameras do not read; other letters
than ASCII came out wrong in one reader out of three.
"""

from __future__ import annotations

from io import BytesIO

import segno

from ..errors import LeafletError

QUIET_ZONE = 4
"""Empty modules on each side, as ISO/IEC 18004 asks."""


def qr_svg(address: str) -> bytes:
    """Return *address* as a QR code of error correction M, black on white.

    Raises LeafletError when it is not ASCII.
    """
    if not address.isascii():
        raise LeafletError(
            f"The address {address} is not ASCII, so phones misread it in a QR code."
        )
    code = segno.make_qr(address, error="m")
    out = BytesIO()
    code.save(
        out,
        kind="svg",
        border=QUIET_ZONE,
        xmldecl=False,
        omitsize=True,
        dark="#000",
        light="#fff",
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return out.getvalue()
