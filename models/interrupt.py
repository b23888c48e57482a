"""A flag that native code reads while it computes."""

import ctypes


class Interrupt:
    """Set by any thread, it makes a running `llama_decode` return within milliseconds.

    llama.cpp asks an abort callback after every node of its graph. A Python callback there would take
    the interpreter lock hundreds of times a token (measured: 12 % of the decode speed of a small
    model), so the callback is C's own `strlen`, and the flag is a string of length 0 or 1.
    """

    def __init__(self) -> None:
        self._flag = ctypes.create_string_buffer(2)

    def set(self) -> None:
        """Ask what is running to stop."""
        self._flag[0] = b"\x01"

    def clear(self) -> None:
        """Let the next computation run."""
        self._flag[0] = b"\x00"

    @property
    def is_set(self) -> bool:
        return self._flag[0] != b"\x00"

    @property
    def callback(self) -> int:
        """The address of a `bool (*)(void *)` that is true while the flag is set."""
        library = ctypes.CDLL("msvcrt" if hasattr(ctypes, "windll") else None)
        address = ctypes.cast(library.strlen, ctypes.c_void_p).value
        assert address is not None
        return address

    @property
    def data(self) -> int:
        """The address to hand to the callback; valid as long as this object lives."""
        return ctypes.addressof(self._flag)
