"""What a version freezes: a guideline's inputs, what is derived from them, and why."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation

from audit.chain import canonical
from guideline.models import Guideline
from publication.bundle.exporting import data_of
from publication.chain import chain_of
from publication.why import Step, why


def published_content(guideline: Guideline) -> dict[str, Any]:
    """What a version freezes: every input as a bundle, what is derived from it, and why."""
    chain = chain_of(guideline)
    # The same content must be the same whoever publishes it, in whatever language they read.
    with translation.override(settings.LANGUAGE_CODE):
        reasons = {
            each.recommendation.ref: _explained(why(chain, each.recommendation.ref))
            for question in chain.clinical
            for each in question.recommendations
        }
    # What the public may read: tallies, never who voted what.
    inputs = data_of(guideline, with_ballots=False)
    agreements = {
        each.recommendation.ref: each.derived.agreement.as_data()
        for question in chain.clinical
        for each in question.recommendations
        if each.derived.agreement
    }
    content = {"bundle": inputs, "derived": chain.as_data(), "reasons": reasons}
    return content | ({"agreements": agreements} if agreements else {})


def _explained(step: Step) -> dict[str, Any]:
    """A step of the explanation without its link: the pages it leads to are the committee's."""
    children = [_explained(child) for child in step.children]
    return {"sentence": step.sentence, "basis": step.basis, "children": children}


def hash_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of a version's content in canonical form."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
