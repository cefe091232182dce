"""Rules on sentences that the data beside them contradict."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.grade.certainty import RANDOMISED
from evidence.profile import OutcomeChain
from guideline.text import localized
from guideline.words import words
from publication.chain import QuestionChain
from publication.checks.arithmetic.prose import (
    FigureClaim,
    RangeClaim,
    figures_in,
    levels_in,
    range_differs,
    ranges_in,
    stands_for,
    trials_in,
)
from publication.checks.finding import Found, Rule
from publication.checks.material import Held, Material, texts_of
from publication.checks.places import Place, etd_place, outcome_place, recommendation_place

_SAID = ("statement", "remarks", "justification", "subgroup")


def prose_against_range(material: Material) -> Iterator[Found]:
    """A printed range of sensitivity or specificity that is not that of the rows.

    Where an outcome says it, its own rows count; where the question does, those of any outcome.
    """
    for question in material.questions():
        held = [each for each in material.held if each.question is question]
        for place, text, own in _texts(question):
            claims = ranges_in(text)
            if not claims:
                continue
            rows = [_accuracy(each) for each in held if own is None or each.outcome is own]
            rows = [each for each in rows if each]
            for claim in claims:
                if rows and all(range_differs(claim, each[claim.what]) for each in rows):
                    yield place, _range(claim, rows[0][claim.what])


def prose_against_figure(material: Material) -> Iterator[Found]:
    """An effect or I² in a sentence that is not what the data give."""
    for question in material.questions():
        held = [each for each in material.held if each.question is question]
        for place, text, own in _texts(question):
            bodies = [each for each in held if own is None or each.outcome is own]
            for claim in figures_in(text):
                values = [value for each in bodies if (value := _value(each, claim)) is not None]
                if values and not any(stands_for(claim.figure, value) for value in values):
                    yield (
                        place,
                        _("The text says {what} {figure}; the data give {values}.").format(
                            what=claim.what,
                            figure=claim.figure,
                            values=", ".join(f"{value:.4g}" for value in values),
                        ),
                    )


def prose_against_designs(material: Material) -> Iterator[Found]:
    """Randomised trials in a sentence of a question that found none and holds none."""
    for question in material.questions():
        if not _holds_no_trial(question):
            continue
        for place, text, own in _texts(question, notes=True):
            for count in trials_in(text):
                yield (
                    place,
                    _(
                        "The text speaks of randomised trials ({count}), but the question found "
                        "none{rated}."
                    ).format(count=count, rated=_rated_as(own)),
                )


def prose_against_certainty(material: Material) -> Iterator[Found]:
    """A level of certainty in a sentence that is not the derived one."""
    for question, each in material.recommendations():
        level = each.derived.certainty
        if level is None:
            continue
        texts = [
            (
                recommendation_place(each.recommendation, name),
                localized(getattr(each.recommendation, name)),
            )
            for name in _SAID
        ]
        judged = each.etd.get("certainty_of_effects")
        if judged:
            place = etd_place(question.question, judged.recommendation, judged.criterion)
            texts += [(place, localized(text)) for text in judged.reasons]
        for place, text in texts:
            others = [said for said in levels_in(text) if said != level]
            if others:
                yield (
                    place,
                    _(
                        "The text calls the evidence {said}; the derived certainty is {level}."
                    ).format(said=words(others[0]), level=words(level)),
                )


def _texts(
    question: QuestionChain, *, notes: bool = False
) -> Iterator[tuple[Place, str, OutcomeChain | None]]:
    """What is said in a question: where, the text, and the outcome that it speaks of, if one."""
    for each in question.outcomes:
        place = outcome_place(question.question, each.outcome.ref)
        for text in texts_of(each):
            yield place, text, each
        for note in each.outcome.notes if notes else []:
            yield place, localized(note), each
    for criterion, judged in question.etd.items():
        for text in judged.reasons:
            yield etd_place(question.question, None, criterion), localized(text), None
    for recommendation in question.recommendations:
        row = recommendation.recommendation
        for name in _SAID:
            yield recommendation_place(row, name), localized(getattr(row, name)), None
        for criterion, judged in recommendation.etd.items():
            for text in judged.reasons if judged.recommendation_id else []:
                yield etd_place(question.question, row, criterion), localized(text), None


def _accuracy(held: Held) -> dict[str, list[float]]:
    """Sensitivities and specificities of the rows in percent; empty where this is no accuracy."""
    found = held.body.accuracy
    if found is None:
        return {}
    return {
        "sensitivity": [100 * float(value) for value in found.sens if value == value],
        "specificity": [100 * float(value) for value in found.spec if value == value],
    }


def _value(held: Held, claim: FigureClaim) -> float | None:
    effect = held.effect
    if effect is None:
        return None
    if claim.what == "I2":
        return effect.i2
    return effect.estimate if effect.measure == claim.what else None


def _range(claim: RangeClaim, values: list[float]) -> str:
    return _(
        "The text has a {what} of {low} to {high} %; the rows run from {least:.1f} to {most:.1f} %."
    ).format(
        what=words(claim.what),
        low=claim.low,
        high=claim.high,
        least=min(values),
        most=max(values),
    )


def _holds_no_trial(question: QuestionChain) -> bool:
    """Whether counts, studies and ratings all know of no randomised trial, and one of them speaks."""
    found = {row.design: row.studies for row in question.question.found.all()}
    designs = [row.design for row in question.question.studies.all()]
    designs += [
        rating.design
        for outcome in question.outcomes
        for body in outcome.bodies
        for rating in body.ratings.values()
    ]
    counted = sum(found.get(design, 0) for design in RANDOMISED)
    return bool(found or designs) and not counted and not RANDOMISED & set(designs)


def _rated_as(own: OutcomeChain | None) -> str:
    ratings = own.primary.ratings.values() if own and own.primary else ()
    designs = sorted({words(rating.design) for rating in ratings})
    return _(", and the body is rated as {designs}").format(designs=designs[0]) if designs else ""


RULES = (
    Rule(
        "prose-against-range",
        "error",
        gettext_lazy("A range in a sentence is that of the rows."),
        "AGREE Next Steps Consortium, 2017, AGREE II, item 12",
        prose_against_range,
    ),
    Rule(
        "prose-against-figure",
        "error",
        gettext_lazy("An effect or I² in a sentence is that of the data."),
        "AGREE Next Steps Consortium, 2017, AGREE II, item 12",
        prose_against_figure,
    ),
    Rule(
        "prose-against-designs",
        "warning",
        gettext_lazy("A sentence speaks of randomised trials only where there are some."),
        "AGREE Next Steps Consortium, 2017, AGREE II, item 9",
        prose_against_designs,
    ),
    Rule(
        "prose-against-certainty",
        "error",
        gettext_lazy("A sentence gives the evidence the certainty that is derived."),
        "Andrews J et al., 2013, GRADE guidelines 14, J Clin Epidemiol 66:719",
        prose_against_certainty,
    ),
)
