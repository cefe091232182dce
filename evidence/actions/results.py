"""Results: entered, changed, set aside with a reason and taken back; nothing is deleted."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.figures import ALL_COLUMNS, problems_with
from evidence.models import Body, Study, StudyResult
from evidence.problems import of_figure_named
from evidence.queries import primary_body
from evidence.risk_of_bias import JUDGEMENTS, known_by
from guideline.changes import change, named
from guideline.models import Outcome
from guideline.moments import keeps_moment
from guideline.queries import next_position, take_turns
from guideline.text import localized

PERMISSION = "evidence.edit_evidence"
IN_WORDS = ("population", "printed", "note", "risk_of_bias")
FIELDS = (*ALL_COLUMNS, *IN_WORDS)
_TEXTS = ("value_comparison", "unit", "printed", "risk_of_bias")


def blockers_to_result(
    body: Body, study: Study, values: Mapping[str, Any], *, but: StudyResult | None = None
) -> list[Blocker]:
    """Everything that is wrong with a result, the study named first."""
    outcome = body.outcome
    sentences = [of_figure_named(each) for each in _problems(outcome, values)]
    if study.question_id != outcome.question_id:
        sentences.append(_("it answers another question."))
    if _is_repeated(body, study, values, but):
        sentences.append(_("it has a result for this population already."))
    known = (
        known_by((study.risk_of_bias or {}).get("tool", "")) if study.risk_of_bias else JUDGEMENTS
    )
    if values.get("risk_of_bias") and values["risk_of_bias"] not in known:
        sentences.append(_("its tool does not know this judgement on the risk of bias."))
    return [Blocker(f"{study}: {sentence}") for sentence in sentences]


@transaction.atomic
@keeps_moment("outcome")
def enter_result(
    *, by: Any, outcome: Outcome, study: Study, body: Body | None = None, **values: Any
) -> StudyResult:
    """Enter what a study found on an outcome; without a body of evidence named, into the primary one."""
    require(by, PERMISSION, outcome)
    take_turns(outcome)
    values = _known(values)
    body = body or primary_body(outcome) or Body.objects.create(outcome=outcome)
    refuse_if(_blockers_to_body(body, outcome) + blockers_to_result(body, study, values))
    result = StudyResult.objects.create(
        body=body, study=study, position=next_position(body.results.all()), **values
    )
    given = {field: value for field, value in values.items() if value not in (None, "")}
    record("result-entered", by=by, values=given, **_about(result))
    return result


@transaction.atomic
@keeps_moment("result")
def change_result(*, by: Any, result: StudyResult, reason: str = "", **values: Any) -> StudyResult:
    """Correct a result; the values before and after are recorded."""
    require(by, PERMISSION, result)
    values = _known(values)
    result = _locked(result)
    after = {field: getattr(result, field) for field in FIELDS} | values
    refuse_if(blockers_to_result(result.body, result.study, after, but=result))
    changes = change(result, values)
    if changes:
        record(
            "result-changed",
            by=by,
            reason=reason.strip(),
            fields=named(changes),
            changes=changes,
            **_about(result),
        )
    return result


def blockers_to_excluding(result: StudyResult, reason: str) -> list[Blocker]:
    """What stands in the way of setting a result aside."""
    blockers = []
    if result.excluded_because:
        blockers.append(Blocker(_("The result is excluded already.")))
    if not reason.strip():
        blockers.append(Blocker(_("Give the reason for excluding the result.")))
    return blockers


@transaction.atomic
@keeps_moment("result")
def exclude_result(*, by: Any, result: StudyResult, reason: str) -> StudyResult:
    """Set a result aside: it stays to be seen and is pooled no more."""
    require(by, PERMISSION, result)
    result = _locked(result)
    refuse_if(blockers_to_excluding(result, reason))
    changes = change(result, {"excluded_because": reason.strip()})
    record("result-excluded", by=by, reason=reason.strip(), changes=changes, **_about(result))
    return result


@transaction.atomic
@keeps_moment("result")
def restore_result(*, by: Any, result: StudyResult, reason: str = "") -> StudyResult:
    """Let an excluded result count again."""
    require(by, PERMISSION, result)
    result = _locked(result)
    if not result.excluded_because:
        refuse_if([Blocker(_("The result is not excluded."))])
    changes = change(result, {"excluded_because": ""})
    record("result-restored", by=by, reason=reason.strip(), changes=changes, **_about(result))
    return result


def _problems(outcome: Outcome, values: Mapping[str, Any]):
    figures = {name: values.get(name) for name in ALL_COLUMNS}
    in_words = bool(values.get("printed") or values.get("note"))
    return problems_with(outcome.type, figures, in_words=in_words)


def _is_repeated(
    body: Body, study: Study, values: Mapping[str, Any], but: StudyResult | None
) -> bool:
    """A study may give several rows, told apart by their population."""
    others = body.results.filter(study=study).exclude(pk=but.pk if but else None)
    population = localized(values.get("population")).strip()
    return any(localized(row.population).strip() == population for row in others)


def _blockers_to_body(body: Body, outcome: Outcome) -> list[Blocker]:
    if body.outcome_id == outcome.pk:
        return []
    return [Blocker(_("The body of evidence belongs to another outcome."))]


def _locked(result: StudyResult) -> StudyResult:
    rows = StudyResult.objects.select_for_update(of=("self",))
    return rows.select_related("study", "body__outcome__question__guideline").get(pk=result.pk)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """The values of columns that exist; text that was not given is empty, a figure is null."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"a result has no {', '.join(sorted(unknown))}")
    return {
        name: "" if value is None and name in _TEXTS else value for name, value in values.items()
    }


def _about(result: StudyResult) -> dict[str, Any]:
    outcome = result.body.outcome
    return {
        "guideline": result.guideline.slug,
        "target": f"{outcome.question.ref}/{outcome.ref}",
        "question": outcome.question.ref,
        "outcome": localized(outcome.name),
        "study": str(result.study),
        "population": localized(result.population),
    }
