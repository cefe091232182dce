"""Parts of a draft in words."""

from hearing.part_words import part_in_words


def test_parts_are_called_as_readers_find_them_called():
    parts = ("document", "section:q6", "section:asked-2", "section:methods", "q1r1")

    assert [part_in_words(each) for each in parts] == [
        "the whole draft",
        "section q6",
        "question 2 of the hearing",
        "section methods",
        "recommendation q1r1",
    ]
