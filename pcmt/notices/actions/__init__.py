"""What may be done with notices: one file per verb."""
