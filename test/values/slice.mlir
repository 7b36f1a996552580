// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.slice: element i of the result is element start + i * step of the operand, in each dim.

func.func @f32(%x0: tensor<3x4xf32> {check.value = dense<[[0.0, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0], [8.0, 9.0, 1.0e+01, 11.0]]> : tensor<3x4xf32>})
    -> (tensor<2x2xf32> {check.expect = dense<[[6.0, 4.0], [1.0e+01, 8.0]]> : tensor<2x2xf32>}) {
  %y = hfc.slice %x0 from <1, 2> by [1, -2] : tensor<3x4xf32> to tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}

func.func @f64(%x0: tensor<3x4xf64> {check.value = dense<[[0.0, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0], [8.0, 9.0, 1.0e+01, 11.0]]> : tensor<3x4xf64>})
    -> (tensor<2x2xf64> {check.expect = dense<[[6.0, 4.0], [1.0e+01, 8.0]]> : tensor<2x2xf64>}) {
  %y = hfc.slice %x0 from <1, 2> by [1, -2] : tensor<3x4xf64> to tensor<2x2xf64>
  return %y : tensor<2x2xf64>
}

func.func @f16(%x0: tensor<3x4xf16> {check.value = dense<[[0.0, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0], [8.0, 9.0, 1.0e+01, 11.0]]> : tensor<3x4xf16>})
    -> (tensor<2x2xf16> {check.expect = dense<[[6.0, 4.0], [1.0e+01, 8.0]]> : tensor<2x2xf16>}) {
  %y = hfc.slice %x0 from <1, 2> by [1, -2] : tensor<3x4xf16> to tensor<2x2xf16>
  return %y : tensor<2x2xf16>
}

func.func @bf16(%x0: tensor<3x4xbf16> {check.value = dense<[[0.0, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0], [8.0, 9.0, 1.0e+01, 11.0]]> : tensor<3x4xbf16>})
    -> (tensor<2x2xbf16> {check.expect = dense<[[6.0, 4.0], [1.0e+01, 8.0]]> : tensor<2x2xbf16>}) {
  %y = hfc.slice %x0 from <1, 2> by [1, -2] : tensor<3x4xbf16> to tensor<2x2xbf16>
  return %y : tensor<2x2xbf16>
}

