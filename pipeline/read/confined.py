"""Work on a file that may be hostile, in a child process with limits on time and memory."""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pipeline.errors import UserError

SECONDS = 60
"""Processor seconds that the child may use; twice that by the wall clock."""
MEMORY = 1_200_000_000
"""Bytes that the child may add to what the process has."""
MOST_RESULT = 100_000_000
"""Bytes of result; a plan of 5,000 pages has half as many."""

T = TypeVar("T")


def confined(work: Callable[[Path], T], path: Path, reason: str) -> T:
    """What `work` makes of the file. Raises UserError when it needs too much, or dies; passes on the UserErrors of `work`.

    Where processes cannot be forked (Windows) the work is done without limits.
    """
    if not hasattr(os, "fork"):
        return work(path)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(work, path, writing)
    os.close(writing)
    raw, finished = _received(reading, child)
    status = os.waitpid(child, 0)[1]
    if not finished or status != 0 or not raw:
        raise UserError(
            f"{path}: cannot be read within {SECONDS} s and {MEMORY / 1e9:.1f} GB ({reason}); get the file again from its office or print it to a new PDF"
        )
    result = pickle.loads(raw)
    if isinstance(result, UserError):
        raise result
    return result  # type: ignore[no-any-return]


def _work(work: Callable[[Path], T], path: Path, writing: int) -> None:
    """The child's whole life: limits, work, result into the pipe; it never returns."""
    status = 1
    try:
        _limit()
        try:
            result: object = work(path)
        except UserError as error:
            result = error
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(result, pipe, pickle.HIGHEST_PROTOCOL)
        status = 0
    except (MemoryError, RecursionError, OSError, ValueError):
        status = 2  # the parent says what it means
    finally:
        os._exit(status)


def _limit() -> None:
    """Limits of the child; what a dying library prints goes nowhere."""
    import resource

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        ceiling = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))


def _received(reading: int, child: int) -> tuple[bytes, bool]:
    """All that the child writes, and whether it came to an end in time and size; a child that did not is killed."""
    chunks: list[bytes] = []
    size = 0
    end = time.monotonic() + 2 * SECONDS
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        while True:
            if not select.select([pipe], [], [], max(end - time.monotonic(), 0))[0] or size > MOST_RESULT:
                os.kill(child, signal.SIGKILL)
                return b"", False
            chunk = pipe.read(1 << 20)
            if not chunk:
                return b"".join(chunks), True
            chunks.append(chunk)
            size += len(chunk)
