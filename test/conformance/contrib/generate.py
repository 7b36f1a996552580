"""Writes small models of com.microsoft's operators, and of those of ONNX whose results' sizes depend on data, with inputs
drawn anew, and what ONNX Runtime's CPU makes of them. What random generators draw is computed here.

    generate.py FOLDER [SEED]      FOLDER/index.txt, then FOLDER/contrib/TEST/model.onnx, input_N.pb, output_N.pb

For hfc-conformance, as ../onnx/generate.py. The seed is printed, so that a failure can be made again.
"""

import pathlib
import shutil
import sys

import numpy
import onnx
import onnxruntime
from onnx import helper, numpy_helper

F32, I32, I64 = numpy.float32, numpy.int32, numpy.int64


class Writer:
    def __init__(self, folder, seed):
        self.folder, self.random, self.lines = folder, numpy.random.default_rng(seed), []

    def normal(self, *shape):
        return self.random.standard_normal(shape).astype(F32)

    def integers(self, low, high, *shape, dtype=I64):
        return self.random.integers(low, high, shape).astype(dtype)

    def add(self, name, op, inputs, outputs=1, constants=(), domain="com.microsoft", tolerance=2e-5, unread=(), opset=17, expected=None, **attributes):
        """`inputs`: arrays in the operator's order, None where one is left out. `constants`: their numbers.
        `outputs`: how many, or the numbers of those that are wanted. `unread`: numbers of results that the node has
        and the graph does not give. `expected`: the results, where ONNX Runtime is not to be asked."""
        wanted = list(range(outputs)) if isinstance(outputs, int) else outputs
        names = [f"x{i}" if value is not None else "" for i, value in enumerate(inputs)]
        results = [f"y{i}" if i in wanted or i in unread else "" for i in range(max([*wanted, *unread]) + 1)]
        node = helper.make_node(op, names, results, domain=domain, **attributes)
        values = {f"x{i}": value for i, value in enumerate(inputs) if value is not None}
        fixed = {f"x{i}" for i in constants}
        graph = helper.make_graph(
            [node], name,
            [helper.make_tensor_value_info(key, helper.np_dtype_to_tensor_dtype(value.dtype), value.shape)
             for key, value in values.items() if key not in fixed],
            [helper.make_empty_tensor_value_info(f"y{i}") for i in wanted],
            [numpy_helper.from_array(value, key) for key, value in values.items() if key in fixed],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset), helper.make_opsetid("com.microsoft", 1)])
        model.ir_version = 8
        given = {key: value for key, value in values.items() if key not in fixed}
        if expected is None:
            session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
            made = session.run(None, given)
        else:
            made = expected
        for info, value in zip(graph.output, made):
            kept = helper.make_tensor_value_info(info.name, helper.np_dtype_to_tensor_dtype(value.dtype), value.shape)
            info.CopyFrom(kept)
        model.graph.CopyFrom(graph)
        target = self.folder / "contrib" / name
        target.mkdir(parents=True)
        onnx.save(model, str(target / "model.onnx"))
        for kind, pairs in ("input", given.items()), ("output", zip((info.name for info in graph.output), made)):
            for number, (key, value) in enumerate(pairs):
                proto = numpy_helper.from_array(numpy.asarray(value, order="C"), key)
                (target / f"{kind}_{number}.pb").write_bytes(proto.SerializeToString())
        self.lines.append(f"contrib/{name} {tolerance:g} {tolerance:g} - {domain + '.' if domain else ''}{op}\n")


def activations(w):
    x, bias = w.normal(2, 5, 12), w.normal(12)
    w.add("bias_gelu", "BiasGelu", [x, bias])
    w.add("fast_gelu", "FastGelu", [x])
    w.add("fast_gelu_bias", "FastGelu", [x, bias])
    w.add("gelu", "Gelu", [x])
    w.add("quick_gelu", "QuickGelu", [x])
    w.add("quick_gelu_alpha", "QuickGelu", [x], alpha=0.7)


