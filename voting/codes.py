"""The words of evidence-to-decision and voting. Pure.

Criteria and answers: Alonso-Coello et al., BMJ 2016;353:i2016 and i2089. What is asked of a test
besides: Moberg et al., Health Res Policy Syst 2018;16:45, table 1.
"""

RECOMMENDATION_KINDS = ("graded", "good-practice", "only-in-research")
SECRECY = ("named", "confidential", "secret")
# Why a result was declared: at the close, or anew because somebody left the roll.
CAUSES = ("closed", "voter-revoked")
ROUND_STATUSES = ("open", "closed", "withdrawn")
POLL_STATUSES = ("open", "closed", "withdrawn")
# Each on a device of their own in their own time, in the room at once, or by hands counted by people.
ROUND_MODES = ("online", "live", "hands")
# What a chair may decide when the last round that the rule allows brought no consensus.
WAYS_OUT = ("no-recommendation", "weak", "postpone")
OPTIONS = (
    "strong-for",
    "weak-for",
    "neither",
    "either",
    "weak-against",
    "strong-against",
    "abstain",
)

_YES_NO = ("no", "probably-no", "probably-yes", "yes")
_SIZE = ("trivial", "small", "moderate", "large")
_CERTAINTY = ("very-low", "low", "moderate", "high", "no-included-studies")
_BALANCE = (
    "favours-comparison",
    "probably-favours-comparison",
    "does-not-favour-either",
    "probably-favours-intervention",
    "favours-intervention",
)
_OPEN = ("varies", "dont-know")

CRITERIA: dict[str, tuple[str, ...]] = {
    "problem": _YES_NO + _OPEN,
    "desirable_effects": _SIZE + _OPEN,
    "undesirable_effects": _SIZE + _OPEN,
    "certainty_of_effects": _CERTAINTY + _OPEN,
    "values": (
        "important-uncertainty",
        "possibly-important-uncertainty",
        "probably-no-important-uncertainty",
        "no-important-uncertainty",
        *_OPEN,
    ),
    "balance": _BALANCE + _OPEN,
    "resources_required": (
        "large-costs",
        "moderate-costs",
        "negligible",
        "moderate-savings",
        "large-savings",
        *_OPEN,
    ),
    "certainty_of_resources": _CERTAINTY + _OPEN,
    "cost_effectiveness": (*_BALANCE, "no-included-studies", *_OPEN),
    "equity": (
        "reduced",
        "probably-reduced",
        "probably-no-impact",
        "probably-increased",
        "increased",
        *_OPEN,
    ),
    "acceptability": _YES_NO + _OPEN,
    "feasibility": _YES_NO + _OPEN,
}

# Asked of a test besides the twelve. They prepare its effects and the certainty of these, so one that
# is left out is nothing missing.
TEST_CRITERIA: dict[str, tuple[str, ...]] = {
    "test_accuracy": ("very-inaccurate", "inaccurate", "accurate", "very-accurate", *_OPEN),
    "certainty_of_accuracy": _CERTAINTY + _OPEN,
    "certainty_of_test_effects": _CERTAINTY + _OPEN,
    "certainty_of_management": _CERTAINTY + _OPEN,
    "certainty_of_link": _CERTAINTY + _OPEN,
}
ANSWERS: dict[str, tuple[str, ...]] = CRITERIA | TEST_CRITERIA
_BEFORE = {"desirable_effects": ("test_accuracy",), "certainty_of_effects": (*TEST_CRITERIA,)[1:]}


def criteria_of(question_type: str) -> tuple[str, ...]:
    """What is judged on a question of this type, in GRADE's order: a test is asked more."""
    if question_type != "diagnostic":
        return tuple(CRITERIA)
    return tuple(one for each in CRITERIA for one in (*_BEFORE.get(each, ()), each))


def shown_answers(criterion: str) -> tuple[str, ...]:
    """The answers as they are laid out: what speaks for the intervention stands to the right.

    So undesirable effects run from large to trivial, as in GRADE's own table.
    """
    answers = ANSWERS[criterion]
    if criterion != "undesirable_effects":
        return answers
    said = [answer for answer in answers if answer not in _OPEN]
    return (*reversed(said), *_OPEN)
