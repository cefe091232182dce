"""Running the rules on a guideline, or on some of its questions."""

from collections.abc import Collection

from guideline.models import Guideline
from publication.chain import Chain, chain_of
from publication.checks.finding import SEVERITIES, Finding
from publication.checks.material import material_of
from publication.checks.register import RULES
from publication.models import SwitchedOffCheck


def findings_in(chain: Chain) -> list[Finding]:
    """What the rules find in a loaded chain, question by question, the gravest first.

    Rules that were switched off for the guideline are not asked. What concerns the guideline as a
    whole comes first.
    """
    return _findings(chain, switched_off_in(chain.guideline))


def check_guideline(guideline: Guideline) -> list[Finding]:
    """What the rules find in a guideline as the database holds it now."""
    return findings_in(chain_of(guideline))


def switched_off_in(guideline: Guideline) -> set[str]:
    """The ids of the rules that are switched off for a guideline."""
    rows = SwitchedOffCheck.objects.filter(guideline=guideline)
    return set(rows.values_list("rule", flat=True))


def _findings(chain: Chain, off: Collection[str]) -> list[Finding]:
    material = material_of(chain)
    found = [
        Finding(rule, place, message)
        for rule in RULES
        if rule.id not in off
        for place, message in rule.find(material)
    ]
    order = {each.question.pk: n for n, each in enumerate(chain.questions)}
    return sorted(
        found,
        key=lambda each: (
            order[each.place.question.pk] if each.place.question else -1,
            SEVERITIES.index(each.severity),
        ),
    )
