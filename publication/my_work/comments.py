"""What hearings ask of somebody: answers, approvals, and the rounds that changes call for."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guideline.models import Guideline, PanelMember
from hearing.answering.counting import MOST_COUNTED, BoundedCount, counted
from hearing.answering.rounds_due import rounds_due
from hearing.answering.states import DISPUTES, DUE, STANDS, STATES, WITH_FILES
from hearing.models import Comment, Hearing, Proposal
from hearing.waiting import approvals_of
from publication.my_work.places import guidelines
from publication.my_work.task import MINUTES, Task


def answers(places: list[PanelMember]) -> Iterator[Task]:
    """Comments that are somebody's own to answer, and those that nobody has taken on."""
    mine = guidelines(places, "hearing.answer_comment")
    rows = Comment.objects.filter(hearing=OuterRef("pk"))
    own = BoundedCount(rows.filter(DUE, assigned_to__in=[each.pk for each in places]))
    free = BoundedCount(rows.filter(STATES["unanswered"][1], assigned_to=None))
    over = Q(imported=True) | Q(closes_at__lte=timezone.now())
    held = Hearing.objects.filter(over, guideline__in=mine).defer("draft")
    for each in held.select_related("guideline").annotate(own=own, free=free).order_by("pk"):
        if each.own:
            yield _answer(each, each.own, "?assigned=me", _("{n} assigned to you"))
        if each.free:
            yield _answer(each, each.free, "?state=unanswered&assigned=nobody", "{n}")


def to_look_at(mine: list[Guideline]) -> Iterator[Task]:
    """Comments that are held, and those whose name somebody says is not theirs."""
    rows = Comment.objects.filter(hearing=OuterRef("pk"))
    held, disputed = (BoundedCount(rows.filter(each)) for each in (STATES["held"][1], DISPUTES))
    hearings = Hearing.objects.filter(guideline__in=mine, imported=False).defer("draft")
    found = hearings.select_related("guideline").annotate(waits=held, disputes=disputed)
    for each in found.order_by("pk"):
        if each.waits:
            said = ngettext("{n} held comment", "{n} held comments", each.waits)
            address = reverse("hearing_held", args=[each.guideline.slug, each.ref])
            yield _look(each, each.waits, said, address)
        if each.disputes:
            said = ngettext(
                "{n} comment whose name is disputed",
                "{n} comments whose names are disputed",
                each.disputes,
            )
            yield _look(each, each.disputes, said, f"{_inbox(each)}?state=disputed")


def files(mine: list[Guideline]) -> Iterator[Task]:
    """Comments with files that nobody has looked at."""
    n = BoundedCount(Comment.objects.filter(hearing=OuterRef("pk")).filter(WITH_FILES))
    hearings = Hearing.objects.filter(guideline__in=mine, takes_files=True).defer("draft")
    for each in hearings.select_related("guideline").annotate(n=n).filter(n__gt=0).order_by("pk"):
        said = ngettext("{n} comment with files", "{n} comments with files", each.n)
        yield _look(each, each.n, said, f"{_inbox(each)}?state=files")


def returned(user: Any) -> Iterator[Task]:
    """One's own answers that came back with a note."""
    standing = Comment.objects.filter(STANDS, proposal=OuterRef("pk"))
    rows = Proposal.objects.filter(Exists(standing), by=user, returned_at__isnull=False)
    for each in rows.select_related("hearing__guideline").defer("hearing__draft").order_by("pk"):
        hearing = each.hearing
        number = each.comments.order_by("number").values_list("number", flat=True)[0]
        slug = hearing.guideline.slug
        yield Task(
            verb=_("Change"),
            about=_("The answer to comment {number}, returned to you").format(number=number),
            detail=each.returned_because,
            href=reverse("comment_answer", args=[slug, hearing.ref, number]),
            guideline=hearing.guideline,
            minutes=MINUTES["answer"],
        )


def approvals(mine: list[Guideline], user: Any) -> Iterator[Task]:
    """Answers that somebody else wrote and a second person has to approve."""
    waiting = Proposal.objects.filter(asked_at__isnull=False, approved_at=None).exclude(by=user)
    hearings = Hearing.objects.filter(guideline__in=mine, pk__in=waiting.values("hearing"))
    for held in hearings.select_related("guideline").defer("draft"):
        n = approvals_of(user, held)
        if not n:
            continue
        yield Task(
            verb=_("Approve"),
            about=ngettext("{n} answer", "{n} answers", n).format(n=n),
            detail=str(held),
            href=f"{_inbox(held)}?state=waits",
            guideline=held.guideline,
            minutes=MINUTES["approve"] * n,
        )


def rounds_asked_for(mine: Iterable[Guideline]) -> Iterator[Task]:
    """Recommendations that were changed in substance after comments, and not voted on since."""
    for due in rounds_due(mine):
        recommendation = due.recommendation
        slug = recommendation.guideline.slug
        yield Task(
            verb=_("Open"),
            about=_("A new round on {recommendation}").format(recommendation=recommendation.ref),
            detail=_("Changed in substance after comments."),
            href=reverse("round_open", args=[slug, recommendation.ref]),
            guideline=recommendation.guideline,
            minutes=MINUTES["round"],
        )


def _answer(held: Hearing, n: int, asked: str, words: str) -> Task:
    said = words.format(n=ngettext("{n} comment", "{n} comments", n).format(n=counted(n)))
    return Task(
        verb=_("Answer"),
        about=said,
        detail=str(held),
        href=_inbox(held) + asked,
        guideline=held.guideline,
        minutes=MINUTES["answer"] * min(n, MOST_COUNTED),
    )


def _look(hearing: Hearing, n: int, words: str, address: str) -> Task:
    return Task(
        verb=_("Decide on"),
        about=words.format(n=counted(n)),
        detail=str(hearing),
        href=address,
        guideline=hearing.guideline,
        minutes=MINUTES["decide"] * min(n, MOST_COUNTED),
    )


def _inbox(held: Hearing) -> str:
    return reverse("hearing_inbox", args=[held.guideline.slug, held.ref])
