"""The cells of an evidence profile as GRADE users say them."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from evidence.grade.certainty import Certainty
from evidence.profiles.statements import Statement
from guideline.models import Guideline
from guideline.text import Text
from guideline.text import localized as localized_in
from guideline.words import words

# Steps down as a word; three is the 'extremely serious' of Core GRADE 1 (2025).
SERIOUSNESS = ("not-serious", "serious", "very-serious", "extremely-serious")
DOMAIN_WORDS = {
    "not-serious": _("not serious"),
    "serious": _("serious"),
    "very-serious": _("very serious"),
    "extremely-serious": _("extremely serious"),
    "not-judged": _("not judged"),
}
# The column 'other considerations', by domain and steps (GRADE guidelines 12).
CONSIDERATIONS = {
    ("publication_bias", 1): _("publication bias suspected"),
    ("publication_bias", 2): _("publication bias strongly suspected"),
    ("publication_bias", 3): _("publication bias strongly suspected"),
    ("large_effect", 1): _("strong association"),
    ("large_effect", 2): _("very strong association"),
    ("dose_response", 1): _("dose-response gradient"),
    ("plausible_confounding", 1): _(
        "residual confounding would reduce the effect, or suggest one where none is shown"
    ),
}
IMPORTANCE = {
    "critical": _("critical"),
    "important": _("important"),
    "limited": _("of limited importance"),
    "": _("not rated"),
}
DIRECTIONS = {
    "favours-intervention": _("favours the intervention"),
    "favours-comparator": _("favours the comparator"),
    "no-difference": _("no difference"),
}
RATED_BY = {
    "single": _("Each body of evidence was rated by one rater."),
    "dual": _("Each body of evidence was rated by two, blind to each other, and reconciled."),
    "both": _(
        "{n} of {total} ratings were made by two, blind to each other, and reconciled; the others by "
        "one rater."
    ),
}
RESULTS = {
    "tp": _("True positives"),
    "fn": _("False negatives"),
    "tn": _("True negatives"),
    "fp": _("False positives"),
}
# The standard wording by certainty, size and way (Santesso N et al. J Clin Epidemiol
# 2020;119:126-35, table 3); a size that is not known is left out.
STATEMENTS = {
    ("high", "large", "reduces"): _("{x} results in a large reduction in {y}."),
    ("high", "large", "increases"): _("{x} results in a large increase in {y}."),
    ("high", "moderate", "reduces"): _("{x} reduces {y}."),
    ("high", "moderate", "increases"): _("{x} increases {y}."),
    ("high", "small", "reduces"): _("{x} reduces {y} slightly."),
    ("high", "small", "increases"): _("{x} increases {y} slightly."),
    ("high", "little", ""): _("{x} results in little to no difference in {y}."),
    ("moderate", "large", "reduces"): _("{x} probably results in a large reduction in {y}."),
    ("moderate", "large", "increases"): _("{x} probably results in a large increase in {y}."),
    ("moderate", "moderate", "reduces"): _("{x} probably reduces {y}."),
    ("moderate", "moderate", "increases"): _("{x} probably increases {y}."),
    ("moderate", "small", "reduces"): _("{x} probably reduces {y} slightly."),
    ("moderate", "small", "increases"): _("{x} probably increases {y} slightly."),
    ("moderate", "little", ""): _("{x} probably results in little to no difference in {y}."),
    ("low", "large", "reduces"): _("{x} may result in a large reduction in {y}."),
    ("low", "large", "increases"): _("{x} may result in a large increase in {y}."),
    ("low", "moderate", "reduces"): _("{x} may reduce {y}."),
    ("low", "moderate", "increases"): _("{x} may increase {y}."),
    ("low", "small", "reduces"): _("{x} may reduce {y} slightly."),
    ("low", "small", "increases"): _("{x} may increase {y} slightly."),
    ("low", "little", ""): _("{x} may result in little to no difference in {y}."),
}
VERY_UNCERTAIN = _("The evidence is very uncertain about the effect of {x} on {y}.")


def language() -> str:
    """The reader's language."""
    return get_language() or "en"


def localized(text: Text) -> str:
    """Text in the reader's language, else in one that it has."""
    return localized_in(text, language())


def labelled(guideline: Guideline, code: str) -> str:
    """The words for a code, the guideline's own where it has some."""
    for labels in (guideline.labels or {}).values():
        if code in labels:
            return localized(labels[code])
    return words(code)


def seriousness(levels: int | None) -> str:
    """The code of a domain's judgement."""
    return "not-judged" if levels is None else SERIOUSNESS[levels]


def statement_in_words(statement: Statement, intervention: str, outcome: str) -> str:
    """The sentence: `Ablation probably reduces deaths slightly.`"""
    inside = within(outcome)
    if statement.level == "very-low":
        return str(VERY_UNCERTAIN).format(x=within(intervention), y=inside)
    size = statement.size or "moderate"
    sentence = STATEMENTS[statement.level, size, statement.way]
    return str(sentence).format(x=_start(intervention), y=inside)


def steps_in_words(certainty: Certainty, guideline: Guideline) -> str:
    """`Starts high (randomised trials, classic GRADE); down 1 for imprecision: moderate.`"""
    start = translate("Starts {level} ({design}, {edition})").format(
        level=labelled(guideline, certainty.start),
        design=words(certainty.design),
        edition=words(certainty.edition),
    )
    steps = [_step(step.change, step.domain) for step in certainty.changes]
    steps += [
        translate("{domain} not judged").format(domain=words(domain))
        for domain in certainty.missing
    ]
    level = labelled(guideline, certainty.level)
    if certainty.clamped:
        level = translate("{level} (it cannot go further)").format(level=level)
    return f"{'; '.join([start, *steps])}: {level}."


def _step(change: int, domain: str) -> str:
    sentence = (
        translate("up {n} for {domain}") if change > 0 else translate("down {n} for {domain}")
    )
    return sentence.format(n=abs(change), domain=words(domain))


def studies_in_words(n: int | None) -> str:
    """`3 studies`, or a dash."""
    return "–" if n is None else ngettext("{n} study", "{n} studies", n).format(n=n)


def participants_in_words(n: int | None) -> str:
    """`512 participants`; empty where that is not known."""
    if n is None:
        return ""
    return ngettext("{n} participant", "{n} participants", n).format(n=n)


def within(name: str) -> str:
    """A name inside a sentence: its first letter small, unless it is an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _start(name: str) -> str:
    return name[:1].upper() + name[1:]
