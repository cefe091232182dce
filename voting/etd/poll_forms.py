"""Forms of a poll: opening it, what one person says of each criterion, opening it again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guideline.forms import VerbForm, text_lines
from guideline.models import Guideline, Question
from guideline.time_forms import ClosesInZone, closing_time
from guideline.words import words
from voting.ballots.casts import COMMENT_LENGTH
from voting.codes import criteria_of, shown_answers
from voting.models import PollAnswer, Recommendation

EMPTY = gettext_lazy("Empty: when somebody closes the poll.")


class PollForm(ClosesInZone, VerbForm):
    """What the panel is asked about, and until when."""

    recommendation = forms.ModelChoiceField(
        label=gettext_lazy("About"),
        queryset=Recommendation.objects.none(),
        required=False,
        empty_label=gettext_lazy("The question"),
        to_field_name="ref",
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guideline = question.guideline
        narrower = question.recommendations.exclude(population=None)
        self.fields["recommendation"].queryset = narrower
        if not narrower.exists():
            self.fields["recommendation"].widget = forms.HiddenInput()
        self.fields["closes_at"] = closing_time(question.guideline, empty=EMPTY)


class ReopenForm(ClosesInZone, VerbForm):
    """Why answers are taken again, and until when."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)

    def __init__(self, *args: Any, guideline: Guideline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guideline = guideline
        self.fields["closes_at"] = closing_time(guideline, empty=EMPTY)


@dataclass(frozen=True)
class Polled:
    """One criterion that is asked about, with its two fields."""

    criterion: str
    answer: Any
    comment: Any


class AnswersForm(VerbForm):
    """All criteria on one page: the standard answers as radio buttons, a comment beside each."""

    def __init__(
        self, *args: Any, question: Question, said: Iterable[PollAnswer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria_of(question.type)
        before = {each.criterion: each for each in said}
        for criterion in self.criteria:
            own = before.get(criterion)
            self.fields[criterion] = forms.ChoiceField(
                label=words(criterion),
                required=False,
                widget=forms.RadioSelect,
                choices=[
                    *[(each, words(each)) for each in shown_answers(criterion)],
                    ("", _("no answer")),
                ],
                initial=own.answer if own else "",
            )
            self.fields[f"{criterion}-comment"] = forms.CharField(
                label=_("Comment"),
                required=False,
                max_length=COMMENT_LENGTH,
                widget=text_lines(2),
                initial=own.comment if own else "",
            )

    def polled(self) -> Iterator[Polled]:
        """What is asked, in GRADE's order."""
        for each in self.criteria:
            yield Polled(each, self[each], self[f"{each}-comment"])

    @property
    def missing(self) -> int:
        """How many criteria have no answer yet."""
        return sum(not self[each].value() for each in self.criteria)

    def values(self) -> dict[str, Any]:
        given = {
            each: (self.cleaned_data[each], self.cleaned_data[f"{each}-comment"])
            for each in self.criteria
        }
        return {"answers": given}
