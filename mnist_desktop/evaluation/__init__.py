"""Evaluation: metrics and the measuring of a model on a data set."""
