from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from evidence.codes import BODY_DESIGNS
from publication.bundle.opening import checked
from publication.bundle.reading import read
from publication.bundle.schema import json_schema, schema_text
from publication.bundle.shape.fields import Part
from tests.publication.bundle.samples import (
    EVERY_KEY,
    EXAMPLE,
    PROJECT_EXAMPLE,
    all_parts,
    minimal,
    said,
    with_outcome,
    with_round,
)

STORED = Path(__file__).parents[3] / "docs" / "bundle.schema.json"
VALIDATOR = Draft202012Validator(json_schema())


def test_the_stored_schema_is_fresh():
    assert STORED.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_schema():
    assert Draft202012Validator.check_schema(json_schema()) is None


@pytest.mark.parametrize("path", [EXAMPLE, EVERY_KEY, PROJECT_EXAMPLE])
def test_the_schema_takes_the_examples(path):
    assert list(VALIDATOR.iter_errors(read(path))) == []


def _question(**keys):
    data = minimal()
    data["questions"][0] |= keys
    return data


@pytest.mark.parametrize(
    "data",
    [
        {},
        minimal() | {"format": "guideline-bundle/2"},
        minimal() | {"unknown": 1},
        _question(id="a b"),
        _question(id=None),
        _question(text=""),
        _question(text={"english": "?"}),
        _question(number="1"),
        _question(number=True),
        _question(status="open"),
        _question(strength="weak"),
        _question(notes=[""]),
        with_outcome({"importance": 10}),
        with_outcome({"certainty": {"design": "systematic-review"}}),
        with_outcome({"certainty": {"design": "cohort", "imprecision": {"down": 4}}}),
        with_outcome({"certainty": {"sensitivity": {"design": "x"}}}),
        with_round({"ballots": {"p1": "for"}}),
        with_round({"counts": {"weak-for": -1}}),
        with_round({"counts": {}}, decision_rule="majority"),
        with_round({"counts": {}}, decision_rule={"strong": 0.7}),
    ],
)
def test_schema_and_importer_refuse_the_same(data):
    assert (VALIDATOR.is_valid(data), said(data) == []) == (False, False)


@pytest.mark.parametrize("design", BODY_DESIGNS)
def test_schema_and_importer_take_the_same(design):
    data = with_outcome({"certainty": {"design": design}})

    assert (VALIDATOR.is_valid(data), said(data)) == (True, [])


def _keys_of(part: Part) -> set[tuple[str, str]]:
    """Every key that is used somewhere under a part of a bundle, with the mapping it stands in."""
    found = {
        (type(part).__name__, name)
        for name in part.model_fields_set
        if getattr(part, name) is not None
    }
    for name in part.model_fields_set:
        value = getattr(part, name)
        for inner in value if isinstance(value, list) else [value]:
            found |= _keys_of(inner) if isinstance(inner, Part) else set()
    return found


def test_the_example_of_every_key_has_every_key():
    known = {(part.__name__, name) for part in all_parts() for name in part.model_fields}
    # The base of the criteria; each of its kinds stands in the example.
    known = {pair for pair in known if pair[0] != "Criterion"}

    used = _keys_of(checked(read(EVERY_KEY)))

    assert known - used == {
        (kind, key)
        for kind in ("Balance", "CostEffectiveness", "Equity", "PanelCertainty", "Resources", "Size", "Values")
        for key in ("basis", "considerations", "evidence")
    }  # fmt: skip
