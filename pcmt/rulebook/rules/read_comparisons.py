"""Reads `comparisons.yaml`: by what measure reports say that a figure rose or fell."""

from pcmt.rulebook.rules.comparisons import ComparisonRules
from pcmt.rulebook.rules.fields import Fields
from pcmt.rulebook.rules.findings import Findings
from pcmt.rulebook.rules.strict_yaml import Content

MOST_DECIMALS = 2


def read_comparisons(content: Content, findings: Findings) -> ComparisonRules:
    """This will read the measures, each of them written out: nothing is left to a hidden default."""
    fields = Fields(content, findings, "comparisons")
    rules = ComparisonRules(
        percent_from=fields.integer("percent_from", least=1),
        times_from=fields.integer("times_from", least=2),
        decimals=fields.integer("decimals"),
        source=fields.source(),
    )
    if rules.decimals > MOST_DECIMALS:
        fields.wrong("decimals", f"Tỷ lệ chỉ ghi đến {MOST_DECIMALS} chữ số thập phân.", "Viết 0, 1 hoặc 2.")
    fields.done()
    return rules
