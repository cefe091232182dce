"""Cases computed for whoever asks over the network: bounded, and every problem told at once."""

from typing import Any

from django.utils.translation import gettext as _

from evidence.synthesis_cases.case import Case
from evidence.synthesis_cases.computing import Problem, finite
from evidence.synthesis_cases.document import BadDocument, computed, read_document

MOST_CASES = 100
MOST_STUDIES = 2000
# The exact model of accuracy takes a hundred times longer than any other.
SLOW = "dta_bivariate"
MOST_SLOW_CASES = 5
MOST_SLOW_STUDIES = 200


class TooMuch(ValueError):
    """A document that holds no cases, or more than is computed at once."""


def results_of(text: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The results of the cases in a JSON document, or every problem that they have.

    Raises `TooMuch` before anything is computed.
    """
    try:
        cases = read_document(text)
    except BadDocument as error:
        raise TooMuch(str(error)) from error
    _refuse_too_much(cases)
    done = [(case.id, computed(case)) for case in cases if isinstance(case, Case)]
    problems = [case for case in cases if isinstance(case, Problem)]
    problems += [got.problem for _id, got in done if got.problem is not None]
    if problems:
        return [], problems
    return [finite({"id": id_} | (got.block or {})) for id_, got in done], []


def _refuse_too_much(cases: list[Case | Problem]) -> None:
    real = [case for case in cases if isinstance(case, Case)]
    slow = [case for case in real if case.kind.lower() == SLOW]
    if len(cases) > MOST_CASES:
        raise TooMuch(_("At most {n} cases are computed at once.").format(n=MOST_CASES))
    if sum(map(_studies, real)) > MOST_STUDIES:
        raise TooMuch(_("At most {n} studies are computed at once.").format(n=MOST_STUDIES))
    if len(slow) > MOST_SLOW_CASES or sum(map(_studies, slow)) > MOST_SLOW_STUDIES:
        sentence = _("At most {n} bivariate models of {k} studies together are fitted at once.")
        raise TooMuch(sentence.format(n=MOST_SLOW_CASES, k=MOST_SLOW_STUDIES))


def _studies(case: Case) -> int:
    return max((len(values) for values in case.columns.values()), default=0)
