"""Every rule, in the order in which pages and documents list them."""

from collections.abc import Mapping

from publication.checks import (
    bodies,
    diagnostic,
    effects,
    etd,
    judgements,
    outcomes,
    prose,
    recommendations,
    reported,
    searches,
    signing,
)
from publication.checks.finding import Rule

FAMILIES = (
    searches,
    outcomes,
    bodies,
    reported,
    judgements,
    effects,
    diagnostic,
    prose,
    etd,
    recommendations,
    signing,
)
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)
BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}
