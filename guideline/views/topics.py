"""The topics of a guideline: added, renamed, put in order, taken out where they are empty."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.told import refusals_told
from guideline.actions.topics import (
    add_topic,
    blockers_to_deleting,
    delete_topic,
    move_topic,
    rename_topic,
)
from guideline.creating_forms import TopicForm
from guideline.models import Guideline, Topic
from guideline.queries import guideline_by_slug, topic_by_ref

PERMISSION, UNSEEN = "guideline.edit_question", "guideline.view_guideline"


@page(PERMISSION, load=guideline_by_slug, methods=("GET", "HEAD", "POST"), unseen=UNSEEN)
def topics(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = TopicForm(request.POST or None)
    if form.carried_out(add_topic, by=request.user, guideline=guideline):
        messages.success(request, _("The topic is added."))
        return redirect("topics", guideline.slug)
    return _page(request, guideline, form)


@verb(PERMISSION, load=topic_by_ref, unseen=UNSEEN)
def topic_rename(request: HttpRequest, topic: Topic) -> HttpResponse:
    form = TopicForm(request.POST, row=topic, prefix=topic.ref)
    if form.carried_out(rename_topic, by=request.user, topic=topic):
        messages.success(request, _("The topic is renamed."))
        return redirect("topics", topic.guideline.slug)
    return _page(request, topic.guideline, TopicForm(), renamed=(topic.pk, form))


@verb(PERMISSION, load=topic_by_ref, unseen=UNSEEN)
def topic_move(request: HttpRequest, topic: Topic) -> HttpResponse:
    return _done(request, topic, move_topic, up=request.POST.get("to") == "up")


@verb(PERMISSION, load=topic_by_ref, unseen=UNSEEN)
def topic_delete(request: HttpRequest, topic: Topic) -> HttpResponse:
    return _done(request, topic, delete_topic)


def _done(request: HttpRequest, topic: Topic, action: Any, **given: Any) -> HttpResponse:
    with refusals_told(request):
        action(by=request.user, topic=topic, **given)
    return redirect("topics", topic.guideline.slug)


def _page(
    request: HttpRequest,
    guideline: Guideline,
    form: TopicForm,
    renamed: tuple[int, TopicForm] | None = None,
) -> HttpResponse:
    rows = []
    for topic in guideline.topics.order_by("position", "id"):
        own = TopicForm(row=topic, prefix=topic.ref)
        if renamed and renamed[0] == topic.pk:
            own = renamed[1]
        rows.append((topic, own, blockers_to_deleting(topic)))
    context = {
        "guideline": guideline,
        "rows": rows,
        "form": form,
        "refused": renamed[1] if renamed else None,
    }
    status = max(form.status, renamed[1].status if renamed else 200)
    return render(request, "guideline/topics.html", context, status=status)
