"""
Parts of some work to what comes of each, in their order: by threads, or by processes where the work is Python's own.

No more than a few parts are under way at a time. Processes are begun anew (spawn), so that no lock of another thread
is copied into them; what they need travels to them by value.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any, TypeVar

from framing.errors import FramingError

Part, Result = TypeVar("Part"), TypeVar("Result")
_AHEAD = 2  # parts for each worker that may be under way or wait for an earlier one
_GONE = (EOFError, ConnectionError)  # at the other end of a pipe is nobody


def how_many(jobs: int | None) -> int:
    """So many workers as were asked for; None: one for each core."""
    if jobs is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if jobs < 1:
        raise FramingError(f"jobs: expected a whole number of 1 or more, found {jobs}.")
    return jobs


def by_threads(works: Sequence[Callable[[Part], Result]], parts: Iterable[Part]) -> Iterator[tuple[Part, Result]]:
    """Each part with what one of the ``works``, whichever is free, makes of it; as many threads as there are works."""
    free: SimpleQueue = SimpleQueue()
    for work in works:
        free.put(work)

    def result_of(part: Part) -> Result:
        work = free.get()
        try:
            return work(part)
        finally:
            free.put(work)

    running: deque = deque()
    with ThreadPoolExecutor(len(works)) as pool:
        try:
            for new in parts:
                running.append((new, pool.submit(result_of, new)))
                if len(running) > len(works):
                    part, job = running.popleft()
                    yield part, job.result()
            while running:
                part, job = running.popleft()
                yield part, job.result()
        finally:
            for _, job in running:
                job.cancel()


def by_processes(
    work: Callable[[Part], Result], parts: Iterable[Part], jobs: int | None
) -> Iterator[tuple[Part, Result]]:
    """
    Each part with what ``work`` makes of it in one of so many processes.

    With one job, or if there is one part only, no process is begun. What ``work`` raises is raised here. If a process
    is killed, that is a FramingError; whatever happens, none is left behind.
    """
    parts = iter(parts)
    first = list(islice(parts, how_many(jobs)))
    parts = chain(first, parts)
    if len(first) < 2:
        yield from ((part, work(part)) for part in parts)
        return
    with _begun(work, len(first)) as idle:
        limit, busy = _AHEAD * len(idle), {}
        under_way: deque[Part] = deque()  # from the first that has not been given back
        made: dict[int, Result] = {}
        begun = ended = 0
        while True:
            while idle and len(under_way) < limit and (new := list(islice(parts, 1))):
                worker = idle.pop()
                worker.give(new[0])
                busy[worker.pipe] = worker, begun
                under_way += new
                begun += 1
            if not under_way:
                return
            for pipe in wait(list(busy)):
                worker, number = busy.pop(pipe)
                made[number] = worker.take()
                idle.append(worker)
            while ended in made:
                yield under_way.popleft(), made.pop(ended)
                ended += 1


@contextmanager
def _begun(work: Callable, number: int) -> Iterator[list[_Worker]]:
    """So many workers, which end with the block."""
    workers = [_Worker() for _ in range(number)]
    try:
        for worker in workers:
            worker.give(work)
        yield list(workers)
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """A process that does what it is first given with whatever it is given next."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self.pipe, there = context.Pipe()
        self.process = context.Process(target=_serve, args=(there,), daemon=True)
        self.process.start()
        there.close()  # so that the pipe breaks when the process ends

    def give(self, what: Any) -> None:
        try:
            self.pipe.send(what)
        except _GONE:
            raise self._died() from None

    def take(self) -> Any:
        try:
            result, error = self.pipe.recv()
        except _GONE:
            raise self._died() from None
        if error is not None:
            raise error
        return result

    def end(self) -> None:
        self.process.terminate()
        self.process.join()
        self.pipe.close()

    def _died(self) -> FramingError:
        self.process.join(1)
        code = self.process.exitcode or 0
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return FramingError(
            f"a process that did part of the work has ended ({how}), as happens when memory runs out. "
            "The output is as it was. Give fewer --jobs."
        )


def _serve(pipe: Connection) -> None:
    """Do what comes first with all that comes after it, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever gives the work ends this process
    for threads in ("POLARS_MAX_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(threads, "1")  # the other cores have workers of their own
    with closing(pipe):
        try:
            work = pipe.recv()
            while True:
                pipe.send(_answer(work, pipe.recv()))
        except _GONE:
            return


def _answer(work: Callable[[Part], Result], part: Part) -> tuple[Result | None, Exception | None]:
    """What comes of a part, or what was raised."""
    try:
        return work(part), None
    except FramingError as error:
        return None, error
    except Exception as error:  # raised anew by whoever gave the part
        error.add_note("".join(traceback.format_exception(error)))
        return None, error
