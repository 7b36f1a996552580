// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.reshape: the same elements in row-major order with other dims.

func.func @f32(%x0: tensor<2x3xf32> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf32>})
    -> (tensor<3x2xf32> {check.expect = dense<[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]> : tensor<3x2xf32>}) {
  %y = hfc.reshape %x0 : tensor<2x3xf32> to tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

func.func @f64(%x0: tensor<2x3xf64> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf64>})
    -> (tensor<3x2xf64> {check.expect = dense<[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]> : tensor<3x2xf64>}) {
  %y = hfc.reshape %x0 : tensor<2x3xf64> to tensor<3x2xf64>
  return %y : tensor<3x2xf64>
}

func.func @f16(%x0: tensor<2x3xf16> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf16>})
    -> (tensor<3x2xf16> {check.expect = dense<[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]> : tensor<3x2xf16>}) {
  %y = hfc.reshape %x0 : tensor<2x3xf16> to tensor<3x2xf16>
  return %y : tensor<3x2xf16>
}

func.func @bf16(%x0: tensor<2x3xbf16> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xbf16>})
    -> (tensor<3x2xbf16> {check.expect = dense<[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]> : tensor<3x2xbf16>}) {
  %y = hfc.reshape %x0 : tensor<2x3xbf16> to tensor<3x2xbf16>
  return %y : tensor<3x2xbf16>
}

func.func @i8(%x0: tensor<2x3xi8> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xi8>})
    -> (tensor<3x2xi8> {check.expect = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xi8>}) {
  %y = hfc.reshape %x0 : tensor<2x3xi8> to tensor<3x2xi8>
  return %y : tensor<3x2xi8>
}

func.func @i16(%x0: tensor<2x3xi16> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xi16>})
    -> (tensor<3x2xi16> {check.expect = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xi16>}) {
  %y = hfc.reshape %x0 : tensor<2x3xi16> to tensor<3x2xi16>
  return %y : tensor<3x2xi16>
}

func.func @i32(%x0: tensor<2x3xi32> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xi32>})
    -> (tensor<3x2xi32> {check.expect = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xi32>}) {
  %y = hfc.reshape %x0 : tensor<2x3xi32> to tensor<3x2xi32>
  return %y : tensor<3x2xi32>
}

func.func @i64(%x0: tensor<2x3xi64> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xi64>})
    -> (tensor<3x2xi64> {check.expect = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xi64>}) {
  %y = hfc.reshape %x0 : tensor<2x3xi64> to tensor<3x2xi64>
  return %y : tensor<3x2xi64>
}

func.func @ui8(%x0: tensor<2x3xui8> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xui8>})
    -> (tensor<3x2xui8> {check.expect = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xui8>}) {
  %y = hfc.reshape %x0 : tensor<2x3xui8> to tensor<3x2xui8>
  return %y : tensor<3x2xui8>
}

func.func @ui16(%x0: tensor<2x3xui16> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xui16>})
    -> (tensor<3x2xui16> {check.expect = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xui16>}) {
  %y = hfc.reshape %x0 : tensor<2x3xui16> to tensor<3x2xui16>
  return %y : tensor<3x2xui16>
}

func.func @ui32(%x0: tensor<2x3xui32> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xui32>})
    -> (tensor<3x2xui32> {check.expect = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xui32>}) {
  %y = hfc.reshape %x0 : tensor<2x3xui32> to tensor<3x2xui32>
  return %y : tensor<3x2xui32>
}

func.func @ui64(%x0: tensor<2x3xui64> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xui64>})
    -> (tensor<3x2xui64> {check.expect = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xui64>}) {
  %y = hfc.reshape %x0 : tensor<2x3xui64> to tensor<3x2xui64>
  return %y : tensor<3x2xui64>
}

func.func @i1(%x0: tensor<2x3xi1> {check.value = dense<[[true, false, false], [true, false, false]]> : tensor<2x3xi1>})
    -> (tensor<3x2xi1> {check.expect = dense<[[true, false], [false, true], [false, false]]> : tensor<3x2xi1>}) {
  %y = hfc.reshape %x0 : tensor<2x3xi1> to tensor<3x2xi1>
  return %y : tensor<3x2xi1>
}

func.func @dynamic(%x0: tensor<?x?x4xf32, #dim.shape<b, s, 4>> {check.value = dense<[[[0.0, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0], [8.0, 9.0, 1.0e+01, 11.0]], [[12.0, 13.0, 14.0, 15.0], [16.0, 17.0, 18.0, 19.0], [2.0e+01, 21.0, 22.0, 23.0]]]> : tensor<2x3x4xf32>})
    -> (tensor<?x4xf32, #dim.shape<b * s, 4>> {check.expect = dense<[[0.0, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0], [8.0, 9.0, 1.0e+01, 11.0], [12.0, 13.0, 14.0, 15.0], [16.0, 17.0, 18.0, 19.0], [2.0e+01, 21.0, 22.0, 23.0]]> : tensor<6x4xf32>}) {
  %y = hfc.reshape %x0 : tensor<?x?x4xf32, #dim.shape<b, s, 4>> to tensor<?x4xf32, #dim.shape<b * s, 4>>
  return %y : tensor<?x4xf32, #dim.shape<b * s, 4>>
}

func.func @scalar(%x0: tensor<1x1xf32> {check.value = dense<[[7.0]]> : tensor<1x1xf32>})
    -> (tensor<f32> {check.expect = dense<7.0> : tensor<f32>}) {
  %y = hfc.reshape %x0 : tensor<1x1xf32> to tensor<f32>
  return %y : tensor<f32>
}

func.func @empty(%x0: tensor<0x3xf32> {check.value = dense<> : tensor<0x3xf32>})
    -> (tensor<3x0xf32> {check.expect = dense<> : tensor<3x0xf32>}) {
  %y = hfc.reshape %x0 : tensor<0x3xf32> to tensor<3x0xf32>
  return %y : tensor<3x0xf32>
}
