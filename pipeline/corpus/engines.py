"""Who runs the tasks of a corpus: processes of this machine (the default), or a Dask cluster.

Both call `worker.work` and leave the same bytes. A source that kills its worker (a crash inside a PDF library) is tried once more alone
and then given up with a row, so that it cannot take others with it.
"""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from pipeline.corpus import Engine, Outcome, Task
from pipeline.corpus.worker import give_up, work
from pipeline.errors import UserError

DOCUMENTS_PER_PROCESS = 200
"""A worker process is replaced after so many documents: memory stays bounded whatever the libraries keep."""
IN_FLIGHT = 4
"""Tasks handed out per worker: enough to keep it busy, few enough that a list of a million paths stays a list of paths."""
CRASHED = "the worker died on this document twice (memory, or a crash inside a library); it was left out"


def processes(workers: int) -> Engine:
    """The standard process pool, without a server."""

    def run(tasks: Iterable[Task], out: Path) -> Iterator[Outcome]:
        waiting = deque(tasks)
        while waiting:
            suspects = yield from _until_broken(waiting, out, workers)
            for task in suspects:
                yield _alone(task, out)

    return run


def _until_broken(waiting: deque[Task], out: Path, workers: int) -> Generator[Outcome, None, list[Task]]:
    """Yield outcomes until nothing waits; returns the tasks that were in flight when a worker died, to be tried alone."""
    flying: dict[Future[Outcome], Task] = {}
    with _pool(workers) as pool:
        try:
            while waiting or flying:
                while waiting and len(flying) < IN_FLIGHT * workers:
                    flying[pool.submit(work, waiting[0], out)] = waiting[0]
                    waiting.popleft()
                for future in wait(flying, return_when=FIRST_COMPLETED).done:
                    outcome = future.result()
                    del flying[future]
                    yield outcome
        except BrokenProcessPool:
            return sorted(flying.values(), key=lambda task: task.name)
    return []


def _alone(task: Task, out: Path) -> Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(work, task, out).result()
        except BrokenProcessPool:
            return give_up(task, out, CRASHED)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), max_tasks_per_child=DOCUMENTS_PER_PROCESS)


def cluster(address: str, workers: int) -> Engine:
    """A Dask cluster: `local` starts one on this machine, anything else is the address of a running scheduler.

    Raises UserError when the `cluster` extra is not installed or no scheduler answers.
    """

    def run(tasks: Iterable[Task], out: Path) -> Iterator[Outcome]:
        with _client(address, workers) as client:
            yield from _on_cluster(client, iter(tasks), out.resolve())

    return run


def _on_cluster(client: Any, tasks: Iterator[Task], out: Path) -> Iterator[Outcome]:
    from distributed import KilledWorker, as_completed

    names: dict[str, Task] = {}

    def submit(task: Task) -> Any:
        future = client.submit(work, task, out, key=f"gangmu-{task.name}", pure=False, retries=1)
        names[future.key] = task
        return future

    width = max(1, len(client.scheduler_info()["workers"])) * IN_FLIGHT
    running = as_completed([submit(task) for task in islice(tasks, width)])
    for future in running:
        task = names.pop(future.key)
        try:
            yield future.result()
        except KilledWorker:
            yield give_up(task, out, CRASHED)
        for following in islice(tasks, 1):
            running.add(submit(following))


@contextlib.contextmanager
def _client(address: str, workers: int) -> Iterator[Any]:
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise UserError("--cluster needs the cluster extra; install it with: pip install 'gangmu[cluster]'") from error
    with contextlib.ExitStack() as stack:
        if address == "local":
            local = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
            yield stack.enter_context(Client(stack.enter_context(local)))
            return
        try:
            client = Client(address, timeout=10)
        except (OSError, ValueError, TimeoutError) as error:
            raise UserError(f"{address}: no Dask scheduler answers here; start one with: dask scheduler") from error
        yield stack.enter_context(client)


def engine(address: str | None, workers: int) -> Engine:
    """The engine that the command line asks for."""
    return cluster(address, workers) if address else processes(workers)
