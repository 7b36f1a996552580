// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.arg_reduce: the first of equal ones, or the last. A NaN is larger and smaller than all.

func.func @max_f32(%x0: tensor<2x3xf32> {check.value = dense<[[3.0, 1.0, 3.0], [2.0, 5.0, 1.0]]> : tensor<2x3xf32>})
    -> (tensor<2x1xi64> {check.expect = dense<[[0], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 : tensor<2x3xf32>
  return %y : tensor<2x1xi64>
}

func.func @max_f32_last(%x0: tensor<2x3xf32> {check.value = dense<[[3.0, 1.0, 3.0], [2.0, 5.0, 1.0]]> : tensor<2x3xf32>})
    -> (tensor<2x1xi64> {check.expect = dense<[[2], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 last : tensor<2x3xf32>
  return %y : tensor<2x1xi64>
}

func.func @min_f32(%x0: tensor<2x3xf32> {check.value = dense<[[3.0, 1.0, 3.0], [2.0, 5.0, 1.0]]> : tensor<2x3xf32>})
    -> (tensor<2x1xi64> {check.expect = dense<[[1], [2]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce min %x0 axis 1 : tensor<2x3xf32>
  return %y : tensor<2x1xi64>
}

func.func @max_f64(%x0: tensor<2x3xf64> {check.value = dense<[[3.0, 1.0, 3.0], [2.0, 5.0, 1.0]]> : tensor<2x3xf64>})
    -> (tensor<2x1xi64> {check.expect = dense<[[0], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 : tensor<2x3xf64>
  return %y : tensor<2x1xi64>
}

func.func @max_f64_last(%x0: tensor<2x3xf64> {check.value = dense<[[3.0, 1.0, 3.0], [2.0, 5.0, 1.0]]> : tensor<2x3xf64>})
    -> (tensor<2x1xi64> {check.expect = dense<[[2], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 last : tensor<2x3xf64>
  return %y : tensor<2x1xi64>
}

func.func @min_f64(%x0: tensor<2x3xf64> {check.value = dense<[[3.0, 1.0, 3.0], [2.0, 5.0, 1.0]]> : tensor<2x3xf64>})
    -> (tensor<2x1xi64> {check.expect = dense<[[1], [2]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce min %x0 axis 1 : tensor<2x3xf64>
  return %y : tensor<2x1xi64>
}

func.func @max_f16(%x0: tensor<2x3xf16> {check.value = dense<[[3.0, 1.0, 3.0], [2.0, 5.0, 1.0]]> : tensor<2x3xf16>})
    -> (tensor<2x1xi64> {check.expect = dense<[[0], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 : tensor<2x3xf16>
  return %y : tensor<2x1xi64>
}

func.func @max_f16_last(%x0: tensor<2x3xf16> {check.value = dense<[[3.0, 1.0, 3.0], [2.0, 5.0, 1.0]]> : tensor<2x3xf16>})
    -> (tensor<2x1xi64> {check.expect = dense<[[2], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 last : tensor<2x3xf16>
  return %y : tensor<2x1xi64>
}

func.func @min_f16(%x0: tensor<2x3xf16> {check.value = dense<[[3.0, 1.0, 3.0], [2.0, 5.0, 1.0]]> : tensor<2x3xf16>})
    -> (tensor<2x1xi64> {check.expect = dense<[[1], [2]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce min %x0 axis 1 : tensor<2x3xf16>
  return %y : tensor<2x1xi64>
}

func.func @max_bf16(%x0: tensor<2x3xbf16> {check.value = dense<[[3.0, 1.0, 3.0], [2.0, 5.0, 1.0]]> : tensor<2x3xbf16>})
    -> (tensor<2x1xi64> {check.expect = dense<[[0], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 : tensor<2x3xbf16>
  return %y : tensor<2x1xi64>
}

func.func @max_bf16_last(%x0: tensor<2x3xbf16> {check.value = dense<[[3.0, 1.0, 3.0], [2.0, 5.0, 1.0]]> : tensor<2x3xbf16>})
    -> (tensor<2x1xi64> {check.expect = dense<[[2], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 last : tensor<2x3xbf16>
  return %y : tensor<2x1xi64>
}

func.func @min_bf16(%x0: tensor<2x3xbf16> {check.value = dense<[[3.0, 1.0, 3.0], [2.0, 5.0, 1.0]]> : tensor<2x3xbf16>})
    -> (tensor<2x1xi64> {check.expect = dense<[[1], [2]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce min %x0 axis 1 : tensor<2x3xbf16>
  return %y : tensor<2x1xi64>
}

func.func @max_i8(%x0: tensor<2x3xi8> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xi8>})
    -> (tensor<2x1xi64> {check.expect = dense<[[0], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 : tensor<2x3xi8>
  return %y : tensor<2x1xi64>
}

func.func @max_i8_last(%x0: tensor<2x3xi8> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xi8>})
    -> (tensor<2x1xi64> {check.expect = dense<[[2], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 last : tensor<2x3xi8>
  return %y : tensor<2x1xi64>
}

func.func @min_i8(%x0: tensor<2x3xi8> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xi8>})
    -> (tensor<2x1xi64> {check.expect = dense<[[1], [2]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce min %x0 axis 1 : tensor<2x3xi8>
  return %y : tensor<2x1xi64>
}

func.func @max_i16(%x0: tensor<2x3xi16> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xi16>})
    -> (tensor<2x1xi64> {check.expect = dense<[[0], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 : tensor<2x3xi16>
  return %y : tensor<2x1xi64>
}

func.func @max_i16_last(%x0: tensor<2x3xi16> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xi16>})
    -> (tensor<2x1xi64> {check.expect = dense<[[2], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 last : tensor<2x3xi16>
  return %y : tensor<2x1xi64>
}

func.func @min_i16(%x0: tensor<2x3xi16> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xi16>})
    -> (tensor<2x1xi64> {check.expect = dense<[[1], [2]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce min %x0 axis 1 : tensor<2x3xi16>
  return %y : tensor<2x1xi64>
}

func.func @max_i32(%x0: tensor<2x3xi32> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xi32>})
    -> (tensor<2x1xi64> {check.expect = dense<[[0], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 : tensor<2x3xi32>
  return %y : tensor<2x1xi64>
}

func.func @max_i32_last(%x0: tensor<2x3xi32> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xi32>})
    -> (tensor<2x1xi64> {check.expect = dense<[[2], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 last : tensor<2x3xi32>
  return %y : tensor<2x1xi64>
}

func.func @min_i32(%x0: tensor<2x3xi32> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xi32>})
    -> (tensor<2x1xi64> {check.expect = dense<[[1], [2]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce min %x0 axis 1 : tensor<2x3xi32>
  return %y : tensor<2x1xi64>
}

func.func @max_i64(%x0: tensor<2x3xi64> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xi64>})
    -> (tensor<2x1xi64> {check.expect = dense<[[0], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 : tensor<2x3xi64>
  return %y : tensor<2x1xi64>
}

func.func @max_i64_last(%x0: tensor<2x3xi64> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xi64>})
    -> (tensor<2x1xi64> {check.expect = dense<[[2], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 last : tensor<2x3xi64>
  return %y : tensor<2x1xi64>
}

func.func @min_i64(%x0: tensor<2x3xi64> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xi64>})
    -> (tensor<2x1xi64> {check.expect = dense<[[1], [2]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce min %x0 axis 1 : tensor<2x3xi64>
  return %y : tensor<2x1xi64>
}

func.func @max_ui8(%x0: tensor<2x3xui8> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xui8>})
    -> (tensor<2x1xi64> {check.expect = dense<[[0], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 : tensor<2x3xui8>
  return %y : tensor<2x1xi64>
}

func.func @max_ui8_last(%x0: tensor<2x3xui8> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xui8>})
    -> (tensor<2x1xi64> {check.expect = dense<[[2], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 last : tensor<2x3xui8>
  return %y : tensor<2x1xi64>
}

func.func @min_ui8(%x0: tensor<2x3xui8> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xui8>})
    -> (tensor<2x1xi64> {check.expect = dense<[[1], [2]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce min %x0 axis 1 : tensor<2x3xui8>
  return %y : tensor<2x1xi64>
}

func.func @max_ui16(%x0: tensor<2x3xui16> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xui16>})
    -> (tensor<2x1xi64> {check.expect = dense<[[0], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 : tensor<2x3xui16>
  return %y : tensor<2x1xi64>
}

func.func @max_ui16_last(%x0: tensor<2x3xui16> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xui16>})
    -> (tensor<2x1xi64> {check.expect = dense<[[2], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 last : tensor<2x3xui16>
  return %y : tensor<2x1xi64>
}

func.func @min_ui16(%x0: tensor<2x3xui16> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xui16>})
    -> (tensor<2x1xi64> {check.expect = dense<[[1], [2]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce min %x0 axis 1 : tensor<2x3xui16>
  return %y : tensor<2x1xi64>
}

func.func @max_ui32(%x0: tensor<2x3xui32> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xui32>})
    -> (tensor<2x1xi64> {check.expect = dense<[[0], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 : tensor<2x3xui32>
  return %y : tensor<2x1xi64>
}

func.func @max_ui32_last(%x0: tensor<2x3xui32> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xui32>})
    -> (tensor<2x1xi64> {check.expect = dense<[[2], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 last : tensor<2x3xui32>
  return %y : tensor<2x1xi64>
}

func.func @min_ui32(%x0: tensor<2x3xui32> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xui32>})
    -> (tensor<2x1xi64> {check.expect = dense<[[1], [2]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce min %x0 axis 1 : tensor<2x3xui32>
  return %y : tensor<2x1xi64>
}

func.func @max_ui64(%x0: tensor<2x3xui64> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xui64>})
    -> (tensor<2x1xi64> {check.expect = dense<[[0], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 : tensor<2x3xui64>
  return %y : tensor<2x1xi64>
}

func.func @max_ui64_last(%x0: tensor<2x3xui64> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xui64>})
    -> (tensor<2x1xi64> {check.expect = dense<[[2], [1]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 last : tensor<2x3xui64>
  return %y : tensor<2x1xi64>
}

func.func @min_ui64(%x0: tensor<2x3xui64> {check.value = dense<[[3, 1, 3], [2, 5, 1]]> : tensor<2x3xui64>})
    -> (tensor<2x1xi64> {check.expect = dense<[[1], [2]]> : tensor<2x1xi64>}) {
  %y = hfc.arg_reduce min %x0 axis 1 : tensor<2x3xui64>
  return %y : tensor<2x1xi64>
}

func.func @special_max(%x0: tensor<3x4xf32> {check.value = dense<[[1.0, 0x7FC00000, 5.0, 0x7FC00000], [0x7F800000, 1.0, 0x7F800000, 0.0], [-0.0, 0.0, -1.0, -2.0]]> : tensor<3x4xf32>})
    -> (tensor<3x1xi64> {check.expect = dense<[[1], [0], [0]]> : tensor<3x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 : tensor<3x4xf32>
  return %y : tensor<3x1xi64>
}

func.func @special_max_last(%x0: tensor<3x4xf32> {check.value = dense<[[1.0, 0x7FC00000, 5.0, 0x7FC00000], [0x7F800000, 1.0, 0x7F800000, 0.0], [-0.0, 0.0, -1.0, -2.0]]> : tensor<3x4xf32>})
    -> (tensor<3x1xi64> {check.expect = dense<[[3], [2], [1]]> : tensor<3x1xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 1 last : tensor<3x4xf32>
  return %y : tensor<3x1xi64>
}

func.func @special_min(%x0: tensor<3x4xf32> {check.value = dense<[[1.0, 0x7FC00000, 5.0, 0x7FC00000], [0x7F800000, 1.0, 0x7F800000, 0.0], [-0.0, 0.0, -1.0, -2.0]]> : tensor<3x4xf32>})
    -> (tensor<3x1xi64> {check.expect = dense<[[1], [3], [3]]> : tensor<3x1xi64>}) {
  %y = hfc.arg_reduce min %x0 axis 1 : tensor<3x4xf32>
  return %y : tensor<3x1xi64>
}

func.func @first_axis(%x0: tensor<?x3xf32, #dim.shape<n, 3>> {check.value = dense<[[3.0, 1.0, 3.0], [2.0, 5.0, 1.0]]> : tensor<2x3xf32>})
    -> (tensor<1x3xi64> {check.expect = dense<[[0, 1, 0]]> : tensor<1x3xi64>}) {
  %y = hfc.arg_reduce max %x0 axis 0 : tensor<?x3xf32, #dim.shape<n, 3>>
  return %y : tensor<1x3xi64>
}
