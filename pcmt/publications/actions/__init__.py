"""What may be done with an official report, one file per verb."""
