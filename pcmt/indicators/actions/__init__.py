"""What may be done with indicators: nothing is entered, only found."""
