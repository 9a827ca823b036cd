"""Models: their layers, facts and library, and the recogniser that runs them."""
