// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.transpose: dim i of the result is dim permutation[i] of the operand.

func.func @f32(%x0: tensor<2x3xf32> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf32>})
    -> (tensor<3x2xf32> {check.expect = dense<[[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]]> : tensor<3x2xf32>}) {
  %y = hfc.transpose %x0 [1, 0] : tensor<2x3xf32>
  return %y : tensor<3x2xf32>
}

func.func @f64(%x0: tensor<2x3xf64> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf64>})
    -> (tensor<3x2xf64> {check.expect = dense<[[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]]> : tensor<3x2xf64>}) {
  %y = hfc.transpose %x0 [1, 0] : tensor<2x3xf64>
  return %y : tensor<3x2xf64>
}

func.func @f16(%x0: tensor<2x3xf16> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf16>})
    -> (tensor<3x2xf16> {check.expect = dense<[[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]]> : tensor<3x2xf16>}) {
  %y = hfc.transpose %x0 [1, 0] : tensor<2x3xf16>
  return %y : tensor<3x2xf16>
}

func.func @bf16(%x0: tensor<2x3xbf16> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xbf16>})
    -> (tensor<3x2xbf16> {check.expect = dense<[[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]]> : tensor<3x2xbf16>}) {
  %y = hfc.transpose %x0 [1, 0] : tensor<2x3xbf16>
  return %y : tensor<3x2xbf16>
}

func.func @i8(%x0: tensor<2x3xi8> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xi8>})
    -> (tensor<3x2xi8> {check.expect = dense<[[0, 3], [1, 4], [2, 5]]> : tensor<3x2xi8>}) {
  %y = hfc.transpose %x0 [1, 0] : tensor<2x3xi8>
  return %y : tensor<3x2xi8>
}

func.func @i16(%x0: tensor<2x3xi16> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xi16>})
    -> (tensor<3x2xi16> {check.expect = dense<[[0, 3], [1, 4], [2, 5]]> : tensor<3x2xi16>}) {
  %y = hfc.transpose %x0 [1, 0] : tensor<2x3xi16>
  return %y : tensor<3x2xi16>
}

func.func @i32(%x0: tensor<2x3xi32> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xi32>})
    -> (tensor<3x2xi32> {check.expect = dense<[[0, 3], [1, 4], [2, 5]]> : tensor<3x2xi32>}) {
  %y = hfc.transpose %x0 [1, 0] : tensor<2x3xi32>
  return %y : tensor<3x2xi32>
}

func.func @i64(%x0: tensor<2x3xi64> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xi64>})
    -> (tensor<3x2xi64> {check.expect = dense<[[0, 3], [1, 4], [2, 5]]> : tensor<3x2xi64>}) {
  %y = hfc.transpose %x0 [1, 0] : tensor<2x3xi64>
  return %y : tensor<3x2xi64>
}

func.func @ui8(%x0: tensor<2x3xui8> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xui8>})
    -> (tensor<3x2xui8> {check.expect = dense<[[0, 3], [1, 4], [2, 5]]> : tensor<3x2xui8>}) {
  %y = hfc.transpose %x0 [1, 0] : tensor<2x3xui8>
  return %y : tensor<3x2xui8>
}

func.func @ui16(%x0: tensor<2x3xui16> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xui16>})
    -> (tensor<3x2xui16> {check.expect = dense<[[0, 3], [1, 4], [2, 5]]> : tensor<3x2xui16>}) {
  %y = hfc.transpose %x0 [1, 0] : tensor<2x3xui16>
  return %y : tensor<3x2xui16>
}

func.func @ui32(%x0: tensor<2x3xui32> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xui32>})
    -> (tensor<3x2xui32> {check.expect = dense<[[0, 3], [1, 4], [2, 5]]> : tensor<3x2xui32>}) {
  %y = hfc.transpose %x0 [1, 0] : tensor<2x3xui32>
  return %y : tensor<3x2xui32>
}

func.func @ui64(%x0: tensor<2x3xui64> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xui64>})
    -> (tensor<3x2xui64> {check.expect = dense<[[0, 3], [1, 4], [2, 5]]> : tensor<3x2xui64>}) {
  %y = hfc.transpose %x0 [1, 0] : tensor<2x3xui64>
  return %y : tensor<3x2xui64>
}

func.func @i1(%x0: tensor<2x3xi1> {check.value = dense<[[true, false, false], [true, false, false]]> : tensor<2x3xi1>})
    -> (tensor<3x2xi1> {check.expect = dense<[[true, true], [false, false], [false, false]]> : tensor<3x2xi1>}) {
  %y = hfc.transpose %x0 [1, 0] : tensor<2x3xi1>
  return %y : tensor<3x2xi1>
}

func.func @rank4(%x0: tensor<?x2x?x2xf32, #dim.shape<b, 2, s, 2>> {check.value = dense<[[[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]], [[6.0, 7.0], [8.0, 9.0], [1.0e+01, 11.0]]]]> : tensor<1x2x3x2xf32>})
    -> (tensor<?x?x2x2xf32, #dim.shape<b, s, 2, 2>> {check.expect = dense<[[[[0.0, 1.0], [6.0, 7.0]], [[2.0, 3.0], [8.0, 9.0]], [[4.0, 5.0], [1.0e+01, 11.0]]]]> : tensor<1x3x2x2xf32>}) {
  %y = hfc.transpose %x0 [0, 2, 1, 3] : tensor<?x2x?x2xf32, #dim.shape<b, 2, s, 2>>
  return %y : tensor<?x?x2x2xf32, #dim.shape<b, s, 2, 2>>
}

func.func @rotation(%x0: tensor<2x3x4xf32> {check.value = dense<[[[0.0, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0], [8.0, 9.0, 1.0e+01, 11.0]], [[12.0, 13.0, 14.0, 15.0], [16.0, 17.0, 18.0, 19.0], [2.0e+01, 21.0, 22.0, 23.0]]]> : tensor<2x3x4xf32>})
    -> (tensor<4x2x3xf32> {check.expect = dense<[[[0.0, 4.0, 8.0], [12.0, 16.0, 2.0e+01]], [[1.0, 5.0, 9.0], [13.0, 17.0, 21.0]], [[2.0, 6.0, 1.0e+01], [14.0, 18.0, 22.0]], [[3.0, 7.0, 11.0], [15.0, 19.0, 23.0]]]> : tensor<4x2x3xf32>}) {
  %y = hfc.transpose %x0 [2, 0, 1] : tensor<2x3x4xf32>
  return %y : tensor<4x2x3xf32>
}

func.func @empty(%x0: tensor<0x3xf32> {check.value = dense<> : tensor<0x3xf32>})
    -> (tensor<3x0xf32> {check.expect = dense<> : tensor<3x0xf32>}) {
  %y = hfc.transpose %x0 [1, 0] : tensor<0x3xf32>
  return %y : tensor<3x0xf32>
}
