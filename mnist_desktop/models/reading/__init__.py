"""Reading somebody's model file: it is looked at, never loaded. No TensorFlow."""
