"""Builds the sample days from examples/sample-days/source. Python 3.11, standard library only."""
