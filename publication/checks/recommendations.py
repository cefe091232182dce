"""Rules on recommendations: strength, balance, wording and what was voted."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guideline.text import localized
from guideline.words import words
from publication.checks.finding import Found, Rule
from publication.checks.material import Material
from publication.checks.places import etd_place, rating_place, recommendation_place
from voting.rules.derivation import STRONG_ON_LOW

FOR = ("favours-intervention", "probably-favours-intervention")
AGAINST = ("favours-comparison", "probably-favours-comparison")
SAYS_NO_LEVEL = ("", "varies", "dont-know")
UNCLEAR = ("does-not-favour-either", "varies", "dont-know")

# How the five situations are named (Andrews 2013): life-threatening; uncertain benefit with certain
# harm; equivalence with one option surely less risky or costly; like benefit with one option
# possibly more risky or costly; possible catastrophe.
_SITUATION = re.compile(
    r"life[- ]?(threatening|saving)|catastroph|(uncertain|unproven|doubtful) benefit"
    r"|\bcertain (harm|risk)|equivalen|similar benefit|(less|more) (risky|costly|expensive)"
    r"|situation [1-5]\b"
    r"|生命を脅か|致命的|救命|破滅的|(不確実|不明)な(益|利益)|確実な害|同等|状況 ?[1-5１-５]",
    re.IGNORECASE,
)
# The verb that leads a statement decides; only where there is none, words of the weaker kind do:
# “we suggest that it should be given early” is weak.
_LEADING = re.compile(r"\b(we|panel|committee) (?P<verb>recommend|suggest)s?\b", re.IGNORECASE)
_STRONG_WORDS = re.compile(r"\bshould\b", re.IGNORECASE)
_WEAK_WORDS = re.compile(r"\b(might|may) be (used|given|offered|considered)\b", re.IGNORECASE)
_AGAINST_WORDS = re.compile(r"\b(recommend|suggest)s? (against|not)\b", re.IGNORECASE)


def strong_on_low(material: Material) -> Iterator[Found]:
    """Strong on low or very low certainty, and the justification names none of the five situations."""
    for _question, each in material.recommendations():
        row = each.recommendation
        said = f"{localized(row.justification)} {localized(row.remarks)}"
        if STRONG_ON_LOW in each.derived.flags and not _SITUATION.search(said):
            yield (
                recommendation_place(row, "justification"),
                _(
                    "Strong on {level} certainty, and the justification names none of the five "
                    "situations: life-threatening; uncertain benefit, certain harm; equivalence, "
                    "one less risky or costly; similar benefit, one more risky or costly; "
                    "possible catastrophic harm."
                ).format(level=words(each.derived.certainty)),
            )


def balance_against_vote(material: Material) -> Iterator[Found]:
    """The balance judged one way and the recommendation voted the other."""
    for question, each in material.recommendations():
        judged, direction = each.etd.get("balance"), each.derived.direction
        if judged is None or not judged.judgement:
            continue
        wrong = AGAINST if direction == "for" else FOR if direction == "against" else ()
        if judged.judgement in wrong:
            yield (
                etd_place(question.question, judged.recommendation, "balance"),
                _(
                    "The balance was judged “{balance}”, but {recommendation} was voted {direction}."
                ).format(
                    balance=words(judged.judgement),
                    recommendation=each.recommendation.ref,
                    direction=words(direction),
                ),
            )


def strong_on_unclear_balance(material: Material) -> Iterator[Found]:
    """Strong although the balance favours neither, varies, or is not known."""
    for question, each in material.recommendations():
        judged = each.etd.get("balance")
        if judged and judged.judgement in UNCLEAR and each.derived.strength == "strong":
            yield (
                etd_place(question.question, judged.recommendation, "balance"),
                _("{recommendation} is strong, but the balance was judged “{balance}”.").format(
                    recommendation=each.recommendation.ref, balance=words(judged.judgement)
                ),
            )


def panel_certainty_differs(material: Material) -> Iterator[Found]:
    """The panel's judgement on certainty other than what follows from its critical outcomes."""
    for question, each in material.recommendations():
        judged, level = each.etd.get("certainty_of_effects"), each.derived.certainty
        if judged is None or level is None or judged.judgement in (level, *SAYS_NO_LEVEL):
            continue
        yield (
            etd_place(question.question, judged.recommendation, "certainty_of_effects"),
            _("The panel judged the certainty {judged}; from the ratings follows {level}.").format(
                judged=words(judged.judgement), level=words(level)
            ),
        )


