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
