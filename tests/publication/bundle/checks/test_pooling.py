from tests.publication.bundle.samples import said, with_outcome

MEANS = {"mean_1": 1, "sd_1": 1, "total_1": 10, "mean_2": 2, "sd_2": 1, "total_2": 10}


def _continuous(synthesis, **result):
    rows = [{"study": "s1"} | MEANS | result]
    return with_outcome({"type": "continuous", "synthesis": synthesis, "results": rows})


def test_a_method_that_its_measure_lacks_is_refused():
    assert said(_continuous({"measure": "MD", "method": "mh"})) == [
        "questions[0].outcomes[0].synthesis: cannot be done: MD has no Mantel-Haenszel method"
    ]


def test_figures_that_are_wrong_themselves_are_told_once():
    assert said(_continuous({"measure": "MD", "method": "iv"}, sd_1=0)) == [
        "questions[0].outcomes[0].results[0].sd_1: must be more than 0"
    ]


def test_a_synthesis_without_results_is_accepted():
    data = with_outcome({"type": "continuous", "synthesis": {"measure": "MD", "method": "iv"}})

    assert said(data) == []


def test_results_without_a_synthesis_are_accepted():
    assert said(_continuous(None)) == []
