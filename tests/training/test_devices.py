"""Where and how precisely is computed."""

from __future__ import annotations

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from training import devices  # noqa: E402


@pytest.mark.skipif(torch.cuda.is_available(), reason="a GPU always computes bfloat16")
@pytest.mark.parametrize(
    ("flags", "is_fast"),
    [("fpu avx2 amx_bf16", True), ("avx512_bf16 avx512f", True), ("avx512f avx512_vnni", False), (None, False)],
)
def test_bfloat16_is_used_where_the_processor_has_it(
    flags: str | None, is_fast: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "cpuinfo"
    if flags is not None:
        info.write_text(f"processor : 0\nflags : {flags}\n", "utf-8")
    monkeypatch.setattr(devices, "_CPU_INFO", info)
    devices._has_fast_bfloat16.cache_clear()
    with devices.precision():
        product = torch.ones(2, 2) @ torch.ones(2, 2)
    devices._has_fast_bfloat16.cache_clear()
    assert product.dtype is (torch.bfloat16 if is_fast else torch.float32)
