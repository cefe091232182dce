"""The record of a pooled result: recipe, inputs and figures as plain data, and whether they still hold."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from evidence.effects import inputs_of
from evidence.models import PooledResult
from evidence.profile import BodyChain

# What a figure of a record is called where it is compared.
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pooling:
    """A body of evidence pooled now: its recipe, the hash of its inputs, these by study, the figures."""

    recipe: Plain
    inputs_hash: str
    inputs: Plain
    figures: Plain


@dataclass(frozen=True, slots=True)
class InputChange:
    """A figure that is another now; `column` is empty where the whole row came or went."""

    study: str
    column: str = ""
    before: Any = None
    after: Any = None

    @property
    def came(self) -> bool:
        """Whether the row was not there before."""
        return self.before is None


@dataclass(frozen=True, slots=True)
class KeptResult:
    """A kept result beside what its body gives now; `now` is None where nothing is pooled any more."""

    result: PooledResult
    now: Pooling | None

    @property
    def inputs_changed(self) -> bool:
        """Whether the figures that were pooled are others now."""
        return self.now is None or self.now.inputs_hash != self.result.inputs_hash

    @property
    def recipe_changed(self) -> bool:
        """Whether the same inputs would now be pooled by another recipe."""
        return self.now is not None and self.now.recipe != self.result.recipe

    @property
    def holds(self) -> bool:
        """Whether pooling again gives the same from the same."""
        return not (self.inputs_changed or self.recipe_changed)

    @property
    def changed(self) -> list["InputChange"]:
        """The inputs that changed, by study and column."""
        before, after = self.result.inputs, self.now.inputs if self.now else {}
        studies = [*before, *(study for study in after if study not in before)]
        return [each for s in studies for each in _changes(s, before.get(s), after.get(s))]


def pooling_of(body: BodyChain) -> Pooling | None:
    """What a body gives now, as plain data; None where nothing is pooled."""
    found = _accuracy(body) if body.outcome.type == "diagnostic" else _pairwise(body)
    if found is None:
        return None
    from evidence.synthesis.recipe import fingerprint  # slow import: numpy
    from evidence.synthesis_cases.computing import finite

    recipe, figures = found
    columns = inputs_of(body.outcome.type, body.rows)
    return Pooling(recipe, fingerprint(columns), _by_study(body, columns), finite(figures))


def kept_result(result: PooledResult, body: BodyChain) -> KeptResult:
    """A record beside its body as it is loaded."""
    return KeptResult(result, pooling_of(body))


def _changes(study: str, before: Plain | None, after: Plain | None) -> list[InputChange]:
    if before is None or after is None:
        return [InputChange(study, "", before, after)]
    return [
        InputChange(study, column, before.get(column), value)
        for column, value in after.items()
        if before.get(column) != value
    ]


def _pairwise(body: BodyChain) -> tuple[Plain, Plain] | None:
    from evidence.synthesis.spread import spread  # slow import: numpy
    from evidence.synthesis_cases.blocks import pooled_block, spread_block, studies_block

    pooled = body.pooled
    if pooled is None:
        return None
    block = pooled_block(pooled, pooled.scale) | spread_block(spread(pooled))
    return asdict(pooled.recipe), block | {"studies": studies_block(pooled)}


def _accuracy(body: BodyChain) -> tuple[Plain, Plain] | None:
    from evidence.synthesis.recipe import VERSION  # slow import: numpy

    got = body.accuracy_fit
    if got is None:
        return None
    recipe = {"measure": "DTA", "method": "bivariate"} | asdict(got.recipe) | {"version": VERSION}
    ratios = asdict(got.ratios) if got.ratios else {}
    figures = {
        "k": got.k,
        "model": got.model,
        "attempts": [asdict(each) for each in got.attempts],
        "sens": asdict(got.sens) if got.sens else None,
        "spec": asdict(got.spec) if got.spec else None,
        "corr_logits": got.corr_logits,
    }
    return recipe, figures | ratios


def _by_study(body: BodyChain, columns: Mapping[str, list[Any]]) -> Plain:
    """The figures of each row under its name; rows of one name are numbered."""
    rows: Plain = {}
    for i, label in enumerate(body.labels):
        name, number = label, 2
        while name in rows:
            name, number = f"{label} ({number})", number + 1
        rows[name] = {column: values[i] for column, values in columns.items()}
    return rows
