"""What of its hearings keeps a guideline from being published."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.blockers import Blocker
from guideline.models import Guideline
from hearing.answering.rounds_due import rounds_due
from hearing.answering.states import STATES
from hearing.clock import has_ended
from hearing.models import Hearing

BLOCKING = ("unanswered", "draft", "waits")


def blockers_of_hearings(guideline: Guideline) -> Iterator[Blocker]:
    """Every hearing is over, every comment has an approved answer, every change of substance its round.

    A hearing that was held elsewhere was answered elsewhere.
    """
    for hearing in (
        guideline.hearings.filter(imported=False).defer("draft").order_by("position", "id")
    ):
        hearing.guideline = guideline
        if not has_ended(hearing):
            sentence = _("The hearing '{title}' is still open.").format(title=hearing)
            yield Blocker(sentence, hearing.get_absolute_url())
        yield from _of_comments(hearing)
    yield from _of_rounds(guideline)


def _of_comments(hearing: Hearing) -> Iterator[Blocker]:
    inbox = reverse("hearing_inbox", args=[hearing.guideline.slug, hearing.ref])
    if held := hearing.comments.filter(STATES["held"][1]).count():
        sentence = ngettext(
            "{n} comment of '{title}' is held: decide on it first.",
            "{n} comments of '{title}' are held: decide on them first.",
            held,
        ).format(n=held, title=hearing)
        yield Blocker(sentence, reverse("hearing_held", args=[hearing.guideline.slug, hearing.ref]))
    for state in BLOCKING:
        n = hearing.comments.filter(STATES[state][1]).count()
        if n:
            sentence = _sentence(state, n).format(n=n, title=hearing)
            yield Blocker(sentence, f"{inbox}?state={state}")


def _sentence(state: str, n: int) -> str:
    if state == "unanswered":
        return ngettext(
            "{n} comment of '{title}' is not answered.",
            "{n} comments of '{title}' are not answered.",
            n,
        )
    if state == "draft":
        return ngettext(
            "{n} comment of '{title}' has only the draft of an answer.",
            "{n} comments of '{title}' have only the draft of an answer.",
            n,
        )
    return ngettext(
        "The answer to {n} comment of '{title}' waits for a second person's approval.",
        "The answers to {n} comments of '{title}' wait for a second person's approval.",
        n,
    )


def _of_rounds(guideline: Guideline) -> Iterator[Blocker]:
    for due in rounds_due([guideline]):
        ref = due.recommendation.ref
        sentence = _(
            "{recommendation} was changed in substance after comments: a new round is due."
        ).format(recommendation=ref)
        yield Blocker(sentence, reverse("round_open", args=[guideline.slug, ref]))
