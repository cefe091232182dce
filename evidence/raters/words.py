"""How a rating reads: the words for a number of levels, and by how many it was rated."""

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from evidence.grade.certainty import MOST_UP
from evidence.models import Rating
from guideline.models import Guideline
from guideline.times import in_zone

_DOWN = (
    _("not serious"),
    _("serious, one level down"),
    _("very serious, two levels down"),
    _("extremely serious, three levels down"),
)
_UP = (_("absent"), _("present, one level up"), _("very large, two levels up"))

STATES = {
    "unrated": _("not rated"),
    "rated-by-one": _("rated by one rater"),
    "one-of-two": _("waits for the second rater"),
    "to-reconcile": _("to be reconciled"),
    "reconciled": _("rated by two, reconciled"),
    "rated-again": _("rated again after reconciliation"),
}


def levels_in_words(domain: str, levels: int) -> str:
    """How much of a concern (or of a reason to rate up) so many levels are."""
    return str((_UP if domain in MOST_UP else _DOWN)[levels])


def rated_by(rating: Rating, guideline: Guideline) -> str:
    """By how many the rating that counts was made: `rated by two, reconciled by member-07 on ...`."""
    if rating.reconciled_by is None:
        return translate("rated by one rater")
    if rating.at is None:
        said = translate("rated by two, reconciled by {who}")
        return said.format(who=rating.reconciled_by)
    said = translate("rated by two, reconciled by {who} on {when}")
    return said.format(who=rating.reconciled_by, when=in_zone(rating.at, guideline))
