// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.broadcast: repeats dims of size 1, and adds leading dims, as numpy does.

func.func @f32(%x0: tensor<2x1xf32> {check.value = dense<[[0.0], [1.0]]> : tensor<2x1xf32>})
    -> (tensor<2x2x3xf32> {check.expect = dense<[[[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]], [[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]]]> : tensor<2x2x3xf32>}) {
  %y = hfc.broadcast %x0 : tensor<2x1xf32> to tensor<2x2x3xf32>
  return %y : tensor<2x2x3xf32>
}

func.func @f64(%x0: tensor<2x1xf64> {check.value = dense<[[0.0], [1.0]]> : tensor<2x1xf64>})
    -> (tensor<2x2x3xf64> {check.expect = dense<[[[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]], [[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]]]> : tensor<2x2x3xf64>}) {
  %y = hfc.broadcast %x0 : tensor<2x1xf64> to tensor<2x2x3xf64>
  return %y : tensor<2x2x3xf64>
}

func.func @f16(%x0: tensor<2x1xf16> {check.value = dense<[[0.0], [1.0]]> : tensor<2x1xf16>})
    -> (tensor<2x2x3xf16> {check.expect = dense<[[[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]], [[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]]]> : tensor<2x2x3xf16>}) {
  %y = hfc.broadcast %x0 : tensor<2x1xf16> to tensor<2x2x3xf16>
  return %y : tensor<2x2x3xf16>
}

func.func @bf16(%x0: tensor<2x1xbf16> {check.value = dense<[[0.0], [1.0]]> : tensor<2x1xbf16>})
    -> (tensor<2x2x3xbf16> {check.expect = dense<[[[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]], [[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]]]> : tensor<2x2x3xbf16>}) {
  %y = hfc.broadcast %x0 : tensor<2x1xbf16> to tensor<2x2x3xbf16>
  return %y : tensor<2x2x3xbf16>
}

func.func @i8(%x0: tensor<2x1xi8> {check.value = dense<[[0], [1]]> : tensor<2x1xi8>})
    -> (tensor<2x2x3xi8> {check.expect = dense<[[[0, 0, 0], [1, 1, 1]], [[0, 0, 0], [1, 1, 1]]]> : tensor<2x2x3xi8>}) {
  %y = hfc.broadcast %x0 : tensor<2x1xi8> to tensor<2x2x3xi8>
  return %y : tensor<2x2x3xi8>
}

func.func @i16(%x0: tensor<2x1xi16> {check.value = dense<[[0], [1]]> : tensor<2x1xi16>})
    -> (tensor<2x2x3xi16> {check.expect = dense<[[[0, 0, 0], [1, 1, 1]], [[0, 0, 0], [1, 1, 1]]]> : tensor<2x2x3xi16>}) {
  %y = hfc.broadcast %x0 : tensor<2x1xi16> to tensor<2x2x3xi16>
  return %y : tensor<2x2x3xi16>
}

func.func @i32(%x0: tensor<2x1xi32> {check.value = dense<[[0], [1]]> : tensor<2x1xi32>})
    -> (tensor<2x2x3xi32> {check.expect = dense<[[[0, 0, 0], [1, 1, 1]], [[0, 0, 0], [1, 1, 1]]]> : tensor<2x2x3xi32>}) {
  %y = hfc.broadcast %x0 : tensor<2x1xi32> to tensor<2x2x3xi32>
  return %y : tensor<2x2x3xi32>
}

func.func @i64(%x0: tensor<2x1xi64> {check.value = dense<[[0], [1]]> : tensor<2x1xi64>})
    -> (tensor<2x2x3xi64> {check.expect = dense<[[[0, 0, 0], [1, 1, 1]], [[0, 0, 0], [1, 1, 1]]]> : tensor<2x2x3xi64>}) {
  %y = hfc.broadcast %x0 : tensor<2x1xi64> to tensor<2x2x3xi64>
  return %y : tensor<2x2x3xi64>
}

