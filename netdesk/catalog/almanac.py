"""The almanac of a day, from resources/almanac.toml and lunar-python (brought in when asked)."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from netdesk.domain.ideas.almanac import (
    WEEKEND,
    Almanac,
    Festival,
    Phrases,
    Season,
    Term,
    season_of,
)
from netdesk.resources import resource

_MONTHS = 12


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resource("almanac.toml").read_text(encoding="utf-8"))


def whens() -> frozenset[str]:
    """Return every word that `when` may hold."""
    table = _table()
    months = [f"m{month:02}" for month in range(1, _MONTHS + 1)]
    names = [festival["name"] for festival in table["festival"]]
    codes = [season["code"] for season in table["season"]]
    return frozenset((*codes, *months, *table["terms"], *names, WEEKEND))


@lru_cache(maxsize=8)
def almanac_of(day: date) -> Almanac:
    """Return what a day is called."""
    table = _table()
    seasons = [
        Season(one["code"], one["name"], one["short"], one["from"]) for one in table["season"]
    ]
    terms = _terms(day, frozenset(table["terms"]))
    festivals = [
        Festival(one["name"], on, frozenset(one.get("tags", ())))
        for one in table["festival"]
        for year in (day.year - 1, day.year, day.year + 1)
        for on in (_day(one["day"], year, terms),)
        if on is not None and abs(on - day) < timedelta(days=60)
    ]
    says = Phrases(**{**table["says"], "weekdays": tuple(table["says"]["weekdays"])})
    return Almanac(day, season_of(terms, seasons, day), tuple(terms), tuple(festivals), says)


def _terms(day: date, known: frozenset[str]) -> list[Term]:
    from lunar_python import Solar

    found: dict[date, Term] = {}
    for middle in (day - timedelta(days=200), day, day + timedelta(days=100)):
        table = Solar.fromYmd(middle.year, middle.month, middle.day).getLunar().getJieQiTable()
        for name, solar in table.items():
            on = date(solar.getYear(), solar.getMonth(), solar.getDay())
            if name in known:
                found[on] = Term(name, on)
    return sorted(found.values(), key=lambda term: term.day)


def _day(told: str, year: int, terms: list[Term]) -> date | None:
    """Return a festival's day in a solar year, or in the lunar year that begins in it."""
    if told.startswith("lunar "):
        return _lunar_day(told.removeprefix("lunar "), year)
    for term in terms:
        if term.name == told and term.day.year == year:
            return term.day
    if "-" not in told:
        return None
    month, day = map(int, told.split("-"))
    return date(year, month, day)


@lru_cache(maxsize=128)  # ten milliseconds each, and a week's days ask for the same
def _lunar_day(told: str, year: int) -> date:
    from lunar_python import Lunar, LunarYear

    if told == "last":
        months = [one for one in LunarYear.fromYear(year).getMonths() if one.getYear() == year]
        last = months[-1]
        solar = Lunar.fromYmd(year, last.getMonth(), last.getDayCount()).getSolar()
    else:
        month, day = map(int, told.split("-"))
        solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())
