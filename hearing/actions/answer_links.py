"""Where the change that an answer speaks of can be seen: linked, and a link taken away again."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from hearing.actions.answering import ANSWER, propose_answer
from hearing.answering.changes import steps_of
from hearing.answering.samples import lock_hearing
from hearing.models import Hearing, Proposal


class UnknownStep(ValueError):
    """A key that stands for no step since the hearing opened, or for one that is not for this person."""


@transaction.atomic
def link_changes(
    *, by: Any, proposal: Proposal, changes: Sequence[str], elsewhere: str = ""
) -> Proposal:
    """Say anew where a draft's change can be seen; none of `changes` takes every link away.

    As any other wording it is a draft of its own, which replaces this one and which `by` wrote.
    """
    require(by, ANSWER, proposal)
    hearing = proposal.hearing
    check_steps(hearing, by, changes)
    # As everywhere, the hearing before its comments: two who answer wait for each other.
    lock_hearing(hearing.pk)
    numbers = list(proposal.comments.order_by("number").values_list("number", flat=True))
    blockers = []
    if not numbers:
        blockers.append(Blocker(_("Nothing hangs from this draft any longer.")))
    if not proposal.changed:
        blockers.append(Blocker(_("It says that nothing was changed.")))
    refuse_if(blockers)
    return propose_answer(
        by=by,
        hearing=hearing,
        numbers=numbers,
        changed=True,
        text=proposal.text,
        changes=changes,
        elsewhere=elsewhere,
        campaign=proposal.campaign,
        sample=proposal.sample,
    )


def check_steps(hearing: Hearing, by: Any, changes: Iterable[str]) -> None:
    """UnknownStep for a key that a page would not offer to this person."""
    wanted = set(changes)
    unknown = sorted(wanted - {key for key, _title in steps_of(hearing, by)}) if wanted else []
    if unknown:
        sentence = _("There is no such change since the hearing opened: {keys}.")
        raise UnknownStep(sentence.format(keys=", ".join(unknown)))
