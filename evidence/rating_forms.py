"""The form of a rating: eight domains, each with its levels and its reason."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from evidence.actions.rating import Judged
from evidence.codes import BODY_DESIGNS, DOMAINS, RATING_PARTS
from evidence.grade.certainty import MOST_STEPS, MOST_UP
from evidence.models import Rating
from evidence.result_forms import body_field
from guideline.forms import VerbForm, choices, text_lines
from guideline.models import Outcome
from guideline.text import localized, reworded
from guideline.words import words

_DOWN = (
    _("No concern"),
    _("Serious concern: one level down"),
    _("Very serious concern: two levels down"),
    _("Extremely serious concern: three levels down"),
)
_UP = (_("Absent"), _("Present: one level up"), _("Very large: two levels up"))


class RatingForm(VerbForm):
    """All domains of one body of evidence; none is judged until somebody chooses."""

    design = forms.ChoiceField(
        label=_("Design of the studies"), choices=choices(BODY_DESIGNS, empty=_("Choose"))
    )

    def __init__(
        self, *args: Any, outcome: Outcome, rating: Rating | None = None, **kwargs: Any
    ) -> None:
        self.outcome = outcome
        self.language = get_language() or "en"
        self.former = {each.domain: each for each in rating.judgements.all()} if rating else {}
        kwargs["initial"] = self._shown(rating) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields = self._first_fields() | self.fields
        for domain in DOMAINS:
            self.fields[f"{domain}_levels"] = _levels_field(domain)
            self.fields[f"{domain}_because"] = _because_field(domain)

    @property
    def general(self) -> list[forms.BoundField]:
        """The fields that belong to no domain."""
        return [field for field in self if not field.name.endswith(("_levels", "_because"))]

    @property
    def domains(self) -> list[dict[str, Any]]:
        """Each domain with its two fields, in GRADE's order."""
        return [
            {
                "name": words(domain),
                "levels": self[f"{domain}_levels"],
                "because": self[f"{domain}_because"],
            }
            for domain in DOMAINS
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for domain in DOMAINS:
            steps, because = cleaned.get(f"{domain}_levels"), cleaned.get(f"{domain}_because")
            if steps and not because:
                self.add_error(f"{domain}_because", translate("Give the reason for the step."))
        return cleaned

    def values(self) -> dict[str, Any]:
        values = super().values()
        judged = {domain: self._judged(domain, values) for domain in DOMAINS}
        kept = {name: values[name] for name in ("design", "part", "body") if name in values}
        return kept | {"judged": judged}

    def _judged(self, domain: str, values: dict[str, Any]) -> Judged:
        before = self.former[domain].because if domain in self.former else None
        because = reworded(before, values[f"{domain}_because"], self.language)
        return Judged(values[f"{domain}_levels"], because)

    def _first_fields(self) -> dict[str, forms.Field]:
        fields = body_field(self.outcome)
        if self.outcome.type == "diagnostic":
            fields["part"] = forms.ChoiceField(
                label=_("What is rated"),
                required=False,
                choices=choices(RATING_PARTS, empty=_("Sensitivity and specificity together")),
            )
        return fields

    def _shown(self, rating: Rating | None) -> dict[str, Any]:
        if rating is None:
            return {}
        shown: dict[str, Any] = {"design": rating.design, "part": rating.part, "body": rating.body}
        for domain, judgement in self.former.items():
            shown[f"{domain}_levels"] = judgement.levels
            shown[f"{domain}_because"] = localized(judgement.because, self.language)
        return shown


def _levels_field(domain: str) -> forms.TypedChoiceField:
    sentences = _UP if domain in MOST_UP else _DOWN
    levels = [(str(steps), sentences[steps]) for steps in range(MOST_STEPS[domain] + 1)]
    return forms.TypedChoiceField(
        label=words(domain).capitalize(),
        coerce=int,
        choices=[("", _("Choose")), *levels],
        error_messages={"required": _("Not judged yet.")},
    )


def _because_field(domain: str) -> forms.CharField:
    label = translate("{domain}: reason").format(domain=words(domain).capitalize())
    area = text_lines(2)
    area.attrs["placeholder"] = translate("Reason")
    return forms.CharField(label=label, required=False, widget=area, max_length=5000)
