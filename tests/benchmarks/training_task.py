"""What both sides of the comparison of training speeds do."""

PRESET = "cnn-32-64"
IMAGES = 12_800
BATCH_SIZE = 128
EPOCHS = 2
