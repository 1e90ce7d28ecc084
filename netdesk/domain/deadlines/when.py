"""Instants as people write and read them: WHEN arguments, ISO, and clock faces."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from netdesk.errors import BadWhen
from netdesk.i18n import _, ngettext

MINUS = "−"  # a true minus sign, as wide as a digit
_ALLOWED = re.compile(r"[0-9W:.,+\-TZ ]+")
_TIME_ONLY = re.compile(r"\d{1,2}:\d{2}(:\d{2})?")
_MIDNIGHT_END = re.compile(r"(?<=[T ])24(:?00){1,2}(?=$|[Z+\-])")
_SPACE_BEFORE_OFFSET = re.compile(r" +(?=(Z|[+\-]\d{2}(:?\d{2})?)$)")


def parse_when(text: str, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the instant (UTC) that `text` writes; raises BadWhen.

    ISO 8601 with T or a space. Without an offset it is shop time: an ambiguous local time is the
    first, one that doesn't exist moves forward by the gap (RULINGS 20). A date alone is its
    midnight, a time alone (`17:40`) is today's, `now` is now.
    """
    clean = unicodedata.normalize("NFKC", text).strip().upper()
    try:
        instant = now if clean == "NOW" else _read(clean, zone, now)
        instant.astimezone(zone)  # what the shop's clock can't show is no time for the shop
        return instant.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadWhen(text=text) from None


def _read(text: str, zone: ZoneInfo, now: datetime) -> datetime:
    if not _ALLOWED.fullmatch(text):
        raise ValueError(text)
    if _TIME_ONLY.fullmatch(text):
        at = time.fromisoformat(text.zfill(len(text) + (text.index(":") == 1)))
        return datetime.combine(local(now, zone).date(), at, zone)
    text = _SPACE_BEFORE_OFFSET.sub("", text)
    text, is_next_day = _MIDNIGHT_END.subn("00:00", text)
    read = datetime.fromisoformat(text) + timedelta(days=is_next_day)
    return read if read.tzinfo else read.replace(tzinfo=zone)


def local(instant: datetime, zone: ZoneInfo) -> datetime:
    """Return an instant on the shop's clock; in UTC where the calendar's edge doesn't allow it."""
    try:
        return instant.astimezone(zone)
    except OverflowError:
        return instant.astimezone(UTC)


def iso(instant: datetime, zone: ZoneInfo) -> str:
    """Return an instant as ISO 8601 with the shop's offset."""
    return local(instant, zone).isoformat()


def countdown(left_s: int) -> str:
    """Return seconds left as `1:05:09`, past ones with a true minus sign."""
    minutes, seconds = divmod(abs(left_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{MINUS if left_s < 0 else ''}{hours}:{minutes:02}:{seconds:02}"


def duration(length: timedelta) -> str:
    """Return a length of time in words: `1 小时`, `15 分钟`, `1 小时 30 分钟`, `90 秒`."""
    seconds = length.days * 86400 + length.seconds
    if seconds % 60:
        return ngettext("%(n)d 秒", "%(n)d 秒", seconds) % {"n": seconds}
    hours, minutes = divmod(seconds // 60, 60)
    minutes_text = ngettext("%(n)d 分钟", "%(n)d 分钟", minutes) % {"n": minutes}
    if not hours:
        return minutes_text
    hours_text = ngettext("%(n)d 小时", "%(n)d 小时", hours) % {"n": hours}
    return f"{hours_text} {minutes_text}" if minutes else hours_text


def day_and_time(instant: datetime, zone: ZoneInfo, today: date) -> str:
    """Return `今天 08:10`, `昨天 21:12`, `11-20 09:12`; with its year where that isn't today's."""
    at = local(instant, zone)
    days = at.toordinal() - today.toordinal()
    facts = {"time": f"{at:%H:%M}"}
    if days == 0:
        return _("今天 %(time)s") % facts
    if days == 1:
        return _("明天 %(time)s") % facts
    if days == -1:
        return _("昨天 %(time)s") % facts
    day = at.date().isoformat()
    return f"{day if at.year != today.year else day[5:]} {facts['time']}"
