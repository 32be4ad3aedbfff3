"""Who opens a server's store from the command line: told by the environment, a file, or at the terminal."""

from __future__ import annotations

import sys
from dataclasses import replace
from getpass import getpass
from pathlib import Path

from disputes.graph.errors import InputError, StoreError
from disputes.graph.store.connection import Access, is_server
from disputes.graph.store.opening import ONE_GRAPH


def server_access(db: str, *, database: str | None, graph: str | None, password_file: Path | None) -> Access | None:
    """Give the access to the store `db`; None for one that is no server.

    A password that neither the environment nor a file has is asked for where there is a terminal to ask at; without
    one it is left out, as for a server that asks for none. Raises InputError for a file without a password.
    """
    if not is_server(db):
        if database or password_file:
            raise StoreError(db, "--database and --password-file are for a server: --db neo4j://host")
        if graph:
            raise StoreError(db, ONE_GRAPH)
        return None
    access = Access.from_environment()
    access = replace(access, database=database or access.database, graph=graph)
    if password_file is not None:
        return replace(access, password=_password_in(password_file))
    if not access.password and sys.stdin.isatty():
        return replace(access, password=getpass(f"Password of {access.username} at {db}: "))
    return access


def _password_in(path: Path) -> str:
    try:
        password, *_ = path.read_text(encoding="utf-8").splitlines() or [""]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"the password cannot be read: {getattr(error, 'strerror', error)}") from error
    if not password:
        raise InputError(path, "holds no password; it belongs on the first line")
    return password
