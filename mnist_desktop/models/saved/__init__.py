"""Models as files elsewhere: formats, where they go, how they are verified, and what is told beside them."""
