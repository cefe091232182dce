"""Studies: added to a question, and judged for their risk of bias."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.codes import STUDY_DESIGNS
from evidence.models import Study
from evidence.problems import of_bias
from evidence.risk_of_bias import misfits
from guideline.changes import change
from guideline.models import Question
from guideline.moments import keeps_moment
from guideline.queries import next_position, take_turns
from guideline.refs import free_ref
from guideline.text import Text

PERMISSION = "evidence.edit_evidence"


def blockers_to_study(question: Question, label: str, design: str) -> list[Blocker]:
    """What is wrong with a study."""
    blockers = []
    if not label.strip():
        blockers.append(Blocker(_("Give the study a label, such as its first author and year.")))
    elif question.studies.filter(label__iexact=label.strip()).exists():
        sentence = _("There is already a study “{label}” under this question.")
        blockers.append(Blocker(sentence.format(label=label.strip())))
    if design not in STUDY_DESIGNS:
        blockers.append(Blocker(_("Choose the design of the study.")))
    return blockers


@transaction.atomic
@keeps_moment("question")
def add_study(
    *,
    by: Any,
    question: Question,
    label: str,
    design: str,
    year: int | None = None,
    citation: str = "",
    doi: str = "",
    pmid: str = "",
    sponsor: str = "",
    population: Text = None,
) -> Study:
    """Add a study that answers the question."""
    require(by, PERMISSION, question)
    take_turns(question)
    refuse_if(blockers_to_study(question, label, design))
    study = Study.objects.create(
        question=question,
        ref=free_ref(label, question.studies.values_list("ref", flat=True)),
        label=label.strip(),
        design=design,
        year=year,
        citation=citation.strip(),
        doi=doi.strip(),
        pmid=pmid.strip(),
        sponsor=sponsor.strip(),
        population=population,
        position=next_position(question.studies.all()),
    )
    record("study-added", by=by, design=design, **_about(study))
    return study


def blockers_to_judging(judged: dict[str, Any]) -> list[Blocker]:
    """What a judgement on risk of bias lacks, by the tool that was used."""
    tool = judged.get("tool", "")
    return [Blocker(of_bias(key, code, tool)) for key, code in misfits(judged)]


@transaction.atomic
@keeps_moment("study")
def judge_risk_of_bias(*, by: Any, study: Study, judged: dict[str, Any]) -> Study:
    """Judge a study's risk of bias: `{"tool": "rob-2", "overall": "low"}`, or QUADAS-2's domains."""
    require(by, PERMISSION, study)
    refuse_if(blockers_to_judging(judged))
    changes = change(study, {"risk_of_bias": judged})
    if changes:
        record("risk-of-bias-judged", by=by, tool=judged["tool"], changes=changes, **_about(study))
    return study


def _about(study: Study) -> dict[str, Any]:
    return {
        "guideline": study.guideline.slug,
        "target": f"{study.question.ref}/{study.ref}",
        "question": study.question.ref,
        "study": study.label,
    }
