"""Rules on the judgements themselves: reasons, missing domains, steps that GRADE hardly knows."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evidence.codes import DOMAINS, DOMAINS_DOWN, DOMAINS_UP
from evidence.grade.certainty import RANDOMISED
from evidence.grade.proposals.body_figures import ODDS_RATIOS, Effect
from evidence.grade.proposals.large_effect import of_undesirable_event
from evidence.proposing.body_figures import figures_of
from guideline.words import words
from publication.checks.arithmetic.counts import is_far_from_size, steps_for_size
from publication.checks.finding import Found, Rule
from publication.checks.material import Material, Rated

# Relative measures that are near a risk ratio; without a baseline risk an odds ratio is not.
SIZED = ("RR", "HR")


def step_without_reason(material: Material) -> Iterator[Found]:
    """A step down or up with a blank reason."""
    for rated in material.ratings():
        for domain in DOMAINS:
            if rated.steps(domain) and not rated.reason(domain):
                yield (
                    rated.place,
                    _("{domain} moves the certainty by {steps}, and no reason is given.").format(
                        domain=words(domain).capitalize(), steps=rated.steps(domain)
                    ),
                )


def domain_not_judged(material: Material) -> Iterator[Found]:
    """A rating that leaves out some of the five domains; each counts as no concern."""
    for rated in material.ratings():
        missing = [words(domain) for domain in DOMAINS_DOWN if domain not in rated.judged]
        if missing:
            yield (
                rated.place,
                ngettext(
                    "{n} of the five domains is not judged and counts as no concern: {missing}.",
                    "{n} of the five domains are not judged and count as no concern: {missing}.",
                    len(missing),
                ).format(n=len(missing), missing=", ".join(missing)),
            )


def three_steps_down(material: Material) -> Iterator[Found]:
    """Three steps in one domain, where neither ROBINS-I nor a tiny body explains it."""
    for rated in material.ratings():
        for domain in DOMAINS_DOWN:
            if rated.steps(domain) < 3 or _three_are_known(rated, domain):
                continue
            yield (
                rated.place,
                _(
                    "{domain} is lowered by three levels. That is known for risk of bias rated "
                    "with ROBINS-I, and for imprecision far from the optimal information size."
                ).format(domain=words(domain).capitalize()),
            )


def publication_bias_over_one(material: Material) -> Iterator[Found]:
    """Publication bias lowered by two levels or more."""
    for rated in material.ratings():
        if rated.steps("publication_bias") > 1:
            yield (
                rated.place,
                _("Publication bias is lowered by {n} levels; it is suspected, never seen.").format(
                    n=rated.steps("publication_bias")
                ),
            )


def up_and_down(material: Material) -> Iterator[Found]:
    """A body rated up although something lowered it."""
    for rated in material.ratings():
        up = [words(domain) for domain in DOMAINS_UP if rated.steps(domain)]
        down = [words(domain) for domain in DOMAINS_DOWN if rated.steps(domain)]
        if up and down:
            yield (
                rated.place,
                _("Rated up for {up} and down for {down} at once.").format(
                    up=", ".join(up), down=", ".join(down)
                ),
            )


def up_on_randomised(material: Material) -> Iterator[Found]:
    """Trials rated up."""
    for rated in material.ratings():
        up = [words(domain) for domain in DOMAINS_UP if rated.steps(domain)]
        if up and rated.rating.design in RANDOMISED:
            yield (
                rated.place,
                _("{design} start high, yet are rated up for {up}.").format(
                    design=words(rated.rating.design).capitalize(), up=", ".join(up)
                ),
            )


def large_effect_not_large(material: Material) -> Iterator[Found]:
    """More steps for a large effect than the risk ratio of the undesirable event supports."""
    for rated in material.ratings():
        given = rated.steps("large_effect")
        effect = _of_undesirable_event(rated) if given else None
        if effect is None:
            continue
        supported = 0 if effect.lower < 1 < effect.upper else steps_for_size(effect.estimate)
        if given > supported:
            yield (
                rated.place,
                _(
                    "Rated up by {given} for a large effect, but {measure} {estimate:.2f} "
                    "({low:.2f} to {high:.2f}) supports {supported}: one step from a 2-fold, two "
                    "from a 5-fold change that excludes no effect."
                ).format(
                    given=given,
                    measure=effect.measure,
                    estimate=effect.estimate,
                    low=effect.lower,
                    high=effect.upper,
                    supported=supported,
                ),
            )


def _of_undesirable_event(rated: Rated) -> Effect | None:
    """What a large effect is judged by; None where the figures do not tell it.

    A wanted event (survival) and an odds ratio are converted at the baseline risk (GRADE guidelines
    9). Without one, only a ratio of an event that is better avoided, or of which nobody said which
    way is better, is taken as it is.
    """
    figures = figures_of(rated.held.body, rated.rating.part)
    effect, favours = figures.effect, figures.favours
    if effect is None or effect.measure not in (*SIZED, *ODDS_RATIOS):
        return None
    turned = of_undesirable_event(effect, favours, figures.control_risk) if favours else None
    if turned is not None or favours == "higher":
        return turned
    return effect if effect.measure in SIZED else None


def case_series_not_lowered(material: Material) -> Iterator[Found]:
    """Case series without a step for risk of bias and without a word on it."""
    for rated in material.ratings():
        if rated.rating.design == "case-series" and rated.leaves("risk_of_bias"):
            yield (
                rated.place,
                _("Case series have no control group, yet risk of bias is not lowered."),
            )


def robins_i_without_ratings(material: Material) -> Iterator[Found]:
    """Non-randomised studies that start high although not all of them have a ROBINS-I rating."""
    for rated in material.ratings():
        rating = rated.rating
        diagnostic = rated.held.outcome.outcome.type == "diagnostic"
        if rating.edition != "robins-i" or rating.design in RANDOMISED or diagnostic:
            continue
        studies = {row.study.ref: row.study for row in rated.held.body.results}
        without = [str(each) for each in studies.values() if _tool(each) != "robins-i"]
        if without or not studies:
            yield (
                rated.place,
                _(
                    "{design} start high because they are rated with ROBINS-I; these studies are "
                    "not: {without}."
                ).format(
                    design=words(rating.design).capitalize(),
                    without=", ".join(without) or _("none is listed"),
                ),
            )


def proposal_overridden(material: Material) -> Iterator[Found]:
    """A domain judged otherwise than was proposed at that moment, with no word on why."""
    for rated in material.ratings():
        for domain in DOMAINS:
            judged = rated.judged.get(domain)
            proposed = (judged.proposed or {}).get("levels") if judged else None
            if proposed in (None, rated.steps(domain)) or rated.reason(domain):
                continue
            yield (
                rated.place,
                _(
                    "{domain} moves the certainty by {steps} where {proposed} was proposed "
                    "({rule}), and no reason is given."
                ).format(
                    domain=words(domain).capitalize(),
                    steps=rated.steps(domain),
                    proposed=proposed,
                    rule=judged.proposed["rule"],
                ),
            )


def _three_are_known(rated: Rated, domain: str) -> bool:
    if domain == "risk_of_bias":
        return bool(rated.rating.edition == "robins-i")
    return domain == "imprecision" and is_far_from_size(*_size(rated))


def _size(rated: Rated) -> tuple[int | None, int | None]:
    """Events and people of both groups, None where a row does not give them."""
    rows = rated.held.body.rows
    events = [row[key] for row in rows for key in ("events_1", "events_2")]
    people = [row[key] for row in rows for key in ("total_1", "total_2")]
    return _sum(events), _sum(people)


def _sum(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if counts and len(known) == len(counts) else None


def _tool(study) -> str:
    return (study.risk_of_bias or {}).get("tool", "")


RULES = (
    Rule(
        "step-without-reason",
        "error",
        gettext_lazy("Every step down or up has a reason in words."),
        "Guyatt GH et al., 2013, GRADE guidelines 12, J Clin Epidemiol 66:158",
        step_without_reason,
    ),
    Rule(
        "domain-not-judged",
        "warning",
        gettext_lazy("A rating judges all five domains, be it as no concern."),
        "Schünemann HJ et al., 2023, Cochrane Handbook 6.4, chapter 14",
        domain_not_judged,
    ),
    Rule(
        "three-steps-down",
        "warning",
        gettext_lazy(
            "Three levels down are for risk of bias with ROBINS-I, or imprecision far from the "
            "optimal information size."
        ),
        "Schünemann HJ et al., 2019, GRADE guidelines 18, J Clin Epidemiol 111:105; Guyatt GH et "
        "al., 2025, Core GRADE 1, BMJ 389:e081903",
        three_steps_down,
    ),
    Rule(
        "publication-bias-over-one",
        "warning",
        gettext_lazy("Publication bias lowers by one level at most."),
        "Guyatt GH et al., 2011, GRADE guidelines 5, J Clin Epidemiol 64:1277",
        publication_bias_over_one,
    ),
    Rule(
        "up-and-down",
        "warning",
        gettext_lazy("Certainty is rated up only where nothing lowers it."),
        "Guyatt GH et al., 2011, GRADE guidelines 9, J Clin Epidemiol 64:1311",
        up_and_down,
    ),
    Rule(
        "up-on-randomised",
        "warning",
        gettext_lazy("Randomised evidence is not rated up."),
        "Guyatt GH et al., 2011, GRADE guidelines 9, J Clin Epidemiol 64:1311",
        up_on_randomised,
    ),
    Rule(
        "large-effect-not-large",
        "warning",
        gettext_lazy("A large effect changes the risk 2-fold, a very large one 5-fold."),
        "Guyatt GH et al., 2011, GRADE guidelines 9, J Clin Epidemiol 64:1311",
        large_effect_not_large,
    ),
    Rule(
        "case-series-not-lowered",
        "warning",
        gettext_lazy("Case series are lowered for having no control group, or it is said why not."),
        "Schünemann H et al., 2013, GRADE Handbook, chapter 5",
        case_series_not_lowered,
    ),
    Rule(
        "proposal-overridden",
        "warning",
        gettext_lazy("A judgement that differs from what was proposed says why."),
        "Guyatt GH et al., 2013, GRADE guidelines 12, J Clin Epidemiol 66:158",
        proposal_overridden,
    ),
    Rule(
        "robins-i-without-ratings",
        "error",
        gettext_lazy("Where non-randomised studies start high, each has a ROBINS-I rating."),
        "Schünemann HJ et al., 2019, GRADE guidelines 18, J Clin Epidemiol 111:105",
        robins_i_without_ratings,
    ),
)
