"""The form of a comment, as everybody sees it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from guideline.forms import LinesField, with_plain_ends
from hearing.details import (
    LONGEST_SIGNATORY,
    Details,
    missing_declaration,
    signatories_in,
)
from hearing.intake.proof import BITS
from hearing.models import Guest, Hearing
from hearing.models.comment import (
    COMMENT_LENGTH,
    DECLARATION_LENGTH,
    MOST_SIGNATORIES,
    QUOTE_LENGTH,
)

SUPPORT = _("I support this as it stands.")
ANONYMOUS_WITH_NAME = _(
    "There is a name below, which an anonymous comment does not keep: say for whom you comment, or empty it."
)
NOT_ONES_OWN = _(
    "Only an organisation's comment has signatories: comment for an organisation, or empty this."
)
# Characters of all fields together: what may be sent, or a text that is still to be shortened.
MOST_KEPT = 60_000
DECLARED = {
    "interests": _("Your interests in the matter"),
    "tobacco": _("Links with the tobacco industry, your own or your organisation's"),
}
# What goes to the action as it is; the rest travels as details.
PLAIN = ("part", "body", "kind", "name", "email", "consent", "key")


def _long_text(rows: int, **attributes: str) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "dir": "auto"} | attributes)


class CommentForm(forms.Form):
    """A comment on one part of the draft. `website` is bait: people do not see it, robots fill it."""

    part = forms.CharField(widget=forms.HiddenInput, max_length=200)
    paragraph = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    quote = LinesField(
        label=_("The passage that you mean"),
        required=False,
        max_length=QUOTE_LENGTH,
        widget=_long_text(2),
        help_text=_("As it stands in the draft. Leave it empty to comment on all of it."),
    )
    support = forms.BooleanField(label=SUPPORT, required=False)
    body = LinesField(
        label=_("Your comment"),
        max_length=COMMENT_LENGTH,
        widget=_long_text(6),
        help_text=_("At most 5,000 characters."),
    )
    kind = forms.ChoiceField(
        label=_("You comment"),
        choices=[
            ("anonymous", _("anonymously")),
            ("individual", _("as an individual")),
            ("organisation", _("for an organisation")),
        ],
    )
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "name"}),
        help_text=_("Your own, or the organisation's."),
    )
    signatories = LinesField(
        label=_("Signatories of the organisation"),
        required=False,
        max_length=40_000,
        widget=_long_text(3),
        help_text=_("One a line: name; place."),
    )
    email = forms.EmailField(
        label=_("Mail address"),
        required=False,
        help_text=_("For the receipt and the answer; it is never published."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    interests = LinesField(max_length=DECLARATION_LENGTH, required=False, widget=_long_text(2))
    tobacco = LinesField(max_length=DECLARATION_LENGTH, required=False, widget=_long_text(2))
    consent = forms.BooleanField(
        label=_("The name may be published with the comment."), required=False
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    key = forms.CharField(
        required=False, max_length=100, widget=forms.HiddenInput({"data-bits": BITS})
    )
    # Filled by static/hearing/proof.js; without script the comment waits for a look, or for the mail.
    proof = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    saved = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        hearing: Hearing,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.hearing = hearing
        for code, label in DECLARED.items():
            if code not in hearing.asked:
                del self.fields[code]
                continue
            self.fields[code].label = label
            self.fields[code].required = True
            self.fields[code].help_text = (
                _("If there are none, write “none”. It is published with your comment.")
                if hearing.publishes_declarations
                else _("If there are none, write “none”. The committee alone reads it.")
            )
            self.fields[code].error_messages["required"] = missing_declaration(code)
        # Whoever supports the text as it stands need not say more.
        self.fields["body"].required = not (data and data.get("support"))

    def clean_signatories(self) -> str:
        """The lines as typed; every wrong one is named."""
        text = self.cleaned_data["signatories"]
        wrong = list(_wrong_with(text))
        if wrong:
            raise ValidationError(wrong)
        return text

    def clean(self) -> dict[str, Any]:
        """A name that nobody would read is no accident to pass over in silence."""
        said = super().clean() or self.cleaned_data
        named = [code for code in ("name", "signatories") if str(said.get(code, "")).strip()]
        if said.get("kind") == "anonymous" and named:
            self.add_error("kind", ANONYMOUS_WITH_NAME)
        if said.get("kind") == "individual" and "signatories" in named:
            self.add_error("signatories", NOT_ONES_OWN)
        return said

    def comment(self, guest: Guest | None = None) -> dict[str, Any]:
        """What was typed, as the action takes it."""
        said = self.cleaned_data
        plain = {name: said[name] for name in PLAIN}
        if said["support"] and not plain["body"].strip():
            plain["body"] = str(SUPPORT)
        details = Details(
            paragraph=said["paragraph"],
            quote=said["quote"],
            support=said["support"],
            signatories=signatories_in(said["signatories"]),
            declarations={code: said[code] for code in self.hearing.asked},
            guest=guest,
        )
        return plain | {"details": details}

    def typed(self) -> dict[str, Any]:
        """What stands in the form, as it is kept to be finished later: wrong, missing or too long as it may be."""
        kept = {}
        for name, box in self.fields.items():
            value = box.widget.value_from_datadict(self.data, self.files, name)
            if name not in ("website", "key", "proof", "saved") and value:
                kept[name] = value if isinstance(value, bool) else with_plain_ends(str(value))
        return kept

    @property
    def counted(self) -> set[str]:
        """The names of the texts whose length matters while one types."""
        return {"quote", "body", *self.hearing.asked}

    @property
    def simple(self) -> list[Any]:
        """The fields that everybody needs."""
        return [self[name] for name in ("quote", "support", "body", "kind")]

    @property
    def about_you(self) -> list[Any]:
        """The fields on who comments, and what is asked of them."""
        names = ("name", "signatories", "email", *self.hearing.asked, "consent")
        return [self[name] for name in names]


def too_much_to_keep(typed: Mapping[str, Any]) -> str:
    """Why what was typed is not kept to be finished; empty where it is."""
    length = sum(len(value) for value in typed.values() if isinstance(value, str))
    if length <= MOST_KEPT:
        return ""
    return _now("These are {n} characters; at most {most} can be kept. Please shorten it.").format(
        n=f"{length:,}", most=f"{MOST_KEPT:,}"
    )


def _wrong_with(signatories: str) -> Iterator[str]:
    """What is wrong with signatories typed one a line, each with its line's number."""
    lines = signatories.splitlines()
    if sum(bool(line.strip()) for line in lines) > MOST_SIGNATORIES:
        yield _now("There are more than {n} signatories.").format(n=MOST_SIGNATORIES)
    for number, line in enumerate(lines, start=1):
        for each in signatories_in(line):
            if not each["name"]:
                yield _now("Line {n}: no name.").format(n=number)
            if max(map(len, each.values())) > LONGEST_SIGNATORY:
                said = _now("Line {n}: the name or the place has more than {most} characters.")
                yield said.format(n=number, most=LONGEST_SIGNATORY)
