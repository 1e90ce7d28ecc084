"""Reads PDFs back with poppler, as another program would."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def poppler(tool: str, *arguments: str) -> str:
    """Return what a poppler tool says; skipped on a desk without it, required in CI."""
    program = shutil.which(tool)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(f"{tool} is missing: CI installs poppler-utils")
        pytest.skip(f"{tool} of poppler-utils is not installed")
    done = subprocess.run([program, *arguments], capture_output=True, check=True, timeout=60)
    assert done.stderr == b""
    return done.stdout.decode()


def text(path: Path, *options: str) -> str:
    """Return the text of a PDF in reading order."""
    return poppler("pdftotext", *options, str(path), "-")


def facts(path: Path) -> dict[str, str]:
    """Return what pdfinfo tells."""
    lines = (line.partition(":") for line in poppler("pdfinfo", str(path)).splitlines())
    return {name: value.strip() for name, _colon, value in lines}


def fonts(path: Path) -> list[list[str]]:
    """Return name, embedded, subset and unicode of each font."""
    lines = poppler("pdffonts", str(path)).splitlines()[2:]
    return [[line.split()[0], *line.split()[-5:-2]] for line in lines]
