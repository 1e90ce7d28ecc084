"""The drafts as a list of cards to drag from, the newest first."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from netdesk.domain.compliance.level import Level
from netdesk.domain.posts.post import Post
from netdesk.i18n import _
from netdesk.ui.posts.dragging import drag, post_in
from netdesk.ui.posts.saying import Here, Mark, kind_words, spoken, title_of
from netdesk.ui.posts.signs import SIGN, is_reply, paint_ground, paint_reply, paint_sign
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.levels import LEVELS
from netdesk.ui.widgets.text import tip

Index = QModelIndex | QPersistentModelIndex
_Display = Qt.ItemDataRole.DisplayRole
_NO_INDEX = QModelIndex()
_HEIGHT = 62
_GAP = 6
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class DraftsModel(QAbstractListModel):
    """The drafts in the order they are given."""

    def __init__(self, here: Here) -> None:
        """Start without drafts."""
        super().__init__()
        self.here = here
        self._posts: tuple[Post, ...] = ()
        self._platforms: Mapping[str, str] = {}

    def show(self, posts: Sequence[Post], here: Here, platforms: Mapping[str, str]) -> None:
        """Show drafts; `platforms` are names by code."""
        same = [one.id for one in posts] == [one.id for one in self._posts]
        if not same:
            self.beginResetModel()
        self._posts, self.here, self._platforms = tuple(posts), here, platforms
        if not same:
            self.endResetModel()
        elif posts:
            self.dataChanged.emit(self.index(0), self.index(len(posts) - 1))

    def post(self, row: int) -> Post | None:
        """Return the draft of a row."""
        return self._posts[row] if 0 <= row < len(self._posts) else None

    def by_id(self, post_id: int | None) -> Post | None:
        """Return a draft by its id."""
        return next((one for one in self._posts if one.id == post_id), None)

    def row_of(self, post_id: int | None) -> int:
        """Return where a draft stands, -1 where it doesn't."""
        return next((at for at, one in enumerate(self._posts) if one.id == post_id), -1)

    def platform(self, post: Post) -> str:
        """Return what a draft's platform is called."""
        return self._platforms.get(post.content.platform, post.content.platform)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many drafts there are."""
        return 0 if parent.isValid() else len(self._posts)

    def data(self, index: Index, role: int = _Display) -> Any:
        """Return what a draft says, in the words of `_ROLES`."""
        answer = _ROLES.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self, self._posts[index.row()])


def _spoken(model: DraftsModel, post: Post) -> str:
    told = spoken(post, model.here, model.platform(post))
    return f"{told} {_(LEVELS[post.level])}"


_ROLES: dict[int, Callable[[DraftsModel, Post], Any]] = {
    _Display: lambda _model, post: title_of(post.content),
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
}


class DraftList(QListView):
    """One draft is chosen; a scheduled post let go here becomes a draft again."""

    chosen = Signal(object)  # Post
    opened = Signal(object)  # Post
    post_dropped = Signal(int)  # id
    left = Signal()

    def __init__(self, theme: Theme, model: DraftsModel) -> None:
        """Show `model`."""
        super().__init__()
        self._model = model
        self._theme = theme
        self._pressed: tuple[QPoint, Post] | None = None
        self._filling = False
        self.setModel(model)
        self._delegate = _Card(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("草稿"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAcceptDrops(True)
        theme.changed.connect(self.viewport().update)

    def go(self, post_id: int | None) -> None:
        """Choose a draft without saying so; None: none."""
        row = self._model.row_of(post_id)
        self._filling = True
        self.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())
        self._filling = False

    def step(self, by: int) -> None:
        """Choose the draft `by` rows further; at the ends it stays."""
        row = max(0, min(self.currentIndex().row() + by, self._model.rowCount() - 1))
        if self._model.rowCount():
            self.setCurrentIndex(self._model.index(row))

    def post(self) -> Post | None:
        """Return the draft that is chosen."""
        return self._model.post(self.currentIndex().row())

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell which draft is chosen."""
        super().currentChanged(current, previous)
        post = self._model.post(current.row())
        if post is not None and not self._filling:
            self.chosen.emit(post)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ go from draft to draft; ← goes back to the calendar."""
        if event.key() == Qt.Key.Key_Left:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Do nothing: letters are keys here."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note what is pressed: it is chosen when the mouse lets go, or dragged before."""
        at = event.position().toPoint()
        post = self._model.post(self.indexAt(at).row())
        is_left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = (at, post) if post is not None and is_left else None
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the draft that was pressed, once the mouse is moved far enough."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        start, post = self._pressed
        far = QApplication.startDragDistance()
        if (event.position().toPoint() - start).manhattanLength() >= far:
            self._pressed = None
            index = self._model.index(self._model.row_of(post.id))
            drag(self.viewport(), post.id, card_area(self.visualRect(index)), start)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the draft."""
        if self._pressed is not None:
            post = self._pressed[1]
            self._pressed = None
            if self.post() is post:
                self.chosen.emit(post)
            self.setCurrentIndex(self._model.index(self._model.row_of(post.id)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the draft."""
        post = self._model.post(self.indexAt(event.position().toPoint()).row())
        if post is not None:
            self.opened.emit(post)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take posts; files are for the window."""
        _take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take posts anywhere."""
        _take(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which post was let go here, unless it is a draft already."""
        post_id = post_in(event.mimeData())
        if post_id is None:
            event.ignore()
            return
        event.acceptProposedAction()
        if self._model.row_of(post_id) < 0:
            self.post_dropped.emit(post_id)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Say a draft in a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            post = self._model.post(self.indexAt(event.pos()).row())
            told = "" if post is None else _spoken(self._model, post)
            QToolTip.showText(event.globalPos(), tip(told), self)
            return True
        return super().viewportEvent(event)


def card_area(area: QRect) -> QRect:
    """Return where a draft's card stands in its row."""
    return area.adjusted(0, 0, 0, -_GAP)


def _take(event: QDragMoveEvent) -> None:
    if post_in(event.mimeData()) is None:
        event.ignore()
    else:
        event.acceptProposedAction()


class _Card(QStyledItemDelegate):
    """Draws a draft: two lines of its headline, then where it goes and what kind it is."""

    def __init__(self, theme: Theme, shown: DraftList) -> None:
        super().__init__(shown)
        self._theme = theme
        self._shown = shown

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a card and the gap under it."""
        return QSize(80, _HEIGHT + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the card."""
        model = self._shown.model()
        assert isinstance(model, DraftsModel)
        post = model.post(index.row())
        if post is None:
            return
        tokens = self._theme.tokens
        chosen = index.row() == self._shown.currentIndex().row()
        area = QRectF(card_area(option.rect))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, tokens, post.content, area, chosen=chosen)
        inner = area.adjusted(9, 6, -8, -6)
        top = inner.top() + 2
        paint_sign(painter, tokens, Mark.DRAFT, QRectF(inner.left(), top + 1, SIGN, SIGN))
        left = inner.left() + SIGN + 5
        if is_reply(post.content):
            paint_reply(painter, tokens.muted, QRectF(left, top, SIGN + 2, SIGN + 2))
            left += SIGN + 5
        self._paint_title(painter, title_of(post.content), left, inner)
        last = QRectF(inner.left(), inner.bottom() - 16, inner.width(), 17)
        painter.setFont(self._theme.font(SMALL))
        if post.level is Level.BLOCK:
            told = _(LEVELS[Level.BLOCK])
            width = painter.fontMetrics().horizontalAdvance(told)
            painter.setPen(tokens.danger_text)
            painter.drawText(
                last, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, told
            )
            last.setRight(last.right() - width - 8)
        told = f"{model.platform(post)} · {kind_words(post.content)}"
        shown = painter.fontMetrics().elidedText(
            told, Qt.TextElideMode.ElideRight, int(last.width())
        )
        painter.setPen(tokens.muted)
        painter.drawText(last, _LEFT, shown)
        painter.restore()

    def _paint_title(self, painter: QPainter, title: str, left: float, inner: QRectF) -> None:
        """Draw the headline in two lines; the second begins under the sign."""
        font = self._theme.font(SMALL, bold=True)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.text)
        room = int(inner.right() - left)
        fits = len(title)
        while fits and metrics.horizontalAdvance(title[:fits]) > room:
            fits -= 1
        line = metrics.height()
        painter.drawText(QRectF(left, inner.top(), room + 2, line), _LEFT, title[:fits])
        if fits < len(title):
            width = int(inner.width())
            rest = metrics.elidedText(title[fits:], Qt.TextElideMode.ElideRight, width)
            place = QRectF(inner.left(), inner.top() + line, width + 2, line)
            painter.drawText(place, _LEFT, rest)
