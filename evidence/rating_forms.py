"""The form of a rating: eight domains, each with its levels and its reason."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from evidence.actions.rating import Judged
from evidence.codes import BODY_DESIGNS, DOMAINS, RATING_PARTS
from evidence.grade.certainty import MOST_STEPS, MOST_UP
from evidence.models import Judgement, Rating
from evidence.profile import BodyChain
from evidence.proposing.overriding import overridden_without_reason, proposals_at_rating
from evidence.proposing.proposals import proposals_of
from evidence.proposing.shown import ShownProposal, shown
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
        self,
        *args: Any,
        outcome: Outcome,
        rating: Rating | None = None,
        bodies: Sequence[BodyChain] = (),
        **kwargs: Any,
    ) -> None:
        self.outcome = outcome
        self.bodies = bodies
        self.rating = rating
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
        proposals = {each.domain: each for each in self.proposals}
        return [
            {
                "code": domain,
                "name": words(domain),
                "proposal": proposals.get(domain),
                "levels": self[f"{domain}_levels"],
                "because": self[f"{domain}_because"],
            }
            for domain in DOMAINS
        ]

    @property
    def body(self) -> BodyChain | None:
        """The body that is rated: as chosen, else as the rating shown, else the primary one."""
        chosen = self["body"].value() if "body" in self.fields else None
        return next(
            (
                each
                for each in self.bodies
                if str(each.body.pk) == str(getattr(chosen, "pk", chosen))
            ),
            next((each for each in self.bodies if each.body.primary), None)
            or next(iter(self.bodies), None),
        )

    @property
    def part(self) -> str:
        """The part that is rated, as chosen or asked for; empty for the whole."""
        return (self["part"].value() or "") if "part" in self.fields else ""

    @property
    def proposals(self) -> list[ShownProposal]:
        """What the rules propose beside the fields: nothing of it stands in them."""
        body = self.body
        if body is None:
            return []
        if self.is_bound:
            made = self._proposals_for(self._judged_so_far())
        else:
            design = self.rating.design if self.rating else ""
            edition = self.outcome.guideline.grade_rules
            made = proposals_of(body, self.part, edition=edition, design=design)
        return shown(made, self.part, self._former_of(body))

    def _proposals_for(self, judged: dict[str, Judged]) -> dict[str, Any]:
        body, design = self.body, self.cleaned_data.get("design", "")
        known = self.part in ("", *RATING_PARTS)
        if body is None or not known:
            return {}
        return proposals_at_rating(body, self.part, design=design, judged=judged)

    def _former_of(self, body: BodyChain) -> dict[str, Judgement]:
        """What was judged before, if of this body and this part."""
        rating = self.rating
        if rating is None or (rating.body_id, rating.part) != (body.body.pk, self.part):
            return {}
        return self.former

    def _judged_so_far(self) -> dict[str, Judged]:
        cleaned = self.cleaned_data
        return {
            domain: Judged(levels, cleaned.get(f"{domain}_because"))
            for domain in DOMAINS
            if (levels := cleaned.get(f"{domain}_levels")) not in (None, "")
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for domain in DOMAINS:
            steps, because = cleaned.get(f"{domain}_levels"), cleaned.get(f"{domain}_because")
            if steps and not because:
                self.add_error(f"{domain}_because", translate("Give the reason for the step."))
        judged = self._judged_so_far()
        missing = overridden_without_reason(self._proposals_for(judged), judged)
        for domain, sentence in missing.items():
            if f"{domain}_because" not in self.errors:
                self.add_error(f"{domain}_because", sentence)
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
