"""Days as people say them."""

from datetime import date, timedelta

from PySide6.QtCore import QDate

from netdesk.i18n import N_, _

WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))


def day_words(day: date, today: date) -> str:
    """Return a coming day as people say it: 今天, 明天, 周四 26 日."""
    if day == today:
        return _("今天")
    if day == today + timedelta(days=1):
        return _("明天")
    facts = {"weekday": _(WEEKDAYS[day.weekday()]), "day": day.day}
    return _("%(weekday)s %(day)d 日") % facts


def whole_day(day: date) -> str:
    """Return a day with its month and weekday: 11月26日 周四."""
    facts = {"month": day.month, "day": day.day, "weekday": _(WEEKDAYS[day.weekday()])}
    return _("%(month)d月%(day)d日 %(weekday)s") % facts


def qdate(day: date) -> QDate:
    """Return a day as Qt has it."""
    return QDate(day.year, day.month, day.day)


def date_of(day: QDate) -> date:
    """Return Qt's day as Python has it."""
    return date(day.year(), day.month(), day.day())
