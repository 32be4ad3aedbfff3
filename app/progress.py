"""The progress of a load, on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disputes.loaders.pipeline import LoadReport, Watcher


@contextmanager
def progress_bar(*, quiet: bool, total: int | None = None) -> Iterator[Watcher]:
    """Give a watcher that draws a bar with articles per second; it draws nothing where stderr is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from disputes.printing import console

    out = console(stderr=True)
    columns = (
        TextColumn("reading articles"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=out, transient=True, disable=quiet or not out.is_terminal) as bar:
        task = bar.add_task("", total=total, speed="")

        def watch(report: LoadReport) -> None:
            done = report.articles + len(report.skipped)
            speed = f"{report.articles / report.seconds:.0f} articles/s" if report.seconds else ""
            bar.update(task, completed=done, speed=speed)

        yield watch
