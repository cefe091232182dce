import pytest

from publication.bundle.scalars import BadScalar, is_text, resolve


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("nUll", "nUll"),
        ("true", True),
        ("FALSE", False),
        ("0", 0),
        ("-19", -19),
        ("017", 17),
        ("0o17", 15),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("0b1", "0b1"),
        ("1.5", 1.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("-1.5E-2", -0.015),
        (".", "."),
        ("yes", "yes"),
        ("No", "No"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("2018-08-01", "2018-08-01"),
        ("1:30", "1:30"),
        ("7/10", "7/10"),
        ("-", "-"),
    ],
)
def test_resolve_follows_the_core_schema(text, value):
    assert (resolve(text), type(resolve(text))) == (value, type(value))


@pytest.mark.parametrize("text", [".inf", "-.Inf", ".nan", "9" * 401, "0." + "1" * 400])
def test_resolve_refuses_numbers_nobody_can_use(text):
    with pytest.raises(BadScalar):
        resolve(text)


@pytest.mark.parametrize(
    "text",
    ["yes", "n", "On", "0o7", "010", "1_0", "1:30", "=", "<<", "null", "1e3", ".inf", "9" * 500],
)
def test_is_text_is_false_for_what_some_yaml_reads_otherwise(text):
    assert is_text(text) is False


@pytest.mark.parametrize(
    "text", ["yes and no", "2018-08-01", "2020-02-01T09:00:00+09:00", "7/10", "10.1000/1", "low"]
)
def test_is_text_is_true_for_words_and_canonical_dates(text):
    assert is_text(text) is True


def test_is_text_is_false_for_a_date_that_does_not_exist():
    assert is_text("2018-02-30") is False
