// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.top_k: i64 indices of the largest elements along an axis.

func.func @f32(%x0: tensor<2x4xf32> {check.value = dense<[[3.0, 1.0, 3.0, 2.0], [0.0, 4.0, 5.0, 4.0]]> : tensor<2x4xf32>})
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 2, 3], [2, 1, 3]]> : tensor<2x3xi64>}) {
  %y = hfc.top_k %x0 axis 1 : tensor<2x4xf32> to tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @f32_smallest(%x0: tensor<2x4xf32> {check.value = dense<[[3.0, 1.0, 3.0, 2.0], [0.0, 4.0, 5.0, 4.0]]> : tensor<2x4xf32>})
    -> (tensor<2x4xi64> {check.expect = dense<[[1, 3, 0, 2], [0, 1, 3, 2]]> : tensor<2x4xi64>}) {
  %y = hfc.top_k %x0 axis 1 smallest : tensor<2x4xf32> to tensor<2x4xi64>
  return %y : tensor<2x4xi64>
}

func.func @f64(%x0: tensor<2x4xf64> {check.value = dense<[[3.0, 1.0, 3.0, 2.0], [0.0, 4.0, 5.0, 4.0]]> : tensor<2x4xf64>})
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 2, 3], [2, 1, 3]]> : tensor<2x3xi64>}) {
  %y = hfc.top_k %x0 axis 1 : tensor<2x4xf64> to tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @f64_smallest(%x0: tensor<2x4xf64> {check.value = dense<[[3.0, 1.0, 3.0, 2.0], [0.0, 4.0, 5.0, 4.0]]> : tensor<2x4xf64>})
    -> (tensor<2x4xi64> {check.expect = dense<[[1, 3, 0, 2], [0, 1, 3, 2]]> : tensor<2x4xi64>}) {
  %y = hfc.top_k %x0 axis 1 smallest : tensor<2x4xf64> to tensor<2x4xi64>
  return %y : tensor<2x4xi64>
}

func.func @f16(%x0: tensor<2x4xf16> {check.value = dense<[[3.0, 1.0, 3.0, 2.0], [0.0, 4.0, 5.0, 4.0]]> : tensor<2x4xf16>})
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 2, 3], [2, 1, 3]]> : tensor<2x3xi64>}) {
  %y = hfc.top_k %x0 axis 1 : tensor<2x4xf16> to tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @f16_smallest(%x0: tensor<2x4xf16> {check.value = dense<[[3.0, 1.0, 3.0, 2.0], [0.0, 4.0, 5.0, 4.0]]> : tensor<2x4xf16>})
    -> (tensor<2x4xi64> {check.expect = dense<[[1, 3, 0, 2], [0, 1, 3, 2]]> : tensor<2x4xi64>}) {
  %y = hfc.top_k %x0 axis 1 smallest : tensor<2x4xf16> to tensor<2x4xi64>
  return %y : tensor<2x4xi64>
}

func.func @bf16(%x0: tensor<2x4xbf16> {check.value = dense<[[3.0, 1.0, 3.0, 2.0], [0.0, 4.0, 5.0, 4.0]]> : tensor<2x4xbf16>})
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 2, 3], [2, 1, 3]]> : tensor<2x3xi64>}) {
  %y = hfc.top_k %x0 axis 1 : tensor<2x4xbf16> to tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @bf16_smallest(%x0: tensor<2x4xbf16> {check.value = dense<[[3.0, 1.0, 3.0, 2.0], [0.0, 4.0, 5.0, 4.0]]> : tensor<2x4xbf16>})
    -> (tensor<2x4xi64> {check.expect = dense<[[1, 3, 0, 2], [0, 1, 3, 2]]> : tensor<2x4xi64>}) {
  %y = hfc.top_k %x0 axis 1 smallest : tensor<2x4xbf16> to tensor<2x4xi64>
  return %y : tensor<2x4xi64>
}

func.func @i8(%x0: tensor<2x4xi8> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xi8>})
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 2, 3], [2, 1, 3]]> : tensor<2x3xi64>}) {
  %y = hfc.top_k %x0 axis 1 : tensor<2x4xi8> to tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @i8_smallest(%x0: tensor<2x4xi8> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xi8>})
    -> (tensor<2x4xi64> {check.expect = dense<[[1, 3, 0, 2], [0, 1, 3, 2]]> : tensor<2x4xi64>}) {
  %y = hfc.top_k %x0 axis 1 smallest : tensor<2x4xi8> to tensor<2x4xi64>
  return %y : tensor<2x4xi64>
}

