"""Risk of bias across studies: which class of studies holds the weight, and what follows."""

from math import exp, fsum, sqrt
from statistics import NormalDist

from evidence.grade.proposals.body_figures import BodyFigures, StudyFigures
from evidence.grade.proposals.rule import Figure, Proposal, Rule, Source
from evidence.grade.proposals.settings import Settings
from evidence.grade.proposals.shares import UNRATED, Shares, shares_by

LOW, UNCLEAR, HIGH = "low", "unclear", "high"

# RoB 2 (Sterne, BMJ 2019), other tools, and ROBINS-I (Sterne, BMJ 2016, table 1), where 'moderate'
# is sound for a study that is not randomised: its low start has paid for that already.
CLASSES = {
    "low": LOW,
    "moderate": LOW,
    "some-concerns": UNCLEAR,
    "unclear": UNCLEAR,
    "no-information": UNCLEAR,
    "serious": HIGH,
    "high": HIGH,
    "critical": HIGH,
}
# Steps down by ROBINS-I's judgement where every body starts high.
ROBINS_STEPS = {"low": 0, "moderate": 1, "serious": 2, "critical": 3}

DOMAIN = "risk_of_bias"
_TABLE = Source(
    "Schünemann HJ et al.",
    2011,
    "Cochrane Handbook 5.1, table 12.2.d",
    "'most information' is taken as over half of the weight",
)
_FIGURE = Source(
    "Guyatt G et al.",
    2025,
    "Core GRADE 4, BMJ 389:e083864, figure 2",
    "some concerns count as low unless set otherwise; results differ from P < 0.10 on",
)
_ROBINS = Source(
    "Schünemann HJ et al.",
    2019,
    "GRADE guidelines 18, J Clin Epidemiol 111:105",
    "one step for each class above low, by the class that over half of the weight reaches",
)

NO_RATINGS = Rule(DOMAIN, "risk_of_bias.no-ratings", _TABLE, "No study is rated: nothing to weigh.")
UNRATED_DECIDE = Rule(
    DOMAIN,
    "risk_of_bias.unrated-decide",
    _TABLE,
    "Studies without a rating could turn the judgement: no proposal.",
)
MOSTLY_LOW = Rule(
    DOMAIN, "risk_of_bias.classic.mostly-low", _TABLE, "Over half of the weight at low risk: none."
)
MOSTLY_UNCLEAR = Rule(
    DOMAIN,
    "risk_of_bias.classic.mostly-unclear",
    _TABLE,
    "Neither low nor high risk holds over half: one step, or none.",
)
MOSTLY_HIGH = Rule(
    DOMAIN,
    "risk_of_bias.classic.mostly-high",
    _TABLE,
    "Over half of the weight at high risk: one step, two for a crucial flaw.",
)
DOMINATED = Rule(
    DOMAIN,
    "risk_of_bias.core-2025.dominated",
    _FIGURE,
    "55 % of the weight or more at high risk: one step, unless those at low risk show as much effect.",
)
NOT_DOMINATED = Rule(
    DOMAIN,
    "risk_of_bias.core-2025.not-dominated",
    _FIGURE,
    "Less at high risk: none; where the groups differ, use the studies at low risk only.",
)
BY_ROBINS = Rule(
    DOMAIN,
    "risk_of_bias.robins-i.by-judgement",
    _ROBINS,
    "A step for each class of ROBINS-I above low, by the class that over half of the weight reaches.",
)
RULES = (
    NO_RATINGS,
    UNRATED_DECIDE,
    MOSTLY_LOW,
    MOSTLY_UNCLEAR,
    MOSTLY_HIGH,
    DOMINATED,
    NOT_DOMINATED,
    BY_ROBINS,
)


def judgement_of(study: StudyFigures) -> str:
    """Return a study's judgement; from its domains where the tool has no overall one.

    QUADAS-2: low only if every domain is low, else at risk (Whiting 2011), here by the worst domain.
    """
    if study.bias or not study.bias_domains:
        return study.bias
    if "" in study.bias_domains:
        return ""
    order = (LOW, UNCLEAR, HIGH)
    return max(study.bias_domains, key=lambda word: order.index(CLASSES.get(word, UNCLEAR)))


def class_of(study: StudyFigures) -> str:
    """Return low, unclear, high, or unrated."""
    return CLASSES.get(judgement_of(study), UNRATED)


def propose(body: BodyFigures, edition: str, settings: Settings) -> Proposal:
    """Return the proposal for risk of bias; studies not rated decide nothing by themselves."""
    rated = [study for study in body.studies if class_of(study) != UNRATED]
    if not rated:
        return NO_RATINGS.cannot_say("no-ratings", {"studies": body.n_studies})
    if edition == "robins-i" and body.design not in ("randomised-trial", "quasi-randomised"):
        return _by_robins(body)
    shares = shares_by(body.studies, class_of)
    best, worst = (
        _decided(body, _with_unrated_as(shares, rating), edition, settings)
        for rating in (LOW, HIGH)
    )
    if (best.rule, best.because) != (worst.rule, worst.because):
        return UNRATED_DECIDE.cannot_say("unrated-decide", _figures(shares))
    return _decided(body, shares, edition, settings)


