"""How the events of a hearing read in the log. Who commented is not named there."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from audit.sentences import register
from hearing.answering.numbers import how_many
from hearing.part_words import part_in_words


def _by_number(said: Callable[[int], str]) -> Callable[[Mapping[str, Any]], str]:
    """The sentence for as many comments as the facts name by their numbers."""
    return lambda facts: said(how_many(str(facts.get("comments", ""))))


register(
    {
        "hearing-opened": _("{who} opened the hearing {target}."),
        "hearing-closed": _("{who} closed the hearing {target}."),
        "guests-invited": _("{who} invited {invited} to comment in {target}."),
        "guest-revoked": _("{who} took an invitation to {target} back."),
        "comments-imported": lambda facts: ngettext(
            "{who} added {imported} comment to {target} that {collected_by} had collected.",
            "{who} added {imported} comments to {target} that {collected_by} had collected.",
            int(facts.get("imported", 0)),
        ),
        "comment-received": _("Comment {number} on {part} was received in {target}."),
        "comment-edited": _("Comment {number} in {target} was edited by its author."),
        "comment-withdrawn": _("Comment {number} in {target} was withdrawn by its author."),
        "comment-file-added": _("File {file} was put beside comment {number} in {target}."),
        "comment-file-removed": _("File {file} beside comment {number} in {target} was removed."),
        "comment-file-passed": _(
            "{who} looked at file {file} beside comment {number} in {target} and opened it for the committee."
        ),
        "comment-file-shut": _(
            "{who} kept file {file} beside comment {number} in {target} shut: {reason}"
        ),
        "redaction-proposed": _(
            "{who} proposed to redact a passage of comment {number} in {target}: {reason}"
        ),
        "comment-redacted": _(
            "{who} confirmed the redaction of a passage of comment {number} in {target}: {reason}"
        ),
        "redaction-dropped": _(
            "{who} left the words of comment {number} in {target}, which were to be redacted."
        ),
        "comments-purged": _(
            "Data whose time of storage was over were deleted in {target}: {comments} comments, {addresses} mail addresses, {links} links, {guests} invitations, {declarations} declarations, {files} files."
        ),
        "comment-released": _("{who} released the held comment {number} in {target}: {reason}"),
        "comment-kept-held": _("{who} kept comment {number} in {target} held: {reason}"),
        "comment-confirmed": _("Comment {number} in {target} was confirmed by mail."),
        "comment-disputed": _(
            "Comment {number} in {target} was disputed by the person whose address it bears."
        ),
        "comments-joined": _by_number(
            lambda n: ngettext(
                "Comment {comments} in {target} is in a group that answer {answer} answers: it is its own too.",
                "Comments {comments} in {target} are in a group that answer {answer} answers: it is theirs too.",
                n,
            )
        ),
        "comment-taken-out": _("{who} took comment {number} in {target} out of its group."),
        "comment-put-back": _("{who} put comment {number} in {target} back into its group."),
        "dispute-noted": _("{who} looked at the dispute of comment {number} in {target}: {reason}"),
        "comment-answered": _("{who} answered comment {number} in {target}."),
        "comments-assigned": _by_number(
            lambda n: ngettext(
                "{who} gave comment {comments} in {target} to {place} to answer.",
                "{who} gave comments {comments} in {target} to {place} to answer.",
                n,
            )
        ),
        "comments-unassigned": _by_number(
            lambda n: ngettext(
                "{who} took comment {comments} in {target} from whoever had it.",
                "{who} took comments {comments} in {target} from whoever had them.",
                n,
            )
        ),
        "theme-added": _by_number(
            lambda n: ngettext(
                "{who} put comment {comments} in {target} under '{theme}'.",
                "{who} put comments {comments} in {target} under '{theme}'.",
                n,
            )
        ),
        "theme-removed": _by_number(
            lambda n: ngettext(
                "{who} took comment {comments} in {target} out of '{theme}'.",
                "{who} took comments {comments} in {target} out of '{theme}'.",
                n,
            )
        ),
        "theme-renamed": _("{who} renamed the theme '{before}' in {target} '{theme}'."),
        "theme-deleted": _by_number(
            lambda n: ngettext(
                "{who} gave up the theme '{theme}' in {target} (comment {comments}).",
                "{who} gave up the theme '{theme}' in {target} (comments {comments}).",
                n,
            )
        ),
        "answer-drafted": _by_number(
            lambda n: ngettext(
                "{who} drafted answer {answer} to comment {comments} in {target}.",
                "{who} drafted answer {answer} to comments {comments} in {target}.",
                n,
            )
        ),
        "answer-asked": _by_number(
            lambda n: ngettext(
                "{who} asked for approval of answer {answer} to comment {comments} in {target}.",
                "{who} asked for approval of answer {answer} to comments {comments} in {target}.",
                n,
            )
        ),
        "answer-taken-back": _by_number(
            lambda n: ngettext(
                "{who} took answer {answer} to comment {comments} in {target} back before its approval.",
                "{who} took answer {answer} to comments {comments} in {target} back before its approval.",
                n,
            )
        ),
        "answer-discarded": _by_number(
            lambda n: ngettext(
                "{who} gave up the draft of answer {answer} to comment {comments} in {target}.",
                "{who} gave up the draft of answer {answer} to comments {comments} in {target}.",
                n,
            )
        ),
        "answer-approved": _by_number(
            lambda n: ngettext(
                "{who} approved answer {answer} to comment {comments} in {target}, written by {author}.",
                "{who} approved answer {answer} to comments {comments} in {target}, written by {author}.",
                n,
            )
        ),
        "answer-returned": _by_number(
            lambda n: ngettext(
                "{who} returned answer {answer} to comment {comments} in {target}: {reason}",
                "{who} returned answer {answer} to comments {comments} in {target}: {reason}",
                n,
            )
        ),
        "answer-approval-undone": _by_number(
            lambda n: ngettext(
                "{who} took back the approval of answer {answer} to comment {comments} in {target}.",
                "{who} took back the approval of answer {answer} to comments {comments} in {target}.",
                n,
            )
        ),
    },
    in_words={"part": part_in_words},
)