def products(w):
    a, b = w.normal(2, 3, 5, 7), w.normal(2, 3, 7, 4)
    w.add("fused_matmul", "FusedMatMul", [a, b], alpha=0.5)
    w.add("fused_matmul_trans", "FusedMatMul", [a.swapaxes(2, 3).copy(), b.swapaxes(2, 3).copy()], transA=1, transB=1)
    batch = lambda x: numpy.moveaxis(x, 2, 0).copy()
    w.add("fused_matmul_batch", "FusedMatMul", [batch(a), batch(b)], transBatchA=1, transBatchB=1)
    w.add("fused_matmul_both", "FusedMatMul", [batch(a.swapaxes(2, 3)), b], transA=1, transBatchA=1)
    for bits in 4, 8:
        for depth, block in (64, 32), (40, 16):
            rows, blocks = 6, -(-depth // block)
            packed = w.integers(0, 256, rows, blocks, block * bits // 8, dtype=numpy.uint8)
            scales, bias = w.normal(rows, blocks), w.normal(rows)
            zeros = w.integers(0, 256, rows, -(-blocks * bits // 8), dtype=numpy.uint8)
            x = w.normal(3, depth)
            sizes = dict(K=depth, N=rows, block_size=block, bits=bits, tolerance=1e-3)
            name = f"matmul_{bits}bits_{depth}"
            w.add(name, "MatMulNBits", [x, packed, scales], constants=[1, 2], **sizes)
            w.add(name + "_zeros", "MatMulNBits", [x, packed, scales, zeros], constants=[1, 2, 3], **sizes)
            w.add(name + "_bias", "MatMulNBits", [x[None], packed, scales, None, None, bias], constants=[1, 2, 5], **sizes)
    # Larger ones are kept as a file's bytes, and few rows take another way than many.
    packed = w.integers(0, 256, 40, 256, 16, dtype=numpy.uint8)
    scales, zeros = w.normal(40, 256), w.integers(0, 256, 40, 128, dtype=numpy.uint8)
    for count in 1, 5, 20:
        sizes = dict(K=8192, N=40, block_size=32, bits=4, tolerance=1e-3)
        w.add(f"matmul_4bits_{count}_rows", "MatMulNBits", [w.normal(count, 8192), packed, scales, zeros],
              constants=[1, 2, 3], **sizes)
    for name, channels, groups, point, attributes in (
        ("whole", 20, 1, 7, dict(pads=[1, 1, 1, 1])), ("depthwise", 40, 40, 0, dict(pads=[1, 0, 1, 2])),
        ("depthwise_point", 40, 40, 130, dict(pads=[1, 1, 0, 1], strides=[2, 1])),
        ("groups", 32, 8, 3, dict(dilations=[2, 1])), ("two", 6, 3, 9, dict(strides=[1, 2]))):
        image = w.integers(0, 256, 2, channels, 9, 11, dtype=numpy.uint8)
        filters = w.integers(0, 256, 2 * channels if name == "two" else channels, channels // groups, 3, 3, dtype=numpy.uint8)
        w.add(f"conv_integer_{name}", "ConvInteger", [image, filters, numpy.uint8(point), numpy.uint8(128)],
              constants=[1, 2, 3], domain="", group=groups, **attributes)


def norms(w):
    x, skip, scale, beta, bias = w.normal(2, 5, 16), w.normal(2, 5, 16), w.normal(16), w.normal(16), w.normal(16)
    w.add("skip_layer_norm", "SkipLayerNormalization", [x, skip, scale, beta], epsilon=1e-5)
    w.add("skip_layer_norm_bias_sum", "SkipLayerNormalization", [x, skip, scale, beta, bias], outputs=(0, 3))
    w.add("skip_layer_norm_broadcast", "SkipLayerNormalization", [x, skip[:1], scale])
    w.add("skip_simplified", "SkipSimplifiedLayerNormalization", [x, skip, scale], outputs=(0, 3), epsilon=1e-6)
    w.add("skip_simplified_bias", "SkipSimplifiedLayerNormalization", [x, skip, scale, bias])
    w.add("simplified", "SimplifiedLayerNormalization", [x, scale], domain="", axis=-1, epsilon=1e-6)
    ids, segments = w.integers(0, 20, 2, 5, dtype=I32), w.integers(0, 2, 2, 5, dtype=I32)
    words, places, kinds = w.normal(20, 16), w.normal(9, 16), w.normal(2, 16)
    mask = numpy.array([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]], I32)
    w.add("embed_layer_norm", "EmbedLayerNormalization", [ids, segments, words, places, kinds, scale, beta, mask], outputs=2)
    w.add("embed_layer_norm_gpt", "EmbedLayerNormalization",
          [ids, None, words, places, None, scale, beta, None, w.integers(0, 9, 2, 5, dtype=I32)], outputs=(0, 2))


def attention(w):
    b, s, past, heads, size = 2, 4, 3, 2, 8
    width = heads * size
    x, weights, bias = w.normal(b, s, 10), w.normal(10, 3 * width), w.normal(3 * width)
    cache = w.normal(2, b, heads, past, size)
    w.add("attention", "Attention", [x, weights, bias], num_heads=heads)
    w.add("attention_causal", "Attention", [x, weights, bias], num_heads=heads, unidirectional=1, scale=0.3)
    mask = numpy.array([[1] * s, [1] * (s - 1) + [0]], I32)
    w.add("attention_mask", "Attention", [x, weights, bias, mask], num_heads=heads)
    w.add("attention_ends", "Attention", [x, weights, bias, numpy.array([s, 2], I32)], num_heads=heads)
    w.add("attention_ends_starts", "Attention", [x, weights, bias, numpy.array([s, 3, 1, 0], I32)], num_heads=heads)
    w.add("attention_mask_3d", "Attention", [x, weights, bias, w.integers(0, 2, b, s, s, dtype=I32)], num_heads=heads,
          mask_filter_value=-50.0)
    w.add("attention_past", "Attention", [x, weights, bias, None, cache], outputs=2, num_heads=heads, unidirectional=1)
    long = numpy.array([[1] * (past + s), [0, 0] + [1] * (past + s - 2)], I32)
    w.add("attention_past_mask", "Attention", [x, weights, bias, long, cache], outputs=2, num_heads=heads, unidirectional=1,
          mask_filter_value=-3.4028234663852886e38)
    w.add("attention_bias", "Attention", [x, weights, bias, None, None, w.normal(1, heads, s, s)], num_heads=heads)
    w.add("attention_widths", "Attention", [x, w.normal(10, 2 * width + 6), w.normal(2 * width + 6)], num_heads=heads,
          qkv_hidden_sizes=[width, width, 6])


def multi_head(w):
    b, s, t, past, heads, size = 2, 4, 6, 3, 2, 8
    width = heads * size
    q, k, v, bias = w.normal(b, s, width), w.normal(b, t, width), w.normal(b, t, width), w.normal(3 * width)
    op = "MultiHeadAttention"
    w.add("mha", op, [q, k, v], num_heads=heads)
    w.add("mha_bias", op, [q, k, v, bias], num_heads=heads, scale=0.4)
    w.add("mha_ends", op, [q, k, v, None, numpy.array([t, 4], I32)], num_heads=heads)
    w.add("mha_mask", op, [q, k, v, bias, w.integers(0, 2, b, t, dtype=I32)], num_heads=heads, mask_filter_value=-20.0)
    w.add("mha_attention_bias", op, [q, k, v, None, None, w.normal(b, 1, s, t)], num_heads=heads)
    cache = [w.normal(b, heads, t, size) for _ in range(2)]
    w.add("mha_cross", op, [q, *cache], num_heads=heads)
    new = [w.normal(b, s, width) for _ in range(2)]
    old = [w.normal(b, heads, past, size) for _ in range(2)]
    w.add("mha_past", op, [q, *new, None, None, None, *old], outputs=3, num_heads=heads)
    w.add("mha_past_causal", op, [q, *new, bias, None, None, *old], outputs=3, num_heads=heads, unidirectional=1)


def rotary(w):
    b, s, heads, size = 2, 5, 3, 8
    angle = w.normal(12, size // 2)
    tables = [numpy.cos(angle), numpy.sin(angle)]
    places = w.integers(0, 12, b, s)
    x = w.normal(b, s, heads * size)
    w.add("rotary", "RotaryEmbedding", [x, places, *tables])
    w.add("rotary_interleaved", "RotaryEmbedding", [x, places, *tables], interleaved=1)
    w.add("rotary_offset", "RotaryEmbedding", [x, numpy.array([3], I64), *tables])
    w.add("rotary_4d", "RotaryEmbedding", [w.normal(b, heads, s, size), places, *tables])
    part = [table[:, :2].copy() for table in tables]
    w.add("rotary_part", "RotaryEmbedding", [x, places, *part], num_heads=heads, rotary_embedding_dim=4)


def group_query(w):
    heads, groups, size = 4, 2, 16
    op = "GroupQueryAttention"
    angle = w.normal(16, size // 2)
    tables = [numpy.cos(angle), numpy.sin(angle)]
    kinds = dict(num_heads=heads, kv_num_heads=groups)

    # Places of the cache behind a row's length are not defined; without them ONNX Runtime reads no past.
    def case(name, b, s, past, lengths=None, rotary=False, bias=False, sink=None, outputs=3, **attributes):
        total = past + s
        lengths = numpy.array([total - 1] * b if lengths is None else lengths, I32)
        inputs = [w.normal(b, s, heads * size), w.normal(b, s, groups * size), w.normal(b, s, groups * size)]
        inputs += [w.normal(b, groups, past, size) for _ in range(2)] if past else [None, None]
        inputs += [lengths, numpy.array(total, I32)]
        inputs += tables if rotary else [None, None]
        inputs += [None, w.normal(1, heads, s, total) if bias else None, sink]
        while inputs[-1] is None:
            inputs.pop()
        w.add("gqa_" + name, op, inputs, outputs=outputs, constants=[6], **kinds, do_rotary=int(rotary), **attributes)

    case("prompt", 2, 5, 0)
    case("prompt_rotary", 1, 5, 0, rotary=True)
    case("prompt_interleaved", 2, 5, 0, rotary=True, rotary_interleaved=1)
    case("token", 1, 1, 6, rotary=True)
    case("tokens", 2, 1, 6, rotary=True)
    case("ragged", 2, 1, 6, lengths=[6, 4], rotary=True, outputs=1, unread=(1, 2))
    case("chunk", 1, 3, 4, rotary=True)
    case("window", 1, 6, 0, local_window_size=2)
    case("window_token", 2, 1, 6, local_window_size=3)
    case("scale_softcap", 1, 4, 0, scale=0.2, softcap=3.0)
    case("smooth", 1, 4, 2, smooth_softmax=1)
    case("bias", 2, 4, 0, bias=True)
    case("sink", 1, 3, 0, sink=w.normal(heads))
    packed = w.normal(2, 4, (heads + 2 * groups) * size)
    w.add("gqa_packed", op, [packed, None, None, None, None, numpy.array([3, 3], I32), numpy.array(4, I32), *tables],
          outputs=3, constants=[6], **kinds, do_rotary=1)


def data_dependent(w):
    """Operators of ONNX: sizes that only data knows."""
    def add(name, op, inputs, **rest):
        w.add(name, op, inputs, domain="", **rest)

    def chosen(count):
        return w.random.random(count) < 0.5

    add("compress_axis", "Compress", [w.normal(4, 5, 3), chosen(5)], axis=1)
    add("compress_short", "Compress", [w.normal(4, 5), chosen(3)], axis=-1)
    add("compress_flat", "Compress", [w.normal(4, 5), chosen(17)])
    few = w.integers(0, 4, 40).astype(F32)
    for kind in 0, 1:
        add(f"unique_{kind}", "Unique", [few], outputs=4, sorted=kind)
        add(f"unique_axis_{kind}", "Unique", [w.integers(0, 2, 12, 2, 2).astype(F32)], outputs=4, sorted=kind, axis=0)
    add("unique_integers", "Unique", [w.integers(-3, 3, 5, 6)], outputs=4)
    add("unique_middle", "Unique", [w.integers(0, 2, 2, 8, 2).astype(F32)], outputs=4, axis=1)
    add("unique_nothing", "Unique", [w.normal(0)], outputs=4)
    corners = w.random.random((2, 30, 4)).astype(F32)
    scores = w.random.random((2, 3, 30)).astype(F32)
    for name, centred, most in ("corners", 0, 5), ("centred", 1, 100), ("none", 0, 0):
        limits = [numpy.array([most], I64), numpy.array([0.3], F32), numpy.array([0.4], F32)]
        add(f"nms_{name}", "NonMaxSuppression", [corners, scores, *limits], center_point_box=centred)
    add("nms_constant", "NonMaxSuppression", [corners, scores, numpy.array([4], I64)], constants=[2])
    data = w.normal(6, 7)
    for name, starts, ends, steps in (
        ("front", [1, 2], [4, 6], None), ("back", [-4, -100], [-1, 100], None), ("empty", [4, 3], [2, 3], None),
        ("down", [5, -1], [-100, 1], [-1, -2]), ("by", [0, 1], [6, 7], [2, 3])):
        inputs = [data, numpy.array(starts, I64), numpy.array(ends, I64), numpy.array([0, 1], I64)]
        constants = [3]
        if steps:
            inputs.append(numpy.array(steps, I64))
            constants.append(4)
        add(f"slice_{name}", "Slice", inputs, constants=constants)
    for name, numbers, kind in (
        ("up", (2, 9, 3), I64), ("down", (9, -4, -4), I64), ("none", (3, 3, 1), I64), ("away", (3, 9, -1), I64),
        ("whole", (0, 9, 3), numpy.int32), ("real", (0.5, 4.1, 0.3), F32), ("real_down", (1, -1, -0.4), numpy.float64)):
        add(f"range_{name}", "Range", [numpy.array(number, kind) for number in numbers])
    add("pad_computed", "Pad", [data, numpy.array([1, -2, -1, 3], I64)], opset=18)


def regions(w):
    images = w.normal(2, 3, 9, 8)
    boxes = numpy.sort(w.random.random((5, 2, 2)).astype(F32) * 8, axis=1).reshape(5, 4)
    batch = w.integers(0, 2, 5)
    for mode in "avg", "max":
        for ratio in 0, 2:
            for shift in "half_pixel", "output_half_pixel":
                w.add(f"roi_align_{mode}_{ratio}_{shift}", "RoiAlign", [images, boxes, batch], domain="", mode=mode,
                      output_height=3, output_width=2, sampling_ratio=ratio, coordinate_transformation_mode=shift)
    with_batch = numpy.concatenate([batch[:, None].astype(F32), boxes], axis=1)
    for name, scale in ("whole", 1.0), ("half", 0.5), ("twice", 2.0):
        w.add(f"max_roi_pool_{name}", "MaxRoiPool", [images, with_batch], domain="", pooled_shape=[3, 2], spatial_scale=scale)
    for name, groups, offset_groups, masked, attributes in (
        ("plain", 1, 1, False, dict(pads=[1, 1, 1, 1])), ("groups", 2, 1, True, dict(strides=[2, 1])),
        ("offset_groups", 1, 4, True, dict(dilations=[2, 1], pads=[2, 0, 1, 1])), ("both", 4, 2, False, dict()),
        ("depthwise", 8, 8, True, dict(strides=[2, 2]))):
        pads, strides, dilations = (attributes.get(key, [default] * count) for key, default, count in
                                    (("pads", 0, 4), ("strides", 1, 2), ("dilations", 1, 2)))
        kernel, size = (3, 2), (9, 8)
        places = [(size[i] + pads[i] + pads[i + 2] - (kernel[i] - 1) * dilations[i] - 1) // strides[i] + 1 for i in (0, 1)]
        inputs = [w.normal(2, 8, *size), w.normal(16, 8 // groups, *kernel), 2 * w.normal(2, offset_groups * 12, *places),
                  w.normal(16), w.normal(2, offset_groups * 6, *places) if masked else None]
        w.add(f"deform_conv_{name}", "DeformConv", inputs, domain="", opset=22, group=groups, offset_group=offset_groups,
              **attributes)


def words(w):
    pool = dict(ngram_counts=[0, 3, 7], pool_int64s=[2, 3, 5, 5, 4, 2, 3, 1, 2, 3], ngram_indexes=[5, 0, 1, 2, 3, 4],
                min_gram_length=1, max_gram_length=3, weights=[0.5, 2.0, 3.0, 1.5, 0.25, 4.0])
    for mode in "TF", "IDF", "TFIDF":
        for skips in 0, 2:
            w.add(f"ngrams_{mode}_{skips}", "TfIdfVectorizer", [w.integers(1, 6, 3, 12)], domain="", mode=mode,
                  max_skip_count=skips, **pool)
    w.add("ngrams_row", "TfIdfVectorizer", [w.integers(1, 6, 9, dtype=I32)], domain="", mode="TF", max_skip_count=1, **pool)


def determinants(w):
    for name, shape in ("one", (1, 1)), ("three", (4, 3, 3)), ("seven", (2, 2, 7, 7)), ("empty", (2, 0, 0)):
        matrix = w.normal(*shape)
        w.add(f"det_{name}", "Det", [matrix], domain="", expected=[numpy.linalg.det(matrix).astype(F32)], tolerance=1e-4)
    w.add("det_singular", "Det", [numpy.ones((3, 3), F32)], domain="")
    swapped = numpy.eye(4, dtype=F32)[[1, 0, 2, 3]]
    w.add("det_swapped", "Det", [swapped], domain="", expected=[numpy.array(-1, F32)])


def philox(key, count):
    """Two words of 32 bits for each number below count: Philox2x32-10."""
    low, high = numpy.arange(count, dtype=numpy.uint64), numpy.zeros(count, numpy.uint64)
    for _ in range(10):
        product = low * numpy.uint64(0xD256D193)
        low, high = (product >> numpy.uint64(32)) ^ numpy.uint64(key) ^ high, product & numpy.uint64(0xFFFFFFFF)
        key = (key + 0x9E3779B9) & 0xFFFFFFFF
    return low, high


def random(w):
    """Known answers: what the documented generator draws, and what distributions make of it."""
    assert [int(word[0]) for word in philox(0, 1)] == [0xFF1DAE59, 0x6CD10DF2]  # of the paper's own implementation
    seed, shape, count = 7.5, [3, 40], 120
    first, second = philox(int(numpy.float32(seed).view(numpy.uint32)), count)
    uniform = (first >> numpy.uint64(8)).astype(numpy.float64) * 2.0**-24
    normal = (numpy.sqrt(-2 * numpy.log(1 - uniform)) * numpy.cos(2 * numpy.pi * (second >> numpy.uint64(8)) * 2.0**-24))

    def add(name, op, inputs, expected, **rest):
        w.add(f"random_{name}", op, inputs, domain="", expected=[expected], seed=seed, **rest)

    add("uniform", "RandomUniform", [], (uniform * 3 - 1).reshape(shape).astype(F32), shape=shape, low=-1.0, high=2.0)
    add("normal", "RandomNormal", [], (normal * 2 + 1).reshape(shape).astype(F32), shape=shape, mean=1.0, scale=2.0,
        tolerance=1e-4)
    like = w.normal(*shape)
    add("uniform_like", "RandomUniformLike", [like], uniform.reshape(shape).astype(F32))
    add("normal_like", "RandomNormalLike", [like], normal.reshape(shape).astype(F32), tolerance=1e-4)
    half = ((first >> numpy.uint64(21)).astype(numpy.float64) * 2.0**-11).reshape(shape).astype(numpy.float16)
    add("uniform_f16", "RandomUniformLike", [like], half, dtype=int(onnx.TensorProto.FLOAT16))
    wide = (first * 2.0**-32 + (second >> numpy.uint64(11)) * 2.0**-53).reshape(shape)
    add("uniform_f64", "RandomUniform", [], wide, shape=shape, dtype=int(onnx.TensorProto.DOUBLE))
    chance = w.random.random(shape).astype(F32)
    add("bernoulli", "Bernoulli", [chance], (uniform.reshape(shape) < chance).astype(F32))
    logits = w.normal(2, 5)
    sums = numpy.cumsum(numpy.exp(logits - logits.max(1, keepdims=True)).astype(numpy.float64), axis=1)
    drawn = uniform[:120].reshape(2, 60) * sums[:, -1:]
    add("multinomial", "Multinomial", [logits], (sums[:, None] <= drawn[..., None]).sum(-1).astype(I32), sample_size=60)


def main(folder, seed):
    print(f"seed {seed}")
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    writer = Writer(folder, seed)
    for part in activations, products, norms, attention, multi_head, rotary, group_query, data_dependent, regions, words, \
            determinants, random:
        part(writer)
    (folder / "index.txt").write_text("".join(writer.lines))
    print(len(writer.lines), "tests")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else numpy.random.SeedSequence().entropy % 2**32)
