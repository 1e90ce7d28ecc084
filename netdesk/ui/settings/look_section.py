"""Language and look of the window."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from netdesk import i18n
from netdesk.i18n import _
from netdesk.services.desk import Desk
from netdesk.ui import theme as themes
from netdesk.ui.languages import LANGUAGES
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import SMALL, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.form import Section
from netdesk.ui.widgets.text import label

_THEME = "ui.theme"
_LANGUAGE = "ui.language"


class LookSection(Section):
    """Both take effect at once."""

    language_chosen = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Show what is chosen."""
        super().__init__(theme, _("显示"))
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        self.themes = self._choices(
            _("外观"),
            (
                (themes.SYSTEM, _("跟随系统")),
                (themes.LIGHT, _("浅色")),
                (themes.DARK, _("深色")),
            ),
            desk.settings.get(_THEME, themes.SYSTEM),
            self._choose_theme,
        )
        self.languages = self._choices(
            _("语言"),
            LANGUAGES,
            i18n.language(),
            self._choose_language,
        )
        self.settle()

    def _choices(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        chosen: str,
        choose: Callable[[str], None],
    ) -> dict[str, Button]:
        self.rows.addWidget(label(self._theme, title, size=SMALL, quiet=True))
        group = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(8)
        buttons = {}
        for value, words in choices:
            button = Button(self._theme, words, kind=Kind.CHIP)
            button.setCheckable(True)
            button.setChecked(value == chosen)
            button.clicked.connect(lambda _checked=False, value=value: choose(value))
            group.addButton(button)
            line.addWidget(button)
            buttons[value] = button
        line.addStretch(1)
        self.rows.addLayout(line)
        return buttons

    def _choose_theme(self, choice: str) -> None:
        self._theme.choose(choice)
        settings = self._desk.settings
        self._tasks.run(lambda: settings.put(_THEME, choice), self, done=lambda _none: None)

    def _choose_language(self, language: str) -> None:
        if language == i18n.language():
            return
        settings = self._desk.settings
        self._tasks.run(
            lambda: settings.put(_LANGUAGE, language),
            self,
            done=lambda _none: self.language_chosen.emit(language),
        )
