"""Where digits are in a grid, for any number, width and pixel ratio."""

from hypothesis import given
from hypothesis import strategies as st

from mnist_desktop.ui.widgets.digit_layout import SIDE, DigitLayout

layouts = st.builds(
    DigitLayout,
    count=st.integers(1, 70_000),
    width=st.integers(1, 8000),
    ratio=st.sampled_from([1.0, 1.25, 1.5, 1.75, 2.0, 3.0]),
)


@given(layouts, st.data())
def test_every_digit_is_found_where_it_is_painted(layout: DigitLayout, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, layout.count - 1))
    x, y = layout.place(position)
    assert layout.at(x, y) == position
    assert layout.at(x + layout.side - 1, y + layout.side - 1) == position
    assert layout.at(x + layout.side, y) is None
    assert layout.at(x, y + layout.side) is None
    assert y + layout.side <= layout.height


@given(layouts)
def test_pixels_are_whole(layout: DigitLayout) -> None:
    assert layout.side % SIDE == 0
    assert 40 <= layout.side / layout.ratio <= 72


@given(layouts, st.integers(0, 5000), st.integers(1, 5000))
def test_what_is_seen_is_painted(layout: DigitLayout, top: int, height: int) -> None:
    rows = layout.rows_between(top, top + height)
    for row in range(max(0, rows.start - 2), min(layout.rows, rows.stop + 2)):
        y = layout.place(row * layout.columns)[1]
        is_seen = y < top + height and y + layout.side > top
        assert not is_seen or row in rows
