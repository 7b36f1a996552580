"""Random valid graphs of ONNX operators, from the operators' own definitions: types, ranks, broadcast, symbolic dims.

A graph grows a node at a time. Families of nodes are built here, with If, Loop and Scan, whose bodies are such graphs; every
other operator in scope is there as ONNX's own tests have it (templates.py). A node takes values that are there, or new inputs, of types that the operator's schema
allows; onnx's shape inference says what it gives. What a value holds is tracked as far as comparisons need it: functions
that jump (floor, comparisons, casts to integers) take only values that are exact, for two right answers may differ.
"""

import collections

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

import templates

OPSET = templates.OPSET
NUMPY = {
    TensorProto.FLOAT: numpy.float32, TensorProto.DOUBLE: numpy.float64, TensorProto.FLOAT16: numpy.float16,
    TensorProto.INT32: numpy.int32, TensorProto.INT64: numpy.int64, TensorProto.INT8: numpy.int8,
    TensorProto.UINT8: numpy.uint8, TensorProto.BOOL: numpy.bool_,
}
NAMES = {kind: f"tensor({helper.tensor_dtype_to_string(kind).split('.')[1].lower()})" for kind in NUMPY}
REAL = {TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.FLOAT16}
# Of f16 the reference rounds every step inside a function: log(softmax(x)) is -inf where the logarithm itself is not.
WIDE = [TensorProto.FLOAT, TensorProto.DOUBLE]

# exact: the same in every right evaluation. dims: sizes, or names of symbolic ones.
Value = collections.namedtuple("Value", "name kind shape dims exact")

UNARY = "Abs Neg Exp Log Sqrt Reciprocal Tanh Sigmoid Relu Erf Sin Cos Softplus Softsign Elu LeakyRelu Gelu Not Identity".split()
JUMPING_UNARY = "Floor Ceil Round Sign IsNaN".split()
BINARY = "Add Sub Mul Div Max Min Pow And Or Xor".split()
JUMPING_BINARY = "Equal Less Greater LessOrEqual GreaterOrEqual Mod".split()
REDUCTIONS = "ReduceSum ReduceMean ReduceMax ReduceMin ReduceL2".split()
SIZES = {"n": 3, "m": 4}


# What a template may take from the graph is any number; of these the operand is not, or decides a size.
OWN_OPERAND = {"Cast", "CastLike", "OneHot", "Unique", "NonMaxSuppression", "BitCast", "NonZero"}


def reads(node):
    """Names that a node reads, its graphs included."""
    names = set(node.input)
    for attribute in node.attribute:
        for inner in attribute.g.node:
            names |= reads(inner)
        names |= {info.name for info in attribute.g.output}
    return names - {""}


def allowed(operator):
    """The element types of operand 0 that the schema allows and numpy has."""
    schema = onnx.defs.get_schema(operator, OPSET)
    names = schema.inputs[0].types
    return [kind for kind, name in NAMES.items() if name in names]


TEMPLATES_A_GRAPH = 5


