"""Work that is left behind once it was stopped, unless it holds whoever waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from mnist_desktop.leavable import LeftBehind, Stay, do_leavable, is_work_left, when_left


class Slow:
    """Work that nothing can break off but `end`."""

    def __init__(self) -> None:
        self.end, self.told, self.errors = threading.Event(), list[str](), list[Exception]()

    def work(self, stay: Stay) -> str:
        self.end.wait(20)
        stay.tell(lambda: self.told.append("done"))
        try:
            stay.hold()
        except LeftBehind as error:
            self.errors.append(error)
            raise
        return "result"


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.end.set()


def test_the_result_and_the_trouble_of_the_work_come_back() -> None:
    def fail(_stay: Stay) -> None:
        raise ValueError("broken")

    assert do_leavable(lambda _stay: threading.current_thread().name, lambda: False) == "leavable"
    with pytest.raises(ValueError, match="broken"):
        do_leavable(fail, lambda: False)
    assert not is_work_left()


def test_work_that_cannot_be_broken_off_is_left_within_half_a_second_and_says_no_more(slow: Slow) -> None:
    began = time.monotonic()
    assert do_leavable(slow.work, lambda: True) is None
    assert time.monotonic() - began < 0.6
    assert is_work_left()
    slow.end.set()
    # What comes next waits for it.
    assert do_leavable(lambda _stay: is_work_left(), lambda: False) is False
    assert slow.told == []
    assert len(slow.errors) == 1


def test_work_that_holds_is_waited_for() -> None:
    def work(stay: Stay) -> str:
        stay.hold()
        time.sleep(0.8)
        return "kept"

    assert do_leavable(work, lambda: True) == "kept"


def test_an_interrupt_leaves_even_what_holds(slow: Slow) -> None:
    def holding(stay: Stay) -> str:
        stay.hold()
        return slow.work(stay)

    def interrupt() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        do_leavable(holding, interrupt)
    assert is_work_left()
    slow.end.set()
    do_leavable(lambda _stay: None, lambda: False)
    assert slow.told == []


def test_whoever_leaves_is_told_first(slow: Slow) -> None:
    told: list[str] = []

    def work(stay: Stay) -> str:
        when_left(lambda: told.append("left"))
        return slow.work(stay)

    do_leavable(work, lambda: True)
    assert told == ["left"]
    when_left(lambda: told.append("never: this is no such work"))
    assert told == ["left"]
