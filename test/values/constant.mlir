// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.constant: the value itself, to the bit.

func.func @f32()
    -> (tensor<2x2xf32> {check.expect = dense<[[1.5, -0.0], [0x7F800000, 0x7FC00000]]> : tensor<2x2xf32>}) {
  %y = hfc.constant dense<[[1.5, -0.0], [0x7F800000, 0x7FC00000]]> : tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}

func.func @f64()
    -> (tensor<2x2xf64> {check.expect = dense<[[1.5, -0.0], [0x7FF0000000000000, 0x7FF8000000000000]]> : tensor<2x2xf64>}) {
  %y = hfc.constant dense<[[1.5, -0.0], [0x7FF0000000000000, 0x7FF8000000000000]]> : tensor<2x2xf64>
  return %y : tensor<2x2xf64>
}

func.func @f16()
    -> (tensor<2x2xf16> {check.expect = dense<[[1.5, -0.0], [0x7C00, 0x7E00]]> : tensor<2x2xf16>}) {
  %y = hfc.constant dense<[[1.5, -0.0], [0x7C00, 0x7E00]]> : tensor<2x2xf16>
  return %y : tensor<2x2xf16>
}

func.func @bf16()
    -> (tensor<2x2xbf16> {check.expect = dense<[[1.5, -0.0], [0x7F80, 0x7FC0]]> : tensor<2x2xbf16>}) {
  %y = hfc.constant dense<[[1.5, -0.0], [0x7F80, 0x7FC0]]> : tensor<2x2xbf16>
  return %y : tensor<2x2xbf16>
}

func.func @i8()
    -> (tensor<2x2xi8> {check.expect = dense<[[0, 1], [2, 3]]> : tensor<2x2xi8>}) {
  %y = hfc.constant dense<[[0, 1], [2, 3]]> : tensor<2x2xi8>
  return %y : tensor<2x2xi8>
}

func.func @i16()
    -> (tensor<2x2xi16> {check.expect = dense<[[0, 1], [2, 3]]> : tensor<2x2xi16>}) {
  %y = hfc.constant dense<[[0, 1], [2, 3]]> : tensor<2x2xi16>
  return %y : tensor<2x2xi16>
}

func.func @i32()
    -> (tensor<2x2xi32> {check.expect = dense<[[0, 1], [2, 3]]> : tensor<2x2xi32>}) {
  %y = hfc.constant dense<[[0, 1], [2, 3]]> : tensor<2x2xi32>
  return %y : tensor<2x2xi32>
}

func.func @i64()
    -> (tensor<2x2xi64> {check.expect = dense<[[0, 1], [2, 3]]> : tensor<2x2xi64>}) {
  %y = hfc.constant dense<[[0, 1], [2, 3]]> : tensor<2x2xi64>
  return %y : tensor<2x2xi64>
}

func.func @ui8()
    -> (tensor<2x2xui8> {check.expect = dense<[[0, 1], [2, 3]]> : tensor<2x2xui8>}) {
  %y = hfc.constant dense<[[0, 1], [2, 3]]> : tensor<2x2xui8>
  return %y : tensor<2x2xui8>
}

func.func @ui16()
    -> (tensor<2x2xui16> {check.expect = dense<[[0, 1], [2, 3]]> : tensor<2x2xui16>}) {
  %y = hfc.constant dense<[[0, 1], [2, 3]]> : tensor<2x2xui16>
  return %y : tensor<2x2xui16>
}

func.func @ui32()
    -> (tensor<2x2xui32> {check.expect = dense<[[0, 1], [2, 3]]> : tensor<2x2xui32>}) {
  %y = hfc.constant dense<[[0, 1], [2, 3]]> : tensor<2x2xui32>
  return %y : tensor<2x2xui32>
}

func.func @ui64()
    -> (tensor<2x2xui64> {check.expect = dense<[[0, 1], [2, 3]]> : tensor<2x2xui64>}) {
  %y = hfc.constant dense<[[0, 1], [2, 3]]> : tensor<2x2xui64>
  return %y : tensor<2x2xui64>
}

func.func @i1()
    -> (tensor<2x2xi1> {check.expect = dense<[[true, false], [false, true]]> : tensor<2x2xi1>}) {
  %y = hfc.constant dense<[[true, false], [false, true]]> : tensor<2x2xi1>
  return %y : tensor<2x2xi1>
}

func.func @splat()
    -> (tensor<2x2xf32> {check.expect = dense<[[2.5, 2.5], [2.5, 2.5]]> : tensor<2x2xf32>}) {
  %y = hfc.constant dense<2.5> : tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}

func.func @empty()
    -> (tensor<0x2xf32> {check.expect = dense<> : tensor<0x2xf32>}) {
  %y = hfc.constant dense<> : tensor<0x2xf32>
  return %y : tensor<0x2xf32>
}
