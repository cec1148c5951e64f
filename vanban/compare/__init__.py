"""What changed between two documents: a plan of last year and of this, or two versions of one act."""

from vanban.compare.comparing import compare
from vanban.compare.model import Change, Common, Comparison, Fate, FieldChange
from vanban.compare.wording import summary_vi

__all__ = ["Change", "Common", "Comparison", "Fate", "FieldChange", "compare", "summary_vi"]
