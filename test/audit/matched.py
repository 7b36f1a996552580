"""Nodes whose attributes other parts of the node must match, varied with those parts: matched(case) yields cases."""

import numpy
from onnx import helper

GATES = {"RNN": 1, "GRU": 3, "LSTM": 4}


def numbers(shape, like):
    """The same numbers in every run."""
    count = int(numpy.prod(shape))
    return (numpy.sin(numpy.arange(count)).reshape(shape) / 2).astype(like.dtype)


def changed(case, attributes, values, outputs=None):
    other = case.copy()
    kept = [a for a in other.node.attribute if a.name not in attributes]
    del other.node.attribute[:]
    other.node.attribute.extend([*kept, *(helper.make_attribute(n, v) for n, v in attributes.items() if v is not None)])
    other.values.update(values)
    if outputs is not None:
        del other.node.output[:]
        other.node.output.extend(outputs)
    return other


def get(case, name, default=None):
    return next((helper.get_attribute_value(a) for a in case.node.attribute if a.name == name), default)


def operand(case, index):
    name = case.node.input[index] if index < len(case.node.input) else ""
    return (name, case.values[name]) if name else (None, None)


def recurrent(case):
    """Other sizes of what is hidden, and the other layout: the batch before the sequence."""
    gates, layout = GATES[case.node.op_type], get(case, "layout", 0)
    x, array = operand(case, 0)
    w, weights = operand(case, 1)
    directions, inputs = weights.shape[0], weights.shape[2]
    for hidden in (1, 2, 7):
        shapes = {1: (directions, gates * hidden, inputs), 2: (directions, gates * hidden, hidden), 3: (directions, 2 * gates * hidden),
                  7: (directions, 3 * hidden)}
        values = {}
        for index in range(1, len(case.node.input)):
            name, old = operand(case, index)
            if name and index in (5, 6):
                shapes[index] = (*old.shape[:-1], hidden)
            if name and index in shapes:
                values[name] = numbers(shapes[index], old)
        yield changed(case, {"hidden_size": hidden}, values)
    turned = {name: old.swapaxes(0, 1).copy() for index in (0, 5, 6) for name, old in [operand(case, index)] if name}
    yield changed(case, {"layout": 1 - layout}, turned)


def attention(case):
    """Other numbers of heads in operands of three dims."""
    if not get(case, "q_num_heads"):
        return
    for heads, shared in ((1, 1), (2, 1), (2, 2), (4, 2), (6, 3), (8, 8)):
        yield changed(case, {"q_num_heads": heads, "kv_num_heads": shared}, {})


def quantize(case):
    """Other sizes of blocks, with as many scales."""
    if not get(case, "block_size", 0):
        return
    axis = get(case, "axis", 1)
    size = operand(case, 0)[1].shape[axis]
    for block in range(1, size + 1):
        values = {}
        for index in (1, 2):
            name, old = operand(case, index)
            if name:
                values[name] = numpy.take(old, numpy.arange(-(-size // block)) % old.shape[axis], axis)
        yield changed(case, {"block_size": block}, values)


def split(case):
    if len([name for name in case.node.input if name]) == 1:
        for count in (1, 2, 3):
            yield changed(case, {"num_outputs": count}, {}, [f"part_{i}" for i in range(count)])


def compress(case):
    shape, given = operand(case, 0)[1].shape, operand(case, 1)[1].size
    for axis in (*range(-len(shape), len(shape)), None):
        if given <= (numpy.prod(shape) if axis is None else shape[axis]):
            yield changed(case, {"axis": axis}, {})


def reverse_sequence(case):
    """Time and batch in the other order."""
    name, old = operand(case, 0)
    batch, time = get(case, "batch_axis", 1), get(case, "time_axis", 0)
    yield changed(case, {"batch_axis": time, "time_axis": batch}, {name: old.swapaxes(batch, time).copy()})


def roi_align(case):
    for height, width in ((1, 1), (2, 3), (5, 1)):
        yield changed(case, {"output_height": height, "output_width": width}, {})


VARIANTS = {**dict.fromkeys(GATES, recurrent), "Attention": attention, "QuantizeLinear": quantize, "DequantizeLinear": quantize,
            "Split": split, "Compress": compress, "ReverseSequence": reverse_sequence, "RoiAlign": roi_align}


def matched(case):
    yield from VARIANTS.get(case.node.op_type, lambda _: ())(case)