def wording_against_strength(material: Material) -> Iterator[Found]:
    """'We recommend' on a weak recommendation, 'we suggest' on a strong one."""
    for _question, each in material.recommendations():
        statement, strength = localized(each.recommendation.statement), each.derived.strength
        found = _wording(statement, strength)
        if found:
            yield (
                recommendation_place(each.recommendation, "statement"),
                _("The recommendation is {strength}, but its wording says “{wording}”.").format(
                    strength=words(strength), wording=found[0]
                ),
            )


def _wording(statement: str, strength: str | None) -> re.Match[str] | None:
    """The words of the other strength, if a statement has them."""
    leading = _LEADING.search(statement)
    if leading:
        wrong = {"weak": "recommend", "strong": "suggest"}.get(strength or "")
        return leading if leading["verb"].lower() == wrong else None
    words_of_the_other = {"weak": _STRONG_WORDS, "strong": _WEAK_WORDS}.get(strength or "")
    return words_of_the_other.search(statement) if words_of_the_other else None


def wording_against_direction(material: Material) -> Iterator[Found]:
    """A statement against something that was voted for."""
    for _question, each in material.recommendations():
        found = _AGAINST_WORDS.search(localized(each.recommendation.statement))
        if found and each.derived.direction == "for":
            yield (
                recommendation_place(each.recommendation, "statement"),
                _("The vote was for, but the wording says “{wording}”.").format(wording=found[0]),
            )


def evidence_changed_since_vote(material: Material) -> Iterator[Found]:
    """Evidence that is no longer what the last closed round voted on."""
    for _question, each in material.recommendations():
        if each.evidence_changed:
            yield (
                recommendation_place(each.recommendation, "rounds"),
                _("The evidence changed since round {n} was closed.").format(
                    n=each.last_closed.number
                ),
            )


def exception_refused(material: Material) -> Iterator[Found]:
    """A recorded exception to the lowest certainty that does not hold."""
    for question, each in material.recommendations():
        refused = [r for r in each.overall.reasons if r.code == "exception-refused"]
        for reason in refused:
            outcome = reason.figures["outcome"] or each.recommendation.sufficient_outcome.ref
            yield (
                rating_place(question.question, outcome),
                _("The exception recorded for {recommendation} does not hold: {problem}.").format(
                    recommendation=each.recommendation.ref, problem=words(reason.figures["problem"])
                ),
            )


RULES = (
    Rule(
        "strong-on-low",
        "warning",
        gettext_lazy(
            "Strong on low or very low certainty is for five situations, and the justification "
            "names which."
        ),
        "Andrews JC et al., 2013, GRADE guidelines 15, J Clin Epidemiol 66:726",
        strong_on_low,
        reads_votes=True,
    ),
    Rule(
        "balance-against-vote",
        "error",
        gettext_lazy(
            "The direction that is voted is the one that the balance was judged to favour."
        ),
        "Alonso-Coello P et al., 2016, BMJ 353:i2016",
        balance_against_vote,
        reads_votes=True,
    ),
    Rule(
        "strong-on-unclear-balance",
        "warning",
        gettext_lazy("Where the balance is unclear the recommendation is weak."),
        "Schünemann H et al., 2013, GRADE Handbook, 6.1",
        strong_on_unclear_balance,
        reads_votes=True,
    ),
    Rule(
        "panel-certainty-differs",
        "error",
        gettext_lazy("The panel's certainty is the one that follows from the ratings."),
        "Alonso-Coello P et al., 2016, BMJ 353:i2016",
        panel_certainty_differs,
    ),
    Rule(
        "wording-against-strength",
        "error",
        gettext_lazy("“We recommend” is for strong, “we suggest” for weak recommendations."),
        "Andrews J et al., 2013, GRADE guidelines 14, J Clin Epidemiol 66:719",
        wording_against_strength,
        reads_votes=True,
    ),
    Rule(
        "wording-against-direction",
        "error",
        gettext_lazy("The wording points the way that was voted."),
        "Andrews J et al., 2013, GRADE guidelines 14, J Clin Epidemiol 66:719",
        wording_against_direction,
        reads_votes=True,
    ),
    Rule(
        "evidence-changed-since-vote",
        "warning",
        gettext_lazy("A recommendation rests on the evidence that its voters saw."),
        "Plenary's own rule, 2026: a vote is bound to a hash of the evidence that was seen",
        evidence_changed_since_vote,
    ),
    Rule(
        "exception-refused",
        "warning",
        gettext_lazy("The exception to the lowest certainty holds only where all outcomes agree."),
        "Belgian Health Care Knowledge Centre (KCE), Process Book 5.1, as of 2026",
        exception_refused,
    ),
)
