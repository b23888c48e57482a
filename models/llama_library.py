"""What has to be settled with the llama.cpp library itself before a model is loaded."""

import ctypes
import itertools
import platform
import sys
from pathlib import Path
from typing import Any

_CPU = 0  # GGML_BACKEND_DEVICE_TYPE_CPU


def keeps_weights_safely() -> bool:
    """Whether llama.cpp's own ways of keeping weights can be used, which are made for its fastest kernels.

    One of them is for AMX, and dies of SIGSEGV when llama.cpp was built by GCC 12. Which there are it settles
    once in a process, at the first call of this or the first load: a thread that is refused the registers
    of AMX can settle it for all (`app.engine.lockdown.without_tile_registers`).
    """
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return True
    return not any("AMX" in name for name in _ways_of_keeping_weights())


def _ways_of_keeping_weights() -> list[str]:
    import llama_cpp

    library = ctypes.CDLL(str(Path(llama_cpp.__file__).parent / "lib" / "libggml.so"))
    for name in (
        "ggml_backend_dev_by_type",
        "ggml_backend_dev_backend_reg",
        "ggml_backend_reg_get_proc_address",
    ):
        getattr(library, name).restype = ctypes.c_void_p
    library.ggml_backend_buft_name.restype = ctypes.c_char_p
    device = ctypes.c_void_p(library.ggml_backend_dev_by_type(_CPU))
    registered = ctypes.c_void_p(library.ggml_backend_dev_backend_reg(device))
    found = library.ggml_backend_reg_get_proc_address(registered, b"ggml_backend_dev_get_extra_bufts")
    if not found:
        return []
    extra = ctypes.CFUNCTYPE(ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p)(found)(device)
    pointers = itertools.takewhile(bool, (extra[place] for place in itertools.count()))
    return [library.ggml_backend_buft_name(ctypes.c_void_p(one)).decode() for one in pointers]


_log_callback: Any = None  # ctypes callbacks must outlive their last call


def send_errors_only(api: Any) -> None:
    """llama.cpp's own log: its errors go to standard error, which is the engine's log."""
    global _log_callback
    if _log_callback is None:
        _log_callback = api.llama_log_callback(_log)
        api.llama_log_set(_log_callback, None)


def _log(level: int, text: bytes, _: Any) -> None:
    if level == 4:  # GGML_LOG_LEVEL_ERROR
        sys.stderr.write(text.decode(errors="replace"))
