"""Two methodologists on one outcome, each with something to hide from the other."""

from evidence.actions.rating import Judged, rate_certainty
from evidence.actions.reconciling import reconcile_certainty
from evidence.codes import DOMAINS
from tests import factories

NO_CONCERN = dict.fromkeys(DOMAINS, Judged(0))
FIRST_REASON, SECOND_REASON = "First secret worry.", "Second secret worry."
FIRST = NO_CONCERN | {"imprecision": Judged(2, FIRST_REASON)}
SECOND = NO_CONCERN | {"imprecision": Judged(1, SECOND_REASON)}
SETTLED = NO_CONCERN | {"imprecision": Judged(1, "Few events, both agreed.")}


def methodologist_named(guideline, name: str, position: int = 0):
    """Somebody more who rates."""
    user = factories.make_user(name)
    factories.make_member(
        guideline=guideline, ref=name, role="methodologist", user=user, position=position
    )
    return user


def two_raters(guideline):
    """The guideline asks for two; here they are."""
    guideline.raters = "dual"
    guideline.save()
    return methodologist_named(guideline, "first", 1), methodologist_named(guideline, "second", 2)


def rate(by, outcome, judged, **more):
    """One rater's own rating, of randomised trials unless said otherwise."""
    given = {"design": "randomised-trial"} | more
    return rate_certainty(by=by, outcome=outcome, judged=judged, **given)


def reconcile(by, outcome, judged=SETTLED, **more):
    """What the two came to agree on, for the only body of evidence there is."""
    given = {"design": "randomised-trial", "because": "Talked over the interval.", "seen": None}
    return reconcile_certainty(by=by, body=outcome.bodies.get(), judged=judged, **given | more)