def _with_unrated_as(shares: Shares, rating: str) -> Shares:
    of = {name: shares[name] for name in (LOW, UNCLEAR, HIGH)}
    of[rating] += shares[UNRATED]
    return Shares(of, shares.by)


def _figures(shares: Shares) -> dict[str, Figure]:
    names = (LOW, UNCLEAR, HIGH, UNRATED)
    return {**{name: shares[name] for name in names}, "by": shares.by}


def _decided(body: BodyFigures, shares: Shares, edition: str, settings: Settings) -> Proposal:
    return _core(body, shares, settings) if edition == "core-2025" else _classic(body, shares)


def _classic(body: BodyFigures, shares: Shares) -> Proposal:
    figures = _figures(shares)
    if shares[LOW] > 50:
        return MOSTLY_LOW.proposes(0, "mostly-low", figures)
    if shares[HIGH] > 50:
        return MOSTLY_HIGH.proposes(1, "mostly-high", figures, allowed=(1, 2))
    return MOSTLY_UNCLEAR.proposes(1, "mostly-unclear", figures, allowed=(0, 1))


def _core(body: BodyFigures, shares: Shares, settings: Settings) -> Proposal:
    high = shares[HIGH] + (shares[UNCLEAR] if settings.some_concerns_as == "high" else 0.0)
    compared = _compared(body, settings)
    figures = {**_figures(shares), **compared, "dominating": settings.dominating}
    if high >= settings.dominating:
        return _dominated(body, compared, figures)
    differ = compared.get("p")
    apart = isinstance(differ, float) and differ < settings.groups_differ_p
    because = "use-low-risk-only" if apart else "not-dominated"
    return NOT_DOMINATED.proposes(0, because, figures)


def _dominated(
    body: BodyFigures,
    compared: dict[str, float | None],
    figures: dict[str, Figure],
) -> Proposal:
    """Could bias explain the effect? Not where studies at low risk show as much."""
    high, low = compared.get("estimate_high"), compared.get("estimate_low")
    if body.effect is None or high is None or low is None:
        return DOMINATED.proposes(1, "no-low-risk-to-compare", figures, allowed=(0, 1))
    towards = 1 if body.effect.estimate >= body.effect.null else -1
    if towards * (high - low) > 0:
        return DOMINATED.proposes(1, "bias-could-explain", figures)
    return DOMINATED.proposes(0, "bias-does-not-explain", figures, allowed=(0, 1))


def _compared(body: BodyFigures, settings: Settings) -> dict[str, float | None]:
    """Estimates of the two groups (fixed effect, on their natural scale), P of their difference."""
    low_words = (LOW,) if settings.some_concerns_as == "high" else (LOW, UNCLEAR)
    low = _average([study for study in body.studies if class_of(study) in low_words])
    rest = [study for study in body.studies if class_of(study) not in (*low_words, UNRATED)]
    high = _average(rest)
    p = None
    if low and high:
        z = abs(low[0] - high[0]) / sqrt(low[1] + high[1])
        p = 2 * (1 - NormalDist().cdf(z))
    is_ratio = any(study.effect.is_ratio for study in body.studies if study.effect)
    shown = [exp(each[0]) if is_ratio else each[0] for each in (low, high) if each]
    return {
        "estimate_low": shown[0] if low else None,
        "estimate_high": shown[-1] if high else None,
        "p": p,
    }


def _average(studies: list[StudyFigures]) -> tuple[float, float] | None:
    pairs = [pair for study in studies if (pair := study.estimate_and_variance)]
    if not pairs:
        return None
    total = fsum(1 / variance for _estimate, variance in pairs)
    return fsum(estimate / variance for estimate, variance in pairs) / total, 1 / total


def _by_robins(body: BodyFigures) -> Proposal:
    """The class that over half of the weight reaches, from the worst down."""
    shares = shares_by(body.studies, judgement_of)
    known = fsum(shares[word] for word in ROBINS_STEPS)
    figures = {word: shares[word] for word in ROBINS_STEPS}
    rest = round(100 - known, 6)
    reached = [_reached(shares, extra) for extra in (0.0, rest)]
    if reached[0] != reached[1]:
        return UNRATED_DECIDE.cannot_say(
            "unrated-decide", {"unrated": rest, "by": shares.by, **figures}
        )
    steps = reached[0]
    open_to = (steps, min(steps + 1, 3)) if steps == 2 else (steps,)
    return BY_ROBINS.proposes(
        steps, "by-judgement", {"by": shares.by, "unrated": rest, **figures}, allowed=open_to
    )


def _reached(shares: Shares, extra: float) -> int:
    """Steps of the worst class that over half of the weight reaches; `extra` counts as the worst."""
    held = extra
    for word in reversed(ROBINS_STEPS):
        held += shares[word]
        if held > 50:
            return ROBINS_STEPS[word]
    return 0
