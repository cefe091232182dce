"""The design of one study; `words` speaks of all studies of a design."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

ONE_STUDY = {
    "randomised-trial": _("randomised trial"),
    "quasi-randomised": _("quasi-randomised trial"),
    "cohort": _("cohort study"),
    "case-control": _("case-control study"),
    "before-after": _("before-after study"),
    "case-series": _("case series"),
    "observational": _("observational study"),
    "cross-sectional": _("cross-sectional study"),
    "systematic-review": _("systematic review"),
}


@register.filter
def study_design(code: str) -> str:
    """What kind of study one study is; an empty string where that is not recorded."""
    return str(ONE_STUDY[code]) if code else ""
