"""What this computer is, as far as it decides how models run best on it. Measuring is `calibration`'s."""

import hashlib
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

_HALF_PRECISION = frozenset({"avx512_bf16", "amx_bf16"})
_CPU_INFO, _CPUS = Path("/proc/cpuinfo"), Path("/sys/devices/system/cpu")
_LARGE_STEPS = (4, 6, 8, 12, 16, 24, 32, 48)
_LIBRARIES = ("llama-cpp-python", "torch", "sentence-transformers")


class Machine(msgspec.Struct, frozen=True):
    """What measurements hold for: another processor, fewer usable threads, more memory or another version of
    a library is another machine. `threads` is what may be used, `memory_gib` 0 where it is not known, `flags`
    a digest of what the processor can do."""

    processor: str
    threads: int
    memory_gib: int
    flags: str
    system: str
    libraries: dict[str, str]

    @classmethod
    def this(cls, threads: int) -> "Machine":
        """This one, with at most so many threads."""
        name, flags = _processor()
        return cls(
            processor=name,
            threads=usable_threads(threads),
            memory_gib=_memory_gib(),
            flags=hashlib.blake2b(" ".join(sorted(flags)).encode(), digest_size=8).hexdigest(),
            system=f"{platform.system()} {platform.machine()}",
            libraries={name: _version(name) for name in _LIBRARIES},
        )


def computes_half_precision() -> bool:
    """Whether the processor has instructions for bfloat16; without them it is many times slower."""
    return bool(_HALF_PRECISION & _processor()[1])


def usable_threads(wished: int) -> int:
    """So many, or what OpenMP is limited to from outside: asked for more, oneDNN leaves part of its work
    undone, and half-precision vectors are nonsense."""
    limit = os.environ.get("OMP_THREAD_LIMIT", "")
    return max(1, min(wished, int(limit))) if limit.isdecimal() else wished


def thread_candidates(threads: int) -> list[int]:
    """Thread counts that may be faster than all: the physical cores, half, and on large machines some
    between, because writing waits for memory and not for cores. Without `threads` itself."""
    found = {threads // 2, _physical_cores(), threads - 1 if threads > 2 else 0}
    if threads > 4:
        found.update(_LARGE_STEPS)
    return sorted((count for count in found if 1 <= count < threads), reverse=True)


def _processor() -> tuple[str, frozenset[str]]:
    """Its name and flags, as far as the system tells."""
    told: dict[str, str] = {}
    try:
        for line in _CPU_INFO.read_text(encoding="utf-8", errors="replace").splitlines():
            name, colon, value = line.partition(":")
            if colon:
                told.setdefault(name.strip(), value.strip())
    except OSError:
        pass  # not Linux
    name = told.get("model name") or platform.processor() or platform.machine()
    return name, frozenset(told.get("flags", told.get("Features", "")).split())


def _physical_cores() -> int:
    """Of the CPUs that may be used; 0 where it is not known."""
    if not hasattr(os, "sched_getaffinity"):
        return 0
    siblings = set()
    for cpu in os.sched_getaffinity(0):
        try:
            told = (_CPUS / f"cpu{cpu}" / "topology" / "thread_siblings_list").read_text(encoding="ascii")
        except OSError:
            return 0
        siblings.add(told.strip())
    return len(siblings)


def _memory_gib() -> int:
    try:
        # Rounded: a kernel keeps a little more or less of it to itself.
        return round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30)
    except (AttributeError, ValueError, OSError):
        return 0  # Windows


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
