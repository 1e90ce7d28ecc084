"""PySide6 6.12.0 drops a reference to True at every emit on Python before 3.12, and aborts."""

import os
import subprocess
import sys

EMITS = 5000
PROGRAM = f"""
from PySide6.QtCore import QCoreApplication, QObject, Signal


class Bell(QObject):
    rung = Signal(bool)


app = QCoreApplication([])
bell, heard = Bell(), []
bell.rung.connect(heard.append)
for _time in range({EMITS}):
    bell.rung.emit(True)
print(len(heard), all(heard))
"""


def test_five_thousand_emits_are_all_heard():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.split()) == (0, [str(EMITS), "True"]), done.stderr
