"""The analyses of a question as files: inputs as CSV, the case for `synthesize`, the lines for R."""

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evidence.effects import inputs_of
from evidence.outcome_figures import NotDrawn, figure_of, kinds_of
from evidence.plots.figure import Figure
from evidence.profile import BodyChain, OutcomeChain
from publication.exports.cells import csv_bytes
from publication.exports.r_calls import r_call, r_call_of_accuracy

# Headings that `synthesize` reads; other columns keep their names.
_HEADINGS = {"log_effect": "estimate", "tp": "TP", "fp": "FP", "fn": "FN", "tn": "TN"}
_MODELS = {"fixed": "FE", "random": "RE"}


@dataclass(frozen=True)
class Analysis:
    """A body of evidence that is pooled: its name in file names, and everything to pool it again."""

    name: str
    body: BodyChain

    @property
    def file(self) -> str:
        """Where its inputs stand."""
        return f"inputs/{self.name}.csv"

    @cached_property
    def data(self) -> dict[str, list[Any]]:
        """The columns of the inputs, each (k,), the studies' names first."""
        columns = inputs_of(self.body.outcome.type, self.body.rows)
        named = {_HEADINGS.get(name, name): values for name, values in columns.items()}
        return {"study": self.body.labels, **named}

    @property
    def inputs(self) -> bytes:
        """The inputs as CSV."""
        return csv_bytes([list(self.data), *zip(*self.data.values(), strict=True)], mark=False)

    @property
    def case(self) -> dict[str, Any]:
        """The case as `synthesize` reads it."""
        if self.body.outcome.type == "diagnostic":
            kind, options = "dta_bivariate", {"likelihood": "binomial", "fall_back": True}
        else:
            kind, options = "pairwise", self._options()
        return {"id": self.name, "kind": kind, "options": options, "data": self.data}

    @property
    def arguments(self) -> str:
        """The options of the case on the command line."""
        if self.body.outcome.type == "diagnostic":
            return "--kind dta_bivariate"
        said = ("measure", "method", "model", "tau2", "ci", "profile", "level")
        options = {name: value for name, value in self._options().items() if name in said}
        return " ".join(f"--{name} {value}" for name, value in options.items())

    @property
    def in_r(self) -> str:
        """The lines for R."""
        if self.body.outcome.type == "diagnostic":
            return r_call_of_accuracy(self.file)
        return r_call(self.body.pooled.recipe, list(self.data), self.file)

    def figures(self) -> dict[str, Figure]:
        """Its figures by kind, but for one that cannot be computed."""
        found = {}
        for kind in kinds_of(self.body):
            with suppress(NotDrawn):
                found[kind] = figure_of(self.body, kind)
        return found

    def _options(self) -> dict[str, Any]:
        recipe = self.body.pooled.recipe
        options = {
            "measure": recipe.measure,
            "method": recipe.method.upper(),
            "model": _MODELS[recipe.model],
            "ci": recipe.ci,
            "profile": recipe.profile,
            "level": recipe.level,
        }
        if recipe.tau2:
            options["tau2"] = recipe.tau2.upper()
        if self.body.outcome.type == "generic":
            options |= {"outcome": "giv", "scale": self.body.pooled.scale}
        return options


def analyses_of(outcomes: tuple[OutcomeChain, ...]) -> list[Analysis]:
    """Every body of evidence that is pooled, in the order of the outcomes."""
    return [
        Analysis(_name(chain, body), body)
        for chain in outcomes
        for body in chain.bodies
        if body.pooled is not None or body.accuracy_fit is not None
    ]


def _name(chain: OutcomeChain, body: BodyChain) -> str:
    return f"{chain.outcome.ref}-{body.body.ref}" if body.body.ref else chain.outcome.ref
