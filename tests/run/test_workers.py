"""Work shared out: the same results in the same order, few parts at a time, and nothing hangs when a worker ends."""

import multiprocessing
import os
import signal
import time
from functools import partial
from operator import neg

import pytest

from framing import FramingError
from framing.run.workers import by_processes, by_threads, how_many


def own_process(_):
    """The process that did the work."""
    return os.getpid()


def slow_if_first(number):
    """A first part that takes longer than all others."""
    time.sleep(0.3 * (number == 0))
    return -number


def fails(error, number):
    """Raise an error at the third part."""
    if number == 2:
        raise error
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_order(jobs):
    """Each part comes back with its result, in the order of the parts, however long one takes."""
    expected = [(number, -number) for number in range(9)]

    assert list(by_processes(slow_if_first, range(9), jobs)) == expected
    assert list(by_threads([slow_if_first] * jobs, range(9))) == expected
    assert multiprocessing.active_children() == []


def test_no_process_for_one_job_or_one_part():
    """Processes are begun only where they share something out, and no more of them than parts."""
    assert {made for _, made in by_processes(own_process, range(5), 1)} == {os.getpid()}
    assert list(by_processes(own_process, ["all"], 3)) == [("all", os.getpid())]
    assert list(by_processes(own_process, [], 3)) == []
    several = by_processes(own_process, range(2), 3)
    next(several)
    assert len(multiprocessing.active_children()) == 2
    assert os.getpid() not in {made for _, made in several}


def test_few_parts_are_read_ahead():
    """Memory is bounded: no more than two parts for each worker are taken before the first is given back."""
    taken = []
    parts = (taken.append(number) or number for number in range(1000))
    results = by_processes(slow_if_first, parts, 2)
    next(results)
    assert len(taken) <= 4
    results.close()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("error", [FramingError("mend it"), MemoryError(), KeyError("a fault of ours")])
def test_an_error_of_a_worker_is_raised_here(error):
    """What work raises comes out as the same error; one that is no user's mistake says where it was raised."""
    with pytest.raises(type(error)) as raised:
        list(by_processes(partial(fails, error), range(9), 2))
    assert str(raised.value) == str(error)
    assert any("in fails" in note for note in getattr(raised.value, "__notes__", ())) != isinstance(error, FramingError)
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("before", [0, 3])
def test_a_killed_worker_is_one_clear_error(before):
    """When a process is killed the run ends at once, says so, and no other process is left."""
    results = by_processes(slow_if_first, range(1000), 2)
    for _ in range(before + 1):
        next(results)
    os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
    with pytest.raises(FramingError, match=r"has ended \(SIGKILL\).*The output is as it was\. Give fewer --jobs\.$"):
        list(results)
    assert multiprocessing.active_children() == []


def test_what_the_reader_raises_ends_the_workers():
    """An error in reading the parts comes out as it is."""

    def parts():
        yield from range(5)
        raise FramingError("row 6")

    with pytest.raises(FramingError, match="row 6"):
        list(by_processes(neg, parts(), 2))
    assert multiprocessing.active_children() == []


def test_how_many():
    """So many as are asked for; by default one a core; none or fewer are refused."""
    assert how_many(3) == 3
    assert 1 <= how_many(None) <= os.cpu_count()
    for number in (0, -2):
        with pytest.raises(FramingError, match=f"expected a whole number of 1 or more, found {number}"):
            how_many(number)
