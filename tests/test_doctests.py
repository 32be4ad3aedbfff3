import doctest
import importlib
import pkgutil

import pytest

import disputes

MODULES = sorted(
    found.name for found in pkgutil.walk_packages(disputes.__path__, "disputes.") if "__main__" not in found.name
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_hold(name: str) -> None:
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0
