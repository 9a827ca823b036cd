"""Measurements of what a user feels: start, latency, smoothness, training speed. Not tests."""
