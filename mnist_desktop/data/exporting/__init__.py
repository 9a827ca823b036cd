"""Handing sets on in the formats that others read."""
