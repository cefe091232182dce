"""docs/methods.md names every chapter of the package, and no test or module that is not there."""

import re
from pathlib import Path

import pytest

from evidence import synthesis

PACKAGE = Path(synthesis.__file__).parent
PROJECT = PACKAGE.parent.parent
DOCUMENT = (PROJECT / "docs" / "methods.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([a-z0-9_/]+\.py)\b", DOCUMENT))
MODULES = sorted(path.name for path in PACKAGE.glob("*.py") if path.name != "__init__.py")


@pytest.mark.parametrize("module", MODULES)
def test_every_module_is_documented(module):
    assert module in NAMED


@pytest.mark.parametrize("name", sorted(NAMED))
def test_every_file_that_is_named_is_there(name):
    places = [PROJECT / "evidence", PROJECT / "tests" / "evidence"]

    assert (PROJECT / name).is_file() or any(list(place.rglob(name)) for place in places)
