"""The progress of a load or a copy, on stderr; nothing is drawn where that is no terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

    from disputes.graph.copying import Step, Watch
    from disputes.loaders.pipeline import LoadReport, Watcher


@contextmanager
def progress_bar(*, quiet: bool, total: int | None = None) -> Iterator[Watcher]:
    """Give a watcher of a load that draws a bar with articles per second."""
    with _progress(quiet=quiet) as bar:
        task = bar.add_task("reading articles", total=total, speed="")

        def watch(report: LoadReport) -> None:
            done = report.articles + len(report.skipped)
            speed = f"{report.articles / report.seconds:.0f} articles/s" if report.seconds else ""
            bar.update(task, completed=done, speed=speed)

        yield watch


@contextmanager
def steps_bar(*, quiet: bool) -> Iterator[Watch]:
    """Give a watcher of a copy that draws a bar for the step under way."""
    with _progress(quiet=quiet) as bar:
        task = bar.add_task("", total=None, speed="")

        def watch(step: Step, done: int, total: int | None) -> None:
            bar.update(task, description=str(step), completed=done, total=total)

        yield watch


def _progress(*, quiet: bool) -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from disputes.printing import console

    out = console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=out, transient=True, disable=quiet or not out.is_terminal)
