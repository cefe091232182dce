"""The optimal information size of a body with its inputs, and where each of them comes from."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as translate

from evidence.grade.proposals.settings import SizeInputs
from evidence.plots.wording import rounded, tick
from evidence.profile import BodyChain
from evidence.proposing.proposals import settings_of
from evidence.proposing.setting_words import NAMES
from evidence.proposing.settings import INFORMATION_SIZE

if TYPE_CHECKING:
    from evidence.grade.proposals.body_figures import BodyFigures
    from evidence.grade.proposals.information_size import InformationSize

FOR_RISKS = ("alpha", "beta", "relative_change", "control_risk")
FOR_MEANS = ("alpha", "beta", "difference", "sd")


@dataclass(frozen=True, slots=True)
class ShownInput:
    """One input: its name, its value and where that comes from."""

    name: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class ShownSize:
    """The size in words, its inputs, and how many participants were observed."""

    sentence: str
    inputs: tuple[ShownInput, ...]


def inputs_for(kind: str) -> tuple[str, ...]:
    """The inputs that a size for this type of outcome takes; none where there is no such size."""
    kinds = {"dichotomous": FOR_RISKS, "generic": FOR_RISKS, "continuous": FOR_MEANS}
    return kinds.get(kind, ())


def usual_inputs() -> dict[str, str]:
    """What each input is where nobody sets it, in words."""
    shown = {name: translate("from the evidence or the outcome") for name in NAMES}
    usual = SizeInputs()
    known = {name: getattr(usual, name) for name in INFORMATION_SIZE}
    return shown | {name: tick(value) for name, value in known.items() if value is not None}


def information_size_shown(body: BodyChain) -> ShownSize | None:
    """The size that the rules hold the evidence against; None where the outcome has no such size."""
    names = inputs_for(body.outcome.type)
    if not names:
        return None
    # slow import: numpy, once something is pooled
    from evidence.grade.proposals.information_size import size_for
    from evidence.proposing.body_figures import figures_of

    figures = figures_of(body)
    settings = settings_of(body)
    size = size_for(figures, settings.size)
    return ShownSize(
        _sentence(size, figures.participants),
        tuple(_input(name, body, figures, settings.size, size) for name in names),
    )


def _sentence(size: "InformationSize | None", participants: int | None) -> str:
    observed = translate("not known") if participants is None else rounded(participants, 0)
    if size is None:
        text = translate("No size can be computed from these inputs; participants: {observed}.")
        return text.format(observed=observed)
    text = translate(
        "{needed} participants would be needed ({per_arm} in each arm); participants: {observed}."
    )
    return text.format(
        needed=rounded(size.participants, 0), per_arm=rounded(size.per_arm, 0), observed=observed
    )


def _input(
    name: str, body: BodyChain, figures: "BodyFigures", inputs: Any, size: "InformationSize | None"
) -> ShownInput:
    label = str(NAMES[name][0])
    if name in body.outcome.information_size:
        return ShownInput(label, tick(getattr(inputs, name)), translate("set for this outcome"))
    usual = getattr(inputs, name)
    if usual is not None:
        return ShownInput(label, tick(usual), translate("default"))
    found = {
        "control_risk": figures.control_risk,
        "difference": size.first if size else None,
        "sd": size.second if size else figures.sd,
    }[name]
    origin = translate("from the evidence or the outcome")
    if found is None:
        return ShownInput(label, "–", translate("not known"))
    return ShownInput(label, tick(float(f"{found:.4g}")), origin)
