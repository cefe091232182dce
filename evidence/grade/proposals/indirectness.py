"""Indirectness: QUADAS-2's judgements of applicability; nothing else in the data speaks of it."""

from evidence.grade.proposals.body_figures import BodyFigures, StudyFigures
from evidence.grade.proposals.rule import Proposal, Rule, Source
from evidence.grade.proposals.settings import Settings
from evidence.grade.proposals.shares import UNRATED, Shares, shares_by
from evidence.risk_of_bias import APPLICABILITY

DOMAIN = "indirectness"
_ACCURACY = Source(
    "Schünemann HJ et al.",
    2008,
    "GRADE for diagnostic tests, BMJ 336:1106; Whiting 2011, Ann Intern Med 155:529 (QUADAS-2)",
    "an aspect counts once studies with high concern hold over half of the weight",
)
_STEPS = Source(
    "Guyatt G et al.",
    2011,
    "GRADE guidelines 8, J Clin Epidemiol 64:1303",
    "one step for one aspect, two for more",
)

NO_DATA = Rule(DOMAIN, "indirectness.no-data", _STEPS, "No judgement of applicability is recorded.")
UNRATED_DECIDE = Rule(
    DOMAIN,
    "indirectness.unrated-decide",
    _ACCURACY,
    "Studies without a judgement could turn the proposal: none.",
)
APPLICABLE = Rule(
    DOMAIN,
    "indirectness.applicable",
    _ACCURACY,
    "No aspect has high concern on over half of the weight: none.",
)
ONE_ASPECT = Rule(
    DOMAIN, "indirectness.one-aspect", _STEPS, "One aspect of applicability in doubt: one step."
)
SEVERAL_ASPECTS = Rule(
    DOMAIN,
    "indirectness.several-aspects",
    _STEPS,
    "Two or three aspects of applicability in doubt: two steps, or one.",
)
SURROGATE = Rule(
    DOMAIN,
    "indirectness.accuracy-as-surrogate",
    _ACCURACY,
    "Accuracy stands for what patients experience after the test; the committee judges that link.",
)
RULES = (NO_DATA, UNRATED_DECIDE, APPLICABLE, ONE_ASPECT, SEVERAL_ASPECTS, SURROGATE)


def propose(body: BodyFigures, edition: str, settings: Settings) -> Proposal:
    """Return the proposal for indirectness: from applicability, else none."""
    beside = (SURROGATE.cannot_say("surrogate"),) if body.kind == "accuracy" else ()
    if not any(study.applicability for study in body.studies):
        return NO_DATA.cannot_say("no-applicability", {"studies": body.n_studies}, beside=beside)
    shares = {aspect: _shares_of(body.studies, aspect) for aspect in APPLICABILITY}
    high = {aspect: of["high"] for aspect, of in shares.items()}
    figures = {**high, "unrated": max(of[UNRATED] for of in shares.values())}
    doubted = tuple(aspect for aspect in APPLICABILITY if high[aspect] > 50)
    possible = [of["high"] + of[UNRATED] > 50 for of in shares.values()]
    if sum(possible) != len(doubted):
        return UNRATED_DECIDE.cannot_say("unrated-decide", figures, beside=beside)
    if not doubted:
        unclear = any(of["high"] + of["unclear"] > 50 for of in shares.values())
        because = "applicability-unclear" if unclear else "applicable"
        allowed = (0, 1) if unclear else (0,)
        return APPLICABLE.proposes(0, because, figures, allowed=allowed, beside=beside)
    if len(doubted) == 1:
        return ONE_ASPECT.proposes(1, "one-aspect", {"aspects": doubted, **figures}, beside=beside)
    return SEVERAL_ASPECTS.proposes(
        2, "several-aspects", {"aspects": doubted, **figures}, allowed=(1, 2), beside=beside
    )


def _shares_of(studies: tuple[StudyFigures, ...], aspect: str) -> Shares:
    return shares_by(studies, lambda study: dict(study.applicability).get(aspect) or UNRATED)
