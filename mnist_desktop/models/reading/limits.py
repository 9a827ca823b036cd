"""How much of everything a model file may hold. A model for digits needs a small part of it."""

from __future__ import annotations

LARGEST_FILE = 512_000_000
LARGEST_CONFIGURATION = 4_000_000
LARGEST_METADATA = 100_000
DEEPEST_CONFIGURATION = 40
MOST_CONFIGURATION_PARTS = 200_000
MOST_MEMBERS = 200
MOST_EXPANSION = 200
"""An archive's member may unpack to so many times its packed size; numbers hardly shrink at all."""
FREE_EXPANSION = 1_000_000
"""Whatever unpacks to less than so many bytes may shrink as it likes (zeros do)."""
MOST_OBJECTS = 5_000
DEEPEST_OBJECT = 24
MOST_NAMES = 5_000
LARGEST_ARRAY = 200_000_000
LARGEST_WHOLE_NUMBER = 2**31 - 1
LONGEST_WORD = 300
MOST_AXES = 8
MOST_ACTIVATIONS = 1_000_000
"""Numbers that one layer may hand on for one image; 200 images are tried at once."""
