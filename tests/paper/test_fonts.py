"""The type for Chinese: the system's good one, else the shipped one."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from netdesk.paper import fonts

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_family_has_the_characters_of_the_page() -> None:
    raw = QRawFont.fromFont(QFont(fonts.chinese_family()))
    assert all(raw.supportsCharacter(ord(character)) for character in "网络营销日报，—÷−·")


def test_the_shipped_type_is_loaded_where_the_system_has_none() -> None:
    assert fonts.load_fonts() == "Noto Sans SC"
    assert "Noto Sans SC" in QFontDatabase.families()


def test_a_known_system_family_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda: ["Arial", "PingFang SC", "SimSun"])
    assert fonts.chinese_family.__wrapped__() == "PingFang SC"


# A command has no widgets, no display, and pandas would cost it half a second.
_ALONE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from netdesk.paper.application import ready
application = ready()
assert ready() is application
from netdesk.paper.pages import Pages
from netdesk.paper.pdf import write_pdf
made = datetime(2026, 1, 1, tzinfo=UTC)
write_pdf(Pages("<p>网络营销日报</p>"), Path(sys.argv[1]), author="", written_at=made)
unwanted = {"PySide6.QtWidgets", "PySide6.QtPrintSupport", "pandas", "matplotlib", "lunar_python"}
assert not unwanted & set(sys.modules), unwanted & set(sys.modules)
"""


def test_a_command_makes_a_page_without_widgets_or_display(tmp_path: Path) -> None:
    path = str(tmp_path / "x.pdf")
    done = subprocess.run(
        [sys.executable, "-c", _ALONE, path],
        capture_output=True,
        env={"PATH": "", "LANG": "C.UTF-8"},
        timeout=60,
        check=False,
    )
    assert done.stderr.decode() == ""
    assert done.returncode == 0
