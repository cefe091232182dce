"""From a stored rating to its certainty: the models are read, the pure rules decide."""

from evidence.grade.certainty import Certainty, certainty_of
from evidence.grade.certainty import Judgement as JudgementFacts
from evidence.grade.certainty import Rating as RatingFacts
from evidence.models import Rating
from guideline.text import localized


def facts_of(rating: Rating, *, diagnostic: bool) -> RatingFacts:
    """The judgements of a rating as the rules read them."""
    judgements = tuple(
        JudgementFacts(each.domain, each.levels, localized(each.because))
        for each in rating.judgements.all()
    )
    return RatingFacts(rating.design, rating.edition, diagnostic, judgements)


def certainty_of_rating(rating: Rating, *, diagnostic: bool) -> Certainty:
    """The certainty that a rating comes to, with its explanation."""
    return certainty_of(facts_of(rating, diagnostic=diagnostic))
