"""Finds the files shipped with the program, in a checkout and in an installed wheel alike."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent / "resources"
_WHEEL = _PACKAGE / "_resources"


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as `resource("themes", "light.toml")`."""
    root = _WHEEL if _WHEEL.is_dir() else _CHECKOUT
    return root.joinpath(*parts)


def texts(folder: str, suffix: str) -> list[Path]:
    """Return the shipped files of `folder` that end in `suffix`, sorted by name."""
    return sorted(resource(folder).glob(f"*{suffix}"))


def line_of(text: str, key: str, *, table: str = "", index: int = 0) -> int:
    """Return the line, from 1, of `key` in the index-th `[[table]]` of a TOML text.

    The table's own line where it has no such key; 1 where neither is there. tomllib keeps no
    lines, and whoever is to mend a file needs one.
    """
    lines = text.splitlines()
    start = 0
    if table:
        heads = [n for n, line in enumerate(lines) if line.strip() == f"[[{table}]]"]
        start = heads[index] if index < len(heads) else 0
    for n in range(start + bool(table), len(lines)):
        line = lines[n].strip()
        if table and line.startswith("["):
            break
        if line.partition("=")[0].strip().strip("\"'") == key:
            return n + 1
    return start + 1
