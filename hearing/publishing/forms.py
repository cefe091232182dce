"""Forms about what became of comments: they gather input and know no rule of their own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guideline.forms import VerbForm
from hearing.actions.redactions import REASON_LENGTH
from hearing.models.comment import COMMENT_LENGTH


class RedactionForm(VerbForm):
    """What nobody may read any more, and why."""

    passage = forms.CharField(
        label=_("Passage"),
        required=False,
        strip=False,
        max_length=2 * COMMENT_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Copied letter by letter from the comment, or from what stands beside it: it is blacked out"
            " wherever it stands. Empty: the whole comment with everything beside it."
        ),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        help_text=_("It stands in place of the words for everybody to read: do not repeat them."),
    )
