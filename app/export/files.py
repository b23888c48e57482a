"""Writing an exported file: never over another one unseen, and whole or not at all. No formats."""

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import IO

from app.errors import ExportFileExists, ExportUnwritable
from app.export.document import line_of
from store.errors import DiskFull

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST_NAME = 80  # letters; of at most four bytes each a file system takes 255


def write_file(path: Path, write: Callable[[IO[bytes]], object], replace: bool) -> None:
    """Have a file written: until it is whole it is called PATH.part.

    Raises:
        ExportFileExists: and `replace` is not said.
        ExportUnwritable, DiskFull
    """
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            unfinished.replace(path)
        else:
            _rename(unfinished, path)
    except OSError as error:
        _forget(unfinished)
        raise _translated(error, path) from error
    except BaseException:
        _forget(unfinished)
        raise


def safe_name(title: str) -> str:
    """The title as the name of a file, for any system; without an ending."""
    name = _NOT_IN_NAMES.sub("-", line_of(title))[:_LONGEST_NAME].strip(". ")
    return f"_{name}" if not name or _RESERVED.fullmatch(name) else name


def free_path(folder: Path, title: str, ending: str) -> Path:
    """A path in the folder that no file has: the title, with a number where it needs one."""
    name = safe_name(title)
    path, number = folder / f"{name}.{ending}", 1
    while os.path.lexists(path):
        number += 1
        path = folder / f"{name} ({number}).{ending}"
    return path


def _rename(unfinished: Path, path: Path) -> None:
    """Give the file its name, unless another has it by now."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError from None
        unfinished.rename(path)
    else:
        unfinished.unlink()


def _forget(unfinished: Path) -> None:
    try:
        unfinished.unlink(missing_ok=True)
    except OSError:
        pass  # the folder cannot be written


def _translated(error: OSError, path: Path) -> Exception:
    if isinstance(error, FileExistsError):
        return ExportFileExists(str(path))
    if error.errno == errno.ENOSPC:
        return DiskFull()
    return ExportUnwritable(str(path), errno.errorcode.get(error.errno or 0, "OSError"))