func.func @i16(%x0: tensor<2x4xi16> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xi16>})
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 2, 3], [2, 1, 3]]> : tensor<2x3xi64>}) {
  %y = hfc.top_k %x0 axis 1 : tensor<2x4xi16> to tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @i16_smallest(%x0: tensor<2x4xi16> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xi16>})
    -> (tensor<2x4xi64> {check.expect = dense<[[1, 3, 0, 2], [0, 1, 3, 2]]> : tensor<2x4xi64>}) {
  %y = hfc.top_k %x0 axis 1 smallest : tensor<2x4xi16> to tensor<2x4xi64>
  return %y : tensor<2x4xi64>
}

func.func @i32(%x0: tensor<2x4xi32> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xi32>})
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 2, 3], [2, 1, 3]]> : tensor<2x3xi64>}) {
  %y = hfc.top_k %x0 axis 1 : tensor<2x4xi32> to tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @i32_smallest(%x0: tensor<2x4xi32> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xi32>})
    -> (tensor<2x4xi64> {check.expect = dense<[[1, 3, 0, 2], [0, 1, 3, 2]]> : tensor<2x4xi64>}) {
  %y = hfc.top_k %x0 axis 1 smallest : tensor<2x4xi32> to tensor<2x4xi64>
  return %y : tensor<2x4xi64>
}

func.func @i64(%x0: tensor<2x4xi64> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xi64>})
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 2, 3], [2, 1, 3]]> : tensor<2x3xi64>}) {
  %y = hfc.top_k %x0 axis 1 : tensor<2x4xi64> to tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @i64_smallest(%x0: tensor<2x4xi64> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xi64>})
    -> (tensor<2x4xi64> {check.expect = dense<[[1, 3, 0, 2], [0, 1, 3, 2]]> : tensor<2x4xi64>}) {
  %y = hfc.top_k %x0 axis 1 smallest : tensor<2x4xi64> to tensor<2x4xi64>
  return %y : tensor<2x4xi64>
}

func.func @ui8(%x0: tensor<2x4xui8> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xui8>})
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 2, 3], [2, 1, 3]]> : tensor<2x3xi64>}) {
  %y = hfc.top_k %x0 axis 1 : tensor<2x4xui8> to tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @ui8_smallest(%x0: tensor<2x4xui8> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xui8>})
    -> (tensor<2x4xi64> {check.expect = dense<[[1, 3, 0, 2], [0, 1, 3, 2]]> : tensor<2x4xi64>}) {
  %y = hfc.top_k %x0 axis 1 smallest : tensor<2x4xui8> to tensor<2x4xi64>
  return %y : tensor<2x4xi64>
}

func.func @ui16(%x0: tensor<2x4xui16> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xui16>})
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 2, 3], [2, 1, 3]]> : tensor<2x3xi64>}) {
  %y = hfc.top_k %x0 axis 1 : tensor<2x4xui16> to tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @ui16_smallest(%x0: tensor<2x4xui16> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xui16>})
    -> (tensor<2x4xi64> {check.expect = dense<[[1, 3, 0, 2], [0, 1, 3, 2]]> : tensor<2x4xi64>}) {
  %y = hfc.top_k %x0 axis 1 smallest : tensor<2x4xui16> to tensor<2x4xi64>
  return %y : tensor<2x4xi64>
}

func.func @ui32(%x0: tensor<2x4xui32> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xui32>})
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 2, 3], [2, 1, 3]]> : tensor<2x3xi64>}) {
  %y = hfc.top_k %x0 axis 1 : tensor<2x4xui32> to tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @ui32_smallest(%x0: tensor<2x4xui32> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xui32>})
    -> (tensor<2x4xi64> {check.expect = dense<[[1, 3, 0, 2], [0, 1, 3, 2]]> : tensor<2x4xi64>}) {
  %y = hfc.top_k %x0 axis 1 smallest : tensor<2x4xui32> to tensor<2x4xi64>
  return %y : tensor<2x4xi64>
}

