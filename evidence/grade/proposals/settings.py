"""What a guideline may set about the proposals; each default names its source at its rule."""

from dataclasses import dataclass
from typing import Literal

ImprecisionProfile = Literal["classic", "core-2025"]


@dataclass(frozen=True, slots=True)
class SizeInputs:
    """The inputs of the optimal information size, shown beside it and editable.

    `control_risk`, `difference` and `sd` None: those of the body, and its nearer threshold.
    `relative_change` is what a trial should not miss (0.25: a quarter fewer events, or more where
    the event is wanted).
    """

    alpha: float = 0.05
    beta: float = 0.20
    relative_change: float = 0.25
    control_risk: float | None = None
    difference: float | None = None
    sd: float | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """A guideline's own limits; shares and I² in percent, changes as parts of 1.

    `imprecision` None follows the edition: core-2025 under it, else classic. `i2_limit` None uses
    the Cochrane bands.
    """

    imprecision: ImprecisionProfile | None = None
    core_target: Literal["threshold", "null"] = "threshold"
    size: SizeInputs = SizeInputs()
    appreciable: tuple[float, float] = (0.75, 1.25)
    appreciable_sd: float = 0.5
    few_events: int = 300
    few_participants: int = 400
    large_sample: int = 2000
    implausible_change: float = 0.40
    implausible_sd: float = 0.8
    continuous_size: int = 800
    i2_limit: float | None = None
    apart_limit: float = 10.0
    other_side_limit: float = 20.0
    subgroup_p: float = 0.05
    prediction_from: int = 10
    dominating: float = 55.0
    some_concerns_as: Literal["low", "high"] = "low"
    groups_differ_p: float = 0.10
    small_study: int = 100
    asymmetry_p: float = 0.10


DEFAULTS = Settings()
