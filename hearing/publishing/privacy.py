"""What each field of a hearing is for, and how long it is kept: the source of `docs/privacy.md`."""

from collections.abc import Iterator, Mapping

from django.apps import apps

# (purpose, retention)
Use = tuple[str, str]

_GUIDELINE = "as long as the guideline"
_LINK = "until the hearing's time of storage is over"
_RETENTION = "until the hearing's time of storage is over, or withdrawal"

FIELDS: Mapping[str, Mapping[str, Use]] = {
    "Hearing": {
        "id": ("tells one row from another", _GUIDELINE),
        "guideline": ("whose hearing it is", _GUIDELINE),
        "ref": ("its address", _GUIDELINE),
        "title": ("shown", _GUIDELINE),
        "opens_at": ("from when comments are taken", _GUIDELINE),
        "closes_at": ("until when; the time of storage runs from here", _GUIDELINE),
        "draft": ("what was commented on, frozen", _GUIDELINE),
        "draft_hash": ("shows that it was not altered", _GUIDELINE),
        "moment": ("whether it is on the evidence or on the draft", _GUIDELINE),
        "audience": ("who may comment", _GUIDELINE),
        "asks_interests": ("whether interests are asked for", _GUIDELINE),
        "asks_tobacco": ("whether links with the tobacco industry are asked for", _GUIDELINE),
        "takes_files": ("whether files are taken beside comments", _GUIDELINE),
        "publishes_declarations": ("whether declarations become public", _GUIDELINE),
        "language": ("which wording counts", _GUIDELINE),
        "privacy_text": ("what who comments was told about these data", _GUIDELINE),
        "privacy_version": ("which of those texts", _GUIDELINE),
        "keeps_months": ("the time of storage", _GUIDELINE),
        "published_at": ("from when everybody reads comments and answers", _GUIDELINE),
        "imported": ("held elsewhere; no comment is taken here", _GUIDELINE),
        "basis": ("whether it is reconstructed", _GUIDELINE),
        "position": ("order of hearings", _GUIDELINE),
    },
    "Comment": {
        "id": ("tells one row from another", _GUIDELINE),
        "hearing": ("where it was made", _GUIDELINE),
        "number": ("its public number, never given twice", _GUIDELINE),
        "part": ("what it is about", _GUIDELINE),
        "kind": ("anonymous, an individual or an organisation", _GUIDELINE),
        "name": (
            "shown to the committee; published only with consent",
            "a person's: "
            + _RETENTION
            + "; an organisation's with consent: as long as the guideline",
        ),
        "email": (
            "receipt, and one mail with the answer; shown to who holds the receipt alone",
            "30 days after that mail, at most until the hearing's time of storage is over; withdrawal",
        ),
        "consent": ("whether the name may be published", _RETENTION),
        "paragraph": ("which paragraph it is about", _GUIDELINE),
        "quote": (
            "the passage of the draft that it is about",
            "as long as the comment's words",
        ),
        "support": ("whether it supports the text as it stands", _GUIDELINE),
        "signatories": ("who signed an organisation's comment, and where", _RETENTION),
        "declarations": (
            "interests and links with the tobacco industry, where the hearing asks; for the committee,"
            " and for everybody where the hearing says so",
            _RETENTION,
        ),
        "privacy_version": ("which privacy text its author saw", _GUIDELINE),
        "guest": ("whether an invited person wrote it", _RETENTION),
        "collected_by": ("the society that collected it, if one did", _GUIDELINE),
        "redacted_elsewhere": ("that a bundle brought it redacted", _GUIDELINE),
        "body": (
            "the comment; published without redacted passages",
            "published: as long as the guideline, or until withdrawal; else until the hearing's time of storage is over",
        ),
        "received_at": ("whether it came in time", _GUIDELINE),
        "late": ("came after the close", _GUIDELINE),
        "withdrawn_at": ("that and when its author took it back", _GUIDELINE),
        "published_at": ("from when everybody reads it", _GUIDELINE),
        "told_at": ("that its author was told, once", _GUIDELINE),
        "erased_at": ("that its words were deleted", _GUIDELINE),
        "receipt_hash": ("recognises the receipt, which is stored nowhere", _GUIDELINE),
        "assigned_to": ("who on the panel answers it; not published", _GUIDELINE),
        "assigned_at": ("since when", _GUIDELINE),
        "proposal": ("the answer on its way", _GUIDELINE),
        "progress": ("how far its answer is", _GUIDELINE),
        "basis": ("whether it is reconstructed", _GUIDELINE),
        "sent_hash": ("tells the same sent again from something else; keyed", _GUIDELINE),
        "proof_hash": ("lets a proof of work serve one comment alone", _GUIDELINE),
        "held_at": ("that it waits, or waited, for a look of the committee", _GUIDELINE),
        "held_because": ("what about the way it came was suspicious", _GUIDELINE),
        "released_at": ("that it was let pass", _GUIDELINE),
        "kept_held_at": ("that the committee decided to keep it held", _GUIDELINE),
        "held_reason": ("why it was let pass or kept held; not published", _GUIDELINE),
        "confirmed_at": ("that its author confirmed it by mail", _GUIDELINE),
        "disputed_at": ("that whoever has the address says it is not theirs", _GUIDELINE),
        "campaign": ("with which comments it shares its words", _GUIDELINE),
        "taken_out_of": ("with which others it was put together by mistake", _GUIDELINE),
        "answered_with": ("the comment whose answer, given for a group, is its own", _GUIDELINE),
        "sample_elsewhere": ("whether that comment is about another part", _GUIDELINE),
        "joined_at": ("that it came to its group after the answer", _GUIDELINE),
        "dispute_noted_at": ("that the committee looked at the dispute", _GUIDELINE),
        "dispute_note": ("what came of the dispute; not published", _GUIDELINE),
    },
    "CommentFile": {
        "id": ("tells one row from another", _RETENTION),
        "comment": ("beside which comment it stands", _RETENTION),
        "number": ("its number beside the comment", _RETENTION),
        "kind": ("what it is, by its content", _RETENTION),
        "name": ("what its author called it; for the committee", _RETENTION),
        "content": ("the file, for the committee; not published", _RETENTION),
        "size": ("how much room it takes", _RETENTION),
        "content_hash": ("shows that it was not altered", _RETENTION),
        "added_at": ("when", _RETENTION),
        "passed_at": ("from when the committee may open it", _RETENTION),
        "shut_at": ("since when it is kept shut", _RETENTION),
        "decided_by": ("who looked at it; not published", _RETENTION),
        "reason": ("why it is kept shut; not published", _RETENTION),
    },
    "Campaign": {
        "id": ("tells one row from another", _GUIDELINE),
        "hearing": ("where its comments were made", _GUIDELINE),
        "text_hash": ("finds comments of the same words, by a keyed hash", _GUIDELINE),
        "signature": (
            "finds comments of nearly the same words; holds none of them, by keyed hashes",
            _GUIDELINE,
        ),
    },
    "CampaignBand": {
        "id": ("tells one row from another", _GUIDELINE),
        "campaign": ("whose signature it is a piece of", _GUIDELINE),
        "hearing": ("where its comments were made", _GUIDELINE),
        "value": ("a piece of the signature, to look it up by", _GUIDELINE),
    },
    "Answer": {
        "id": ("tells one row from another", _GUIDELINE),
        "comment": ("what it answers", _GUIDELINE),
        "changed": ("what became of the comment", _GUIDELINE),
        "text": ("the committee's answer, published", _GUIDELINE),
        "by": ("which member of the committee wrote it; not published", _GUIDELINE),
        "at": ("when", _GUIDELINE),
        "proposal": ("the wording that was approved", _GUIDELINE),
        "approved_by": ("who approved it; not published", _GUIDELINE),
        "approved_at": ("when", _GUIDELINE),
    },
    "Proposal": {
        "id": ("tells one row from another", _GUIDELINE),
        "hearing": ("whose comments it answers", _GUIDELINE),
        "number": ("its number in the log", _GUIDELINE),
        "covers": ("which comments it was written for", _GUIDELINE),
        "campaign": ("the group of like comments that it answers", _GUIDELINE),
        "sample": ("the one of them that stands for all", _GUIDELINE),
        "changed": ("what is to become of them", _GUIDELINE),
        "text": ("a wording of the answer; published only once approved", _GUIDELINE),
        "elsewhere": ("where else the change was made", _GUIDELINE),
        "replaces": ("the wording before it", _GUIDELINE),
        "by": ("who wrote it; not published", _GUIDELINE),
        "at": ("when", _GUIDELINE),
        "asked_at": ("since when it waits for approval", _GUIDELINE),
        "approved_by": ("who approved it; not published", _GUIDELINE),
        "approved_at": ("when", _GUIDELINE),
        "returned_by": ("who sent it back; not published", _GUIDELINE),
        "returned_at": ("when", _GUIDELINE),
        "returned_because": ("the note to its author; not published", _GUIDELINE),
    },
    "Change": {
        "id": ("tells one row from another", _GUIDELINE),
        "proposal": ("the answer that points at it", _GUIDELINE),
        "before": ("the wording before", _GUIDELINE),
        "after": ("the wording after", _GUIDELINE),
        "moment_before": ("the evidence before", _GUIDELINE),
        "moment_after": ("the evidence after", _GUIDELINE),
    },
    "Theme": {
        "id": ("tells one row from another", _GUIDELINE),
        "hearing": ("whose comments it gathers", _GUIDELINE),
        "name": ("what they are about; not published", _GUIDELINE),
    },
    "CommentTheme": {
        "id": ("tells one row from another", _GUIDELINE),
        "theme": ("what it is about", _GUIDELINE),
        "comment": ("which comment", _GUIDELINE),
        "number": ("order of comments", _GUIDELINE),
    },
    "Redaction": {
        "id": ("tells one row from another", _GUIDELINE),
        "comment": ("what is redacted", _GUIDELINE),
        "spans": ("which passages, as places in the text", _GUIDELINE),
        "beside": ("the same in the texts beside it", _GUIDELINE),
        "reason": ("shown in place of the words", _GUIDELINE),
        "proposed_by": ("who proposed it; not published", _GUIDELINE),
        "proposed_at": ("when", _GUIDELINE),
        "decided_by": ("who confirmed or dropped it; not published", _GUIDELINE),
        "decided_at": ("when", _GUIDELINE),
        "is_confirmed": ("whether it takes effect", _GUIDELINE),
    },
    "Guest": {
        "id": ("tells one row from another", _RETENTION),
        "hearing": ("what they were invited to", _RETENTION),
        "name": ("how the invitation addresses them", _RETENTION),
        "email": ("where the invitation goes", _RETENTION),
        "role": ("reviewer or international commentator", _RETENTION),
        "token_hash": ("recognises the link, which is stored nowhere", _RETENTION),
        "invited_by": ("who invited them", _RETENTION),
        "invited_at": ("when", _RETENTION),
        "revoked_at": ("that and when the invitation was taken back", _RETENTION),
    },
    "SavedComment": {
        "id": ("tells one row from another", "30 days"),
        "hearing": ("where it will be sent", "30 days"),
        "receipt_hash": ("recognises the receipt, which is stored nowhere", "30 days"),
        "said": ("what stands in the form, to be finished; read by nobody else", "30 days"),
        "saved_at": ("from when the 30 days run", "30 days"),
    },
    "AnswerLink": {
        "id": ("tells one row from another", _LINK),
        "comment": ("which comment the link in the mail opens, withdrawn or not", _LINK),
        "token_hash": ("recognises the link, which is stored nowhere", _LINK),
        "made_at": ("when the mail was written", _LINK),
    },
}