func.func @ui64(%x0: tensor<2x4xui64> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xui64>})
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 2, 3], [2, 1, 3]]> : tensor<2x3xi64>}) {
  %y = hfc.top_k %x0 axis 1 : tensor<2x4xui64> to tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @ui64_smallest(%x0: tensor<2x4xui64> {check.value = dense<[[3, 1, 3, 2], [0, 4, 5, 4]]> : tensor<2x4xui64>})
    -> (tensor<2x4xi64> {check.expect = dense<[[1, 3, 0, 2], [0, 1, 3, 2]]> : tensor<2x4xi64>}) {
  %y = hfc.top_k %x0 axis 1 smallest : tensor<2x4xui64> to tensor<2x4xi64>
  return %y : tensor<2x4xi64>
}

func.func @signed(%x0: tensor<4xi8> {check.value = dense<[-128, 127, -1, 0]> : tensor<4xi8>})
    -> (tensor<4xi64> {check.expect = dense<[1, 3, 2, 0]> : tensor<4xi64>}) {
  %y = hfc.top_k %x0 axis 0 : tensor<4xi8> to tensor<4xi64>
  return %y : tensor<4xi64>
}

func.func @unsigned(%x0: tensor<4xui8> {check.value = dense<[128, 127, 255, 0]> : tensor<4xui8>})
    -> (tensor<4xi64> {check.expect = dense<[2, 0, 1, 3]> : tensor<4xi64>}) {
  %y = hfc.top_k %x0 axis 0 : tensor<4xui8> to tensor<4xi64>
  return %y : tensor<4xi64>
}

func.func @special_f32(%x0: tensor<7xf32> {check.value = dense<[0.0, -0.0, 0xFF800000, 0x7FC00000, -1.0, 0x7F800000, 0x7FC00000]> : tensor<7xf32>})
    -> (tensor<7xi64> {check.expect = dense<[3, 6, 5, 0, 1, 4, 2]> : tensor<7xi64>}) {
  %y = hfc.top_k %x0 axis 0 : tensor<7xf32> to tensor<7xi64>
  return %y : tensor<7xi64>
}

func.func @special_f32_smallest(%x0: tensor<7xf32> {check.value = dense<[0.0, -0.0, 0xFF800000, 0x7FC00000, -1.0, 0x7F800000, 0x7FC00000]> : tensor<7xf32>})
    -> (tensor<7xi64> {check.expect = dense<[2, 4, 0, 1, 5, 3, 6]> : tensor<7xi64>}) {
  %y = hfc.top_k %x0 axis 0 smallest : tensor<7xf32> to tensor<7xi64>
  return %y : tensor<7xi64>
}

func.func @special_f64(%x0: tensor<7xf64> {check.value = dense<[0.0, -0.0, 0xFFF0000000000000, 0x7FF8000000000000, -1.0, 0x7FF0000000000000, 0x7FF8000000000000]> : tensor<7xf64>})
    -> (tensor<7xi64> {check.expect = dense<[3, 6, 5, 0, 1, 4, 2]> : tensor<7xi64>}) {
  %y = hfc.top_k %x0 axis 0 : tensor<7xf64> to tensor<7xi64>
  return %y : tensor<7xi64>
}

func.func @special_f64_smallest(%x0: tensor<7xf64> {check.value = dense<[0.0, -0.0, 0xFFF0000000000000, 0x7FF8000000000000, -1.0, 0x7FF0000000000000, 0x7FF8000000000000]> : tensor<7xf64>})
    -> (tensor<7xi64> {check.expect = dense<[2, 4, 0, 1, 5, 3, 6]> : tensor<7xi64>}) {
  %y = hfc.top_k %x0 axis 0 smallest : tensor<7xf64> to tensor<7xi64>
  return %y : tensor<7xi64>
}

func.func @first_axis(%x0: tensor<?x3xf32, #dim.shape<n, 3>> {check.value = dense<[[1.0, 5.0, 3.0], [4.0, 2.0, 3.0]]> : tensor<2x3xf32>})
    -> (tensor<1x3xi64> {check.expect = dense<[[1, 0, 0]]> : tensor<1x3xi64>}) {
  %y = hfc.top_k %x0 axis 0 : tensor<?x3xf32, #dim.shape<n, 3>> to tensor<1x3xi64>
  return %y : tensor<1x3xi64>
}

func.func @none(%x0: tensor<2x3xf32> {check.value = dense<1.0> : tensor<2x3xf32>})
    -> (tensor<2x0xi64> {check.expect = dense<> : tensor<2x0xi64>}) {
  %y = hfc.top_k %x0 axis 1 : tensor<2x3xf32> to tensor<2x0xi64>
  return %y : tensor<2x0xi64>
}
