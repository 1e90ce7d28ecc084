"""Which encoding the bytes of a text are in, by what they hold."""

import codecs

_UTF16_SHARE = 0.05  # digits, commas and line ends have a zero byte in UTF-16
_BROKEN_SHARE = 0.1
_CONTROL_SHARE = 0.02
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 26}


def guess(sample: bytes) -> str | None:
    """Return the codec for a text that begins with `sample`, or None where it is no text.

    A sample may end inside a character. UTF-8 with a few broken characters, as some platforms cut
    them, is UTF-8 all the same.
    """
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if sample.startswith(mark):
            return codec
    for codec, zeros, others in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        nought = zeros.count(0)
        if nought > _UTF16_SHARE * len(zeros) and others.count(0) * 4 < nought:
            return codec if _broken(sample, codec) < _BROKEN_SHARE else None
    bare = sample.replace(b"\0", b"")
    controls = sum(bare.count(c) for c in _CONTROLS)
    if controls > _CONTROL_SHARE * len(bare) or len(bare) * 10 < len(sample) * 9:
        return None
    return next((c for c in ("utf-8", "gb18030") if _broken(bare, c) < _BROKEN_SHARE), None)


def _broken(sample: bytes, codec: str) -> float:
    """Return the share of characters beyond ASCII that `codec` can't read."""
    text = codecs.getincrementaldecoder(codec)(errors="replace").decode(sample)
    beyond = sum(not c.isascii() for c in text) if not text.isascii() else 0
    return text.count("\ufffd") / beyond if beyond else 0.0
