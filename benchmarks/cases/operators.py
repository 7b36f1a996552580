"""One model an operator, at the sizes that models give it. Read by ../operators.py."""

import zlib

import numpy
import onnx
from onnx import TensorProto, helper

# A layer of BERT-base over 8 texts; feature maps of ResNet-50.
HIDDEN, IMAGE, SEQUENCE = (8, 128, 768), (1, 64, 56, 56), (128, 768)


class Case:
    """`inputs` are arrays or shapes (f32, uniform in -1..1); those in `constants` are weights of the model. The last
    `hidden` ones are no operands of the node: its subgraphs read them."""

    def __init__(self, operator, *inputs, name="", constants=(), outputs=1, opset=23, low=-1.0, high=1.0, domain="",
                 hidden=0, results=None, **attributes):
        self.operator = f"{domain}::{operator}".lstrip(":")
        self.name = f"{self.operator} {name}".strip()
        self.type, self.domain = operator, domain
        random = numpy.random.default_rng(zlib.crc32(self.name.encode()))
        self.inputs = [
            random.uniform(low, high, each).astype(numpy.float32) if isinstance(each, tuple) else each for each in inputs
        ]
        self.constants, self.outputs, self.opset, self.attributes = constants, outputs, opset, attributes
        self.hidden, self.types = hidden, results

    def feeds(self):
        return {
            f"x{at}": value for at, value in enumerate(self.inputs) if value is not None and at not in self.constants
        }

    def model(self):
        names = [f"x{at}" if value is not None else "" for at, value in enumerate(self.inputs)]
        results = [f"y{at}" for at in range(self.outputs)]
        graph = helper.make_graph(
            [helper.make_node(self.type, names[: len(names) - self.hidden], results, self.type, domain=self.domain,
                              **self.attributes)],
            "operator",
            [
                helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(value.dtype), value.shape)
                for name, value in self.feeds().items()
            ],
            [helper.make_tensor_value_info(name, *self.types[at]) if self.types else onnx.ValueInfoProto(name=name)
             for at, name in enumerate(results)],
            [onnx.numpy_helper.from_array(self.inputs[at], f"x{at}") for at in self.constants],
        )
        opsets = [helper.make_opsetid("", self.opset)]
        if self.domain:
            opsets.append(helper.make_opsetid(self.domain, 1))
        model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
        return onnx.shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)


def ints(*values):
    return numpy.array(values, numpy.int64)


def whole(low, high, shape, element=numpy.int64):
    return numpy.random.default_rng(1).integers(low, high, shape, element, endpoint=False)


def unary():
    signed = (
        "Abs Atan Asinh Ceil Celu Cos Elu Erf Exp Floor Gelu HardSigmoid HardSwish LeakyRelu Mish Neg Relu Round Selu "
        "Sigmoid Sign Sin Sinh Cosh Softplus Softsign Swish Tan Tanh ThresholdedRelu Identity IsNaN IsInf Shrink"
    )
    for operator in signed.split():
        yield Case(operator, HIDDEN, low=-4, high=4, opset=24 if operator == "Swish" else 23)
    for operator in "Acos Asin Atanh".split():
        yield Case(operator, HIDDEN, low=-0.99, high=0.99)
    for operator in "Acosh Log Reciprocal Sqrt".split():
        yield Case(operator, HIDDEN, low=1, high=4)
    yield Case("Not", numpy.zeros(HIDDEN, bool))
    yield Case("BitwiseNot", whole(0, 100, HIDDEN, numpy.int32))
    yield Case("Clip", HIDDEN, numpy.float32(-0.5), numpy.float32(0.5), constants=(1, 2))
    yield Case("Cast", HIDDEN, name="f32 to f16", to=TensorProto.FLOAT16)
    yield Case("Cast", whole(0, 9, HIDDEN), name="i64 to f32", to=TensorProto.FLOAT)
    yield Case("Cast", HIDDEN, name="f32 to i64", to=TensorProto.INT64)
    yield Case("CastLike", HIDDEN, numpy.zeros(1, numpy.float16), constants=(1,))
    yield Case("BitCast", HIDDEN, to=TensorProto.INT32, opset=26)
    yield Case("Dropout", HIDDEN)


