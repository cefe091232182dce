"""The form that reconciles two ratings: filled where they agree, empty where they differ."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evidence.codes import DOMAINS
from evidence.raters.pairs import RatingPair
from evidence.rating_forms import RatingForm
from guideline.forms import text_lines
from guideline.text import localized


class ReconcilingForm(RatingForm):
    """All domains once more, and how the two came to agree."""

    because = forms.CharField(
        label=_("How the two were reconciled"), widget=text_lines(3), max_length=5000
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, pair: RatingPair, **kwargs: Any) -> None:
        counts = pair.counts.pk if pair.counts else None
        kwargs["initial"] = _agreed(pair) | {"seen": counts}
        super().__init__(*args, outcome=pair.outcome, **kwargs)
        # The reason for the whole stands below the domains.
        self.order_fields([name for name in self.fields if name != "because"])

    @property
    def general(self) -> list[forms.BoundField]:
        return [self["design"]]

    def values(self) -> dict[str, Any]:
        values = super().values()
        return values | {name: self.cleaned_data[name] for name in ("because", "seen")}

    def _first_fields(self) -> dict[str, forms.Field]:
        """Body and part are those of the two ratings."""
        return {}


def _agreed(pair: RatingPair) -> dict[str, Any]:
    """What both raters judged alike; where only their reasons differ, both."""
    one, other = pair.seen
    shown: dict[str, Any] = {}
    if one.design == other.design:
        shown["design"] = one.design
    first, second = ({row.domain: row for row in each.judgements.all()} for each in pair.seen)
    for domain in DOMAINS:
        if domain in first and domain in second and first[domain].levels == second[domain].levels:
            reasons = [localized(rows[domain].because) for rows in (first, second)]
            shown[f"{domain}_levels"] = first[domain].levels
            shown[f"{domain}_because"] = "\n".join(dict.fromkeys(filter(None, reasons)))
    return shown
