"""A decision rule as people read it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publication.reasons import MORE_THAN
from voting.results.words import DIRECTIONS, conduct
from voting.rules.rule import rule_from

_ONE_OPTION = gettext_lazy("One option must have {comparison} {share} of {base}.")
_SENTENCES = {
    "over-70": _ONE_OPTION,
    "two-thirds": _ONE_OPTION,
    "over-70-pooled": gettext_lazy(
        "Strong or weak, both directions together, must have {comparison} {share} of {base}; "
        "then one direction {direction}."
    ),
    "grade-grid": gettext_lazy(
        "One side must have {comparison} {weak_share} of {base} and the other less than 20 %; it is "
        "strong if its strong option has {comparison} {strong_share}."
    ),
}
_BASES = {
    "cast": gettext_lazy("the votes cast, abstentions left out"),
    "cast-with-abstentions": gettext_lazy("the votes cast, abstentions included"),
    "eligible": gettext_lazy("those entitled to vote"),
}


def rule_in_words(value: str | Mapping[str, Any]) -> str:
    """The rule, its quorum if it has one, and what follows when it is not met."""
    rule = rule_from(value)
    facts = rule.facts()
    facts["share"] = _share(facts)
    facts["comparison"] = MORE_THAN[facts["comparison"]]
    facts["direction"] = DIRECTIONS[facts["direction"]]
    facts["base"] = _BASES[facts["base"]]
    said = [str(_SENTENCES[facts["preset"]]).format_map(facts)]
    if facts["quorum"]:
        said.append(_("Quorum: {quorum_share} of those entitled to vote.").format_map(facts))
    if facts["otherwise"] == "no-recommendation":
        said.append(_("After {rounds} rounds without it: no recommendation.").format_map(facts))
    else:
        said.append(_("Without it: discussion, then another round."))
    return " ".join([*said, *conduct(rule)])


def _share(facts: Mapping[str, Any]) -> str:
    if facts["strong_share"] == facts["weak_share"]:
        return str(facts["strong_share"])
    return _("{strong_share} (strong) or {weak_share} (weak)").format_map(facts)
