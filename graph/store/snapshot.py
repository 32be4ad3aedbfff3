"""The embedded store as a reader sees it: all that has been acknowledged, without touching the store's files.

kglite keeps a store as one file, written whole at a save, and beside it a log of what was committed since. Its own
`load` reads the file alone, and would hide what a writer that is at work, or was killed, has only in the log. Where the
log holds something, both are copied and the copy is recovered. The log is copied first: if a save comes between, the
file holds what the log did, and kglite skips what it has already.
"""

from __future__ import annotations

import shutil
import warnings
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import kglite

from disputes.graph.errors import StoreBusyError, StoreError
from disputes.graph.store import schema

MAGIC = b"RGF"
"""What every kglite file begins with."""
LOG_HEADER_BYTES = 5
"""The size of a log without a commit in it."""
COPY_ATTEMPTS = 5
_MISSING = "no store there; `disputes load` makes one"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A graph that can only be read, and the folder its copy lies in, where one had to be made."""

    graph: kglite.KnowledgeGraph
    folder: TemporaryDirectory[str] | None = None

    def discard(self) -> None:
        """Remove the copy."""
        if self.folder is not None:
            self.folder.cleanup()


def take_snapshot(path: Path) -> Snapshot:
    """Read the store at `path` as it is now. Raises StoreError where there is none that this version can read."""
    log = _log_of(path)
    if _has_commits(log):
        snapshot = _recovered(path, log)
    else:
        check_file(path)
        snapshot = Snapshot(_loaded(path))
    if is_blank(snapshot.graph):
        raise StoreError(path, _MISSING)
    schema.steps(str(path), snapshot.graph.schema_version, migrates=False)
    snapshot.graph.read_only(True)
    return snapshot


def is_blank(graph: kglite.KnowledgeGraph) -> bool:
    """Whether nobody has written to the graph yet."""
    return graph.schema_version == 0 and not len(graph.cypher("MATCH (n) RETURN n.id LIMIT 1"))


def _recovered(path: Path, log: Path) -> Snapshot:
    folder = TemporaryDirectory(prefix="disputes-", ignore_cleanup_errors=True)
    copy = Path(folder.name, path.name)
    try:
        _copy(path, log, copy)
        # No automatic save: the copy is never written.
        graph = kglite.open(str(copy), durable="normal", lock=False, auto_checkpoint_wal_mib=0)
    finally:
        # Where open files can be removed, nothing stays behind even if this process is killed; elsewhere the second
        # cleanup, on closing, does it.
        folder.cleanup()
    return Snapshot(graph, folder)


def _log_of(path: Path) -> Path:
    """The log that kglite keeps beside the file at `path`."""
    return path.with_name(path.name + "-wal")


def files_of(path: Path) -> list[Path]:
    """Give all files that kglite keeps for the store at `path`, whether they are there or not, that one first."""
    return [path.with_name(path.name + ending) for ending in ("", "-wal", ".lock", ".lock-owner")]


def _has_commits(log: Path) -> bool:
    """Whether the log holds anything that its file may not."""
    return log.is_file() and log.stat().st_size > LOG_HEADER_BYTES


def check_file(path: Path) -> None:
    """Raise StoreError unless `path` is a file that kglite wrote."""
    if path.is_dir():
        raise StoreError(path, "a folder; a store is a file")
    if not path.exists():
        raise StoreError(path, _MISSING)
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise StoreError(path, "not a store: the file is of another kind")


def _loaded(path: Path) -> kglite.KnowledgeGraph:
    with warnings.catch_warnings():
        # A writer may commit between the look at the log and this; that is after the moment asked for.
        warnings.simplefilter("ignore", UserWarning)
        return kglite.load(str(path))


def _copy(path: Path, log: Path, copy: Path) -> None:
    """Copy file and log so that together they hold all commits of one moment."""
    for _ in range(COPY_ATTEMPTS):
        before = log.stat()
        shutil.copy(log, _log_of(copy))
        copied_bytes = _log_of(copy).stat().st_size
        if path.exists():
            check_file(path)
            shutil.copy(path, copy)
        after = log.stat()
        # A log that was cut or replaced meanwhile may have been copied half before and half after.
        if after.st_ino == before.st_ino and after.st_size >= copied_bytes:
            return
    raise StoreBusyError(path, None)
