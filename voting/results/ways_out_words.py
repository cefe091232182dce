"""A way out as people read it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from evidence.grade.reasons import Reason
from guideline.text import localized
from guideline.words import words
from voting.models import Round, WayOut
from voting.queries import result_of, rounds_held_before
from voting.rules.rule import rule_from
from voting.rules.ways_out import WayOutFacts, settled, weak_rule_from

SENTENCES: dict[str, Any] = {
    "way-out": _(
        "After the last round without consensus {by} decided: {choice}. Reason: {because}"
    ),
    "way-out-lapsed": _(
        "The way out that {by} recorded ({choice}) no longer applies: the votes have changed since."
    ),
    "way-out-not-needed": _("The round came to: {outcome}."),
    "way-out-too-early": _(
        "Only {rounds_held} of {rounds} rounds have been held: discuss, vote again."
    ),
    "weak-by-majority": _(
        "{for} votes for and {against} against; more than half of {base} needs {needed}, and less "
        "than {share} are on the other side: weak, {side}."
    ),
    "weak-no-majority": _(
        "{for} votes for and {against} against: more than half of {base} needs {needed}, so a weak "
        "recommendation has no side to follow."
    ),
    "weak-opposed": _(
        "{for} votes for and {against} against: {share} or more of {base} are {side}, too many for "
        "a weak recommendation."
    ),
}
_CODES = {"choice", "outcome", "side"}


def said(reason: Reason, names: Mapping[str, str] | None = None) -> str:
    """A reason as a sentence; `names` gives places their names by id."""
    figures = {key: _figure(key, value, names or {}) for key, value in reason.figures.items()}
    return str(SENTENCES[reason.code]).format_map(figures)


def facts_of(taken: WayOut) -> WayOutFacts:
    """A recorded decision as the derivation takes it."""
    rule = weak_rule_from(taken.rule) if taken.rule else None
    return WayOutFacts(taken.choice, taken.by.ref, localized(taken.reason), rule)


def way_out_of(round: Round) -> tuple[WayOut, list[str]] | None:
    """The way out of a closed round with its sentences, None where none stands."""
    taken = round.ways_out.filter(taken_back_at=None).select_related("by").first()
    result = result_of(round)
    if taken is None or result is None:
        return None
    found = settled(rule_from(round.rule), result, rounds_held_before(round) + 1, facts_of(taken))
    names = {taken.by.ref: str(taken.by)}
    return taken, [said(reason, names) for reason in found.reasons]


def _figure(key: str, value: Any, names: Mapping[str, str]) -> str:
    if key == "by":
        return names.get(value, str(value))
    return words(value) if key in _CODES else str(value)
