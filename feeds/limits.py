"""What a process of its own may use, so that whatever it reads it ends."""

from __future__ import annotations

import contextlib
import resource


def confine(cpu_seconds: int, memory: int) -> None:
    """Cap the addresses of this process, in bytes, and its processor time from now on: the limit is a total, and a
    worker serves many documents."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + cpu_seconds
    for kind, amount in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory)):
        _, most = resource.getrlimit(kind)
        # Some systems have no limit on address space.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (amount if most == resource.RLIM_INFINITY else min(amount, most), most))
