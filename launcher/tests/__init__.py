"""The checks that ./parley test makes from outside; suite.py runs them, beside Java, notebooks and documentation."""
