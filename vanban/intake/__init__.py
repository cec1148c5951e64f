"""Files taken in: type told by content, text and paragraphs taken out, anything else refused with its remedy."""

from vanban.intake.paper import page_count, page_image
from vanban.intake.refusals import IntakeRefused
from vanban.intake.take import DEFAULT_LIMIT, Intake, take_in

__all__ = ["DEFAULT_LIMIT", "Intake", "IntakeRefused", "page_count", "page_image", "take_in"]
