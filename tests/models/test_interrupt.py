import ctypes
import threading

import pytest

from models.interrupt import Interrupt


def seen_by_native_code(interrupt: Interrupt) -> bool:
    """What llama.cpp sees: it calls the function pointer with the data pointer."""
    callback = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p)(interrupt.callback)
    return bool(callback(interrupt.data))


@pytest.fixture
def interrupt() -> Interrupt:
    return Interrupt()


def test_is_clear_at_first(interrupt):
    assert not interrupt.is_set
    assert not seen_by_native_code(interrupt)


def test_native_code_sees_it_set_and_cleared(interrupt):
    for _ in range(2):
        interrupt.set()
        assert interrupt.is_set
        assert seen_by_native_code(interrupt)
        interrupt.clear()
        assert not interrupt.is_set
        assert not seen_by_native_code(interrupt)


def test_setting_or_clearing_twice_is_as_once(interrupt):
    interrupt.set()
    interrupt.set()
    assert seen_by_native_code(interrupt)
    interrupt.clear()
    interrupt.clear()
    assert not seen_by_native_code(interrupt)


def test_another_thread_may_set_it(interrupt):
    thread = threading.Thread(target=interrupt.set)
    thread.start()
    thread.join()
    assert seen_by_native_code(interrupt)


def test_two_do_not_touch_each_other(interrupt):
    other = Interrupt()
    other.set()
    assert not seen_by_native_code(interrupt)


def test_the_addresses_stay_the_same(interrupt):
    # llama.cpp is given them once, when the model is loaded.
    before = interrupt.callback, interrupt.data
    interrupt.set()
    assert (interrupt.callback, interrupt.data) == before
