"""A question's evidence as one ZIP: inputs, recipes, results, figures, and how to compute each number again."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django.template.loader import render_to_string

from audit.chain import canonical as canonical_text
from evidence.content_hash import canonical, content_hash
from evidence.fingerprint import content_of
from evidence.plots.export import exported
from evidence.profile import BodyChain, OutcomeChain, outcomes_of
from guideline.models import Question
from publication.exports.analyses import Analysis, analyses_of
from publication.exports.archive import zipped

SCHEMA = "plenary-synthesis/1"
README = "README.html"
EVIDENCE = "evidence.json"
CASES = "cases.json"
RESULTS = "results.json"
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Reproduction:
    """A loaded question (`question_with_evidence`) and the files that let anybody compute it again."""

    question: Question

    @cached_property
    def outcomes(self) -> tuple[OutcomeChain, ...]:
        """The outcomes with what is derived of them."""
        return outcomes_of(self.question)

    @cached_property
    def analyses(self) -> list[Analysis]:
        """What is pooled."""
        return analyses_of(self.outcomes)

    def zipped(
        self, more: Mapping[str, Callable[[Question], bytes]] = MappingProxyType({})
    ) -> bytes:
        """The ZIP, with `more` files made of the question; the same evidence gives the same bytes."""
        return zipped(self.files(more))

    def files(
        self, more: Mapping[str, Callable[[Question], bytes]] = MappingProxyType({})
    ) -> dict[str, bytes]:
        """Every file by its path, the README first, the check sums last."""
        files = {
            **{name: make(self.question) for name, make in more.items()},
            EVIDENCE: canonical_text(canonical(self.content)).encode(),
            CASES: _json({"schema": SCHEMA, "cases": [each.case for each in self.analyses]}),
            RESULTS: _json({"results": [self._result(each) for each in self.analyses]}),
        }
        for analysis in self.analyses:
            files[analysis.file] = analysis.inputs
            for kind, figure in analysis.figures().items():
                path = f"figures/{analysis.name}-{kind}"
                files[f"{path}.svg"] = figure.wide.encode()
                said = {"title": figure.title, "description": figure.description}
                files[f"{path}.png"] = bytes(exported(figure.wide, "png", **said))
        files = {README: self.readme(list(files)).encode()} | files
        sums = [f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in files.items()]
        return files | {SUMS: ("\n".join(sums) + "\n").encode()}

    @cached_property
    def content(self) -> dict[str, Any]:
        """The evidence as it is hashed when somebody signs for it."""
        return content_of(self.question)

    def readme(self, names: list[str]) -> str:
        """The page that says how each number came about and how to compute it again; it runs nothing."""
        return render_to_string(
            "publication/exports/reproducible.html",
            {
                "guideline": self.question.guideline,
                "question": self.question,
                "evidence_hash": content_hash(self.content),
                "bodies": [(each, body, self._analysis(body)) for each, body in self._bodies()],
                "names": names,
            },
        )

    def _bodies(self) -> list[tuple[OutcomeChain, BodyChain]]:
        return [(each, body) for each in self.outcomes for body in each.bodies]

    def _analysis(self, body: BodyChain) -> Analysis | None:
        return next((each for each in self.analyses if each.body is body), None)

    def _result(self, analysis: Analysis) -> dict[str, Any]:
        """What `synthesize` prints of the case."""
        from evidence.synthesis_cases.computing import finite  # slow import: numpy
        from evidence.synthesis_cases.document import computed, read_document

        (case,) = read_document(json.dumps({"cases": [analysis.case]}))
        block = computed(case).block or {}
        return finite({"id": analysis.name} | block)


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