def binary():
    for operator in "Add Sub Mul Div Max Min Mean Sum".split():
        yield Case(operator, HIDDEN, HIDDEN, low=0.5)
    yield Case("Add", HIDDEN, (768,), name="a bias")
    yield Case("Pow", HIDDEN, numpy.float32(1.7), name="by a constant", constants=(1,), low=0.5)
    yield Case("Pow", HIDDEN, HIDDEN, low=0.5)
    yield Case("Mod", HIDDEN, HIDDEN, low=0.5, fmod=1)
    yield Case("PRelu", IMAGE, (64, 1, 1), constants=(1,))
    for operator in "Equal Greater GreaterOrEqual Less LessOrEqual".split():
        yield Case(operator, HIDDEN, HIDDEN)
    for operator in "And Or Xor".split():
        yield Case(operator, whole(0, 2, HIDDEN) > 0, whole(0, 2, HIDDEN) > 0)
    for operator in "BitwiseAnd BitwiseOr BitwiseXor".split():
        yield Case(operator, whole(0, 99, HIDDEN, numpy.int32), whole(0, 99, HIDDEN, numpy.int32))
    yield Case("BitShift", whole(0, 99, HIDDEN, numpy.uint32), whole(0, 9, HIDDEN, numpy.uint32), direction="LEFT")
    yield Case("Where", whole(0, 2, HIDDEN) > 0, HIDDEN, HIDDEN)
    for operator in "Add Mul Div Max Equal Less".split():
        yield Case(operator, whole(1, 99, HIDDEN), whole(1, 99, HIDDEN), name="of i64")
    yield Case("Div", whole(1, 99, HIDDEN, numpy.int32), whole(1, 99, HIDDEN, numpy.int32), name="of i32")
    yield Case("Mod", whole(1, 99, HIDDEN), whole(1, 99, HIDDEN), name="of i64")
    yield Case("Add", numpy.ones(HIDDEN), numpy.ones(HIDDEN), name="of f64")


def reductions():
    for kind in "L1 L2 LogSum LogSumExp Max Mean Min Prod Sum SumSquare".split():
        yield Case(f"Reduce{kind}", HIDDEN, ints(-1), name="rows", constants=(1,), low=0.5)
    yield Case("ReduceSum", HIDDEN, ints(1), name="a middle axis", constants=(1,))
    yield Case("ReduceMean", IMAGE, ints(2, 3), name="planes", constants=(1,))
    yield Case("ReduceSum", HIDDEN, ints(0, 1, 2), name="all", constants=(1,))
    for operator in "ArgMax ArgMin".split():
        yield Case(operator, HIDDEN, axis=-1)
    for operator in "Softmax LogSoftmax Hardmax".split():
        yield Case(operator, HIDDEN, axis=-1)
    yield Case("Softmax", HIDDEN, name="a middle axis", axis=1)
    yield Case("CumSum", HIDDEN, numpy.int64(2), constants=(1,))
    yield Case("CumSum", HIDDEN, numpy.int64(1), name="a middle axis", constants=(1,))
    yield Case("CumSum", whole(0, 9, 65536), numpy.int64(0), name="of i64", constants=(1,))
    yield Case("CumProd", HIDDEN, numpy.int64(2), constants=(1,), low=0.9, high=1.1, opset=26)
    yield Case("ReduceSum", whole(0, 9, HIDDEN), ints(-1), name="of i64", constants=(1,))
    yield Case("ReduceMax", whole(0, 9, HIDDEN, numpy.int32), ints(1), name="of i32, a middle axis", constants=(1,))
    yield Case("ArgMax", HIDDEN, name="a middle axis", axis=1)
    yield Case("LogSoftmax", (8, 64, 28, 28), name="channels", axis=1)
    yield Case("LRN", IMAGE, size=5)
    yield Case("MeanVarianceNormalization", IMAGE, axes=[0, 2, 3])
    yield Case("NegativeLogLikelihoodLoss", (128, 1000), whole(0, 1000, 128))
    yield Case("SoftmaxCrossEntropyLoss", (128, 1000), whole(0, 1000, 128))
    yield Case("LayerNormalization", HIDDEN, (768,), (768,), constants=(1, 2))
    yield Case("RMSNormalization", HIDDEN, (768,), constants=(1,))
    yield Case("SimplifiedLayerNormalization", HIDDEN, (768,), constants=(1,), results=[(TensorProto.FLOAT, HIDDEN)])
    yield Case("InstanceNormalization", IMAGE, (64,), (64,), constants=(1, 2))
    yield Case("GroupNormalization", IMAGE, (64,), (64,), constants=(1, 2), num_groups=8)
    yield Case("BatchNormalization", IMAGE, *[(64,)] * 4, constants=(1, 2, 3, 4), low=0.5)
    yield Case("LpNormalization", HIDDEN, axis=-1)
    yield Case("TopK", HIDDEN, ints(5), constants=(1,), outputs=2)
    yield Case("TopK", HIDDEN, ints(5), name="a middle axis", constants=(1,), outputs=2, axis=1)
    yield Case("TopK", (1, 8400), ints(300), name="boxes", constants=(1,), outputs=2)
    yield Case("TopK", (1, 50257), ints(50), name="of a vocabulary", constants=(1,), outputs=2)
    yield Case("TopK", (16, 1000), ints(1000), name="a sort", constants=(1,), outputs=2)
    yield Case("TopK", whole(0, 100000, (16, 1000)), ints(10), name="of i64", constants=(1,), outputs=2)


