"""Forms of an agenda: one more item, and the minutes of one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guideline.forms import RowForm, VerbForm, text_lines
from guideline.models import Meeting, PanelMember, Question
from voting.models import AgendaItem

QUESTION, RECOMMENDATION = "question", "recommendation"


class ItemForm(VerbForm):
    """One more item: a question or a recommendation, or something in words."""

    about = forms.ChoiceField(label=_("About"), required=False)
    title = forms.CharField(
        label=_("In words"),
        max_length=300,
        required=False,
        help_text=_("Needed where the item is about no question."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: dict[str, Any] = {}
        offered: list[tuple[str, Any]] = [("", _("Nothing of the guideline"))]
        questions = meeting.guideline.questions.order_by("position", "id")
        for question in questions.prefetch_related("recommendations"):
            offered.append(self._offer(QUESTION, question, str(question)[:90]))
            for each in question.recommendations.all():
                name = _("Recommendation {id}").format(id=each.ref)
                offered.append(self._offer(RECOMMENDATION, each, f"— {name}"))
        self.fields["about"].choices = offered

    def _offer(self, kind: str, row: Any, name: str) -> tuple[str, str]:
        key = f"{kind}:{row.ref}"
        self.known[key] = (kind, row)
        return key, name

    def values(self) -> dict[str, Any]:
        values = super().values()
        kind, row = self.known.get(values.pop("about"), (None, None))
        return values | ({kind: row} if kind else {})


class MinutesForm(RowForm):
    """What was said on an item, and who left the room for it."""

    wordings = ("title",)

    title = forms.CharField(label=_("Item in words"), max_length=300, required=False)
    minutes = forms.CharField(
        label=_("Minutes"), required=False, max_length=50_000, widget=text_lines(10)
    )
    left = forms.ModelMultipleChoiceField(
        label=_("Left the room for this item"),
        queryset=PanelMember.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, row: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["left"].queryset = row.guideline.panel.order_by("position", "id")
        if not self.is_bound:
            left = [place.pk for place in row.left.all()]
            # Those who have to leave are marked; whoever keeps the minutes says what happened.
            self.initial["left"] = left or [place.pk for place in must_leave(row.question, row)]

    def values(self) -> dict[str, Any]:
        return super().values() | {"left": list(self.cleaned_data["left"])}


def must_leave(question: Question | None, item: AgendaItem) -> list[PanelMember]:
    """The places that have to leave the room for the question, in the panel's order."""
    if question is None:
        return []
    return [
        place
        for place in item.guideline.panel.prefetch_related("conflicts").order_by("position", "id")
        if any(
            each.action == "leave-room" and each.question_id in (None, question.pk)
            for each in place.conflicts.all()
        )
    ]
