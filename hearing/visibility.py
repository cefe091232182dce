"""What somebody may see of one comment: the single answer for pages, REST, exports, log and mails. Pure.

Nothing about a comment leaves the server but what `sight_of` allows. The mail address is shown to
nobody but the holder of the receipt.
"""

from dataclasses import dataclass
from typing import Literal

Viewer = Literal["public", "committee", "holder"]
# Why the words of a comment are not shown, or not all of them.
Marker = Literal["", "withdrawn", "held", "redacted", "erased"]

VIEWERS: tuple[Viewer, ...] = ("public", "committee", "holder")


@dataclass(frozen=True, slots=True)
class CommentState:
    """What about a comment decides its visibility.

    `is_published`: it has stood in the published table. `is_answered`: with an answer that counts.
    `is_held`: suspicious, and nobody has let it pass. `is_redacted`: a passage of it is blacked out;
    `is_wholly_redacted`: all of it. `is_disputed`: somebody says that the name is falsely used.
    `is_erased`: its words were deleted for data protection. `publishes_declarations`: whoever commented
    was told that declarations become public.
    """

    kind: str
    consents: bool = False
    is_published: bool = False
    is_answered: bool = False
    is_withdrawn: bool = False
    is_held: bool = False
    is_redacted: bool = False
    is_wholly_redacted: bool = False
    is_disputed: bool = False
    is_erased: bool = False
    publishes_declarations: bool = False


@dataclass(frozen=True, slots=True)
class CommentSight:
    """What may be shown of a comment; everything else must not leave the server.

    `row`: that it exists, under its number. `body`: its words, with what is redacted blacked out.
    `name`: who commented. `answer`: the committee's answer. `marker`: what stands in place of words.
    `beside`: the passage, the support and who collected it. `signatories`: their names and places.
    `declarations`: interests and links with the tobacco industry. Of each what is redacted is blacked
    out.
    """

    row: bool = False
    body: bool = False
    name: bool = False
    answer: bool = False
    marker: Marker = ""
    beside: bool = False
    signatories: bool = False
    declarations: bool = False


NOTHING = CommentSight()


def sight_of(viewer: str, state: CommentState) -> CommentSight:
    """Return what a viewer may see of a comment; ValueError for an unknown viewer.

    The public: nothing before publication, then all but what is held; of a comment withdrawn before
    publication nothing, of one withdrawn afterwards the marker and the answer. The committee: every
    comment as it came, also a held one, until it is withdrawn. The holder of the receipt: the same as
    if it were not held, for who is held must not learn it.
    """
    if viewer not in VIEWERS:
        raise ValueError(f"unknown viewer: {viewer!r}")
    if viewer == "public" and (not state.is_published or state.is_held):
        return NOTHING
    if state.is_withdrawn:
        return _withdrawn(viewer, state)
    return CommentSight(
        row=True,
        body=not state.is_erased,
        name=_shows_name(viewer, state),
        answer=state.is_answered,
        marker=_marker(viewer, state),
        beside=_shows_beside(state),
        signatories=_shows_beside(state) and _shows_signatories(viewer, state),
        declarations=_shows_beside(state) and _shows_declarations(viewer, state),
    )


def _withdrawn(viewer: str, state: CommentState) -> CommentSight:
    """Before publication it is gone with its number; afterwards its place and the answer stay."""
    if viewer == "holder" or state.is_published:
        return CommentSight(row=True, answer=state.is_answered, marker="withdrawn")
    return NOTHING


def _shows_name(viewer: str, state: CommentState) -> bool:
    """Names are published only with consent, and not while somebody says the name is not theirs."""
    if state.kind == "anonymous" or state.is_erased:
        return False
    if viewer == "public":
        return state.consents and not state.is_disputed and not state.is_wholly_redacted
    return True


def _shows_beside(state: CommentState) -> bool:
    """Where all of the words are redacted, or deleted, nothing beside them is left either."""
    return not state.is_erased and not state.is_wholly_redacted


def _shows_signatories(viewer: str, state: CommentState) -> bool:
    """An organisation's alone, and named as the organisation is."""
    return state.kind == "organisation" and _shows_name(viewer, state)


def _shows_declarations(viewer: str, state: CommentState) -> bool:
    """Published only where that was said when they were asked for, and nobody disputes whose they are."""
    if viewer == "public":
        return state.publishes_declarations and not state.is_disputed
    return True


def _marker(viewer: str, state: CommentState) -> Marker:
    if state.is_erased:
        return "erased"
    if state.is_held and viewer == "committee":
        return "held"
    return "redacted" if state.is_redacted else ""
