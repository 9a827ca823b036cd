from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mnist_desktop.models.network import (
    MOST_LAYERS,
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Network,
    Reshape,
)
from mnist_desktop.training.network_draft import NetworkDraft
from mnist_desktop.training.network_review import review
from mnist_desktop.training.presets import plan_for

NETWORK = plan_for("cnn-32-64").network
DENSE = plan_for("dense-64").network


def kinds(draft: NetworkDraft) -> list[str]:
    return [layer.kind for layer in draft.layers]


def test_layers_are_added_removed_moved_and_changed() -> None:
    draft = NetworkDraft(DENSE)
    draft.insert(2, Dropout(0.2))
    assert kinds(draft) == ["Flatten", "Dense", "Dropout", "Dense"]
    draft.move(2, 1)
    assert kinds(draft) == ["Flatten", "Dropout", "Dense", "Dense"]
    draft.move(1, 3)
    assert kinds(draft) == ["Flatten", "Dense", "Dense", "Dropout"]
    draft.change(1, Dense(7))
    assert draft.layers[1] == Dense(7)
    draft.remove(3)
    draft.insert(3, Activation("tanh"))
    assert kinds(draft) == ["Flatten", "Dense", "Dense", "Activation"]


def test_every_edit_can_be_undone_and_redone_and_the_place_is_told() -> None:
    draft = NetworkDraft(DENSE)
    draft.insert(1, Dropout(0.2))
    draft.change(3, Dense(10))
    draft.remove(0)
    assert (draft.undo(), draft.undo(), draft.undo()) == (0, 3, 1)
    assert draft.network == DENSE
    assert not draft.can_undo
    assert (draft.undo(), draft.network) == (0, DENSE)
    assert (draft.redo(), draft.redo(), draft.redo()) == (1, 3, 0)
    assert kinds(draft) == ["Dropout", "Dense", "Dense"]
    assert not draft.can_redo
    draft.undo()
    draft.insert(0, Flatten())
    assert not draft.can_redo


def test_what_changes_nothing_is_no_edit() -> None:
    draft = NetworkDraft(DENSE)
    draft.change(1, DENSE.layers[1])
    draft.move(1, 1)
    draft.replace(DENSE)
    assert not draft.can_undo


def test_typing_a_number_is_one_edit_and_the_next_number_another() -> None:
    draft = NetworkDraft(DENSE)
    for units in (1, 12, 128):
        draft.change(1, Dense(units, "relu"), edit=(1, "units"))
    draft.settle()
    draft.change(1, Dense(256, "relu"), edit=(1, "units"))
    draft.undo()
    assert draft.layers[1] == Dense(128, "relu")
    draft.undo()
    assert draft.network == DENSE
    assert not draft.can_undo


def test_going_back_to_the_beginning_while_typing_leaves_nothing_to_undo() -> None:
    draft = NetworkDraft(DENSE)
    draft.change(1, Dense(6, "relu"), edit="units")
    draft.change(1, Dense(64, "relu"), edit="units")
    assert not draft.can_undo
    draft.change(1, Dense(5, "relu"), edit="units")
    assert draft.can_undo


def test_another_network_can_be_put_in_place_and_taken_back() -> None:
    draft = NetworkDraft(NETWORK)
    draft.replace(DENSE)
    assert draft.network == DENSE
    draft.undo()
    assert draft.network == NETWORK


def test_networks_put_in_place_one_after_another_can_be_one_edit() -> None:
    draft = NetworkDraft(NETWORK)
    draft.remove(0)
    edited = draft.network
    for network in (DENSE, NETWORK, DENSE):
        draft.replace(network, edit="settings")
    draft.undo()
    assert draft.network == edited
    draft.replace(DENSE, edit="settings")
    draft.replace(edited, edit="settings")
    assert (draft.undo(), draft.network, draft.can_undo) == (0, NETWORK, False)


def test_a_dense_network_gets_a_picture_where_a_layer_needs_one() -> None:
    draft = NetworkDraft(DENSE)
    draft.insert(0, Conv2D(8))
    assert review(draft.network, 10).mistake is None
    shapes = [draft.network.input_shape]
    draft.undo()
    assert draft.network == DENSE
    draft.insert(1, Conv2D(8))
    shapes.append(draft.network.input_shape)
    assert shapes == [(28, 28, 1), (28, 28)]
    row = NetworkDraft(Network((784,), (Dense(10, "softmax"),)))
    row.insert(0, GlobalAveragePooling2D())
    assert row.network.input_shape == (28, 28, 1)


def test_there_is_room_for_so_many_layers() -> None:
    draft = NetworkDraft(Network((28, 28), (Flatten(),) * (MOST_LAYERS - 1)))
    assert draft.can_add
    draft.insert(0, Flatten())
    assert not draft.can_add


sizes = st.integers(1, 40)
pairs = st.tuples(sizes, sizes)
names = st.sampled_from(["linear", "relu", "softmax", "tanh", "sigmoid"])
paddings = st.sampled_from(["valid", "same"])
any_layer: st.SearchStrategy[Layer] = st.one_of(
    st.builds(Conv2D, st.integers(1, 4096), pairs, pairs, paddings, names, st.booleans(), st.floats(0, 10)),
    st.builds(MaxPooling2D, pairs, st.none() | pairs, paddings),
    st.builds(Dense, st.integers(1, 100_000), names, st.floats(0, 10), st.booleans()),
    st.builds(Dropout, st.floats(0, 0.99)),
    st.builds(BatchNormalization, st.floats(0, 0.9999)),
    st.builds(Activation, names),
    st.just(Flatten()),
    st.just(GlobalAveragePooling2D()),
    st.builds(Reshape, st.lists(st.integers(-2, 30), max_size=4).map(tuple)),
)
edits = st.tuples(
    st.sampled_from(["insert", "remove", "move", "change", "undo", "redo"]), any_layer, sizes, sizes
)


@given(st.lists(edits, max_size=30), st.sampled_from([NETWORK, DENSE]))
def test_no_edit_ends_in_anything_but_a_network_or_a_mistake(
    steps: list[tuple[str, Layer, int, int]], network: Network
) -> None:
    draft = NetworkDraft(network)
    for name, layer, first, second in steps:
        count = len(draft.layers)
        if name == "insert":
            draft.insert(first % (count + 1), layer)
        elif name in ("undo", "redo"):
            assert (draft.undo() if name == "undo" else draft.redo()) >= 0
        elif count and name == "move":
            draft.move(first % count, second % count)
        elif count and name == "change":
            draft.change(first % count, layer, edit=second % 2 or None)
        elif count:
            draft.remove(first % count)
        seen = review(draft.network, 10)
        assert len(seen.facts) <= len(draft.layers)
        assert seen.mistake is not None or seen.parameters >= 10
    while draft.can_undo:
        draft.undo()
    assert draft.network == network