func.func @ui8(%x0: tensor<2x1xui8> {check.value = dense<[[0], [1]]> : tensor<2x1xui8>})
    -> (tensor<2x2x3xui8> {check.expect = dense<[[[0, 0, 0], [1, 1, 1]], [[0, 0, 0], [1, 1, 1]]]> : tensor<2x2x3xui8>}) {
  %y = hfc.broadcast %x0 : tensor<2x1xui8> to tensor<2x2x3xui8>
  return %y : tensor<2x2x3xui8>
}

func.func @ui16(%x0: tensor<2x1xui16> {check.value = dense<[[0], [1]]> : tensor<2x1xui16>})
    -> (tensor<2x2x3xui16> {check.expect = dense<[[[0, 0, 0], [1, 1, 1]], [[0, 0, 0], [1, 1, 1]]]> : tensor<2x2x3xui16>}) {
  %y = hfc.broadcast %x0 : tensor<2x1xui16> to tensor<2x2x3xui16>
  return %y : tensor<2x2x3xui16>
}

func.func @ui32(%x0: tensor<2x1xui32> {check.value = dense<[[0], [1]]> : tensor<2x1xui32>})
    -> (tensor<2x2x3xui32> {check.expect = dense<[[[0, 0, 0], [1, 1, 1]], [[0, 0, 0], [1, 1, 1]]]> : tensor<2x2x3xui32>}) {
  %y = hfc.broadcast %x0 : tensor<2x1xui32> to tensor<2x2x3xui32>
  return %y : tensor<2x2x3xui32>
}

func.func @ui64(%x0: tensor<2x1xui64> {check.value = dense<[[0], [1]]> : tensor<2x1xui64>})
    -> (tensor<2x2x3xui64> {check.expect = dense<[[[0, 0, 0], [1, 1, 1]], [[0, 0, 0], [1, 1, 1]]]> : tensor<2x2x3xui64>}) {
  %y = hfc.broadcast %x0 : tensor<2x1xui64> to tensor<2x2x3xui64>
  return %y : tensor<2x2x3xui64>
}

func.func @i1(%x0: tensor<2x1xi1> {check.value = dense<[[true], [false]]> : tensor<2x1xi1>})
    -> (tensor<2x2x3xi1> {check.expect = dense<[[[true, true, true], [false, false, false]], [[true, true, true], [false, false, false]]]> : tensor<2x2x3xi1>}) {
  %y = hfc.broadcast %x0 : tensor<2x1xi1> to tensor<2x2x3xi1>
  return %y : tensor<2x2x3xi1>
}

func.func @scalar(%x0: tensor<f32> {check.value = dense<2.5> : tensor<f32>})
    -> (tensor<2x2xf32> {check.expect = dense<[[2.5, 2.5], [2.5, 2.5]]> : tensor<2x2xf32>}) {
  %y = hfc.broadcast %x0 : tensor<f32> to tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}

func.func @dynamic(%x0: tensor<1x2xf32> {check.value = dense<[[1.0, 2.0]]> : tensor<1x2xf32>},
                   %x1: tensor<?xi8, #dim.shape<n>> {check.value = dense<[0, 0, 0]> : tensor<3xi8>})
    -> (tensor<?x2xf32, #dim.shape<n, 2>> {check.expect = dense<[[1.0, 2.0], [1.0, 2.0], [1.0, 2.0]]> : tensor<3x2xf32>}) {
  %y = hfc.broadcast %x0 : tensor<1x2xf32> to tensor<?x2xf32, #dim.shape<n, 2>>
  return %y : tensor<?x2xf32, #dim.shape<n, 2>>
}

func.func @to_nothing(%x0: tensor<1x2xf32> {check.value = dense<[[1.0, 2.0]]> : tensor<1x2xf32>})
    -> (tensor<0x2xf32> {check.expect = dense<> : tensor<0x2xf32>}) {
  %y = hfc.broadcast %x0 : tensor<1x2xf32> to tensor<0x2xf32>
  return %y : tensor<0x2xf32>
}