def contractions():
    yield Case("MatMul", SEQUENCE, (768, 3072), name="a weight", constants=(1,))
    yield Case("MatMul", (1, 768), (768, 3072), name="a weight, one row", constants=(1,))
    yield Case("MatMul", (12, 128, 64), (12, 64, 128), name="two tensors")
    yield Case("Gemm", SEQUENCE, (3072, 768), (3072,), constants=(1, 2), transB=1)
    yield Case("Einsum", (8, 128, 12, 64), (8, 128, 12, 64), equation="bqhd,bkhd->bhqk")
    yield Case("Conv", IMAGE, (64, 64, 3, 3), name="3x3", constants=(1,), pads=[1, 1, 1, 1])
    yield Case("Conv", IMAGE, (256, 64, 1, 1), name="1x1", constants=(1,))
    yield Case("Conv", (1, 3, 224, 224), (64, 3, 7, 7), name="stem", constants=(1,), strides=[2, 2], pads=[3, 3, 3, 3])
    yield Case("Conv", (1, 96, 56, 56), (96, 1, 3, 3), name="depthwise", constants=(1,), group=96, pads=[1, 1, 1, 1])
    yield Case("Conv", (1, 128, 56, 56), (128, 4, 3, 3), name="grouped", constants=(1,), group=32, pads=[1, 1, 1, 1])
    yield Case("Conv", (1, 512, 1600), (512, 512, 3), name="1-D", constants=(1,), strides=[2])
    yield Case("ConvTranspose", (1, 64, 56, 56), (64, 32, 2, 2), constants=(1,), strides=[2, 2])
    yield Case("MatMulInteger", whole(0, 255, SEQUENCE, numpy.uint8), whole(-127, 127, (768, 768), numpy.int8),
               constants=(1,))
    yield Case("ConvInteger", whole(0, 255, IMAGE, numpy.uint8), whole(0, 255, (64, 64, 3, 3), numpy.uint8),
               constants=(1,), pads=[1, 1, 1, 1])
    scale, zero = numpy.float32(0.02), numpy.uint8(128)
    yield Case("QLinearMatMul", whole(0, 255, SEQUENCE, numpy.uint8), scale, zero,
               whole(0, 255, (768, 768), numpy.uint8), scale, zero, numpy.float32(2), zero, constants=(1, 2, 3, 4, 5, 6, 7))
    yield Case("QLinearConv", whole(0, 255, IMAGE, numpy.uint8), scale, zero,
               whole(-127, 127, (64, 64, 3, 3), numpy.int8), scale, numpy.int8(0), numpy.float32(2), zero,
               constants=(1, 2, 3, 4, 5, 6, 7), pads=[1, 1, 1, 1])
    yield Case("MatMul", SEQUENCE, (768, 768), name="two computed")
    yield Case("MatMulInteger", whole(0, 255, (12, 128, 64), numpy.uint8), whole(0, 255, (12, 64, 128), numpy.uint8),
               numpy.uint8(128), numpy.uint8(120), name="two tensors", constants=(2, 3))
    yield Case("MatMulInteger", whole(0, 255, (1, 768), numpy.uint8), whole(-127, 127, (768, 3072), numpy.int8),
               numpy.array(131, numpy.uint8), name="one row", constants=(1,))
    yield Case("QLinearConv", whole(0, 255, (1, 96, 56, 56), numpy.uint8), scale, zero,
               whole(-127, 127, (96, 1, 3, 3), numpy.int8), scale, numpy.int8(0), numpy.float32(2), zero,
               name="depthwise", constants=(1, 2, 3, 4, 5, 6, 7), pads=[1, 1, 1, 1], group=96)
    yield Case("ConvTranspose", (1, 64, 28, 28), (64, 32, 4, 4), name="overlapping", constants=(1,), strides=[2, 2],
               pads=[1, 1, 1, 1])
    yield Case("DeformConv", (1, 64, 28, 28), (64, 64, 3, 3), (1, 18, 28, 28), constants=(1,), pads=[1, 1, 1, 1], opset=22)
    yield Case("Det", (256, 8, 8))
    yield Case("Det", (1, 128, 128), name="one large")
    yield Case("AveragePool", IMAGE, kernel_shape=[3, 3], strides=[2, 2])
    yield Case("MaxPool", IMAGE, kernel_shape=[3, 3], strides=[2, 2])
    yield Case("LpPool", IMAGE, kernel_shape=[3, 3], strides=[2, 2])
    yield Case("GlobalAveragePool", IMAGE)
    yield Case("GlobalMaxPool", IMAGE)
    yield Case("GlobalLpPool", IMAGE, opset=18)
    yield Case("LSTM", (64, 4, 256), (1, 1024, 256), (1, 1024, 256), constants=(1, 2), hidden_size=256)
    yield Case("GRU", (64, 4, 256), (1, 768, 256), (1, 768, 256), constants=(1, 2), hidden_size=256)
    yield Case("RNN", (64, 4, 256), (1, 256, 256), (1, 256, 256), constants=(1, 2), hidden_size=256)
    yield Case("Attention", (1, 12, 128, 64), (1, 12, 128, 64), (1, 12, 128, 64))
    yield Case("LinearAttention", (1, 128, 768), (1, 128, 768), (1, 128, 768), q_num_heads=12, kv_num_heads=12,
               update_rule="linear", opset=27, outputs=2)
    yield Case("CausalConvWithState", (1, 768, 128), (768, 1, 4), constants=(1,), opset=27, outputs=2)


