"""`manage.py import_revman FILE`: read a review from RevMan, compute it again, take it over."""

from pathlib import Path

from django.core.management.base import BaseCommand

from evidence.imports.revman.comparing import compare
from evidence.imports.revman.opening import read_path
from evidence.imports.revman.plan import plan_of
from evidence.imports.revman.report import as_json, lines_of


class Command(BaseCommand):
    help = (
        "Read an .rm5 file or a data package of RevMan Web and compare its stored results with ours; "
        "with --into and --question, take its outcomes, studies and results over."
    )
    # Reading needs neither the pages nor a database.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("path", metavar="FILE", type=Path, help="a file, or a folder of CSV")
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="print one JSON object")
        form.add_argument(
            "--text", action="store_true", help="print lines for people (the default)"
        )
        parser.add_argument("--into", metavar="SLUG", help="the guideline that takes it over")
        parser.add_argument("--question", metavar="ID", help="its question")
        parser.add_argument(
            "--outcome", metavar="ID", action="append", help="of the file; else every outcome"
        )
        parser.add_argument(
            "--design", default="randomised-trial", help="of the studies that are new"
        )

    def handle(self, *args, path: Path, **options) -> None:
        if bool(options["into"]) != bool(options["question"]):
            self._stop("--into and --question go together")
        try:
            review, problems = read_path(path)
        except OSError as error:
            self._stop(str(error))
        for problem in problems:
            self.stderr.write(f"{path}: {problem}")
        if review is None:
            raise SystemExit(1)
        compared = compare(review)
        if options["json"]:
            self.stdout.write(as_json(review, compared, problems))
        else:
            for line in lines_of(review, compared):
                self.stdout.write(line)
        if options["into"]:
            self._take_over(path, review, options)

    def _take_over(self, path: Path, review, options) -> None:
        # Only this half needs the database and whatever comes with it.
        from django.db import DatabaseError

        from accounts.blockers import Blocked
        from evidence.actions.revman import import_revman
        from guideline.models import Question

        files = sorted(path.rglob("*.csv")) if path.is_dir() else [path]
        content = b"".join(each.read_bytes() for each in files)
        plan = plan_of(review, file=path.name, content=content)
        chosen = options["outcome"] or [each.id for each in plan.outcomes if each.rows]
        for left_out in (each for outcome in plan.outcomes for each in outcome.left_out):
            codes = ", ".join(f"{each.column} {each.code}" for each in left_out.problems)
            self.stderr.write(f"{path}: {left_out.place}: left out ({codes})")
        try:
            question = Question.objects.select_related("guideline").get(
                guideline__slug=options["into"], ref=options["question"]
            )
            done = import_revman(
                by=None, question=question, plan=plan, chosen=chosen, design=options["design"]
            )
        except Question.DoesNotExist:
            self._stop(f"there is no question {options['question']} in {options['into']}")
        except Blocked as blocked:
            self._stop(*(str(blocker) for blocker in blocked.blockers))
        except DatabaseError as error:
            self._stop(f"the database cannot be used (has it been migrated?): {error}")
        self.stderr.write(
            f"took over {done.results} results of {done.outcomes} outcomes, "
            f"{done.studies} new studies"
        )

    def _stop(self, *lines: str) -> None:
        for line in lines:
            self.stderr.write(line)
        raise SystemExit(1)
