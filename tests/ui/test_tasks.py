"""Work takes and returns values; who is gone is not answered; bugs and refusals go their ways."""

import threading

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from netdesk.errors import NothingToUndo
from netdesk.ui.tasks import Tasks


@pytest.fixture
def owner(qapp):
    return QObject()


def wait(qtbot, tasks: Tasks) -> None:
    qtbot.waitUntil(tasks.is_idle, timeout=5000)


def test_work_is_done_elsewhere_and_answered_here(qtbot, tasks, owner):
    seen = []
    tasks.run(
        threading.current_thread, owner, done=lambda t: seen.append((t, threading.current_thread()))
    )
    wait(qtbot, tasks)
    ((worked, answered),) = seen
    assert worked is not threading.main_thread()
    assert answered is threading.main_thread()


def test_questions_are_answered_in_the_order_they_were_asked(qtbot, tasks, owner):
    answers = []
    for number in range(20):
        tasks.run(lambda number=number: number, owner, done=answers.append)
    wait(qtbot, tasks)
    assert answers == list(range(20))


def test_an_owner_that_is_gone_is_not_answered(qtbot, tasks, owner):
    answers = []
    gate = threading.Event()
    tasks.run(lambda: gate.wait(5), owner, done=answers.append)
    delete(owner)
    gate.set()
    wait(qtbot, tasks)
    assert answers == []


def test_a_newer_question_on_the_same_topic_takes_the_place_of_the_older(qtbot, tasks, owner):
    answers, worked = [], []
    gate = threading.Event()
    tasks.run(lambda: gate.wait(5), owner, done=lambda _none: None)
    for number in range(5):
        tasks.run(lambda n=number: worked.append(n) or n, owner, done=answers.append, topic="page")
    gate.set()
    wait(qtbot, tasks)
    assert answers == [4]
    assert worked == [4]


def test_a_late_answer_to_an_older_question_is_dropped(qtbot, tasks, owner):
    answers = []
    gate, begun = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        gate.wait(5)
        return "old"

    tasks.run(slow, owner, done=answers.append, topic="range")
    begun.wait(5)
    tasks.run(lambda: "new", owner, done=answers.append, topic="range")
    gate.set()
    wait(qtbot, tasks)
    assert answers == ["new"]


def test_what_a_user_can_be_told_goes_to_who_asked_else_to_the_window(qtbot, tasks, owner):
    asked, window = [], []
    tasks.refused.connect(window.append)

    def refuse() -> None:
        raise NothingToUndo

    tasks.run(refuse, owner, done=lambda _none: None, failed=asked.append)
    tasks.run(refuse, owner, done=lambda _none: None)
    wait(qtbot, tasks)
    assert [type(error) for error in asked + window] == [NothingToUndo, NothingToUndo]
    assert len(asked) == 1


def test_a_bug_goes_to_the_crash_report_and_the_thread_goes_on(qtbot, tasks, owner):
    crashed, answers = [], []
    tasks.crashed.connect(crashed.append)
    tasks.run(lambda: 1 / 0, owner, done=answers.append, failed=answers.append)
    tasks.run(lambda: "still here", owner, done=answers.append)
    wait(qtbot, tasks)
    assert [type(error) for error in crashed] == [ZeroDivisionError]
    assert answers == ["still here"]


def test_long_work_says_how_far_it_is_and_runs_beside_the_rest(qtbot, tasks, owner):
    counts, answers = [], []
    gate = threading.Event()

    def work(progress, cancelled):
        progress(1000)
        gate.wait(5)
        return cancelled()

    tasks.run_long(work, owner, progress=counts.append, done=answers.append)
    tasks.run(lambda: "short", owner, done=answers.append)
    qtbot.waitUntil(lambda: answers == ["short"] and counts == [1000])
    gate.set()
    wait(qtbot, tasks)
    assert answers == ["short", False]


def test_long_work_hears_that_it_is_to_stop(qtbot, tasks, owner):
    answers = []
    begun = threading.Event()

    def work(_progress, cancelled):
        begun.set()
        while not cancelled():
            pass
        return "stopped"

    run = tasks.run_long(work, owner, progress=lambda _n: None, done=answers.append)
    begun.wait(5)
    run.cancel()
    wait(qtbot, tasks)
    assert answers == ["stopped"]
    assert run.is_cancelled()
