"""Settings of the shop: its name and place, who sits here, the colleagues."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout

from netdesk import words
from netdesk.domain.person import Person, Role
from netdesk.domain.shop import Shop
from netdesk.i18n import _
from netdesk.services.changes import Changes
from netdesk.services.desk import Desk
from netdesk.ui.notices import Notice
from netdesk.ui.tasks import Tasks
from netdesk.ui.theme import LARGE, Theme
from netdesk.ui.widgets.button import Button, Kind
from netdesk.ui.widgets.form import FIELD_HEIGHT, Section, line_field, titled
from netdesk.ui.widgets.text import label, rule


class ShopSection(Section):
    """Writes when a button is pressed, except who sits here, which is chosen."""

    told = Signal(object)
    changed_something = Signal(object)  # Changes

    def __init__(self, desk: Desk, tasks: Tasks, theme: Theme) -> None:
        """Show the shop as it is."""
        super().__init__(theme, _("店铺和同事"))
        self._desk = desk
        self._tasks = tasks
        self._theme = theme
        self._filling = False
        shop = desk.settings.shop()
        self.name = line_field(_("店名"), _(shop.name))
        self.place = line_field(_("所在城市"), shop.place, hint=_("例如 枣庄"), longest=20)
        self.me = QComboBox()
        self.new_name = line_field(_("新同事的姓名"), hint=_("姓名"), longest=20)
        self.new_role = QComboBox()
        self._people = QGridLayout()
        self._build()
        self._show_people(desk.settings.people())

    def _build(self) -> None:
        theme = self._theme
        save = Button(theme, _("保存店铺"), kind=Kind.PRIMARY)
        save.clicked.connect(lambda _checked=False: self.save_shop())
        names = QHBoxLayout()
        names.setSpacing(12)
        names.addLayout(titled(theme, _("店名（印在日报上）"), self.name), 2)
        names.addLayout(titled(theme, _("所在城市"), self.place), 1)
        self.rows.addLayout(names)
        line = QHBoxLayout()
        line.addWidget(save)
        line.addStretch(1)
        self.rows.addLayout(line)
        self.rows.addWidget(rule())
        self.me.setAccessibleName(_("我是"))
        self.me.setFixedHeight(FIELD_HEIGHT)
        self.me.currentIndexChanged.connect(lambda _at: self._choose_me())
        self.rows.addLayout(
            titled(
                theme, _("坐在这台电脑前的是"), self.me, help_text=_("跟进记录和日报上写这个名字。")
            )
        )
        self.rows.addWidget(rule())
        self.rows.addWidget(label(theme, _("同事"), size=LARGE, bold=True))
        self._people.setHorizontalSpacing(24)
        self._people.setVerticalSpacing(8)
        self._people.setColumnStretch(2, 1)
        self.rows.addLayout(self._people)
        self.rows.addLayout(self._adding())
        self.settle()

    def _adding(self) -> QHBoxLayout:
        self.new_role.setAccessibleName(_("新同事的岗位"))
        self.new_role.setFixedHeight(FIELD_HEIGHT)
        for role in Role:
            self.new_role.addItem(words.role(role), role)
        add = Button(self._theme, _("添加同事"))
        add.clicked.connect(lambda _checked=False: self.add_person())
        self.new_name.returnPressed.connect(self.add_person)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.new_name, 1)
        line.addWidget(self.new_role, 1)
        line.addWidget(add)
        return line

    def save_shop(self) -> None:
        """Save name and place."""
        name = self.name.text().strip()
        if not name:
            self.name.setFocus()
            return
        settings, by, now = self._desk.settings, self._desk.settings.me(), self._desk.now()
        value = Shop(name, self.place.text().strip())

        def done(changes: Changes) -> None:
            self.told.emit(Notice(_("店铺已保存。")))
            self.changed_something.emit(changes)

        self._tasks.run(lambda: settings.save_shop(value, by=by, now=now), self, done=done)

    def add_person(self) -> None:
        """Add a colleague."""
        name = self.new_name.text().strip()
        if not name:
            self.new_name.setFocus()
            return
        settings, now = self._desk.settings, self._desk.now()
        role = Role(self.new_role.currentData())

        def work() -> tuple[Person, ...]:
            settings.add_person(name, role, now=now)
            return settings.people()

        def done(people: tuple[Person, ...]) -> None:
            self.new_name.clear()
            self._show_people(people)
            self.told.emit(Notice(_("已添加 %(name)s。") % {"name": name}))

        self._tasks.run(work, self, done=done)

    def _choose_me(self) -> None:
        name = self.me.currentText()
        if not self._filling and name:
            settings = self._desk.settings
            self._tasks.run(
                lambda: settings.set_me(name),
                self,
                done=lambda _none: self.told.emit(
                    Notice(_("从现在起按 %(name)s 记录。") % {"name": name})
                ),
            )

    def _show_people(self, people: Sequence[Person]) -> None:
        self._filling = True
        self.me.clear()
        self.me.addItems([person.name for person in people])
        self.me.setCurrentText(self._desk.settings.me())
        self._filling = False
        while (item := self._people.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for at, person in enumerate(people):
            self._people.addWidget(label(self._theme, person.name, bold=True), at, 0)
            self._people.addWidget(label(self._theme, words.role(person.role), quiet=True), at, 1)
