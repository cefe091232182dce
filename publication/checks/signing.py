"""Rules on signatures under the evidence."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.fingerprint import hash_of_loaded
from publication.checks.finding import Found, Rule
from publication.checks.material import Material
from publication.checks.places import evidence_place


def signature_lapsed(material: Material) -> Iterator[Found]:
    """Evidence that changed since a methodologist signed for it."""
    zone = material.chain.guideline.zone
    for question in material.questions():
        signed = material.signatures.get(question.question.pk)
        if signed and signed.evidence_hash != hash_of_loaded(question.question):
            yield (
                evidence_place(question.question, "signature"),
                _("The evidence changed since it was signed on {day:%Y-%m-%d}.").format(
                    day=signed.at.astimezone(zone)
                ),
            )


RULES = (
    Rule(
        "signature-lapsed",
        "warning",
        gettext_lazy("A signature under the evidence holds for the evidence as it was signed."),
        "Plenary's own rule, 2026: a signature is bound to a hash of what was signed",
        signature_lapsed,
    ),
)
