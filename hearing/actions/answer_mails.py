"""Mails about answering, to members of the panel; each through the outbox."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guideline.models import PanelMember
from hearing.answering.numbers import spans
from hearing.models import Hearing, Proposal
from outbox.actions import enqueue


def mail_assigned(
    hearing: Hearing, place: PanelMember, numbers: Sequence[int], *, key: str
) -> None:
    """Tell somebody which comments are theirs to answer: one mail for one deed."""
    if not place.address:
        return
    lines = [
        _("Dear {name},").format(name=place),
        ngettext(
            "Please answer comment {numbers} of '{hearing}'.",
            "Please answer comments {numbers} of '{hearing}'.",
            len(numbers),
        ).format(numbers=spans(numbers), hearing=hearing),
        _("A second person approves each answer before it is published."),
        _("They wait here: {link}").format(link=_link(hearing, "?assigned=me")),
    ]
    subject = ngettext("A comment to answer: {title}", "Comments to answer: {title}", len(numbers))
    enqueue(
        "mail",
        key=key,
        to=place.address,
        subject=subject.format(title=hearing.guideline),
        body="\n\n".join(lines),
    )


def mail_returned(proposal: Proposal, numbers: Sequence[int]) -> None:
    """Tell the author of an answer that it came back, with the note."""
    hearing, author = proposal.hearing, proposal.by
    if not author.email or not author.is_active:
        return
    lines = [
        _("{who} returned your answer to {comments} of '{hearing}':").format(
            who=proposal.returned_by, comments=spans(numbers), hearing=hearing
        ),
        proposal.returned_because,
        _("It waits here: {link}").format(link=_link(hearing, "?state=draft")),
    ]
    enqueue(
        "mail",
        key=f"answer-returned-{proposal.pk}",
        to=author.email,
        subject=_("An answer came back to you: {title}").format(title=hearing.guideline),
        body="\n\n".join(lines),
    )


def _link(hearing: Hearing, asked: str) -> str:
    path = reverse("hearing_inbox", args=[hearing.guideline.slug, hearing.ref])
    return f"{settings.SITE_URL}{path}{asked}"
