"""A way out as people read it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from evidence.grade.reasons import Reason
from guideline.text import localized
from guideline.words import words
from voting.models import Round, WayOut
from voting.queries import result_of, rounds_held_before
from voting.rules.agreement import Agreement, agreement_of
from voting.rules.rule import rule_from
from voting.rules.tally import Tally
from voting.rules.ways_out import Settled, WayOutFacts, settled, weak_rule_from

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
    taken, result = standing_way_out(round), result_of(round)
    found = settled_after(round, taken, result)
    if taken is None or found is None:
        return None
    names = {taken.by.ref: str(taken.by)}
    return taken, [said(reason, names) for reason in found.reasons]


def agreement_after(round: Round, result: Tally) -> Agreement | None:
    """The agreement with what came of a closed round, by its votes or by the chair's way out."""
    settled_so = settled_after(round, standing_way_out(round), result)
    return agreement_of(rule_from(round.rule).preset, result, settled_so)


def agreement_in_words(agreement: Agreement | Mapping[str, Any]) -> str:
    """A rate with its counts; it comes as computed, or as a version froze it."""
    found = agreement.as_data() if isinstance(agreement, Agreement) else agreement
    if found.get("side"):
        on_side = _(
            "Agreement on the direction: {votes} of {base} votes are {side}, strong and weak "
            "together, {percent} %"
        )
        return str(on_side).format_map({**found, "side": words(found["side"])})
    return str(_("Agreement: {votes} of {base}, {percent} %")).format_map(found)


def standing_way_out(round: Round) -> WayOut | None:
    """The way out that is recorded and not taken back."""
    return round.ways_out.filter(taken_back_at=None).select_related("by").first()


def settled_after(round: Round, taken: WayOut | None, result: Tally | None) -> Settled | None:
    """What a recorded way out makes of a closed round."""
    if taken is None or result is None:
        return None
    return settled(rule_from(round.rule), result, rounds_held_before(round) + 1, facts_of(taken))


def _figure(key: str, value: Any, names: Mapping[str, str]) -> str:
    if key == "by":
        return names.get(value, str(value))
    return words(value) if key in _CODES else str(value)
