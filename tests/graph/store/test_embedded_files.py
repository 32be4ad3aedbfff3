"""The files of the embedded store: which it makes, leaves alone, and refuses."""

from __future__ import annotations

import os
from pathlib import Path

import kglite
import pytest
from stores import add, run_beside, seen

from disputes.graph.errors import StoreError
from disputes.graph.store.embedded import EmbeddedStore


class TestFiles:
    def test_closing_writes_all_to_the_file(self, path: Path) -> None:
        with EmbeddedStore(path) as store:
            store.write(add("first"))
        path.with_name("store-wal").unlink()
        assert seen(path) == {"first"}

    def test_a_checkpoint_writes_all_to_the_file(self, path: Path) -> None:
        with EmbeddedStore(path) as store:
            store.write(add("first"))
            store.checkpoint()
            assert kglite.load(str(path)).cypher("MATCH (n) RETURN n.id AS id").to_list() == [{"id": "first"}]

    def test_folders_on_the_way_are_made_by_a_writer_only(self, tmp_path: Path) -> None:
        path = tmp_path / "some" / "where" / "store"
        with pytest.raises(StoreError, match="no store there"):
            EmbeddedStore(path, read_only=True)
        assert list(tmp_path.iterdir()) == []
        EmbeddedStore(path).close()
        assert path.is_file()

    @pytest.mark.parametrize("read_only", [True, False])
    @pytest.mark.parametrize(
        ("content", "message"),
        [(b"some text", "not a store"), (b"", "not a store"), (b"RGF\x08rest", "cannot be read")],
    )
    def test_a_file_of_another_kind_is_refused(self, path: Path, content: bytes, message: str, read_only: bool) -> None:
        path.write_bytes(content)
        with pytest.raises(StoreError, match=message) as caught:
            EmbeddedStore(path, read_only=read_only)
        assert "\n" not in str(caught.value)
        assert path.read_bytes() == content

    @pytest.mark.parametrize("read_only", [True, False])
    def test_a_damaged_file_is_refused_and_left_as_it_is(self, path: Path, read_only: bool) -> None:
        with EmbeddedStore(path) as store:
            store.write(add("first"))
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(content)
        with pytest.raises(StoreError, match=r"cannot be read.*disputes export"):
            EmbeddedStore(path, read_only=read_only)
        assert path.read_bytes() == content

    @pytest.mark.parametrize("read_only", [True, False])
    def test_a_folder_is_refused(self, tmp_path: Path, read_only: bool) -> None:
        with pytest.raises(StoreError, match="a folder"):
            EmbeddedStore(tmp_path, read_only=read_only)

    @pytest.mark.parametrize("read_only", [True, False])
    def test_a_path_through_a_file_is_refused(self, tmp_path: Path, read_only: bool) -> None:
        (tmp_path / "file").write_text("x")
        with pytest.raises(StoreError):
            EmbeddedStore(tmp_path / "file" / "store", read_only=read_only)

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is permitted here")
    def test_a_forbidden_folder_is_refused(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o500)
        with pytest.raises(StoreError, match=r"(?i)permission denied$"):
            EmbeddedStore(tmp_path / "store")

    @pytest.mark.parametrize("read_only", [True, False])
    def test_another_graph_is_refused_and_left_as_it_is(self, path: Path, read_only: bool) -> None:
        run_beside(str(path), "CREATE (:Thing {id: 1, name: 'thing'})")
        before = path.read_bytes()
        with pytest.raises(StoreError, match="not one that `disputes load` made"):
            EmbeddedStore(path, read_only=read_only)
        assert path.read_bytes() == before

    def test_a_refused_store_can_be_opened_by_others(self, path: Path) -> None:
        run_beside(str(path), "CREATE (:Thing {id: 1, name: 'thing'})")
        with pytest.raises(StoreError):
            EmbeddedStore(path)
        kglite.open(str(path)).close()

    def test_a_store_in_the_making_is_none_to_a_reader(self, path: Path) -> None:
        graph = kglite.open(str(path))
        with pytest.raises(StoreError, match="no store there"):
            EmbeddedStore(path, read_only=True)
        graph.save()
        with pytest.raises(StoreError, match="no store there"):
            EmbeddedStore(path, read_only=True)
