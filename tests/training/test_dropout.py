from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from training.dropout import Dropout, dropout  # noqa: E402


def test_a_share_is_dropped_and_the_mean_stays() -> None:
    torch.manual_seed(1)
    given = dropout(torch.ones(301, 999), 0.1, True)
    assert (given == 0).float().mean().item() == pytest.approx(0.1, abs=0.005)
    assert given.mean().item() == pytest.approx(1.0, abs=0.005)
    assert len(given.unique()) == 2


def test_each_value_is_drawn_for_itself() -> None:
    torch.manual_seed(1)
    dropped = (dropout(torch.ones(8, 40_000), 0.5, True) == 0).float()
    shared = (dropped @ dropped.t() / dropped.shape[1]).fill_diagonal_(0.25)
    assert shared.sub(0.25).abs().max().item() < 0.02


def test_a_seed_gives_the_same_and_gradients_pass_where_values_do() -> None:
    values = torch.randn(5, 7, requires_grad=True)
    torch.manual_seed(3)
    given = dropout(values, 0.5, True)
    torch.manual_seed(3)
    assert torch.equal(given, dropout(values, 0.5, True))
    given.sum().backward()
    assert values.grad is not None
    assert torch.equal(values.grad, torch.where(given == 0, 0.0, 2.0))


def test_nothing_is_dropped_from_a_model_that_is_used() -> None:
    layer, values = Dropout(0.5), torch.randn(3)
    assert not torch.equal(layer(values.repeat(9)), values.repeat(9))
    assert torch.equal(layer.eval()(values), values)
