"""How the events of a hearing read in the log. Who commented is not named there."""

from django.utils.translation import gettext_lazy as _

from audit.sentences import register

register(
    {
        "hearing-opened": _("{who} opened the hearing {target}."),
        "hearing-closed": _("{who} closed the hearing {target}."),
        "guests-invited": _("{who} invited {invited} to comment in {target}."),
        "guest-revoked": _("{who} took an invitation to {target} back."),
        "comments-imported": _(
            "{who} added {imported} comments to {target} that {collected_by} had collected."
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
        "comments-joined": _(
            "Comments {comments} in {target} are in a group that answer {answer} answers: it is theirs too."
        ),
        "comment-taken-out": _("{who} took comment {number} in {target} out of its group."),
        "comment-put-back": _("{who} put comment {number} in {target} back into its group."),
        "dispute-noted": _("{who} looked at the dispute of comment {number} in {target}: {reason}"),
        "comment-answered": _("{who} answered comment {number} in {target}."),
        "comments-assigned": _("{who} gave comments {comments} in {target} to {place} to answer."),
        "comments-unassigned": _(
            "{who} took comments {comments} in {target} from whoever had them."
        ),
        "theme-added": _("{who} put comments {comments} in {target} under '{theme}'."),
        "theme-removed": _("{who} took comments {comments} in {target} out of '{theme}'."),
        "theme-renamed": _("{who} renamed the theme '{before}' in {target} '{theme}'."),
        "theme-deleted": _("{who} gave up the theme '{theme}' in {target} (comments {comments})."),
        "answer-drafted": _("{who} drafted answer {answer} to comments {comments} in {target}."),
        "answer-asked": _(
            "{who} asked for approval of answer {answer} to comments {comments} in {target}."
        ),
        "answer-taken-back": _(
            "{who} took answer {answer} to comments {comments} in {target} back before its approval."
        ),
        "answer-discarded": _(
            "{who} gave up the draft of answer {answer} to comments {comments} in {target}."
        ),
        "answer-approved": _(
            "{who} approved answer {answer} to comments {comments} in {target}, written by {author}."
        ),
        "answer-returned": _(
            "{who} returned answer {answer} to comments {comments} in {target}: {reason}"
        ),
        "answer-approval-undone": _(
            "{who} took back the approval of answer {answer} to comments {comments} in {target}."
        ),
    }
)
