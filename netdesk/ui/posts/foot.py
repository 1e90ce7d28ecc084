"""Under the chosen post: the buttons for what can be done with it, or a form in their place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from netdesk.domain.posts.post import PostState
from netdesk.i18n import _
from netdesk.ui.actions import key_words
from netdesk.ui.theme import Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.keyed import Keyed

_AHEAD = ("post_schedule", "post_published")
_OUT = ("post_results",)


class Foot(QStackedWidget):
    """The buttons, or the form in their place; as high as what it shows."""

    asked = Signal(str)  # the name of an action

    def __init__(self, theme: Theme) -> None:
        """Start with the buttons."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.buttons: dict[str, Button] = {}
        self.addWidget(self._bar(theme))
        self.show_buttons()

    def add_form(self, form: Keyed) -> None:
        """Have a form ready."""
        self.addWidget(form)

    def show_state(self, state: PostState) -> None:
        """Offer what can be done with a post in this state."""
        is_out = state is PostState.PUBLISHED
        for name, button in self.buttons.items():
            button.setVisible(name in (_OUT if is_out else _AHEAD) or name == "post_copy")
        text = _("改时间") if state is PostState.SCHEDULED else _("排期")
        self.buttons["post_schedule"].set_words(text)

    def show_buttons(self) -> None:
        """Show the buttons."""
        buttons = self.widget(0)
        if buttons is not None:
            self._show(buttons)

    def show_form(self, form: Keyed) -> None:
        """Show a form."""
        form.show()
        self._show(form)

    def form(self) -> Keyed | None:
        """Return the form that is shown."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Keyed) else None

    def grow(self) -> None:
        """Take the room that the form needs by now."""
        self.adjustSize()
        self.updateGeometry()

    def _show(self, widget: QWidget) -> None:
        for at in range(self.count()):
            one = self.widget(at)
            if one is not None:
                taken = (
                    QSizePolicy.Policy.Preferred if one is widget else QSizePolicy.Policy.Ignored
                )
                one.setSizePolicy(QSizePolicy.Policy.Preferred, taken)
        self.setCurrentWidget(widget)
        self.grow()

    def _bar(self, theme: Theme) -> QWidget:
        bar = QWidget()
        line = QHBoxLayout(bar)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for name, text, kind in (
            ("post_copy", _("复制"), Kind.PLAIN),
            ("post_schedule", _("排期"), Kind.PLAIN),
            ("post_published", _("已发布"), Kind.PRIMARY),
            ("post_results", _("填效果"), Kind.PRIMARY),
        ):
            button = Button(theme, text, kind=kind, key=key_words(name))
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            self.buttons[name] = button
            line.addWidget(button)
            if kind is Kind.PRIMARY:
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return bar
