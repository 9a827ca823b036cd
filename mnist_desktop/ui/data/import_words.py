"""What was found in somebody's files and what will be done to it, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.data.importing.understood import Choices, Format, Polarity, Sizing, Step, Understood

translate = QCoreApplication.translate
_MOST_NAMED = 12


def format_name(format: Format) -> str:
    """What the files are."""
    return {
        Format.IDX: translate("ImportWords", "IDX, as MNIST itself is kept"),
        Format.NPZ: translate("ImportWords", "NumPy archive (.npz), as Keras keeps sets"),
        Format.NPY: translate("ImportWords", "NumPy arrays (.npy)"),
        Format.CSV: translate("ImportWords", "table (CSV), an image a line"),
        Format.IMAGES: translate("ImportWords", "images in folders named by class"),
        Format.INK: translate("ImportWords", "pen strokes with labels"),
    }[format]


def facts(understood: Understood) -> list[tuple[str, str]]:
    """Pairs of a name and what was found."""
    pairs = [
        (translate("ImportWords", "Format"), format_name(understood.format)),
        (translate("ImportWords", "Files"), _files(understood)),
        (translate("ImportWords", "Images"), _counts(understood)),
        (translate("ImportWords", "Size"), _size(understood)),
    ]
    if understood.dtype:
        values = translate("ImportWords", "{low} to {high}, {type}")
        text = values.format(low=f"{understood.low:g}", high=f"{understood.high:g}", type=understood.dtype)
        pairs.append((translate("ImportWords", "Values"), text))
        pairs.append((translate("ImportWords", "Ink"), polarity_name(understood.polarity)))
    pairs.append((translate("ImportWords", "Classes"), _classes(understood)))
    if understood.writer_names:
        pairs.append((translate("ImportWords", "Writers"), f"{len(understood.writer_names):,}"))
    if understood.left_out:
        pairs.append((translate("ImportWords", "Without label"), _left_out(understood)))
    return pairs


def polarity_name(polarity: Polarity) -> str:
    """How ink and paper differ."""
    if polarity is Polarity.DARK_ON_LIGHT:
        return translate("ImportWords", "Dark ink on light paper")
    return translate("ImportWords", "Light ink on dark paper")


def sizing_name(sizing: Sizing) -> str:
    """How images become 28x28."""
    if sizing is Sizing.FIT:
        return translate("ImportWords", "Find the ink and centre it, as MNIST does")
    return translate("ImportWords", "Keep the whole picture")


def step_words(step: Step, understood: Understood, choices: Choices) -> str:
    """What is done to the images in one step."""
    size = " × ".join(str(side) for side in understood.shape[:2])
    share = f"{choices.test_share * 100:.0f} %"
    return {
        Step.RENDERED: translate("ImportWords", "The strokes are drawn as 28 × 28 pixels."),
        Step.TRANSPOSED: translate("ImportWords", "Rows and columns are exchanged."),
        Step.MADE_GREY: translate("ImportWords", "Colours become grey."),
        Step.RESCALED: translate("ImportWords", "Values become whole numbers from 0 to 255."),
        Step.INVERTED: translate("ImportWords", "Ink becomes light and paper dark, as in MNIST."),
        Step.RESIZED: (
            translate("ImportWords", "Pictures of {size} pixels are scaled to 28 × 28.").format(size=size)
            if size
            else translate("ImportWords", "Pictures of several sizes are scaled to 28 × 28.")
        ),
        Step.FITTED: translate(
            "ImportWords", "The ink is fitted into 20 × 20 pixels and centred in 28 × 28."
        ),
        Step.DIVIDED: translate("ImportWords", "{share} are put aside to test with.").format(share=share),
    }[step]


def _files(understood: Understood) -> str:
    names = [path.name or str(path) for path in understood.paths]
    shown = ", ".join(names[:_MOST_NAMED])
    return (
        shown
        if len(names) <= _MOST_NAMED
        else translate("ImportWords", "{names} and others").format(names=shown)
    )


def _counts(understood: Understood) -> str:
    if not understood.has_split:
        words = translate("ImportWords", "{count}, not divided into training and test")
        return words.format(count=f"{understood.count:,}")
    words = translate("ImportWords", "{train} to learn from, {test} to test")
    return words.format(train=f"{understood.train_count:,}", test=f"{understood.test_count:,}")


def _size(understood: Understood) -> str:
    if understood.format is Format.INK:
        return translate("ImportWords", "strokes, of any size")
    if not understood.shape:
        return translate("ImportWords", "several sizes")
    size = f"{understood.shape[0]} × {understood.shape[1]}"
    if len(understood.shape) == 3 and understood.shape[2] > 1:
        return translate("ImportWords", "{size} in colour").format(size=size)
    return size


def _classes(understood: Understood) -> str:
    names = understood.class_names
    shown = ", ".join(names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        shown = translate("ImportWords", "{names} and others").format(names=shown)
    return translate("ImportWords", "{count}: {names}").format(count=f"{len(names):,}", names=shown)


def _left_out(understood: Understood) -> str:
    words = translate("ImportWords", "{count}, which are left out")
    return words.format(count=f"{understood.left_out:,}")
