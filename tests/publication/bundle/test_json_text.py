import pytest

from publication.bundle.reading import read
from tests.publication.bundle.samples import refused


def test_json_keeps_numbers_apart():
    assert [type(value) for value in read(b"[1, 1.0, 1e2, true, null]")] == [
        int,
        float,
        float,
        bool,
        type(None),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b'{"a": [{"b": 1, "b": 2}]}', "a[0]: the key 'b' stands twice"),
        (b'{"a": NaN}', "NaN is not a finite number"),
        (b'{"a": -Infinity}', "-Infinity is not a finite number"),
        (b'{"a": 1e999}', "a: is not a finite number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "a number has too many digits"),
        (b'{"a": [1, 2}', "line 1, column 12: is no JSON: Expecting ',' delimiter"),
        (b'{"a": 1} x', "line 1, column 10: is no JSON: Extra data"),
        (b'{"a":' * 100_000, "is nested too deep"),
        (b'{"a":' * 60 + b"1" + b"}" * 60, "is nested more than 40 deep"),
        (b"[" + b"1," * 1_000_001 + b"1]", "holds more than 1000000 values"),
    ],
)
def test_json_refuses_in_words(text, sentence):
    assert refused(text) == sentence
