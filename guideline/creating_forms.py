"""Forms that begin a guideline and arrange its topics."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from guideline.forms import RowForm, VerbForm

OWN_PLACES = [
    ("secretariat", _("the secretariat: I keep it in order and do not vote")),
    ("chair", _("the chair: I lead the panel")),
]


def zones() -> list[tuple[str, str]]:
    """Every time zone that has a place in it, in the alphabet's order."""
    return [(zone, zone) for zone in sorted(available_timezones()) if "/" in zone or zone == "UTC"]


class GuidelineForm(VerbForm):
    """What a guideline needs to begin."""

    title = forms.CharField(label=_("Title"), max_length=500)
    slug = forms.SlugField(
        label=_("Address"),
        max_length=100,
        help_text=_("Short, without blanks, such as liver-2027; it does not change later."),
    )
    organisation = forms.CharField(label=_("Organisation"), max_length=500, required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zones,
        initial="UTC",
        help_text=_("Deadlines and meetings are shown in it."),
    )
    own_role = forms.ChoiceField(
        label=_("My own place"), choices=OWN_PLACES, widget=forms.RadioSelect, initial="secretariat"
    )
    chair_name = forms.CharField(label=_("Name of the first chair"), max_length=200, required=False)
    chair_email = forms.EmailField(
        label=_("Email address of the first chair"),
        max_length=150,
        required=False,
        help_text=_("They are invited at once. Not needed where you are the chair."),
    )


class TopicForm(RowForm):
    """The title of a chapter."""

    wordings = ("title",)

    title = forms.CharField(label=_("Title"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_{kwargs.get('prefix', 'new')}_%s")
        super().__init__(*args, **kwargs)