class Graph:
    def __init__(self, seed):
        self.random = numpy.random.default_rng(seed)
        self.nodes, self.inputs, self.initializers, self.values, self.data = [], [], [], [], {}
        self.hidden, self.prefix, self.bodies = [], "", [0]
        # Over the seeds each operator has its turn.
        self.turn = int(seed) * TEMPLATES_A_GRAPH

    # -- Values

    def pick(self, options):
        options = list(options)
        return options[self.random.integers(len(options))]

    def numbers(self, kind, shape):
        if kind == TensorProto.BOOL:
            return self.random.integers(0, 2, shape).astype(bool)
        if kind in REAL:
            # Some of them halves and zeros, where rounding and signs show.
            real = self.random.uniform(-3, 3, shape)
            return numpy.where(self.random.random(shape) < 0.3, numpy.round(real * 2) / 2, real).astype(NUMPY[kind])
        low = 0 if kind == TensorProto.UINT8 else -5
        return self.random.integers(low, 6, shape).astype(NUMPY[kind])

    def make_value(self, kind, dims):
        """A new input, or, where no dim is symbolic, perhaps a constant."""
        shape = tuple(SIZES.get(dim, dim) for dim in dims)
        name = f"x{len(self.data)}"
        self.data[name] = self.numbers(kind, shape)
        if shape == tuple(dims) and self.random.random() < 0.3:
            self.initializers.append(onnx.numpy_helper.from_array(self.data[name], name))
        else:
            self.inputs.append(helper.make_tensor_value_info(name, kind, dims))
        value = Value(name, kind, shape, tuple(dims), True)
        self.values.append(value)
        return value

    def random_dims(self, rank=None):
        rank = self.random.integers(0, 5) if rank is None else rank
        return [self.pick([1, 2, 3, 5, 17, "n", "m"]) for _ in range(rank)]

    def find(self, kinds, rank=None, exact=False, least=0):
        """A value of one of these types, old or new."""
        fitting = [
            value for value in self.values
            if value.kind in kinds and (rank is None or len(value.shape) == rank) and (value.exact or not exact)
            and len(value.shape) >= least
        ]
        if fitting and self.random.random() < 0.75:
            return self.pick(fitting[-6:])
        wanted = rank if rank is not None else int(self.random.integers(least, 5))
        return self.make_value(self.pick(kinds), self.random_dims(wanted))

    def broadcasting(self, value):
        """A value that broadcasts with this one, of its type."""
        dims = [dim if self.random.random() < 0.7 else 1 for dim in value.dims]
        dims = dims[int(self.random.integers(0, len(dims) + 1)):] if self.random.random() < 0.4 else dims
        same = [other for other in self.values if other.kind == value.kind and other.dims == value.dims]
        return self.pick(same) if same and self.random.random() < 0.5 else self.make_value(value.kind, dims)

    def integers(self, numbers):
        return self.constant(numpy.array(numbers, numpy.int64))

    def constant(self, array):
        name = f"k{len(self.data)}"
        self.data[name] = array
        self.initializers.append(numpy_helper.from_array(array, name))
        return name

    def add(self, operator, inputs, kind, shape, dims, exact, **attributes):
        names = [value.name if isinstance(value, Value) else value for value in inputs]
        output = f"{self.prefix}v{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, names, [output], name=f"{operator}_{output}", **attributes))
        self.values.append(Value(output, kind, tuple(shape), tuple(dims), exact))

    # -- Nodes, by family

    def unary(self):
        operator = self.pick(UNARY)
        plain = operator in ("Abs", "Neg", "Relu", "Not", "Identity")
        x = self.find([kind for kind in allowed(operator) if plain or kind != TensorProto.FLOAT16])
        exact = x.exact and (plain or x.kind not in REAL)
        self.add(operator, [x], x.kind, x.shape, x.dims, exact)

    def jumping_unary(self):
        operator = self.pick(JUMPING_UNARY)
        x = self.find(allowed(operator), exact=True)
        kind = TensorProto.BOOL if operator == "IsNaN" else x.kind
        self.add(operator, [x], kind, x.shape, x.dims, True)

    def binary(self, operator=None, exact=False):
        operator = operator or self.pick(BINARY)
        kinds = allowed(operator)
        if operator in ("Div", "Mod", "Pow"):
            kinds = [kind for kind in kinds if kind in REAL]
        x = self.find(kinds, exact=exact)
        y = self.broadcasting(x)
        if exact and not y.exact:
            return
        shape = numpy.broadcast_shapes(x.shape, y.shape)
        rank = len(shape)
        pad = lambda value: (1,) * (rank - len(value.dims)) + value.dims
        dims = [b if a == 1 else a for a, b in zip(pad(x), pad(y))]
        jumps = operator in JUMPING_BINARY and operator != "Mod"
        kept = x.exact and y.exact and (x.kind not in REAL or operator in ("Max", "Min") or jumps)
        attributes = {"fmod": 1} if operator == "Mod" else {}
        self.add(operator, [x, y], TensorProto.BOOL if jumps else x.kind, shape, dims, kept, **attributes)

    def jumping_binary(self):
        self.binary(self.pick(JUMPING_BINARY), exact=True)

    def reduction(self):
        operator = self.pick(REDUCTIONS)
        x = self.find([kind for kind in allowed(operator) if kind in REAL], least=1)
        axes = sorted({int(self.random.integers(len(x.shape))) for _ in range(2)})
        keep = int(self.random.integers(2))
        cut = lambda sizes: [1 if i in axes else size for i, size in enumerate(sizes) if keep or i not in axes]
        self.add(operator, [x, self.integers(axes)], x.kind, cut(x.shape), cut(x.dims), False, keepdims=keep)

    def softmax(self):
        x = self.find(WIDE, least=1)
        operator = self.pick(["Softmax", "LogSoftmax"])
        self.add(operator, [x], x.kind, x.shape, x.dims, False, axis=int(self.random.integers(-len(x.shape), len(x.shape))))

    def matmul(self):
        x = self.find(REAL, least=2)
        y = self.make_value(x.kind, [x.dims[-1], self.pick([1, 2, 5, 17, "m"])])
        join = lambda a, b: (*a[:-1], b[-1])
        self.add("MatMul", [x, y], x.kind, join(x.shape, y.shape), join(x.dims, y.dims), False)

    def transpose(self):
        x = self.find(NUMPY, least=1)
        order = [int(i) for i in self.random.permutation(len(x.shape))]
        move = lambda sizes: [sizes[i] for i in order]
        self.add("Transpose", [x], x.kind, move(x.shape), move(x.dims), x.exact, perm=order)

    def reshape(self):
        x = self.find(NUMPY, least=2)
        axis = int(self.random.integers(len(x.shape) - 1))
        if any(isinstance(dim, str) for dim in x.dims[axis:axis + 2]):
            return
        merge = lambda sizes: [*sizes[:axis], sizes[axis] * sizes[axis + 1], *sizes[axis + 2:]]
        target = [0] * axis + [-1] + [x.shape[i] for i in range(axis + 2, len(x.shape))]
        if any(isinstance(dim, str) for dim in x.dims[axis + 2:]):
            return
        self.add("Reshape", [x, self.integers(target)], x.kind, merge(x.shape), merge(x.dims), x.exact)

    def unsqueeze(self):
        x = self.find(NUMPY)
        axis = int(self.random.integers(len(x.shape) + 1))
        grow = lambda sizes: [*sizes[:axis], 1, *sizes[axis:]]
        self.add("Unsqueeze", [x, self.integers([axis])], x.kind, grow(x.shape), grow(x.dims), x.exact)

    def concat(self):
        x = self.find(NUMPY, least=1)
        axis = int(self.random.integers(len(x.shape)))
        if isinstance(x.dims[axis], str):
            return
        dims = list(x.dims)
        dims[axis] = self.pick([1, 2, 5])
        y = self.make_value(x.kind, dims)
        parts = [x, y] if self.random.random() < 0.5 else [y, x]
        join = lambda sizes, other: [*sizes[:axis], sizes[axis] + other[axis], *sizes[axis + 1:]]
        self.add("Concat", parts, x.kind, join(x.shape, y.shape), join(x.dims, y.dims), x.exact, axis=axis)

    def slice(self):
        x = self.find(NUMPY, least=1)
        axis = int(self.random.integers(len(x.shape)))
        size = x.dims[axis]
        if isinstance(size, str) or size < 2:
            return
        step = self.pick([1, 1, 2, -1])
        low, high = sorted(int(i) for i in self.random.choice(size + 1, 2, replace=False))
        start, end = (low, high) if step > 0 else (high - 1, low - 1 if low else -size - 1)
        count = len(range(low, high, abs(step)))
        cut = lambda sizes: [*sizes[:axis], count, *sizes[axis + 1:]]
        operands = [x, *(self.integers([number]) for number in (start, end, axis, step))]
        self.add("Slice", operands, x.kind, cut(x.shape), cut(x.dims), x.exact)

    def gather(self):
        x = self.find(NUMPY, least=1)
        axis = int(self.random.integers(len(x.shape)))
        size = x.dims[axis]
        if isinstance(size, str):
            return
        places = self.random.integers(-size, size, self.pick([(), (2,), (2, 3)]))
        place = lambda sizes: [*sizes[:axis], *places.shape, *sizes[axis + 1:]]
        self.add("Gather", [x, self.integers(places)], x.kind, place(x.shape), place(x.dims), x.exact, axis=axis)

    def where(self):
        x = self.find(NUMPY)
        y = self.broadcasting(x)
        condition = self.make_value(TensorProto.BOOL, x.dims)
        rank = max(len(x.dims), len(y.dims))
        pad = lambda value: (1,) * (rank - len(value.dims)) + value.dims
        dims = [b if a == 1 else a for a, b in zip(pad(x), pad(y))]
        shape = numpy.broadcast_shapes(x.shape, y.shape)
        self.add("Where", [condition, x, y], x.kind, shape, dims, x.exact and y.exact)

    def cast(self):
        x = self.find(NUMPY, exact=True)
        kinds = [kind for kind in NUMPY if kind != TensorProto.UINT8 or x.kind not in REAL]  # negative: undefined
        kind = self.pick(kinds)
        self.add("Cast", [x], kind, x.shape, x.dims, True, to=kind)

    def quantise(self):
        x = self.find([TensorProto.FLOAT], exact=True)
        scale, zero = (f"{kind}{len(self.data)}" for kind in "sz")
        self.data[scale], self.data[zero] = numpy.float32(self.pick([0.5, 0.25, 0.1])), numpy.int8(self.random.integers(-9, 9))
        for name in scale, zero:
            self.initializers.append(onnx.numpy_helper.from_array(numpy.asarray(self.data[name]), name))
        self.add("QuantizeLinear", [x, scale, zero], TensorProto.INT8, x.shape, x.dims, True)
        self.add("DequantizeLinear", [self.values[-1], scale, zero], TensorProto.FLOAT, x.shape, x.dims, True)

    def normalise(self):
        x = self.find([TensorProto.FLOAT], least=1)
        scale = self.make_value(TensorProto.FLOAT, x.dims[-1:])
        self.add("LayerNormalization", [x, scale], x.kind, x.shape, x.dims, False, axis=-1)

    def recurrent(self):
        x = self.find([TensorProto.FLOAT], rank=3)
        if isinstance(x.dims[2], str):
            return
        operator, hidden = self.pick(["RNN", "GRU", "LSTM"]), self.pick([1, 3, 8])
        rows = {"RNN": 1, "GRU": 3, "LSTM": 4}[operator] * hidden
        weights = [self.constant(self.numbers(TensorProto.FLOAT, (1, rows, size)) / 4) for size in (x.dims[2], hidden)]
        join = lambda sizes: [sizes[0], 1, sizes[1], hidden]
        self.add(operator, [x, *weights], x.kind, join(x.shape), join(x.dims), False, hidden_size=hidden)

    # -- Nodes with graphs

    def body(self, values, count=3):
        """Nodes that may read these values and those around them, and a bounded result like the first."""
        self.bodies[0] += 1
        inner = Graph(0)
        inner.random, inner.bodies, inner.prefix = self.random, self.bodies, f"b{self.bodies[0]}"
        inner.inputs, inner.initializers, inner.data = self.inputs, self.initializers, self.data
        inner.values = [*self.values, *values]
        known = len(inner.values)
        while len(inner.nodes) < count:
            inner.pick(self.FAMILIES)(inner)
        x = values[0]
        self.values += [value for value in inner.values[known:] if value.name in self.data]
        like = [v for v in inner.values[known:] if (v.kind, v.shape, v.dims) == (x.kind, x.shape, x.dims) and v.name not in self.data]
        result = like[-1] if like else x
        inner.add("Tanh", [result], x.kind, x.shape, x.dims, False)
        return inner.nodes, inner.values[-1]

    def info(self, value):
        return helper.make_tensor_value_info(value.name, value.kind, value.dims)

    def argument(self, kind, shape, dims):
        self.bodies[0] += 1
        return Value(f"a{self.bodies[0]}", kind, tuple(shape), tuple(dims), False)

    def choice(self):
        x, condition = self.find(WIDE), self.make_value(TensorProto.BOOL, [])
        branches = {}
        for branch in ("then_branch", "else_branch"):
            nodes, result = self.body([x])
            branches[branch] = helper.make_graph(nodes, branch, [], [self.info(result)])
        self.add("If", [condition], x.kind, x.shape, x.dims, False, **branches)

    def loop(self):
        x, trips = self.find(WIDE), self.pick([0, 1, 3])
        number, go, state = self.argument(TensorProto.INT64, (), ()), self.argument(TensorProto.BOOL, (), ()), self.argument(*x[1:4])
        nodes, result = self.body([state])
        still = self.argument(TensorProto.BOOL, (), ())
        nodes.append(helper.make_node("Identity", [go.name], [still.name]))
        # Without stacked results: the reference joins them. Those of Scan are compared.
        graph = helper.make_graph(nodes, "body", [self.info(v) for v in (number, go, state)], [self.info(v) for v in (still, result)])
        self.add("Loop", [self.integers(trips), self.constant(numpy.array(True)), x], x.kind, x.shape, x.dims, False, body=graph)

    def scan(self):
        x = self.find(WIDE, least=1)
        start = self.make_value(x.kind, x.dims[1:])
        state, row = (self.argument(x.kind, x.shape[1:], x.dims[1:]) for _ in range(2))
        nodes, result = self.body([state, row])
        each = self.argument(x.kind, x.shape[1:], x.dims[1:])
        nodes.append(helper.make_node("Identity", [result.name], [each.name]))
        graph = helper.make_graph(nodes, "body", [self.info(state), self.info(row)], [self.info(result), self.info(each)])
        self.add("Scan", [start, x], x.kind, x.shape[1:], x.dims[1:], False, body=graph, num_scan_inputs=1)
        self.add_output(x.shape, x.dims)

    def add_output(self, shape, dims):
        """One more output of the last node, of the type of the first."""
        name = f"{self.nodes[-1].output[0]}_more"
        self.nodes[-1].output.append(name)
        self.values.append(Value(name, self.values[-1].kind, tuple(shape), tuple(dims), False))

    # -- Operators as ONNX's tests have them

    def fitted(self, x, shape, kind):
        """The value's elements, over and over, in a static shape."""
        size, begin = int(numpy.prod(shape)), len(self.values)
        if x.kind != kind:
            self.add("Cast", [x], kind, x.shape, x.dims, True, to=kind)
            x = self.values[-1]
        times = -(-size // max(1, int(numpy.prod(x.shape))))
        self.add("Reshape", [x, self.integers([-1])], kind, (numpy.prod(x.shape),), (None,), True)
        self.add("Tile", [self.values[-1], self.integers([times])], kind, (numpy.prod(x.shape) * times,), (None,), True)
        self.add("Slice", [self.values[-1], *(self.integers([number]) for number in (0, size, 0))], kind, (size,), (size,), True)
        self.add("Reshape", [self.values[-1], self.integers(shape)], kind, shape, shape, True)
        self.hidden += self.values[begin:-1]  # of sizes that are not tracked
        del self.values[begin:-1]
        return self.values[-1]

    def template(self):
        known = templates.templates()
        operator = list(known)[self.turn % len(known)]
        self.turn += 1
        t = self.pick(known[operator])
        operands, made = [], {}
        for index, name in enumerate(t.node.input):
            if not name or name in made:
                operands.append(made.get(name, ""))
                continue
            tensor = t.fixed.get(name) or t.values[name]
            array = numpy_helper.to_array(tensor)
            exact = [value for value in self.values if value.exact and value.kind in REAL and numpy.prod(value.shape)]
            if name in t.fixed:
                made[name] = self.constant(array)
            elif not index and exact and array.size and tensor.data_type in REAL and operator not in OWN_OPERAND and self.random.random() < 0.5:
                made[name] = self.fitted(self.pick(exact), array.shape, tensor.data_type).name
            else:
                made[name] = f"x{len(self.data)}"
                self.data[made[name]] = array
                self.inputs.append(helper.make_tensor_value_info(made[name], tensor.data_type, array.shape))
                self.values.append(Value(made[name], tensor.data_type, array.shape, array.shape, True))
            operands.append(made[name])
        number = len(self.nodes)
        node = onnx.NodeProto()
        node.CopyFrom(t.node)
        node.name = f"{operator}_v{number}"
        del node.input[:], node.output[:]
        node.input.extend(operands)
        for place, name in enumerate(t.node.output):
            node.output.append(f"v{number}_{place}" if name else "")
            if name:
                kind, tensor = t.outputs[name]
                self.values.append(Value(node.output[-1], kind, tuple(tensor.dims), tuple(tensor.dims), False))
        self.nodes.append(node)

    FAMILIES = (
        [unary] * 4 + [binary] * 4 + [jumping_unary, jumping_binary, reduction, reduction, softmax, matmul, matmul, transpose,
         transpose, reshape, unsqueeze, concat, slice, slice, gather, where, cast, cast, quantise, normalise, recurrent]
    )
    WITH_GRAPHS = (choice, loop, scan)

    def grow(self, count):
        while len(self.nodes) < count:
            self.pick(self.FAMILIES)(self)
        self.pick(self.WITH_GRAPHS)(self)
        for _ in range(TEMPLATES_A_GRAPH):
            self.template()
            self.pick(self.FAMILIES)(self)

    # -- Models

    def model(self, outputs=None, cut=()):
        """The nodes that the outputs need; values in `cut` become inputs. Without outputs: whatever no node reads."""
        known = {value.name: value for value in [*self.values, *self.hidden]}
        read = {name for node in self.nodes for name in reads(node)}
        outputs = outputs or [name for node in self.nodes for name in node.output if name and name not in read]
        needed, nodes = set(outputs), []
        for node in reversed(self.nodes):
            if needed.intersection(node.output) and not set(cut).intersection(node.output):
                nodes.insert(0, node)
                needed |= reads(node)
        infos = [info for info in self.inputs if info.name in needed]
        infos += [helper.make_tensor_value_info(name, known[name].kind, known[name].dims) for name in cut if name in needed]
        graph = helper.make_graph(
            nodes, "random", infos,
            [helper.make_tensor_value_info(name, known[name].kind, [None] * len(known[name].shape)) for name in outputs],
            [tensor for tensor in self.initializers if tensor.name in needed],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=13)
        onnx.checker.check_model(model, full_check=True)
        return model
