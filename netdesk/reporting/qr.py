"""QR codes of short texts: a guest's code, read by a hand scanner as if it were typed."""

from io import BytesIO

_QUIET = 4  # modules of white around, as the standard wants


def qr_png(text: str, *, scale: int = 6) -> bytes:
    """Return a QR code as PNG, `scale` pixels a module; black on white in every theme."""
    import segno

    made = segno.make_qr(text, error="m", boost_error=True)
    out = BytesIO()
    made.save(out, kind="png", scale=scale, border=_QUIET, dark="#000000", light="#ffffff")
    return out.getvalue()
