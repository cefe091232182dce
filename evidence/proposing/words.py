"""Every `because` of the rules as one plain sentence with its figures, and all figures by name."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from evidence.grade.proposals.rule import Figure, Proposal
from evidence.proposing.figure_words import MEASURES, NAMES, figure_text
from evidence.proposing.sentences import SENTENCES


def sentence_of(made: Proposal) -> str:
    """The sentence of a proposal's `because`, its gaps filled; a figure not known says so."""
    template = SENTENCES.get(f"{made.domain}:{made.because}") or SENTENCES[made.because]
    shown = {key: figure_text(made, key, value) for key, value in made.figures.items()}
    phrases = {name: phrase(made.figures, shown) for name, phrase in PHRASES.items()}
    return str(template).format_map(_Known(shown | phrases))


def figures_in_words(made: Proposal) -> tuple[tuple[str, str], ...]:
    """Every figure that the rule read, by name, in the rule's order."""
    return tuple(
        (str(NAMES[key]), figure_text(made, key, value)) for key, value in made.figures.items()
    )


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return translate("not known")


# --- Figures that read better together -----------------------------------------------------------

Figures = Mapping[str, Figure]
Shown = Mapping[str, str]
_CLASSES = (
    ("low", _("{share} at low")),
    ("unclear", _("{share} at unclear")),
    ("moderate", _("{share} at moderate")),
    ("serious", _("{share} at serious")),
    ("high", _("{share} at high")),
    ("critical", _("{share} at critical risk")),
    ("unrated", _("{share} not rated")),
)


def _shares(figures: Figures, shown: Shown) -> str:
    said = (str(name).format(share=shown[key]) for key, name in _CLASSES if _is_said(key, figures))
    return ", ".join(said)


def _is_said(key: str, figures: Figures) -> bool:
    """Every class that the rule read; that nobody is missing goes without saying."""
    return key in figures and (key != "unrated" or bool(figures[key]))


def _interval(figures: Figures, shown: Shown) -> str:
    if "estimate" not in figures:
        return ""
    limits = translate("{value}, {low} to {high}").format(
        value=shown["estimate"], low=shown["lower"], high=shown["upper"]
    )
    if figures.get("scale") == "absolute":
        return translate("{interval} per 1000").format(interval=limits)
    measure = str(figures.get("measure") or "")
    return f"{MEASURES.get(measure, measure)} {limits}".strip()


def _size(figures: Figures, shown: Shown) -> str:
    """What was observed against what would do, with the inputs that led to it."""
    if "needed" in figures and figures.get("formula") == "rule-of-thumb":
        text = translate("{participants} participants against {needed} by a rule of thumb")
    elif figures.get("formula") == "two-proportions":
        text = translate(
            "{participants} participants against an information size of {needed} (from a risk of "
            "{first} to {second}, α {alpha}, β {beta})"
        )
    elif figures.get("formula") == "two-means":
        text = translate(
            "{participants} participants against an information size of {needed} (a difference of "
            "{first} with a standard deviation of {second}, α {alpha}, β {beta})"
        )
    elif "events" in figures:
        text = translate("{events} events, where under {few} are few")
    elif "participants" in figures:
        text = translate("{participants} participants, where under {few} are few")
    else:
        text = translate("no information size was looked at")
    return text.format_map(_Known(shown))


def _compared(figures: Figures, shown: Shown) -> str:
    if figures.get("estimate_low") is None or figures.get("estimate_high") is None:
        return translate("the two groups cannot be compared")
    text = translate("{estimate_low} at low risk, {estimate_high} at high risk, P {p}")
    return text.format_map(_Known(shown))


def _compared_first(figures: Figures, shown: Shown) -> str:
    text = _compared(figures, shown)
    return text[:1].upper() + text[1:]


def _by_aspect(figures: Figures, shown: Shown) -> str:
    names = {
        "selection": translate("selection"),
        "index_test": translate("index test"),
        "reference": translate("reference standard"),
    }
    return ", ".join(f"{name} {shown[key]}" for key, name in names.items() if key in figures)


def _spread(figures: Figures, shown: Shown) -> str:
    text = translate("τ² {tau2}, P of Q {q_p}, studies: {studies}")
    return text.format_map(_Known(shown))


def _plausible(figures: Figures, shown: Shown) -> str:
    if "change" not in figures:
        return ""
    text = translate("; the effect is plausible ({change} against a limit of {implausible})")
    return text.format_map(_Known(shown))


def _ratio(figures: Figures, shown: Shown) -> str:
    if "risk_ratio" not in figures:
        return ""
    text = translate("{risk_ratio}, {lower} to {upper}")
    if figures.get("converted"):
        text = translate(
            "{risk_ratio}, {lower} to {upper}, of the undesirable event; from {measure} {estimate} at "
            "a risk of {risk}"
        )
    return text.format_map(_Known(shown))


PHRASES: Mapping[str, Callable[[Figures, Shown], str]] = {
    "shares": _shares,
    "interval": _interval,
    "size": _size,
    "compared": _compared,
    "Compared": _compared_first,
    "aspects_by_share": _by_aspect,
    "spread": _spread,
    "plausible": _plausible,
    "ratio": _ratio,
}
