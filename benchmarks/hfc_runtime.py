"""The part of libhfcrt's C API (runtime/include/hfc/runtime.h) that a benchmark needs, through ctypes.

    program = Program("model.hfa", threads=1)
    outputs = program.run({"input_ids": array})       # numpy arrays over the session's memory, valid until the next run
    program.use("decode")                             # another function of the same session
"""

import ctypes
from ctypes import POINTER, byref, c_bool, c_char_p, c_int, c_int64, c_size_t, c_uint8, c_uint32, c_uint64, c_void_p

import numpy

MAX_RANK = 32
TYPES = {
    1: numpy.bool_, 2: numpy.int8, 3: numpy.int16, 4: numpy.int32, 5: numpy.int64, 6: numpy.uint8, 7: numpy.uint16,
    8: numpy.uint32, 9: numpy.uint64, 10: numpy.float16, 12: numpy.float32, 13: numpy.float64,
}
NUMBERS = {numpy.dtype(kind): number for number, kind in TYPES.items()}


class Tensor(ctypes.Structure):
    _fields_ = [
        ("data", c_void_p), ("bytes", c_uint64), ("type", c_int), ("rank", c_uint32), ("dims", c_int64 * MAX_RANK),
    ]


class Expr(ctypes.Structure):
    _fields_ = [("code", POINTER(c_uint8)), ("size", c_size_t)]


class TensorInfo(ctypes.Structure):
    _fields_ = [
        ("struct_size", c_size_t), ("name", c_char_p), ("type", c_int), ("rank", c_uint32), ("shape", Expr * MAX_RANK),
        ("value", c_uint32), ("optional", c_bool),
    ]


class DeviceOptions(ctypes.Structure):
    _fields_ = [
        ("struct_size", c_size_t), ("kind", c_char_p), ("threads", c_uint32), ("cpus", POINTER(c_uint32)),
        ("allocator", c_void_p * 3), ("log", c_void_p * 2),
    ]


class RunOptions(ctypes.Structure):
    _fields_ = [("struct_size", c_size_t), ("function", c_uint32), ("profile", c_void_p), ("profile_user", c_void_p)]


class DimValue(ctypes.Structure):
    _fields_ = [("name", c_char_p), ("value", c_int64)]


class SessionOptions(ctypes.Structure):
    _fields_ = [("struct_size", c_size_t), ("max_bytes", c_uint64), ("dims", POINTER(DimValue)), ("dim_count", c_uint32)]


def load_library(path):
    library = ctypes.CDLL(str(path))
    library.hfc_status_message.restype = c_char_p
    library.hfc_status_message.argtypes = library.hfc_status_free.argtypes = [c_void_p]
    for name, arguments in {
        "hfc_device_open": [c_void_p, c_void_p], "hfc_program_load": [c_char_p, c_void_p, c_void_p],
        "hfc_session_create": [c_void_p] * 3,
        "hfc_session_truncate": [c_void_p, c_char_p, c_int64],
        "hfc_session_run_with": [c_void_p, POINTER(RunOptions), POINTER(Tensor), c_size_t, POINTER(Tensor), c_size_t],
    }.items():
        function = getattr(library, name)
        function.restype, function.argtypes = c_void_p, arguments
    for name in ("hfc_device_release", "hfc_program_release", "hfc_session_destroy"):
        function = getattr(library, name)
        function.restype, function.argtypes = None, [c_void_p]
    library.hfc_program_function.restype = c_bool
    library.hfc_program_function.argtypes = [c_void_p, c_char_p, POINTER(c_uint32)]
    library.hfc_program_artifact.restype, library.hfc_program_artifact.argtypes = c_void_p, [c_void_p]
    for name in ("hfc_artifact_input", "hfc_artifact_output"):
        function = getattr(library, name)
        function.restype, function.argtypes = c_bool, [c_void_p, c_uint32, c_uint32, POINTER(TensorInfo)]
    return library


class Program:
    """An artifact on a device with a number of threads, and one session, whose state has the capacities `dims`."""

    def __init__(self, library, path, threads, **dims):
        self.library = library
        self.device, self.program, self.session = c_void_p(), c_void_p(), c_void_p()
        options = DeviceOptions(struct_size=ctypes.sizeof(DeviceOptions), threads=threads)
        self.check(library.hfc_device_open(byref(options), byref(self.device)))
        self.check(library.hfc_program_load(str(path).encode(), self.device, byref(self.program)))
        values = (DimValue * len(dims))(*((name.encode(), value) for name, value in dims.items()))
        session = SessionOptions(struct_size=ctypes.sizeof(SessionOptions), dims=values, dim_count=len(dims))
        self.check(library.hfc_session_create(self.program, byref(session), byref(self.session)))
        self.options = RunOptions(struct_size=ctypes.sizeof(RunOptions))
        self.use(None)

    def use(self, name):
        """The function of the runs to come; None: the first."""
        index = c_uint32()
        if not self.library.hfc_program_function(self.program, name and name.encode(), byref(index)):
            raise KeyError(name)
        self.options.function = index.value
        self.inputs, self.outputs = self.signature("hfc_artifact_input"), self.signature("hfc_artifact_output")
        self.input_tensors, self.output_tensors = (Tensor * len(self.inputs))(), (Tensor * len(self.outputs))()

    def close(self):
        self.library.hfc_session_destroy(self.session)
        self.library.hfc_program_release(self.program)
        self.library.hfc_device_release(self.device)

    def check(self, status):
        if status:
            message = self.library.hfc_status_message(status).decode()
            self.library.hfc_status_free(status)
            raise RuntimeError(message)

    def signature(self, question):
        artifact, info, names = self.library.hfc_program_artifact(self.program), TensorInfo(), []
        info.struct_size = ctypes.sizeof(TensorInfo)
        while getattr(self.library, question)(artifact, self.options.function, len(names), byref(info)):
            names.append(info.name.decode())
        return names

    def bind(self, arrays):
        """Sets the inputs of the runs to come; the arrays must stay alive."""
        for tensor, name in zip(self.input_tensors, self.inputs):
            if name not in arrays:
                continue  # left out: the artifact says whether it may be
            array = arrays[name]
            assert array.flags.c_contiguous, name
            tensor.data, tensor.bytes, tensor.type = array.ctypes.data, array.nbytes, NUMBERS[array.dtype]
            tensor.rank, tensor.dims[: array.ndim] = array.ndim, array.shape

    def step(self):
        """One run of the bound inputs; outputs go to the session's memory."""
        for tensor in self.output_tensors:
            tensor.data = None
        self.check(
            self.library.hfc_session_run_with(
                self.session, byref(self.options), self.input_tensors, len(self.inputs), self.output_tensors,
                len(self.outputs),
            )
        )

    def truncate(self, length):
        """The state's first `length` places stay."""
        self.check(self.library.hfc_session_truncate(self.session, None, length))

    def run(self, arrays):
        self.bind(arrays)
        self.step()
        return self.results()

    def results(self):
        return {
            name: numpy.frombuffer(ctypes.string_at(tensor.data, tensor.bytes), TYPES[tensor.type]).reshape(
                tensor.dims[: tensor.rank])
            for name, tensor in zip(self.outputs, self.output_tensors)
        }
