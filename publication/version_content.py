"""What a version freezes: a guideline's inputs, what is derived from them, and why."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation

from audit.chain import digest
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
    hearings = _hearings(guideline, inputs)
    content |= {"agreements": agreements} if agreements else {}
    return content | ({"hearings": hearings} if hearings else {})


def _hearings(guideline: Guideline, inputs: dict[str, Any]) -> list[dict[str, Any]]:
    """What came in at the hearings held here, as a number and a hash of comments and answers.

    The words themselves stand in the public table, where a comment can still be withdrawn or redacted;
    what is frozen could not. The comments of a hearing held elsewhere stay: they were public before.
    """
    held_here = set(guideline.hearings.filter(imported=False).values_list("ref", flat=True))
    found = []
    for hearing in inputs.get("hearings", []):
        if hearing["id"] in held_here:
            comments = hearing.pop("comments", [])
            found.append(
                {"id": hearing["id"], "comments": len(comments), "hash": hash_of({"c": comments})}
            )
    return found


def _explained(step: Step) -> dict[str, Any]:
    """A step of the explanation without its link: the pages it leads to are the committee's."""
    children = [_explained(child) for child in step.children]
    return {"sentence": step.sentence, "basis": step.basis, "children": children}


def hash_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of a version's content in canonical form."""
    return digest(content)
