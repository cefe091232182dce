"""`manage.py export_minutes SLUG PATH [--round REF/NUMBER ...] [--meeting ID]`: minutes as Word or PDF."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from guideline.models import Guideline
from publication.exports.minutes_formats import FORMATS
from publication.minutes.blocks import Minutes
from publication.minutes.meetings import meeting_minutes_of
from publication.minutes.rounds import minutes_of
from voting.models import Round


class Command(BaseCommand):
    """Writes what the chair would read; the path's ending says how."""

    help = "Writes the minutes of closed rounds; the path's ending says how (.docx or .pdf)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("path", type=Path)
        parser.add_argument(
            "--round", action="append", default=[], metavar="REF/NUMBER", help="else every round"
        )
        parser.add_argument("--meeting", metavar="ID", help="the minutes of this meeting instead")

    def handle(self, *args: Any, **options: Any) -> None:
        guideline = Guideline.objects.filter(slug=options["slug"]).first()
        if guideline is None:
            raise CommandError(f"there is no guideline {options['slug']}")
        wanted = FORMATS.get(options["path"].suffix.lstrip("."))
        if wanted is None:
            raise CommandError("the path ends with .docx or .pdf")
        chair = guideline.panel.filter(role="chair", user__isnull=False).first()
        if chair is None:
            raise CommandError("nobody holds the chair's place: minutes show what a chair may see")
        minutes = (
            _of_meeting(chair.user, guideline, options["meeting"])
            if options["meeting"]
            else _of_rounds(chair.user, guideline, options["round"])
        )
        options["path"].write_bytes(wanted.make(minutes))


def _of_meeting(chair: Any, guideline: Guideline, ref: str) -> Minutes:
    meeting = guideline.meetings.filter(ref=ref).first()
    if meeting is None:
        raise CommandError(f"there is no meeting {ref}")
    return meeting_minutes_of(chair, meeting)


def _of_rounds(chair: Any, guideline: Guideline, asked: list[str]) -> Minutes:
    rounds = _rounds(guideline, asked)
    if not rounds:
        raise CommandError("no such round was closed")
    return minutes_of(chair, guideline, rounds)


def _rounds(guideline: Guideline, asked: list[str]) -> list[Round]:
    over = (
        Round.objects.filter(recommendation__guideline=guideline)
        .exclude(status="open")
        .select_related("recommendation__question", "recommendation__guideline")
        .order_by(
            "recommendation__question__position",
            "recommendation__position",
            "recommendation",
            "number",
            "id",
        )
    )
    return [row for row in over if not asked or f"{row.recommendation.ref}/{row.number}" in asked]
