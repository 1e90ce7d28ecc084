"""The floor of a start: Qt's widgets, SQLAlchemy, an empty table on screen; then the end.

With the argument `sqlalchemy-first` the two are imported the other way round: PySide6 slows every
import that comes after it, so that this floor is lower.
"""

import sys

if "sqlalchemy-first" in sys.argv:
    import sqlalchemy  # noqa: F401
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

import sqlalchemy  # isort: skip - the order in which the promise names them


class Table(QTableView):
    """Ends the program once it is painted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)


assert sqlalchemy
app = QApplication(sys.argv)
table = Table()
table.setModel(QStandardItemModel(0, 8))
table.resize(1280, 800)
table.show()
app.exec()
