"""Training: plans, presets, augmentation and the Keras trainer."""
