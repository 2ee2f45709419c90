"""Files that are put into their place whole or not at all, whatever happens to the process that writes them."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sheetnet.errors import WorkbookError

try:
    import fcntl
except ImportError:  # Windows, where nobody removes a file that another process has open
    fcntl = None  # type: ignore[assignment]

_ADVICE = {
    errno.ENOSPC: "free some space, or choose another folder",
    errno.EDQUOT: "free some of your space, or choose another folder",
    errno.EROFS: "choose another folder",
    errno.EACCES: "close it if a program has it open, or choose another folder",
    errno.EPERM: "close it if a program has it open, or choose another folder",
    errno.EISDIR: "choose another name",
    errno.ENAMETOOLONG: "choose a shorter name",
}


@contextmanager
def replaced_whole(path: Path) -> Iterator[Path]:
    """Give a path to write to, and put the file into its place only when all went well.

    A file that is replaced keeps its permissions; of a symbolic link the file is replaced that it leads to. What a
    killed process leaves half written, ``remove_leftovers`` removes.

    Args:
        path: Where the file goes; its folder is made if need be.

    Yields:
        A path beside it.

    Raises:
        WorkbookError: The folder cannot be written to, or the file is held open by another program.
    """
    try:
        target = _target(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = _begun(target)
    except (OSError, ValueError, RuntimeError) as error:  # a zero byte, a link that leads to itself
        raise _cannot_write(path, error) from None
    try:
        yield beside
        os.chmod(beside, _mode(target))
        os.close(handle)
        handle = -1
        os.replace(beside, target)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        if handle >= 0:
            os.close(handle)
        beside.unlink(missing_ok=True)


def _begun(target: Path) -> tuple[int, Path]:
    """Make an empty file beside a file; as long as its handle is open, it is marked as somebody's."""
    while True:
        handle, name = tempfile.mkstemp(prefix=f".{target.stem}.", suffix=".part", dir=target.parent)
        if _locked(handle) and os.path.exists(name):
            return handle, Path(name)
        os.close(handle)  # another process has taken it for a leftover, in the instant before it was marked


def remove_leftovers_of(path: Path) -> None:
    """Remove what killed processes left half written of a file."""
    with suppress(OSError, ValueError, RuntimeError):  # what is wrong with the path is said when it is written to
        target = _target(path)
        remove_leftovers(target.parent, {target.stem})


def remove_leftovers(folder: Path, stems: Container[str]) -> None:
    """Remove what killed processes left half written of files: what no living process has marked as its own.

    The whole folder is looked through, so for many files this is done once.

    Args:
        folder: Where the files are.
        stems: Their names, without endings.
    """
    for entry in os.scandir(folder):
        stem, _, drawn = entry.name.removeprefix(".").removesuffix(".part").rpartition(".")
        if stem in stems and entry.name == f".{stem}.{drawn}.part":
            _remove_unless_marked(entry.path)


def _remove_unless_marked(leftover: str) -> None:
    with suppress(OSError):
        handle = os.open(leftover, os.O_RDWR)
        try:
            if _locked(handle):
                os.unlink(leftover)
        finally:
            os.close(handle)


def _target(path: Path) -> Path:
    """Return the file that a path means: of a link, what it leads to."""
    return path.resolve() if path.is_symlink() else path


def _locked(handle: int) -> bool:
    """Mark an open file as this process's, unless it is another's."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EWOULDBLOCK, errno.EACCES)  # some file systems know no locks
    return True


def _mode(target: Path) -> int:
    """Return the permissions of a file, or those of a new one."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _cannot_write(path: Path, error: Exception) -> WorkbookError:
    number = error.errno if isinstance(error, OSError) else None
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    advice = _ADVICE.get(number or 0, "choose another folder or name")
    return WorkbookError(f"cannot write {path}: {reason}; {advice}")
