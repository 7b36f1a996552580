// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.bitcast: the same bits as another type of that width.

func.func @f32_to_i32(%x: tensor<6xf32> {check.value = dense<[0.0, -0.0, 1.0, -2.0, 0x7F800000, 0x7FC00001]> : tensor<6xf32>})
    -> (tensor<6xi32> {check.expect = dense<[0, -2147483648, 1065353216, -1073741824, 2139095040, 2143289345]> : tensor<6xi32>}) {
  %y = hfc.bitcast %x : tensor<6xf32> to tensor<6xi32>
  return %y : tensor<6xi32>
}

func.func @i64_to_f64(%x: tensor<4xi64> {check.value = dense<[0, -9223372036854775808, 4607182418800017408, 9218868437227405312]> : tensor<4xi64>})
    -> (tensor<4xf64> {check.expect = dense<[0.0, -0.0, 1.0, 0x7FF0000000000000]> : tensor<4xf64>}) {
  %y = hfc.bitcast %x : tensor<4xi64> to tensor<4xf64>
  return %y : tensor<4xf64>
}

func.func @ui32_to_i32(%x: tensor<3xui32> {check.value = dense<[0, 1, 4294967295]> : tensor<3xui32>})
    -> (tensor<3xi32> {check.expect = dense<[0, 1, -1]> : tensor<3xi32>}) {
  %y = hfc.bitcast %x : tensor<3xui32> to tensor<3xi32>
  return %y : tensor<3xi32>
}

func.func @f16_to_ui16(%x: tensor<4xf16> {check.value = dense<[1.0, -1.0, 0x7C00, 0x0001]> : tensor<4xf16>})
    -> (tensor<4xui16> {check.expect = dense<[15360, 48128, 31744, 1]> : tensor<4xui16>}) {
  %y = hfc.bitcast %x : tensor<4xf16> to tensor<4xui16>
  return %y : tensor<4xui16>
}

func.func @bf16_to_f16(%x: tensor<3xbf16> {check.value = dense<[0x3C00, 0xBC00, 0x0000]> : tensor<3xbf16>})
    -> (tensor<3xf16> {check.expect = dense<[1.0, -1.0, 0.0]> : tensor<3xf16>}) {
  %y = hfc.bitcast %x : tensor<3xbf16> to tensor<3xf16>
  return %y : tensor<3xf16>
}

func.func @f8_to_i8(%x: tensor<3xf8E4M3FN> {check.value = dense<[1.0, -1.0, 448.0]> : tensor<3xf8E4M3FN>})
    -> (tensor<3xi8> {check.expect = dense<[56, -72, 126]> : tensor<3xi8>}) {
  %y = hfc.bitcast %x : tensor<3xf8E4M3FN> to tensor<3xi8>
  return %y : tensor<3xi8>
}

// A byte holds an element of 4 bits, extended by its sign.
func.func @i4_to_ui4(%x: tensor<4xi4> {check.value = dense<[-8, -1, 0, 7]> : tensor<4xi4>})
    -> (tensor<4xui8> {check.expect = dense<[8, 15, 0, 7]> : tensor<4xui8>}) {
  %y = hfc.bitcast %x : tensor<4xi4> to tensor<4xui4>
  %z = hfc.cast %y : tensor<4xui4> to tensor<4xui8>
  return %z : tensor<4xui8>
}

func.func @f4_to_i4(%x: tensor<4xf4E2M1FN> {check.value = dense<[0.5, -0.5, 6.0, -6.0]> : tensor<4xf4E2M1FN>})
    -> (tensor<4xi8> {check.expect = dense<[1, -7, 7, -1]> : tensor<4xi8>}) {
  %y = hfc.bitcast %x : tensor<4xf4E2M1FN> to tensor<4xi4>
  %z = hfc.cast %y : tensor<4xi4> to tensor<4xi8>
  return %z : tensor<4xi8>
}

func.func @empty(%x: tensor<0xf32> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<0xi32> {check.expect = dense<> : tensor<0xi32>}) {
  %y = hfc.bitcast %x : tensor<0xf32> to tensor<0xi32>
  return %y : tensor<0xi32>
}
