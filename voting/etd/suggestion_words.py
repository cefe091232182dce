"""A suggestion as sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.grade.reasons import Reason
from guideline.words import words
from voting.etd.suggestion import Condition, Push, Situation, Suggestion

SENTENCES: Mapping[str, Any] = {
    # --- why this direction
    "from-balance": gettext_lazy("The balance of effects: {judgement}."),
    "from-sizes": gettext_lazy(
        "The balance is not judged; desirable effects are {desirable}, undesirable ones {undesirable}."
    ),
    "from-the-rest": gettext_lazy(
        "The effects favour neither option; costs and equity all point one way."
    ),
    "balanced": gettext_lazy("The effects favour neither option, and nothing else tips the scale."),
    "no-balance": gettext_lazy(
        "Neither the balance of effects nor the sizes of both kinds of effects are judged."
    ),
    # --- why not strong
    "either-is-weak": gettext_lazy("Either option can be right, which is always conditional."),
    "certainty-low": gettext_lazy("The certainty of the evidence is {level}."),
    "certainty-unknown": gettext_lazy("The certainty of the evidence is not derived yet."),
    "balance-not-clear": gettext_lazy("The balance of effects is not clearly on one side."),
    "values-differ": gettext_lazy("{criterion}: {judgement}."),
    "not-known": gettext_lazy("{criterion}: {judgement}."),
    "speaks-against-it": gettext_lazy("It speaks the other way: {criterion}, {judgement}."),
    "not-judged": gettext_lazy("Not judged yet: {criteria}."),
}
SITUATIONS: Mapping[int, Any] = {
    1: gettext_lazy("Strong for: life is at stake and the option may save it."),
    2: gettext_lazy("Strong against: the benefit is uncertain, the harm or cost is not."),
    3: gettext_lazy("Strong for whichever surely burdens less, where both seem to do the same."),
    4: gettext_lazy(
        "Strong against: the benefit is surely much the same, harm or cost may be greater."
    ),
    5: gettext_lazy("Strong against: the harm may be catastrophic."),
}
CONDITIONS: Mapping[str, Any] = {
    "life-threatening": gettext_lazy("the situation threatens life"),
    "may-save-lives": gettext_lazy("the option may lower mortality"),
    "harms-not-prohibitive": gettext_lazy("its harms are not prohibitive"),
    "benefit-uncertain": gettext_lazy("the benefit is uncertain"),
    "harm-certain": gettext_lazy("a harm or cost is of moderate or high certainty"),
    "seem-equivalent": gettext_lazy("both options seem equivalent"),
    "surely-less": gettext_lazy("one of them is surely less risky or less costly"),
    "surely-similar-benefit": gettext_lazy("the benefit is surely similar"),
    "maybe-worse": gettext_lazy("one option may be riskier or costlier"),
    "maybe-catastrophic": gettext_lazy("a catastrophic harm is possible"),
}
WAYS: Mapping[tuple[str, bool], Any] = {
    ("for", True): gettext_lazy("for"),
    ("for", False): gettext_lazy("slightly for"),
    ("against", True): gettext_lazy("against"),
    ("against", False): gettext_lazy("slightly against"),
    ("weak", False): gettext_lazy("towards conditional"),
    ("none", False): gettext_lazy("neither way"),
}


def headline(suggestion: Suggestion) -> str:
    """`The judgements suggest a weak recommendation for the intervention.`"""
    if suggestion.direction is None or suggestion.strength is None:
        return _("The judgements do not suggest a direction yet.")
    if suggestion.direction == "either":
        return _("The judgements suggest a conditional recommendation for either option.")
    return _("The judgements suggest a {strength} recommendation {direction}.").format(
        strength=words(suggestion.strength), direction=words(suggestion.direction)
    )


def sentence(reason: Reason) -> str:
    """A ground or a barrier as a sentence."""
    said = {key: _words(value) for key, value in reason.figures.items()}
    return str(SENTENCES[reason.code]).format_map(said)


def way_of(push: Push) -> str:
    """Which way a judgement pushes, in a word or two."""
    return str(WAYS[push.way, push.firm])


def situation(each: Situation) -> str:
    """When strong could be right all the same."""
    return str(SITUATIONS[each.number])


def condition(each: Condition) -> tuple[str, str]:
    """What it asks, and whether a judgement says so or the panel has to."""
    known = _("as judged") if each.holds else _("for the panel to say")
    return str(CONDITIONS[each.code]), known


def _words(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(words(each).rstrip("?") for each in value)
    return words(value).rstrip("?")
