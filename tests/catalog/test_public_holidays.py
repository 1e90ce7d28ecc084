"""China's holidays: whole blocks and make-up days where published, statutory days else."""

import subprocess
import sys
from datetime import date

from netdesk.catalog.public_holidays import days_of


def test_a_published_block_holds_its_weekend_days_and_its_make_up_days():
    days = days_of(2026)
    assert days.published
    block = {date(2026, 10, day) for day in range(1, 8)}
    assert block <= days.holidays
    assert date(2026, 10, 8) not in days.holidays
    assert {date(2026, 9, 20), date(2026, 10, 10)} <= days.makeup
    assert not days.holidays & days.makeup
    assert all(day.year == 2026 for day in days.holidays | days.makeup)


def test_a_year_not_published_has_the_statutory_days_only():
    days = days_of(2099)
    assert not days.published
    assert days.makeup == frozenset()
    national = {day for day in days.holidays if day.month == 10}
    assert national == {date(2099, 10, 1), date(2099, 10, 2), date(2099, 10, 3)}
    assert date(2099, 1, 1) in days.holidays


def test_days_moved_for_a_weekend_are_no_statutory_days():
    # 1 May 2100 is a Saturday, 2 May a Sunday: the two days after them would be moved ones.
    may = {day for day in days_of(2100).holidays if day.month == 5}
    assert may == {date(2100, 5, 1), date(2100, 5, 2)}
    # 2003 had days off worked for on weekends that this list doesn't know.
    assert date(2003, 2, 6) not in days_of(2003).holidays


def test_any_year_of_the_calendar_can_be_asked_for():
    assert days_of(1).holidays == frozenset()
    assert not days_of(9999).published


def test_neither_library_is_imported_before_a_year_needs_it():
    program = (
        "import sys; from netdesk.catalog.public_holidays import days_of; "
        "print('chinese_calendar' in sys.modules, 'holidays' in sys.modules); "
        "days_of(2026); print('chinese_calendar' in sys.modules, 'holidays' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["False", "False", "True", "False"]
