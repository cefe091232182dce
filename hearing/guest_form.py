"""Whom to invite to a hearing, one a line."""

from email.utils import parseaddr

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from guideline.forms import VerbForm


class GuestForm(VerbForm):
    """Names and addresses, and as what they are invited."""

    people = forms.CharField(
        label=_("Who is invited"),
        max_length=200_000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("One a line: name; mail address."),
    )
    role = forms.ChoiceField(
        label=_("As"),
        choices=[
            ("reviewer", _("invited reviewers")),
            ("commentator", _("international commentators")),
        ],
    )

    def clean_people(self) -> list[tuple[str, str]]:
        """(name, address) each; every wrong line is named."""
        found: dict[str, tuple[str, str]] = {}
        wrong = []
        for number, line in enumerate(self.cleaned_data["people"].splitlines(), start=1):
            if not line.strip():
                continue
            name, email = _person(line)
            if not _is_address(email):
                wrong.append(_now("Line {n}: no mail address.").format(n=number))
            elif max(len(name), len(email)) > 200:
                wrong.append(_now("Line {n} is too long.").format(n=number))
            found[email.lower()] = (name or email, email)
        if wrong:
            raise ValidationError(wrong)
        return list(found.values())


def _person(line: str) -> tuple[str, str]:
    """`name; address`, `name, address`, `name <address>`, or an address alone."""
    for mark in (";", ",", "\t"):
        name, found, email = line.rpartition(mark)
        if found and "@" in email:
            return name.strip(), email.strip()
    name, email = parseaddr(line)
    return name.strip(), email.strip()


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
