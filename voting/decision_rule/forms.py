"""The form of a guideline's decision rule: every parameter, with what it means beside it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guideline.forms import VerbForm
from voting.actions.decision_rule import blockers_to_rule
from voting.results.words import BASES, COMPARISONS, DIRECTIONS, PARTS
from voting.rules.rule import (
    DIRECTED_OPTIONS,
    LONGEST_PAUSE,
    PRESETS,
    Option,
    Rule,
    RuleError,
    rule_from,
)

PRESET_WORDS = {
    "over-70": _("One option by itself needs its share"),
    "over-70-pooled": _("Strong or weak, both directions together, then the direction"),
    "grade-grid": _("GRADE grid: one side first, few opposed, then strong or weak"),
    "two-thirds": _("One option by itself, two thirds"),
}
OTHERWISE_WORDS = {
    "another-round": _("the panel discusses and votes again"),
    "no-recommendation": _("after the last round allowed: no recommendation"),
}
COMMENT_WORDS = {
    "optional": _("nobody has to"),
    "minority": _("whoever votes otherwise than most did in the round before"),
    "all": _("everybody"),
}
PROXY_WORDS = {
    "none": _("no"),
    "written": _("in writing, by one voter who is not recused and casts one such vote at most"),
}
NEITHER_WORDS = {
    "vote": _("counts like any other vote"),
    "abstention": _("counts as an abstention, wins nothing"),
}
CHAIR_WORDS = {"votes": _("votes"), "does-not-vote": _("does not vote")}
# Options that a guideline may leave out; those for and against stay as they are.
SWITCHED: tuple[Option, ...] = ("neither", "either", "abstain")
SHARE = r"^[0-9]{1,6}(/[0-9]{1,6})?\Z"


def _choice(part: str, words: dict[Any, Any], help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=PARTS[part], choices=list(words.items()), help_text=help_text)


def _share(part: str, help_text: Any, *, required: bool = True) -> forms.RegexField:
    return forms.RegexField(
        SHARE,
        label=PARTS[part],
        required=required,
        max_length=13,
        help_text=help_text,
        error_messages={"invalid": _("Write an exact fraction such as 7/10.")},
    )


class DecisionRuleForm(VerbForm):
    """A rule as a person sets it; `rule` is what was typed, whether or not it can be used."""

    preset = _choice("preset", PRESET_WORDS)
    strong = _share("strong", _("An exact fraction of the base, 1/2 to 1, such as 7/10."))
    weak = _share(
        "weak",
        _(
            "Of a weak option, and of neither and either. In a GRADE grid: of one side, strong and "
            "weak together."
        ),
    )
    comparison = _choice(
        "comparison", COMPARISONS, _("They differ where the share is a whole number of votes.")
    )
    base = _choice("base", BASES, _("Who is recused counts in none of them."))
    direction = _choice(
        "direction",
        DIRECTIONS,
        _("Asked only where strengths of both directions are counted together."),
    )
    neither = forms.BooleanField(
        label=_("“Neither for nor against” can be voted for"),
        required=False,
        help_text=_("What such a vote does is said below."),
    )
    neither_as = _choice(
        "neither_as",
        NEITHER_WORDS,
        _(
            "Like any other, it means with its share: no recommendation. As an abstention it is left "
            "out of the votes cast. Asked only where neither can be voted for."
        ),
    )
    either = forms.BooleanField(
        label=_("“For either option” can be voted for"),
        required=False,
        help_text=_("With its share it means: a weak recommendation for either."),
    )
    abstain = forms.BooleanField(label=_("Voters can abstain"), required=False)
    quorum = _share(
        "quorum",
        _("The share of those entitled who must take part, such as 1/2. Empty: none."),
        required=False,
    )
    rounds = forms.IntegerField(label=PARTS["rounds"], min_value=1, max_value=20)
    pause = forms.IntegerField(
        label=PARTS["pause"],
        min_value=0,
        max_value=LONGEST_PAUSE,
        required=False,
        help_text=_("From the close of a round until the next may be opened. Empty: none."),
    )
    otherwise = _choice("otherwise", OTHERWISE_WORDS)
    comment = _choice("comment", COMMENT_WORDS)
    proxy = _choice("proxy", PROXY_WORDS)
    chair = _choice("chair", CHAIR_WORDS)
    reminders = forms.BooleanField(
        label=PARTS["reminders"],
        required=False,
        help_text=_("Written only to those who have not voted, before the round ends."),
    )
    reason = forms.CharField(label=_("Reason for the change"), max_length=500)

    def __init__(self, data: Any = None, *, stored: Rule) -> None:
        """Show a rule, the stored one or a preset."""
        shown = stored.as_data() | {each: each in stored.options for each in SWITCHED}
        super().__init__(data, initial=shown)
        self.stored = stored

    @property
    def parts(self) -> list[Any]:
        """Every field but the reason, in the order of the page."""
        return [field for field in self if field.name != "reason"]

    @property
    def shown(self) -> Rule | None:
        """The rule that stands in the form; None where it can decide nothing."""
        if not self.is_bound:
            return self.stored
        # The reason may still be missing while somebody tries things out.
        self.is_valid()
        try:
            return rule_from(self._typed())
        except (KeyError, RuleError):
            return None

    @property
    def problems(self) -> list[str]:
        """Why what stands in the form can decide nothing yet; a missing reason aside."""
        wrong = [
            f"{self[name].label}: {error}"
            for name, errors in self.errors.items()
            if name in self.fields and name != "reason"
            for error in errors
        ]
        if wrong:
            return wrong
        return [str(each) for each in blockers_to_rule(self._typed(), reason="-")]

    def values(self) -> dict[str, Any]:
        return {"rule": self._typed(), "reason": self.cleaned_data["reason"]}

    def _typed(self) -> dict[str, Any]:
        typed = {key: self.cleaned_data[key] for key in PARTS if key != "options"}
        offered = {each for each in SWITCHED if self.cleaned_data[each]}
        directed = [each for each in self.stored.options if each in DIRECTED_OPTIONS]
        # A test of direction says nothing in a rule that does not ask for it.
        if typed["preset"] != "over-70-pooled":
            typed["direction"] = "majority"
        if not self.cleaned_data["neither"]:
            typed["neither_as"] = "vote"
        typed["pause"] = typed["pause"] or 0
        return typed | {"options": [*directed, *offered], "quorum": typed["quorum"] or None}


def preset_named(name: str | None, own: Rule) -> Rule:
    """The preset that somebody asks to start from, else the guideline's own rule."""
    return next((rule for preset, rule in PRESETS.items() if preset == name), own)
