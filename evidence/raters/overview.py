"""The overview of two raters: each body's state and whose move it is, and their agreement in figures."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evidence.codes import DOMAINS
from evidence.grade.agreement import Agreement, by_domain, together
from evidence.raters.pairs import RATE, RatingPair
from guideline.models import Guideline, PanelMember
from guideline.roles import ROLES
from guideline.words import words


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One body and part: its ratings and whose move it is."""

    pair: RatingPair
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """The agreement on one domain, or on all together."""

    name: str
    agreement: Agreement


def raters_of(guideline: Guideline) -> list[PanelMember]:
    """The places that may rate, in the panel's order."""
    roles = [role.name for role in ROLES if role.may(RATE)]
    return list(guideline.panel.filter(role__in=roles).order_by("position", "id"))


def overview_rows(guideline: Guideline, pairs: Iterable[RatingPair]) -> list[OverviewRow]:
    """Each body and part with whose move it is; nobody's where one rating is enough."""
    raters = raters_of(guideline)
    dual = guideline.raters == "dual"
    return [
        OverviewRow(pair, tuple(str(place) for place in pair.waits_for(raters)) if dual else ())
        for pair in pairs
    ]


def agreement_rows(pairs: Iterable[RatingPair]) -> list[AgreementRow]:
    """The agreement over every pair that the viewer may see: all domains together, then each."""
    compared = [levels for pair in pairs if (levels := pair.levels) is not None]
    each = by_domain(compared, DOMAINS)
    return [
        AgreementRow(_("all domains together"), together(compared, DOMAINS)),
        *(AgreementRow(words(domain), each[domain]) for domain in DOMAINS),
    ]
