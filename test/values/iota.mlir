// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.iota: each element is its index along an axis.

func.func @f32()
    -> (tensor<2x3xf32> {check.expect = dense<[[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]> : tensor<2x3xf32>}) {
  %y = hfc.iota 1 : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

func.func @f64()
    -> (tensor<2x3xf64> {check.expect = dense<[[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]> : tensor<2x3xf64>}) {
  %y = hfc.iota 1 : tensor<2x3xf64>
  return %y : tensor<2x3xf64>
}

func.func @f16()
    -> (tensor<2x3xf16> {check.expect = dense<[[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]> : tensor<2x3xf16>}) {
  %y = hfc.iota 1 : tensor<2x3xf16>
  return %y : tensor<2x3xf16>
}

func.func @bf16()
    -> (tensor<2x3xbf16> {check.expect = dense<[[0.0, 1.0, 2.0], [0.0, 1.0, 2.0]]> : tensor<2x3xbf16>}) {
  %y = hfc.iota 1 : tensor<2x3xbf16>
  return %y : tensor<2x3xbf16>
}

func.func @i8()
    -> (tensor<2x3xi8> {check.expect = dense<[[0, 1, 2], [0, 1, 2]]> : tensor<2x3xi8>}) {
  %y = hfc.iota 1 : tensor<2x3xi8>
  return %y : tensor<2x3xi8>
}

func.func @i16()
    -> (tensor<2x3xi16> {check.expect = dense<[[0, 1, 2], [0, 1, 2]]> : tensor<2x3xi16>}) {
  %y = hfc.iota 1 : tensor<2x3xi16>
  return %y : tensor<2x3xi16>
}

func.func @i32()
    -> (tensor<2x3xi32> {check.expect = dense<[[0, 1, 2], [0, 1, 2]]> : tensor<2x3xi32>}) {
  %y = hfc.iota 1 : tensor<2x3xi32>
  return %y : tensor<2x3xi32>
}

func.func @i64()
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 1, 2], [0, 1, 2]]> : tensor<2x3xi64>}) {
  %y = hfc.iota 1 : tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @ui8()
    -> (tensor<2x3xui8> {check.expect = dense<[[0, 1, 2], [0, 1, 2]]> : tensor<2x3xui8>}) {
  %y = hfc.iota 1 : tensor<2x3xui8>
  return %y : tensor<2x3xui8>
}

func.func @ui16()
    -> (tensor<2x3xui16> {check.expect = dense<[[0, 1, 2], [0, 1, 2]]> : tensor<2x3xui16>}) {
  %y = hfc.iota 1 : tensor<2x3xui16>
  return %y : tensor<2x3xui16>
}

func.func @ui32()
    -> (tensor<2x3xui32> {check.expect = dense<[[0, 1, 2], [0, 1, 2]]> : tensor<2x3xui32>}) {
  %y = hfc.iota 1 : tensor<2x3xui32>
  return %y : tensor<2x3xui32>
}

func.func @ui64()
    -> (tensor<2x3xui64> {check.expect = dense<[[0, 1, 2], [0, 1, 2]]> : tensor<2x3xui64>}) {
  %y = hfc.iota 1 : tensor<2x3xui64>
  return %y : tensor<2x3xui64>
}

func.func @first_axis()
    -> (tensor<3x2xi64> {check.expect = dense<[[0, 0], [1, 1], [2, 2]]> : tensor<3x2xi64>}) {
  %y = hfc.iota 0 : tensor<3x2xi64>
  return %y : tensor<3x2xi64>
}

func.func @dynamic(%x0: tensor<?xi8, #dim.shape<n>> {check.value = dense<[0, 0, 0, 0]> : tensor<4xi8>})
    -> (tensor<?xi64, #dim.shape<n>> {check.expect = dense<[0, 1, 2, 3]> : tensor<4xi64>}) {
  %y = hfc.iota 0 : tensor<?xi64, #dim.shape<n>>
  return %y : tensor<?xi64, #dim.shape<n>>
}
