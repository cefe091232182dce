"""The sentences of derived values: each reason's code and figures, as a person reads them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evidence.grade.reasons import Reason
from guideline.words import words
from voting.results.ways_out_words import SENTENCES as WAY_OUT
from voting.results.words import COMPARISONS

SENTENCES: Mapping[str, Any] = WAY_OUT | {
    # --- Tally
    "threshold-met": gettext_lazy(
        "{votes} of {base} votes are {contender}; {comparison} {share} needs {needed}."
    ),
    "threshold-missed": gettext_lazy(
        "{votes} of {base} votes are {contender}; {comparison} {share} needs {needed}: {missing} missing."
    ),
    "threshold-met-twice": gettext_lazy(
        "{contenders} each have {votes} of {base} votes: none has won alone."
    ),
    "inquorate": gettext_lazy(
        "{ballots} of {eligible} entitled voters took part; the quorum of {share} needs {needed}."
    ),
    "too-few-secret-ballots": gettext_lazy(
        "Fewer than {fewest} secret ballots were cast: no rule is applied, and nothing of them is told."
    ),
    "no-valid-ballots": gettext_lazy("Nobody voted for or against anything ({ballots} abstained)."),
    "agreement": gettext_lazy(
        "{votes} of {base} votes agree with the recommendation: {percent} %."
    ),
    "agreement-on-side": gettext_lazy(
        "{votes} of {base} votes are {side}, strong and weak together: {percent} % agree on the "
        "direction."
    ),
    "rounds-used-up": gettext_lazy(
        "After {rounds_held} of {rounds} rounds without a decision the rule says: no recommendation."
    ),
    "another-round": gettext_lazy(
        "No consensus in round {rounds_held} of {rounds}: discuss, vote again."
    ),
    "direction-met": gettext_lazy(
        "{for} votes for and {against} against; more than half of {base} needs {needed}: {side}."
    ),
    "direction-missed": gettext_lazy(
        "{for} votes for and {against} against: neither side has more than half of {base}."
    ),
    "direction-share-met": gettext_lazy(
        "{for} votes for and {against} against; {comparison} {share} of {base} needs {needed}: {side}."
    ),
    "direction-share-missed": gettext_lazy(
        "{for} votes for and {against} against; {comparison} {share} of {base} needs {needed}: "
        "neither side alone has it."
    ),
    "opposition-small": gettext_lazy("{votes} of {base} votes are {side}, less than {share}."),
    "opposition-too-large": gettext_lazy(
        "{votes} of {base} votes are {side}; {share} or more stops a decision."
    ),
    "strong-share-met": gettext_lazy(
        "{votes} of {base} are {contender}; {comparison} {share} needs {needed}: strong."
    ),
    "strong-share-missed": gettext_lazy(
        "{votes} of {base} are {contender}; {comparison} {share} needs {needed}: weak."
    ),
    "opposed": gettext_lazy("Mind the other side: {votes} of {base} votes are {side}."),
    "small-base": gettext_lazy("Only {base} votes count: nothing short of unanimity can pass."),
    "below-half-turnout": gettext_lazy("Only {ballots} of {eligible} entitled voters took part."),
    # --- Derivation
    "round-running": gettext_lazy("Round {round} is running: nothing is decided."),
    "no-closed-round": gettext_lazy("No round has been closed yet."),
    # --- Certainty of a body of evidence
    "certainty-starts": gettext_lazy("Starts {level} ({design}; rules: {edition})."),
    "rated-down": gettext_lazy("Rated down {steps} for {domain}: {because}"),
    "rated-up": gettext_lazy("Rated up {steps} for {domain}: {because}"),
    "certainty-reached": gettext_lazy("{start}, {total}: {level}."),
    "accuracy-certainty": gettext_lazy("The lower of the two parts decides ({parts}): {level}."),
    # --- Overall certainty
    "lowest-of-critical": gettext_lazy(
        "The lowest of {critical} critical outcomes is {level} ({outcomes})."
    ),
    "highest-sufficient": gettext_lazy(
        "All critical outcomes point the same way, and {outcome} ({level}) carries the "
        "recommendation by itself, says {by}: {because}"
    ),
    "exception-refused": gettext_lazy("The recorded exception does not hold: {problem}."),
    "no-critical-outcome": gettext_lazy(
        "No outcome is critical, so there is no overall certainty."
    ),
    "unrated-critical-outcome": gettext_lazy("The critical outcome {outcome} is not rated."),
    "no-included-studies": gettext_lazy("The critical outcome {outcome} has no included studies."),
}

FLAGS: Mapping[str, Any] = {
    "way-out-by-chair": gettext_lazy(
        "Decided by the chair after the last round without consensus, not by the vote."
    ),
    "way-out-postponed": gettext_lazy("The chair postponed the decision after the last round."),
    "way-out-lapsed": gettext_lazy(
        "The chair's way out no longer applies: the votes have changed since."
    ),
    "strong-on-low": gettext_lazy(
        "Strong on low or very low certainty: say which situation allows it."
    ),
    "up-and-down": gettext_lazy("A critical outcome was rated up and down at once."),
    "up-on-randomised": gettext_lazy("Randomised evidence was rated up."),
    "no-critical-outcome": gettext_lazy("No outcome is critical."),
    "unrated-critical-outcome": gettext_lazy("A critical outcome is not rated."),
    "too-few-secret-ballots": gettext_lazy(
        "Fewer than three secret ballots were cast: nothing of them is told, and nothing is decided."
    ),
    "recused-after-vote": gettext_lazy(
        "Somebody on the roll may no longer vote on the question: whether the ballot is void or "
        "stands is not decided yet."
    ),
    "computed-anew": gettext_lazy(
        "The result was computed anew after the close, because a ballot became void."
    ),
    "void-ballot-counts": gettext_lazy(
        "The vote of somebody who was taken off the roll still counts: nobody can tell which it is."
    ),
    "no-included-studies": gettext_lazy("A critical outcome has no included studies."),
    "wording-changed": gettext_lazy(
        "The wording is another one than was voted on: another round is due."
    ),
}

_CODES = {"choice", "contender", "side", "level", "start", "design", "edition", "domain", "problem"}


def sentence(reason: Reason, names: Mapping[str, str] | None = None) -> str:
    """The reason as a sentence; `names` gives outcomes and places their names by id."""
    figures = {key: _shown(key, value, names or {}) for key, value in reason.figures.items()}
    if reason.code == "certainty-reached":
        figures["total"] = _signed(reason.figures["total"])
        if reason.figures["clamped"]:
            figures["level"] = _("{level} (it cannot go further)").format(level=figures["level"])
    return _sentence_start(str(SENTENCES[reason.code]).format_map(figures))


def votes_in_words(votes: Mapping[str, int]) -> str:
    """`36 weak for, 4 strong for, 3 abstained`."""
    return ", ".join(f"{count} {words(option)}" for option, count in votes.items())


def decision_in_words(derived: Any) -> str:
    """What a recommendation is in a few words: `weak, for`, `no consensus`."""
    if derived.outcome != "recommendation":
        return words(derived.outcome)
    if derived.strength is None:
        return words(derived.direction)
    return f"{words(derived.strength)}, {words(derived.direction)}"


def _shown(key: str, value: Any, names: Mapping[str, str]) -> str:
    if key == "comparison":
        return str(COMPARISONS[value])
    if key in {"outcome", "by"}:
        return names.get(value, str(value))
    if key == "outcomes":
        return ", ".join(names.get(item, item) for item in value)
    if isinstance(value, tuple):
        return ", ".join(words(item) for item in value)
    if key in _CODES and isinstance(value, str):
        return words(value)
    return str(value)


def _signed(total: Any) -> str:
    if total == 0:
        return _("no step")
    steps = abs(total)
    template = (
        ngettext("down {n} level", "down {n} levels", steps)
        if total < 0
        else ngettext("up {n} level", "up {n} levels", steps)
    )
    return template.format(n=steps)


def _sentence_start(text: str) -> str:
    return text[:1].upper() + text[1:]
