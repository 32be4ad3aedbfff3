"""What is told where a server's certificate does not hold."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from listeners import listening
from stores import complaint


@contextmanager
def tls_server(certificate: Path, key: Path) -> Iterator[str]:
    """Give the host and port of something that shows a certificate and says no more."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)

    def show(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secured:
            secured.recv(1)

    with listening(show) as host:
        yield host


@pytest.mark.skipif(shutil.which("openssl") is None, reason="certificates are made by openssl")
class TestCertificates:
    @staticmethod
    def certificate(folder: Path, name: str, days: int) -> tuple[Path, Path]:
        """Make a certificate for `name` that holds for so many days, and its key."""
        key, request, file = folder / "key.pem", folder / "request.pem", folder / "certificate.pem"
        subject = ["-subj", "/CN=test", "-addext", f"subjectAltName={name}"]
        validity = ["-days", str(days), "-copy_extensions", "copy"]
        for command in (
            ["req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", request, *subject],
            ["x509", "-req", "-in", request, "-signkey", key, "-out", file, *validity],
        ):
            subprocess.run(["openssl", *command], check=True, capture_output=True)
        return file, key

    @pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
    @pytest.mark.parametrize(
        ("name", "days", "is_trusted", "expected"),
        [
            ("IP:127.0.0.1", -1, True, "has expired"),
            ("DNS:elsewhere.example", 2, True, "is for another host"),
            ("IP:127.0.0.1", 2, False, "made itself;"),
            ("IP:127.0.0.1", -1, False, "made itself, and has expired;"),
        ],
    )
    def test_a_certificate_that_does_not_hold_is_told_why(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        scheme: str,
        name: str,
        days: int,
        is_trusted: bool,
        expected: str,
    ) -> None:
        certificate, key = self.certificate(tmp_path, name, days)
        if is_trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with tls_server(certificate, key) as host:
            reason = complaint(f"{scheme}://{host}")
        assert expected in reason
        assert "+ssc" in reason

    def test_without_tls_a_server_that_wants_it_is_told(self, tmp_path: Path) -> None:
        with tls_server(*self.certificate(tmp_path, "IP:127.0.0.1", 2)) as host:
            assert "no Neo4j answers there" in complaint(f"bolt://{host}")
