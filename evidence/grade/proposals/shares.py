"""Which share of a body's weight its studies hold, by what was judged of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import fsum

from evidence.grade.proposals.body_figures import StudyFigures

UNRATED = "unrated"


@dataclass(frozen=True, slots=True)
class Shares:
    """Percentages by class, 0 where a class has none; `by` is `weight`, or `studies` counted."""

    of: Mapping[str, float]
    by: str

    def __getitem__(self, name: str) -> float:
        return self.of.get(name, 0.0)


def shares_by(studies: tuple[StudyFigures, ...], class_of: Callable[[StudyFigures], str]) -> Shares:
    """Return each class's share, by weight where every study has one, else by number of studies.

    Exactly rounded sums, so that the order of studies does not matter. Needs at least one study.
    """
    weights = [study.weight for study in studies if study.weight is not None]
    weighted = len(weights) == len(studies) and fsum(weights) > 0
    by_class: dict[str, list[float]] = {}
    for study in studies:
        weight = study.weight if weighted and study.weight is not None else 1.0
        by_class.setdefault(class_of(study), []).append(weight)
    total = fsum(weights) if weighted else float(len(studies))
    # Rounded to where sums of tenths agree again: 55.0 must not fall short by a last digit.
    of = {name: round(100 * fsum(held) / total, 9) for name, held in by_class.items()}
    return Shares(of, "weight" if weighted else "studies")
