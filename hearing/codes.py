"""The words of a hearing. Pure."""

COMMENTER_KINDS = ("anonymous", "individual", "organisation")
# The two usual moments: on the evidence before the vote, on the draft after it.
MOMENTS = ("draft", "evidence")
AUDIENCES = ("everybody", "invited")
GUEST_ROLES = ("commentator", "reviewer")
# What a hearing may ask of who comments, beside the comment.
DECLARATIONS = ("interests", "tobacco")

# Why a comment is held until somebody looks at it: bait that only programs take, sent faster than people
# type, too many from one network, no proof of work, an address that nobody has confirmed.
HELD_BECAUSE = ("bait", "too-fast", "over-budget", "no-proof", "unconfirmed")

# How far a comment's answer is.
PROGRESS = ("unanswered", "draft", "waits", "answered")

# What kinds of files may stand beside a comment, by their content.
FILE_KINDS = ("pdf", "png", "jpeg", "text")
