"""Who gets through which door of the site, by route, method, role and stage: `tests/permissions.csv`."""

import pytest

from guideline.stages import STAGES
from tests import permission_table as table

DOORS = table.doors()


def test_every_row_has_its_door():
    assert sorted(set(table.kept()) - set(DOORS)) == []


@pytest.mark.once
@pytest.mark.slow  # every route and method for ten people at five stages
def test_the_site_answers_as_the_table_says(db):
    """A stage opens and shuts no door (ADR 7), so one table holds for all of them."""
    site, kept = table.Doors(), table.kept()
    missing = table.missing(site)
    assert missing == [], "\n".join([f"{table.TABLE.name} lacks:", *map(",".join, missing)])

    wrong = [
        f"{' '.join(door)}, {who}: {answer} at {stage.name}, not {kept[door][who]}"
        for stage in STAGES
        for door, who, answer in _answers(site, kept, stage.name)
        if answer != kept[door][who]
    ]

    assert wrong == [], "\n".join(wrong)


def _answers(site, kept, stage: str):
    """Every refusal and one admission of each door by HTTP, at one stage; at all of them, what it says."""
    site.go_to(stage)
    for door, address in DOORS.items():
        row = kept[door]
        if address.rest is None:
            yield from ((door, who, answer) for who, answer in site.look(address, row))
        if stage == "deliberation":
            for who in _knocking(address, row):
                yield door, who, site.knock(door, address, who)


def _knocking(address, row: dict[str, str]) -> list[str]:
    """Everybody who is refused and one who is admitted; everybody where REST alone can tell."""
    admitted = [who for who, answer in row.items() if answer == table.YES]
    return [who for who in table.PEOPLE if address.rest or who not in admitted[:-1]]