ELSEWHERE = (
    ("network of who comments", "a keyed hash beside a count, against floods", "30 days"),
    (
        "the log of what happened",
        "number, part and a keyed hash of a comment, never its words or who wrote it",
        "for ever: the chain would break",
    ),
    (
        "the outbox",
        "which comment is to be answered by mail, never the address; a receipt to be mailed, sealed",
        "as long as the installation keeps its outbox",
    ),
)


def lines() -> Iterator[str]:
    """The document, line by line."""
    yield "What a public hearing keeps of whoever comments, what for, and until when. The table is"
    yield "`hearing/publishing/privacy.py`; a test fails when a field of the models has no row."
    yield ""
    yield "**Legal basis and contact** are the society's to say, in the privacy text of each hearing."
    yield "**Rights**: the page of the receipt shows a comment, gives everything that is kept about it as a"
    yield "JSON file, and withdraws it. Withdrawn before publication it is gone with its number; afterwards its"
    yield "words and name are deleted, and its number stays with the answer, marked as withdrawn."
    yield ""
    yield "**Deleting** goes on by itself, once a day (UTC): the relay of the outbox asks for it, be it `manage.py"
    yield "relay` or a Celery worker with beat, so every way of running the site does; `manage.py purge_comments`"
    yield "does it at once. Each deletion leaves one line in the log: how many comments, addresses and links, and"
    yield "nothing personal; the process says each day that it looked. Backups are the installation's own: what was deleted lives on in them for as long as"
    yield "they are kept."
    yield ""
    yield "**Redaction** seals: the words stay in the database, no page, file or interface shows them, and the hash"
    yield "in the log still fits. Who runs the database can read them."
    yield ""
    yield "**Proof**: the log keeps HMAC-SHA256 of the words under the comment's receipt, which the receipt's file"
    yield "shows. Who holds the receipt can prove what was sent (`printf %s 'the words' | openssl dgst -sha256"
    yield "-hmac 'the receipt'`); who lacks it finds no text by trying, however short. What has no receipt is"
    yield "hashed under the installation's secret."
    for model, fields in FIELDS.items():
        yield ""
        yield f"## {apps.get_model('hearing', model)._meta.verbose_name.capitalize()}"
        yield "| field | purpose | kept |"
        yield "|---|---|---|"
        yield from (
            f"| `{name}` | {purpose} | {kept} |" for name, (purpose, kept) in fields.items()
        )
    yield ""
    yield "## Elsewhere"
    yield "| what | purpose | kept |"
    yield "|---|---|---|"
    yield from (f"| {what} | {purpose} | {kept} |" for what, purpose, kept in ELSEWHERE)
