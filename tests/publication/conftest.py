"""What pages that read several floors need: a guideline brought to a stage by its own people."""

import pytest

from tests import factories


@pytest.fixture
def deliberated(db):
    """A guideline with one question: rated low, three votes for a weak recommendation."""
    return factories.guideline_at("deliberation", slug="deliberated", title="Livers, deliberated")


@pytest.fixture
def published(db):
    """The same, heard and published as version 1.0."""
    return factories.guideline_at("published", slug="published", title="Livers, published")
