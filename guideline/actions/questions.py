"""Questions: put to the guideline, and edited."""

from typing import Any

from django.core.validators import slug_re
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.actions.interests import cover_question
from guideline.changes import change, named
from guideline.codes import QUESTION_STATUSES, QUESTION_TYPES
from guideline.models import Guideline, Question, Topic
from guideline.moments import keep_moment, keeps_moment
from guideline.queries import next_position, take_turns
from guideline.refs import next_ref
from guideline.text import Text, localized

PICO = (
    "population",
    "intervention",
    "comparator",
    "index_test",
    "comparator_test",
    "reference_standard",
)
FIELDS = ("text", "type", "status", "number", "topic", "many_outcomes_because", *PICO)


def blockers_to_question(
    guideline: Guideline, values: dict[str, Any], *, but: Question | None = None
) -> list[Blocker]:
    """What is wrong with a question's wording, kind, number or topic."""
    blockers = []
    if "text" in values and not localized(values["text"]).strip():
        blockers.append(Blocker(_("Write the question.")))
    if values.get("type", "other") not in QUESTION_TYPES:
        blockers.append(Blocker(_("Choose what kind of question it is.")))
    if values.get("status", "proposed") not in QUESTION_STATUSES:
        blockers.append(Blocker(_("Choose how the question stands.")))
    topic: Topic | None = values.get("topic")
    if topic is not None and topic.guideline_id != guideline.pk:
        blockers.append(Blocker(_("The topic belongs to another guideline.")))
    return blockers + _blockers_to_number(guideline, values.get("number"), but)


@transaction.atomic
def put_question(
    *, by: Any, guideline: Guideline, text: Text, ref: str = "", **values: Any
) -> Question:
    """Put a question to the guideline; it is proposed unless said otherwise."""
    require(by, "guideline.edit_question", guideline)
    take_turns(guideline)
    values = {"status": "proposed", "type": "intervention", **_only_known(values), "text": text}
    taken = set(guideline.questions.values_list("ref", flat=True))
    refuse_if(blockers_to_question(guideline, values) + _blockers_to_ref(ref, taken))
    question = Question.objects.create(
        guideline=guideline,
        ref=ref or next_ref("q", taken),
        position=next_position(guideline.questions.all()),
        **values,
    )
    cover_question(question)
    event = record("question-put", by=by, text=localized(text), **_about(question))
    keep_moment(question, event=event)
    return question


@transaction.atomic
@keeps_moment("question")
def edit_question(*, by: Any, question: Question, reason: str = "", **values: Any) -> Question:
    """Reword a question or say where it stands; a vote keeps the hash of what it was held on."""
    require(by, "guideline.edit_question", question)
    values = _only_known(values)
    refuse_if(blockers_to_question(question.guideline, values, but=question))
    changes = change(question, values)
    if changes:
        cover_question(question)
        record(
            "question-edited",
            by=by,
            reason=reason.strip(),
            fields=named(changes),
            changes=changes,
            **_about(question),
        )
    return question


def _blockers_to_number(
    guideline: Guideline, number: int | None, but: Question | None
) -> list[Blocker]:
    if number is None:
        return []
    other = guideline.questions.filter(number=number).exclude(pk=but.pk if but else None).first()
    if other is None:
        return []
    sentence = _("Number {number} is taken by “{question}”.")
    return [Blocker(sentence.format(number=number, question=localized(other.text)))]


def _blockers_to_ref(ref: str, taken: set[str]) -> list[Blocker]:
    if ref in taken:
        return [Blocker(_("The id “{ref}” is taken.").format(ref=ref))]
    if ref and not slug_re.match(ref):
        return [Blocker(_("An id has letters, digits, hyphens and underscores only."))]
    return []


def _only_known(values: dict[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"a question has no {', '.join(sorted(unknown))}")
    return values


def _about(question: Question) -> dict[str, Any]:
    return {"guideline": question.guideline.slug, "target": question.ref}
