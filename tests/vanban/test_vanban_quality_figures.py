"""The figure of merit is what its name says: F1 of summed counts, with an interval that holds it."""

from bench.quality import qualities


def test_a_layer_is_summed_over_documents_before_it_is_divided() -> None:
    documents = [{"targets": (1, 1, 1)}, {"targets": (0, 3, 2)}, {}]
    (found,) = qualities(documents)
    assert (found.layer, found.expected) == ("targets", 3)
    assert round(found.figure, 3) == round(2 * 1 / (4 + 3), 3)
    assert 0 <= found.low <= found.figure <= found.high <= 1
