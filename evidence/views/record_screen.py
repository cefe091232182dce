"""The records of a question: pasted in, decided on, made into studies.

Each verb has an address of its own, and shows this page again when it is refused.
"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import page, verb
from evidence.actions.screening import (
    add_records,
    decide_on_full_text,
    decide_on_title,
    include_as_study,
)
from evidence.forms import IncludeForm, RecordsForm, ScreenForm
from evidence.models import Record
from evidence.prisma import INCLUDE, counts_of_records
from evidence.queries import record_by_ref, records_of, waiting_records
from guideline.models import Question
from guideline.queries import question_by_ref

AT_A_TIME = 50
STAGES = {"title": decide_on_title, "full-text": decide_on_full_text}


@page("evidence.screen_record", load=question_by_ref, unseen="guideline.view_guideline")
def record_screen(request: HttpRequest, question: Question) -> HttpResponse:
    return _page(request, question)


@verb("evidence.screen_record", load=question_by_ref, unseen="guideline.view_guideline")
def records_add(request: HttpRequest, question: Question) -> HttpResponse:
    form = RecordsForm(request.POST, prefix="add")
    before = question.records.count()
    if form.carried_out(add_records, by=request.user, question=question):
        added = question.records.count() - before
        sentence = ngettext("{number} record is added.", "{number} records are added.", added)
        messages.success(request, sentence.format(number=added))
        return _back(question)
    return _page(request, question, adding=form)


@verb("evidence.screen_record", load=record_by_ref, unseen="guideline.view_guideline")
def record_decide(request: HttpRequest, record: Record) -> HttpResponse:
    action = STAGES.get(request.POST.get("stage", ""), decide_on_title)
    form = ScreenForm(request.POST, prefix=record.ref)
    if form.carried_out(action, by=request.user, record=record):
        messages.success(request, _("Decided on “{record}”.").format(record=record))
        return _back(record.question)
    return _page(request, record.question, refused=(record.pk, "screen", form))


@verb("evidence.screen_record", load=record_by_ref, unseen="guideline.view_guideline")
def record_include(request: HttpRequest, record: Record) -> HttpResponse:
    form = IncludeForm(request.POST, prefix=record.ref)
    if form.carried_out(include_as_study, by=request.user, record=record):
        messages.success(request, _("“{record}” is a study now.").format(record=record))
        return _back(record.question)
    return _page(request, record.question, refused=(record.pk, "include", form))


def _page(
    request: HttpRequest,
    question: Question,
    *,
    adding: RecordsForm | None = None,
    refused: tuple[int, str, Any] | None = None,
) -> HttpResponse:
    shows_all = request.GET.get("show") == "all"
    records = records_of(question) if shows_all else waiting_records(question)
    if refused:
        # A refused decision is shown whatever list its record stands in.
        records = records_of(question).filter(pk=refused[0])
    rows = Paginator(records, AT_A_TIME).get_page(request.GET.get("page"))
    context = {
        "guideline": question.guideline,
        "question": question,
        "counts": counts_of_records(list(question.records.all())),
        "rows": rows,
        "records": [_row(record, refused) for record in rows],
        "shows_all": shows_all,
        "adding": adding or RecordsForm(prefix="add"),
        "refused": refused[2] if refused else None,
    }
    shown = [form for form in (adding, refused[2] if refused else None) if form is not None]
    status = max([200, *(form.status for form in shown)])
    return render(request, "evidence/record_screen.html", context, status=status)


def _row(record: Record, refused: tuple[int, str, Any] | None) -> dict[str, Any]:
    """A record with the form of its next decision; a refused one keeps what was typed."""
    row: dict[str, Any] = {"record": record, "stage": "title"}
    if record.title_abstract == INCLUDE:
        row["stage"] = "full-text"
    row["screen"] = ScreenForm(prefix=record.ref, initial={"reason": record.reason})
    if record.full_text == INCLUDE and record.study is None:
        row["include"] = IncludeForm(prefix=record.ref)
    if refused and refused[0] == record.pk:
        row[refused[1]] = refused[2]
    return row


def _back(question: Question) -> HttpResponse:
    return redirect(reverse("record_screen", args=[question.guideline.slug, question.ref]))
