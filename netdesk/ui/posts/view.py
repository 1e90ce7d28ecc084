"""The calendar on screen: days by the arrows, posts by the mouse, which drags them too."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QToolTip

from netdesk.domain.posts.post import Post, PostState
from netdesk.i18n import _
from netdesk.ui.posts.delegate import DayDelegate
from netdesk.ui.posts.dragging import drag, post_in
from netdesk.ui.posts.layout import MONTH, Look, Piece, Pieces, lay_out
from netdesk.ui.posts.model import CalendarModel, Index
from netdesk.ui.posts.saying import day_words
from netdesk.ui.spoken import announce
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.text import tip

_HEAD_HEIGHT = 28
_ARROWS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class CalendarView(QTableView):
    """Says which day and which post are chosen, and where a post was let go; changes nothing."""

    day_chosen = Signal(object)  # date
    post_chosen = Signal(object)  # Post
    post_opened = Signal(object)  # Post: clicked twice
    post_dropped = Signal(int, object)  # id, date
    day_wanted = Signal(object)  # a date that is not shown
    more_wanted = Signal(object)  # date whose posts have no room

    def __init__(self, theme: Theme, model: CalendarModel) -> None:
        """Show `model`."""
        super().__init__()
        self._theme = theme
        self._model = model
        self.look: Look = MONTH
        self.chosen_post: int | None = None
        self.over: tuple[int, int] | None = None
        self._pressed: tuple[QPoint, Piece] | None = None
        self.setModel(model)
        self._delegate = DayDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("内容日历"))
        self._set_manners()
        theme.changed.connect(self.viewport().update)

    def calendar(self) -> CalendarModel:
        """Return what is shown."""
        return self._model

    def set_look(self, look: Look) -> None:
        """Draw the posts as lines, or as cards with their times."""
        self.look = look
        self.viewport().update()

    def day(self) -> date | None:
        """Return the chosen day."""
        index = self.currentIndex()
        return self._model.day(index.row(), index.column()) if index.isValid() else None

    def go(self, day: date) -> None:
        """Choose a day that is shown."""
        index = self._model.index_of(day)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)

    def choose(self, post_id: int | None) -> None:
        """Mark a post as the one that is open, and say it."""
        if post_id == self.chosen_post:
            return
        self.chosen_post = post_id
        self.viewport().update()
        post = self._model.post(post_id)
        if post is not None and self.hasFocus():
            announce(self, self._model.spoken(post))

    def is_chosen(self, index: Index) -> bool:
        """Say whether this is the chosen day."""
        return index == self.currentIndex()

    def pieces(self, index: Index) -> Pieces:
        """Return a day's posts and where they stand."""
        cell = self._model.cell(index.row(), index.column())
        return lay_out(self.visualRect(index), cell.posts, self.look, self.chosen_post)

    def place_of(self, post: Post) -> QRect:
        """Return where a post stands in the viewport; empty where it can't be seen."""
        day = self._model.here.day_of(post)
        index = self._model.index_of(day) if day is not None else QModelIndex()
        shown = self.pieces(index).shown if index.isValid() else ()
        return next((piece.area for piece in shown if piece.post.id == post.id), QRect())

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell which day is chosen."""
        super().currentChanged(current, previous)
        self.viewport().update()
        day = self.day()
        if day is not None:
            self.day_chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day, past the edges too; letters are keys of the page."""
        by = _ARROWS.get(Qt.Key(event.key()))
        day = self.day()
        if by is None or day is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        wanted = day + timedelta(days=by)
        if self._model.index_of(wanted).isValid():
            self.go(wanted)
        else:
            self.day_wanted.emit(wanted)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Do nothing: letters are keys here."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day; a post is chosen when the mouse lets go of it."""
        super().mousePressEvent(event)
        self._pressed = None
        if event.button() is Qt.MouseButton.LeftButton:
            at = event.position().toPoint()
            piece = self._piece_at(at)
            if piece is not None:
                self._pressed = at, piece
                self.post_chosen.emit(piece.post)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the post that was pressed, once the mouse is moved far enough."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        start, piece = self._pressed
        far = QApplication.startDragDistance()
        if (event.position().toPoint() - start).manhattanLength() < far:
            return
        self._pressed = None
        if piece.post.state is PostState.SCHEDULED:
            drag(self.viewport(), piece.post.id, piece.area, start)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the other look where a click was on what has no room."""
        super().mouseReleaseEvent(event)
        self._pressed = None
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid():
            pieces = self.pieces(index)
            if pieces.left_out and pieces.more.contains(at):
                self.more_wanted.emit(self._model.day(index.row(), index.column()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the post."""
        piece = self._piece_at(event.position().toPoint())
        if piece is not None:
            self.post_opened.emit(piece.post)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take posts; files are for the window."""
        if post_in(event.mimeData()) is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show the day the post would go to."""
        index = self.indexAt(event.position().toPoint())
        self._hover((index.row(), index.column()) if index.isValid() else None)
        if index.isValid() and post_in(event.mimeData()) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The post went elsewhere."""
        self._hover(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which day a post was let go on."""
        self._hover(None)
        post_id = post_in(event.mimeData())
        index = self.indexAt(event.position().toPoint())
        day = self._model.day(index.row(), index.column()) if index.isValid() else None
        if post_id is None or day is None:
            event.ignore()
            return
        event.acceptProposedAction()
        self.post_dropped.emit(post_id, day)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Say a post, or a day, in a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _piece_at(self, at: QPoint) -> Piece | None:
        index = self.indexAt(at)
        return self.pieces(index).at(at) if index.isValid() else None

    def _hover(self, over: tuple[int, int] | None) -> None:
        if over != self.over:
            self.over = over
            self.viewport().update()

    def _show_tip(self, event: QHelpEvent) -> None:
        piece = self._piece_at(event.pos())
        index = self.indexAt(event.pos())
        told = ""
        if piece is not None:
            told = self._model.spoken(piece.post)
        elif index.isValid():
            cell = self._model.cell(index.row(), index.column())
            told = day_words(cell.day, cell.name)
        QToolTip.showText(event.globalPos(), tip(told), self)

    def _set_manners(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAcceptDrops(True)
        self.setMouseTracking(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(40)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
            header.setFont(self._theme.font(SMALL))
        self.horizontalHeader().setFixedHeight(_HEAD_HEIGHT)
        self.verticalHeader().hide()