def movement():
    yield Case("Concat", HIDDEN, HIDDEN, axis=2)
    yield Case("Split", HIDDEN, axis=2, num_outputs=3, outputs=3)
    yield Case("Slice", HIDDEN, ints(16), ints(112), ints(1), constants=(1, 2, 3))
    yield Case("Slice", HIDDEN, ints(0), ints(768), ints(2), ints(2), name="with a step", constants=(1, 2, 3, 4))
    yield Case("Transpose", (8, 128, 12, 64), name="heads", perm=[0, 2, 1, 3])
    yield Case("Transpose", HIDDEN, name="of rows and columns", perm=[0, 2, 1])
    yield Case("Tile", SEQUENCE, ints(8, 1), constants=(1,))
    yield Case("Expand", (1, 128, 768), ints(8, 128, 768), constants=(1,))
    yield Case("Pad", IMAGE, ints(0, 0, 1, 1, 0, 0, 1, 1), constants=(1,))
    yield Case("Pad", IMAGE, ints(0, 0, 1, 1, 0, 0, 1, 1), name="reflect", constants=(1,), mode="reflect")
    yield Case("Gather", (30522, 768), whole(0, 30522, (8, 128)), name="an embedding", constants=(0,))
    yield Case("GatherElements", SEQUENCE, whole(0, 768, SEQUENCE), axis=1)
    yield Case("GatherND", HIDDEN, numpy.stack([whole(0, 8, 1024), whole(0, 128, 1024)], -1))
    yield Case("ScatterElements", SEQUENCE, whole(0, 128, (16, 768)), (16, 768), axis=0, reduction="add")
    yield Case("ScatterElements", SEQUENCE, whole(0, 768, (128, 64)), (128, 64), name="rows", axis=1)
    yield Case("ScatterND", SEQUENCE, whole(0, 128, (16, 1)), (16, 768))
    yield Case("ScatterND", SEQUENCE, whole(0, 128, (4096, 2)), (4096,), name="elements", reduction="max")
    corners = numpy.arange(64 * 56 * 56, dtype=numpy.int64).reshape(IMAGE)[:, :, ::2, ::2].copy()
    yield Case("MaxUnpool", (1, 64, 28, 28), corners, kernel_shape=[2, 2], strides=[2, 2])
    yield Case("TensorScatter", (2, 12, 1024, 64), (2, 12, 1, 64), ints(100, 200), opset=24)
    yield Case("CenterCropPad", IMAGE, ints(48, 64), constants=(1,), axes=[2, 3])
    yield Case("Col2Im", (1, 576, 2916), ints(56, 56), ints(3, 3), constants=(1, 2))
    yield Case("EyeLike", (512, 512))
    yield Case("Range", ints(0)[0], ints(65536)[0], ints(1)[0], constants=(0, 1, 2))
    yield Case("RoiAlign", (1, 256, 50, 50), numpy.tile(numpy.array([[3, 5, 30, 40]], numpy.float32), (64, 1)),
               whole(0, 1, 64), output_height=7, output_width=7, sampling_ratio=2, opset=21)
    yield Case("AffineGrid", (4, 2, 3), ints(4, 3, 112, 112), constants=(1,))
    yield Case("Upsample", IMAGE, numpy.array([1, 1, 2, 2], numpy.float32), constants=(1,), opset=9, mode="linear")
    yield Case("RotaryEmbedding", (1, 12, 128, 64), (1, 128, 32), (1, 128, 32))
    yield Case("RotaryEmbedding", (1, 12, 128, 64), (1, 128, 32), (1, 128, 32), name="interleaved", interleaved=1)
    yield Case("DFT", (8, 512, 1), None, ints(1)[0], constants=(2,), opset=20)
    yield Case("DFT", (8, 512, 2), None, ints(1)[0], name="inverse", constants=(2,), opset=20, inverse=1)
    yield Case("DFT", (8, 400, 1), None, ints(1)[0], name="onesided, of 400", constants=(2,), opset=20, onesided=1)
    yield Case("DFT", (1, 4096, 2), None, ints(1)[0], name="of 4096", constants=(2,), opset=20)
    yield Case("DFT", (1, 127, 2), None, ints(1)[0], name="of a prime", constants=(2,), opset=20)
    yield Case("STFT", (1, 16000, 1), ints(160)[0], (400,), ints(400)[0], constants=(1, 2, 3))
    for window in "Blackman Hamming Hann".split():
        yield Case(f"{window}Window", ints(4096)[0], constants=(0,))
    yield Case("MelWeightMatrix", ints(80)[0], ints(400)[0], ints(16000)[0], numpy.float32(0), numpy.float32(8000),
               constants=(0, 1, 2, 3, 4))
    yield Case("OneHot", whole(0, 768, 1024), ints(768), numpy.array([0, 1], numpy.float32), constants=(1, 2))
    yield Case("Trilu", (12, 128, 128))
    yield Case("DepthToSpace", IMAGE, blocksize=2)
    yield Case("SpaceToDepth", IMAGE, blocksize=2)
    yield Case("Resize", IMAGE, None, numpy.array([1, 1, 2, 2], numpy.float32), name="linear", constants=(2,),
               mode="linear")
    yield Case("Resize", IMAGE, None, numpy.array([1, 1, 2, 2], numpy.float32), name="nearest", constants=(2,))
    yield Case("GridSample", (1, 16, 56, 56), (1, 56, 56, 2), align_corners=1)
    yield Case("NonZero", HIDDEN)
    yield Case("NonZero", (whole(0, 10, HIDDEN) == 0).astype(numpy.float32), name="sparse")
    yield Case("Compress", HIDDEN, whole(0, 2, 128) > 0, axis=1)
    yield Case("Compress", HIDDEN, whole(0, 2, 8 * 128 * 768) > 0, name="of all elements")
    yield Case("Unique", whole(0, 1000, 4096), outputs=4)
    yield Case("Unique", (16384,), name="of floats")
    yield Case("Unique", whole(0, 64, (2048, 2)), name="of edges", axis=0)
    corners = numpy.random.default_rng(2).uniform(0, 600, (1, 1000, 2)).astype(numpy.float32)
    boxes = numpy.concatenate([corners, corners + 40], -1)
    scores = numpy.random.default_rng(3).uniform(0, 1, (1, 1, 1000)).astype(numpy.float32)
    yield Case("NonMaxSuppression", boxes, scores, ints(100), numpy.float32(0.5), numpy.float32(0.3), constants=(2, 3, 4))
    yield Case("MaxRoiPool", (1, 64, 50, 50), numpy.tile(numpy.array([[0, 3, 5, 30, 40]], numpy.float32), (64, 1)),
               pooled_shape=[7, 7], opset=21)
    yield Case("TfIdfVectorizer", whole(0, 1000, (64, 256)), max_gram_length=1, max_skip_count=0, min_gram_length=1,
               mode="TF", ngram_counts=[0], ngram_indexes=list(range(1000)), pool_int64s=list(range(1000)))
    yield Case("TfIdfVectorizer", whole(0, 50, (64, 256)), name="pairs", max_gram_length=2, max_skip_count=1,
               min_gram_length=2, mode="TF", ngram_counts=[0, 0], ngram_indexes=list(range(500)),
               pool_int64s=[number for pair in range(500) for number in (pair % 50, pair // 10)])
    yield Case("Scatter", SEQUENCE, whole(0, 128, (16, 768)), (16, 768), axis=0, opset=10)
    yield Case("ConstantOfShape", ints(8, 128, 768))
    yield Case("Reshape", HIDDEN, ints(1024, 768), constants=(1,))
    yield Case("Flatten", HIDDEN)
    yield Case("Squeeze", (1, 128, 768), ints(0), constants=(1,))
    yield Case("Unsqueeze", SEQUENCE, ints(0), constants=(1,))
    yield Case("Shape", HIDDEN)
    yield Case("Size", HIDDEN)
    yield Case("Bernoulli", HIDDEN, low=0, opset=21)
    yield Case("Multinomial", (64, 1000), sample_size=10, low=0, opset=21)
    yield Case("RandomNormal", shape=list(HIDDEN), opset=21)
    yield Case("RandomUniform", shape=list(HIDDEN), opset=21)
    yield Case("RandomNormalLike", HIDDEN, opset=21)
    yield Case("RandomUniformLike", HIDDEN, opset=21)
    yield Case("ReverseSequence", HIDDEN, whole(1, 128, 8), batch_axis=0, time_axis=1)
    yield Case("QuantizeLinear", HIDDEN, numpy.float32(0.01), numpy.uint8(128), constants=(1, 2))
    yield Case("DequantizeLinear", whole(0, 255, HIDDEN, numpy.uint8), numpy.float32(0.01), numpy.uint8(128),
               constants=(1, 2))
    yield Case("DynamicQuantizeLinear", HIDDEN, outputs=3)


def contributed():
    def case(operator, *inputs, **more):
        return Case(operator, *inputs, domain="com.microsoft", **more)

    lengths = numpy.array(128, numpy.int32)
    yield case("Gelu", HIDDEN)
    yield case("FastGelu", HIDDEN, (768,), constants=(1,))
    yield case("BiasGelu", HIDDEN, (768,), constants=(1,))
    yield case("QuickGelu", HIDDEN)
    yield case("SkipLayerNormalization", HIDDEN, HIDDEN, (768,), (768,), (768,), constants=(2, 3, 4))
    yield case("SkipSimplifiedLayerNormalization", HIDDEN, HIDDEN, (768,), constants=(2,))
    yield case("FusedMatMul", (12, 128, 64), (12, 128, 64), transB=1, alpha=0.125)
    yield case("Attention", (1, 128, 768), (768, 2304), (2304,), constants=(1, 2), num_heads=12)
    yield case("MultiHeadAttention", (1, 128, 768), (1, 128, 768), (1, 128, 768), num_heads=12)
    yield case("GroupQueryAttention", (1, 128, 768), (1, 128, 256), (1, 128, 256), None, None,
               numpy.array([127], numpy.int32), lengths, constants=(6,), outputs=3, num_heads=12, kv_num_heads=4)
    # A step behind 512 tokens.
    yield case("GroupQueryAttention", (1, 1, 2048), (1, 1, 512), (1, 1, 512), (1, 8, 512, 64), (1, 8, 512, 64),
               numpy.array([512], numpy.int32), numpy.array(513, numpy.int32), name="step", constants=(6,), outputs=3,
               num_heads=32, kv_num_heads=8)
    yield case("GroupQueryAttention", (4, 1, 2048), (4, 1, 512), (4, 1, 512), (4, 8, 512, 64), (4, 8, 512, 64),
               numpy.full(4, 512, numpy.int32), numpy.array(513, numpy.int32), name="step of 4", constants=(6,), outputs=3,
               num_heads=32, kv_num_heads=8)
    yield case("RotaryEmbedding", (1, 128, 768), numpy.arange(128)[None], (128, 32), (128, 32), constants=(2, 3), num_heads=12)
    yield case("MatMulNBits", SEQUENCE, whole(0, 255, (768, 24, 16), numpy.uint8), (768 * 24,), constants=(1, 2), K=768,
               N=768, bits=4, block_size=32)
    for bits in (4, 8):
        yield case("MatMulNBits", (1, 2048), whole(0, 255, (2048, 64, 4 * bits), numpy.uint8), (2048 * 64,),
                   name=f"step, {bits} bits", constants=(1, 2), K=2048, N=2048, bits=bits, block_size=32)
    yield case("EmbedLayerNormalization", whole(0, 30522, (8, 128), numpy.int32), None, (30522, 768), (512, 768), None,
               (768,), (768,), constants=(2, 3, 5, 6), outputs=2)


def control():
    """Subgraphs: a branch of elementwise work, a loop and a scan over rows of state."""
    f32, i64, boolean = TensorProto.FLOAT, TensorProto.INT64, TensorProto.BOOL
    value = helper.make_tensor_value_info

    def branch(kind):
        nodes = [helper.make_node(kind, ["x1"], ["out"])]
        return helper.make_graph(nodes, kind, [], [value("out", f32, HIDDEN)])

    yield Case("If", numpy.array(True), HIDDEN, hidden=1, then_branch=branch("Neg"), else_branch=branch("Abs"))
    body = helper.make_graph(
        [helper.make_node("Identity", ["go"], ["going"]), helper.make_node("Mul", ["state", "x3"], ["next"])],
        "body", [value("trip", i64, []), value("go", boolean, []), value("state", f32, SEQUENCE)],
        [value("going", boolean, []), value("next", f32, SEQUENCE)])
    yield Case("Loop", ints(32)[0], numpy.array(True), SEQUENCE, SEQUENCE, hidden=1, constants=(0, 1), body=body)
    step = helper.make_graph(
        [helper.make_node("Add", ["state", "row"], ["sum"]), helper.make_node("Identity", ["sum"], ["seen"])],
        "step", [value("state", f32, [768]), value("row", f32, [768])],
        [value("sum", f32, [768]), value("seen", f32, [768])])
    yield Case("Scan", (768,), SEQUENCE, outputs=2, body=step, num_scan_inputs=1)


# Operators of the frontend that no case measures, and why.
UNMEASURED = {
    "Constant": "it is no work",
    "SwiGLU": "ONNX Runtime 1.32 knows opsets to 27",
    "ai.onnx.preview::FlexAttention": "ONNX Runtime 1.32 does not know it",
}


def cases():
    for family in (unary, binary, reductions, contractions, movement, contributed, control):
        yield from family()
