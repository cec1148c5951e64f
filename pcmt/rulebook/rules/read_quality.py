"""Reads `quality.yaml`: when a figure is pointed out to its reviewer."""

from fractions import Fraction

from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.quality import ODDITIES, QualityRules
from pcmt.rulebook.rules.strict_yaml import Content


def read_quality(content: Content, findings: Findings) -> QualityRules:
    """This will read the thresholds, each of them written out: nothing is left to a hidden default."""
    fields = Fields(content, findings, "quality")
    rules = QualityRules(
        own_spread=Fraction(fields.decimal("own_spread")),
        own_deviation=Fraction(fields.decimal("own_deviation")),
        own_periods=fields.integer("own_periods", least=3),
        peer_spread=Fraction(fields.decimal("peer_spread")),
        peers=fields.integer("peers", least=3),
        jump_ratio=Fraction(fields.decimal("jump_ratio")),
        jump_least=fields.integer("jump_least", least=1),
        copied_cells=fields.integer("copied_cells", least=2),
        copied_share=Fraction(fields.decimal("copied_share")),
        stopped_periods=fields.integer("stopped_periods", least=2),
        stopped_level=fields.integer("stopped_level", least=1),
        round_cells=fields.integer("round_cells", least=2),
        round_share=Fraction(fields.decimal("round_share")),
        weights=fields.table("weights", _weights),
        source=fields.source(),
    )
    fields.done()
    return rules


def _weights(fields: Fields) -> dict[str, int]:
    weights = {kind: fields.integer(kind) for kind in ODDITIES}
    fields.done()
    return weights
