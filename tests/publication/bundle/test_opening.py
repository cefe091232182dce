from copy import deepcopy
from random import Random

import pytest

from publication.bundle.opening import checked, open_bundle
from publication.bundle.problems import BundleRefused
from publication.bundle.reading import read
from tests.publication.bundle.samples import (
    EVERY_KEY,
    EXAMPLE,
    PROJECT_EXAMPLE,
    example,
    minimal,
    said,
)


@pytest.mark.parametrize("path", [EXAMPLE, EVERY_KEY, PROJECT_EXAMPLE])
def test_open_bundle_takes_the_examples(path):
    assert open_bundle(path).format == "guideline-bundle/1"


def test_checked_takes_the_least_that_is_required():
    assert said(minimal()) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], "must be a mapping with the key 'format', not a list"),
        (None, "must be a mapping with the key 'format', not empty"),
        ("x", "must be a mapping with the key 'format', not x"),
        ({}, "format: is missing; this program reads guideline-bundle/1"),
        (
            {"format": "guideline-bundle/2", "anything": {"else": 1}},
            "format: guideline-bundle/2 is not guideline-bundle/1, which this program reads",
        ),
    ],
)
def test_checked_says_one_thing_of_another_format(data, sentence):
    assert said(data) == [sentence]


def test_checked_lists_problems_of_shape_and_content_in_the_order_of_the_file():
    data = example()
    first, second = data["questions"][:2]
    first["topic"] = "surgery"
    first["outcomes"][0]["importance"] = 10
    first["outcomes"][0]["results"][0]["events_1"] = 101
    first["recommendations"][0]["strength"] = "weak"
    second["recommendations"][0]["rounds"][0]["eligible"] = 9
    data["guideline"]["decision_rule"] = "majority"

    assert said(data) == [
        "guideline.decision_rule: must be over-70, over-70-pooled, grade-grid or two-thirds, not majority",
        "questions[0].topic: there is no topic surgery",
        "questions[0].outcomes[0].importance: must be at most 9, not 10",
        "questions[0].outcomes[0].results[0].events_1: 101 events among 100",
        "questions[0].recommendations[0].strength: is derived by the program; remove it",
        "questions[1].recommendations[0].rounds[0].counts: more votes than voters (10 votes, 9 entitled)",
    ]


def test_checked_does_not_repeat_itself_without_end():
    data = minimal()
    data["questions"] = [{"id": "q1", "status": "x", "text": "?"} for n in range(1500)]

    sentences = said(data)

    assert (len(sentences), sentences[-1]) == (1001, "and more problems")


def test_checked_leaves_the_data_alone():
    data = example()

    checked(data)

    assert data == example()


def test_a_problem_stays_on_its_line():
    data = minimal()
    data["guideline"]["slug"] = "a\nb\u2028c"

    with pytest.raises(BundleRefused) as raised:
        checked(data)

    assert str(raised.value).splitlines() == [
        "guideline.slug: must be a short name of letters, digits, - and _, not a\\x0ab\\x2028c"
    ]


ODD = [
    None,
    True,
    0,
    -1,
    1.5,
    10**30,
    float("nan"),
    "",
    " ",
    "x",
    "p01",
    [],
    [1],
    [[]],
    {},
    {"x": 1},
]


def _places(data):
    """Every mapping and list with each of its keys."""
    for key, inner in data.items() if isinstance(data, dict) else enumerate(data):
        yield data, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


@pytest.mark.parametrize("seed", range(60))
def test_any_damage_is_told_in_words(seed):
    dice = Random(seed)
    data = read(EVERY_KEY)
    for _ in range(5):
        holder, key = dice.choice(list(_places(data)))
        holder[key] = deepcopy(dice.choice(ODD))

    sentences = said(data)

    assert [each for each in sentences if not each.isprintable() or "Traceback" in each] == []
    assert sentences != [""]
