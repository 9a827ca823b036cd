"""From the settings of one layer, of any version of Keras, to layers of today that answer the same."""
