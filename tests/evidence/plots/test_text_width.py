from evidence.plots.text_width import elided, text_width, wrapped


def test_width_is_the_sum_of_the_advances_with_a_margin():
    # Helvetica: A 667, space 278, 1 556 thousandths of the size.
    assert text_width("A 1", 10) == (667 + 278 + 556) / 1000 * 10 * 1.02


def test_figures_are_all_as_wide_as_each_other():
    assert len({text_width(digit, 13) for digit in "0123456789"}) == 1


def test_letters_with_accents_are_as_wide_as_without():
    assert text_width("Müller", 13) == text_width("Muller", 13)


def test_japanese_takes_a_whole_square_each():
    assert text_width("肝転移", 10) == 3 * 10 * 1.02


def test_text_that_fits_is_left_alone():
    assert wrapped("Sato 2001", 13, 200) == ("Sato 2001",)
    assert elided("Sato 2001", 13, 200) == "Sato 2001"


def test_long_text_is_broken_between_words_and_then_cut():
    lines = wrapped("A trial of a very long name that nobody could ever remember", 13, 150)

    assert lines[0] == "A trial of a very long"
    assert lines[1].endswith("…")
    assert all(text_width(line, 13) <= 150 for line in lines)


def test_word_longer_than_the_line_is_broken_inside():
    lines = wrapped("Pneumonoultramicroscopicsilicovolcanoconiosis", 13, 120)

    assert len(lines) == 2
    assert all(text_width(line, 13) <= 120 for line in lines)


def test_line_may_end_after_a_hyphen():
    assert wrapped("Favours parenchyma-sparing hepatectomy", 13, 140, lines=3) == (
        "Favours parenchyma-",
        "sparing hepatectomy",
    )


def test_japanese_is_broken_between_its_characters():
    assert wrapped("Without 国立がん研究センター中央病院 2012", 13, 200, lines=3) == (
        "Without 国立がん研究センター中",
        "央病院 2012",
    )


def test_line_of_japanese_does_not_begin_with_a_closing_bracket():
    # Ten characters have room, the tenth and the bracket go together.
    lines = wrapped("大腸癌肝転移切除の後）の研究", 10, 103)

    assert lines == ("大腸癌肝転移切除の", "後）の研究")
