"""Documents that are written from the code, so that they cannot say anything else.

`manage.py write_docs` puts them under `docs/`; `make check` fails when one is stale.
"""

from collections.abc import Callable, Iterator

from guideline.roles import ROLES
from guideline.stages import FIRST_STAGE, STAGES
from publication.bundle.schema import schema_text

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


# Path under docs/, and the function that writes it.
DOCUMENTS: dict[str, Callable[[], str]] = {
    "stages.md": stages,
    "roles.md": roles,
    "bundle.schema.json": schema_text,
}


def _page(title: str, lines: Iterator[str]) -> str:
    return "\n".join([f"# {title}", NOTE, "", *lines, ""])


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