func.func @i8(%x0: tensor<3x4xi8> {check.value = dense<[[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]> : tensor<3x4xi8>})
    -> (tensor<2x2xi8> {check.expect = dense<[[6, 4], [10, 8]]> : tensor<2x2xi8>}) {
  %y = hfc.slice %x0 from <1, 2> by [1, -2] : tensor<3x4xi8> to tensor<2x2xi8>
  return %y : tensor<2x2xi8>
}

func.func @i16(%x0: tensor<3x4xi16> {check.value = dense<[[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]> : tensor<3x4xi16>})
    -> (tensor<2x2xi16> {check.expect = dense<[[6, 4], [10, 8]]> : tensor<2x2xi16>}) {
  %y = hfc.slice %x0 from <1, 2> by [1, -2] : tensor<3x4xi16> to tensor<2x2xi16>
  return %y : tensor<2x2xi16>
}

func.func @i32(%x0: tensor<3x4xi32> {check.value = dense<[[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]> : tensor<3x4xi32>})
    -> (tensor<2x2xi32> {check.expect = dense<[[6, 4], [10, 8]]> : tensor<2x2xi32>}) {
  %y = hfc.slice %x0 from <1, 2> by [1, -2] : tensor<3x4xi32> to tensor<2x2xi32>
  return %y : tensor<2x2xi32>
}

func.func @i64(%x0: tensor<3x4xi64> {check.value = dense<[[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]> : tensor<3x4xi64>})
    -> (tensor<2x2xi64> {check.expect = dense<[[6, 4], [10, 8]]> : tensor<2x2xi64>}) {
  %y = hfc.slice %x0 from <1, 2> by [1, -2] : tensor<3x4xi64> to tensor<2x2xi64>
  return %y : tensor<2x2xi64>
}

func.func @ui8(%x0: tensor<3x4xui8> {check.value = dense<[[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]> : tensor<3x4xui8>})
    -> (tensor<2x2xui8> {check.expect = dense<[[6, 4], [10, 8]]> : tensor<2x2xui8>}) {
  %y = hfc.slice %x0 from <1, 2> by [1, -2] : tensor<3x4xui8> to tensor<2x2xui8>
  return %y : tensor<2x2xui8>
}

func.func @ui16(%x0: tensor<3x4xui16> {check.value = dense<[[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]> : tensor<3x4xui16>})
    -> (tensor<2x2xui16> {check.expect = dense<[[6, 4], [10, 8]]> : tensor<2x2xui16>}) {
  %y = hfc.slice %x0 from <1, 2> by [1, -2] : tensor<3x4xui16> to tensor<2x2xui16>
  return %y : tensor<2x2xui16>
}

func.func @ui32(%x0: tensor<3x4xui32> {check.value = dense<[[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]> : tensor<3x4xui32>})
    -> (tensor<2x2xui32> {check.expect = dense<[[6, 4], [10, 8]]> : tensor<2x2xui32>}) {
  %y = hfc.slice %x0 from <1, 2> by [1, -2] : tensor<3x4xui32> to tensor<2x2xui32>
  return %y : tensor<2x2xui32>
}

func.func @ui64(%x0: tensor<3x4xui64> {check.value = dense<[[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]> : tensor<3x4xui64>})
    -> (tensor<2x2xui64> {check.expect = dense<[[6, 4], [10, 8]]> : tensor<2x2xui64>}) {
  %y = hfc.slice %x0 from <1, 2> by [1, -2] : tensor<3x4xui64> to tensor<2x2xui64>
  return %y : tensor<2x2xui64>
}

func.func @i1(%x0: tensor<3x4xi1> {check.value = dense<[[true, false, false, true], [false, false, true, false], [false, true, false, false]]> : tensor<3x4xi1>})
    -> (tensor<2x2xi1> {check.expect = dense<[[true, false], [false, false]]> : tensor<2x2xi1>}) {
  %y = hfc.slice %x0 from <1, 2> by [1, -2] : tensor<3x4xi1> to tensor<2x2xi1>
  return %y : tensor<2x2xi1>
}

func.func @dynamic(%x0: tensor<?x3xf32, #dim.shape<s, 3>> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [6.0, 7.0, 8.0], [9.0, 1.0e+01, 11.0]]> : tensor<4x3xf32>})
    -> (tensor<?x2xf32, #dim.shape<s, 2>> {check.expect = dense<[[9.0, 1.0e+01], [6.0, 7.0], [3.0, 4.0], [0.0, 1.0]]> : tensor<4x2xf32>}) {
  %y = hfc.slice %x0 from <s - 1, 0> by [-1, 1] : tensor<?x3xf32, #dim.shape<s, 3>> to tensor<?x2xf32, #dim.shape<s, 2>>
  return %y : tensor<?x2xf32, #dim.shape<s, 2>>
}

func.func @last(%x0: tensor<?x?x2xf32, #dim.shape<b, s, 2>> {check.value = dense<[[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]], [[6.0, 7.0], [8.0, 9.0], [1.0e+01, 11.0]]]> : tensor<2x3x2xf32>})
    -> (tensor<?x1x2xf32, #dim.shape<b, 1, 2>> {check.expect = dense<[[[4.0, 5.0]], [[1.0e+01, 11.0]]]> : tensor<2x1x2xf32>}) {
  %y = hfc.slice %x0 from <0, s - 1, 0> by [1, 1, 1] : tensor<?x?x2xf32, #dim.shape<b, s, 2>> to tensor<?x1x2xf32, #dim.shape<b, 1, 2>>
  return %y : tensor<?x1x2xf32, #dim.shape<b, 1, 2>>
}

func.func @to_nothing(%x0: tensor<2x3xf32> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf32>})
    -> (tensor<2x0xf32> {check.expect = dense<> : tensor<2x0xf32>}) {
  %y = hfc.slice %x0 from <0, 3> by [1, 1] : tensor<2x3xf32> to tensor<2x0xf32>
  return %y : tensor<2x0xf32>
}
