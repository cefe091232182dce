"""Documents that are written from the code, so that they cannot say anything else.

`manage.py write_docs` puts them under `docs/`; `make check` fails when one is stale.
"""

from collections.abc import Callable, Iterator

from guideline.roles import ROLES
from guideline.stages import FIRST_STAGE, STAGES
from hearing.publishing.privacy import lines as privacy_lines
from publication import rest_document
from publication.bundle.schema import schema_text
from publication.checks.register import RULES

NOTE = "<!-- Written by `make docs`; change the code instead. -->"


def stages() -> str:
    """The stages as a diagram and as sentences."""
    return _page("Stages of a guideline", _stages())


def _stages() -> Iterator[str]:
    yield "A stage tells people where the work stands. It opens no door by itself: what may be done is"
    yield "decided by the facts (`guideline/stages.py`, ADR 0007)."
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {FIRST_STAGE}"
    for stage in STAGES:
        yield from (f"    {stage.name} --> {following}" for following in stage.next)
    yield "```"
    yield ""
    yield "| stage | what it is for | may be followed by |"
    yield "|---|---|---|"
    for stage in STAGES:
        yield f"| `{stage.name}` | {stage.sentence} | {_codes(stage.next)} |"


def roles() -> str:
    """The roles in words, and who may do what as a table."""
    return _page("Roles on a panel", _roles())


def _roles() -> Iterator[str]:
    yield "Nothing but this table grants a permission (`guideline/roles.py`); a permission about one object"
    yield "may ask more, such as staying in the room for its question, never less."
    yield ""
    yield "| role | what it is for |"
    yield "|---|---|"
    yield from (f"| `{role.name}` | {role.paragraph} |" for role in ROLES)
    yield ""
    yield f"| permission | {' | '.join(role.name for role in ROLES)} |"
    yield f"|---|{':-:|' * len(ROLES)}"
    for permission in sorted({permission for role in ROLES for permission in role.permissions}):
        marks = " | ".join("yes" if role.may(permission) else "" for role in ROLES)
        yield f"| `{permission}` | {marks} |"


def checks() -> str:
    """The rules of the checks: what each says, how grave it is, whose it is."""
    return _page("Checks", _checks())


def _checks() -> Iterator[str]:
    yield "A linter for guidelines: on the page of a guideline's checks, and by `manage.py check_guideline SLUG`"
    yield "(`--json` for programs; exit code 1 when there is an error, 2 for a guideline that is not there)."
    yield ""
    yield "An *error* is two things that cannot both be true, or a grade that lacks its ground; a *warning* a"
    yield "judgement against the rules with no word on why; a *note* something worth a look. What is merely not"
    yield "done yet (no signature, one rater, no DOI, too few studies for a funnel plot) is no finding."
    yield ""
    yield "A finding names its place as a path of ids (`q1/death/trials`) and says the figures that led to it."
    yield "Who may edit a guideline may switch a rule off for it, with a reason that everybody reads; in a bundle"
    yield "that is `checks_off: [{rule, because}]` on the guideline."
    yield ""
    yield "| rule | severity | what it says | source |"
    yield "|---|---|---|---|"
    for rule in RULES:
        yield f"| `{rule.id}` | {rule.severity} | {rule.meaning} | {rule.source} |"


def rest() -> str:
    """The addresses of the REST interface, and how it refuses."""
    return _page("REST interface", rest_document.lines())


def privacy() -> str:
    """What a hearing keeps of whoever comments, what for, and how long."""
    return _page("Data protection", privacy_lines())


# Path under docs/, and the function that writes it.
DOCUMENTS: dict[str, Callable[[], str]] = {
    "stages.md": stages,
    "roles.md": roles,
    "checks.md": checks,
    "rest.md": rest,
    "privacy.md": privacy,
    "bundle.schema.json": schema_text,
}


def _page(title: str, lines: Iterator[str]) -> str:
    return "\n".join([f"# {title}", NOTE, "", *lines, ""])


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
