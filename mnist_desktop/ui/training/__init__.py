"""The Train place: settings, curves and the result of a training."""
