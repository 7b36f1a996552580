// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.gather_nd: the last dim of indices is a tuple that names a slice of the operand. Negative indices count from the end; what is still outside is clamped.

func.func @f32(%x0: tensor<2x3xf32> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf32>},
               %x1: tensor<3x2xi64> {check.value = dense<[[1, 2], [0, 0], [-1, -3]]> : tensor<3x2xi64>})
    -> (tensor<3xf32> {check.expect = dense<[5.0, 0.0, 3.0]> : tensor<3xf32>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xf32>, tensor<3x2xi64>
  return %y : tensor<3xf32>
}

func.func @f64(%x0: tensor<2x3xf64> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf64>},
               %x1: tensor<3x2xi64> {check.value = dense<[[1, 2], [0, 0], [-1, -3]]> : tensor<3x2xi64>})
    -> (tensor<3xf64> {check.expect = dense<[5.0, 0.0, 3.0]> : tensor<3xf64>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xf64>, tensor<3x2xi64>
  return %y : tensor<3xf64>
}

func.func @f16(%x0: tensor<2x3xf16> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf16>},
               %x1: tensor<3x2xi64> {check.value = dense<[[1, 2], [0, 0], [-1, -3]]> : tensor<3x2xi64>})
    -> (tensor<3xf16> {check.expect = dense<[5.0, 0.0, 3.0]> : tensor<3xf16>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xf16>, tensor<3x2xi64>
  return %y : tensor<3xf16>
}

func.func @bf16(%x0: tensor<2x3xbf16> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xbf16>},
                %x1: tensor<3x2xi64> {check.value = dense<[[1, 2], [0, 0], [-1, -3]]> : tensor<3x2xi64>})
    -> (tensor<3xbf16> {check.expect = dense<[5.0, 0.0, 3.0]> : tensor<3xbf16>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xbf16>, tensor<3x2xi64>
  return %y : tensor<3xbf16>
}

func.func @i8(%x0: tensor<2x3xi8> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xi8>},
              %x1: tensor<3x2xi64> {check.value = dense<[[1, 2], [0, 0], [-1, -3]]> : tensor<3x2xi64>})
    -> (tensor<3xi8> {check.expect = dense<[5, 0, 3]> : tensor<3xi8>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xi8>, tensor<3x2xi64>
  return %y : tensor<3xi8>
}

func.func @i16(%x0: tensor<2x3xi16> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xi16>},
               %x1: tensor<3x2xi64> {check.value = dense<[[1, 2], [0, 0], [-1, -3]]> : tensor<3x2xi64>})
    -> (tensor<3xi16> {check.expect = dense<[5, 0, 3]> : tensor<3xi16>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xi16>, tensor<3x2xi64>
  return %y : tensor<3xi16>
}

func.func @i32(%x0: tensor<2x3xi32> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xi32>},
               %x1: tensor<3x2xi64> {check.value = dense<[[1, 2], [0, 0], [-1, -3]]> : tensor<3x2xi64>})
    -> (tensor<3xi32> {check.expect = dense<[5, 0, 3]> : tensor<3xi32>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xi32>, tensor<3x2xi64>
  return %y : tensor<3xi32>
}

func.func @i64(%x0: tensor<2x3xi64> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xi64>},
               %x1: tensor<3x2xi64> {check.value = dense<[[1, 2], [0, 0], [-1, -3]]> : tensor<3x2xi64>})
    -> (tensor<3xi64> {check.expect = dense<[5, 0, 3]> : tensor<3xi64>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xi64>, tensor<3x2xi64>
  return %y : tensor<3xi64>
}

func.func @ui8(%x0: tensor<2x3xui8> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xui8>},
               %x1: tensor<3x2xi64> {check.value = dense<[[1, 2], [0, 0], [-1, -3]]> : tensor<3x2xi64>})
    -> (tensor<3xui8> {check.expect = dense<[5, 0, 3]> : tensor<3xui8>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xui8>, tensor<3x2xi64>
  return %y : tensor<3xui8>
}

func.func @ui16(%x0: tensor<2x3xui16> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xui16>},
                %x1: tensor<3x2xi64> {check.value = dense<[[1, 2], [0, 0], [-1, -3]]> : tensor<3x2xi64>})
    -> (tensor<3xui16> {check.expect = dense<[5, 0, 3]> : tensor<3xui16>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xui16>, tensor<3x2xi64>
  return %y : tensor<3xui16>
}

func.func @ui32(%x0: tensor<2x3xui32> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xui32>},
                %x1: tensor<3x2xi64> {check.value = dense<[[1, 2], [0, 0], [-1, -3]]> : tensor<3x2xi64>})
    -> (tensor<3xui32> {check.expect = dense<[5, 0, 3]> : tensor<3xui32>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xui32>, tensor<3x2xi64>
  return %y : tensor<3xui32>
}

func.func @ui64(%x0: tensor<2x3xui64> {check.value = dense<[[0, 1, 2], [3, 4, 5]]> : tensor<2x3xui64>},
                %x1: tensor<3x2xi64> {check.value = dense<[[1, 2], [0, 0], [-1, -3]]> : tensor<3x2xi64>})
    -> (tensor<3xui64> {check.expect = dense<[5, 0, 3]> : tensor<3xui64>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xui64>, tensor<3x2xi64>
  return %y : tensor<3xui64>
}

func.func @i1(%x0: tensor<2x3xi1> {check.value = dense<[[true, false, false], [true, false, false]]> : tensor<2x3xi1>},
              %x1: tensor<3x2xi64> {check.value = dense<[[1, 2], [0, 0], [-1, -3]]> : tensor<3x2xi64>})
    -> (tensor<3xi1> {check.expect = dense<[false, true, true]> : tensor<3xi1>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xi1>, tensor<3x2xi64>
  return %y : tensor<3xi1>
}

func.func @slices(%x0: tensor<2x3x2xf32> {check.value = dense<[[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]], [[6.0, 7.0], [8.0, 9.0], [1.0e+01, 11.0]]]> : tensor<2x3x2xf32>},
                  %x1: tensor<2x1xi64> {check.value = dense<[[1], [0]]> : tensor<2x1xi64>})
    -> (tensor<2x3x2xf32> {check.expect = dense<[[[6.0, 7.0], [8.0, 9.0], [1.0e+01, 11.0]], [[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]]> : tensor<2x3x2xf32>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3x2xf32>, tensor<2x1xi64>
  return %y : tensor<2x3x2xf32>
}

func.func @batch(%x0: tensor<2x3x2xf32> {check.value = dense<[[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]], [[6.0, 7.0], [8.0, 9.0], [1.0e+01, 11.0]]]> : tensor<2x3x2xf32>},
                 %x1: tensor<2x2x1xi64> {check.value = dense<[[[1], [2]], [[0], [0]]]> : tensor<2x2x1xi64>})
    -> (tensor<2x2x2xf32> {check.expect = dense<[[[2.0, 3.0], [4.0, 5.0]], [[6.0, 7.0], [6.0, 7.0]]]> : tensor<2x2x2xf32>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 1 : tensor<2x3x2xf32>, tensor<2x2x1xi64>
  return %y : tensor<2x2x2xf32>
}

func.func @clamps(%x0: tensor<2x3xf32> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf32>},
                  %x1: tensor<2x2xi32> {check.value = dense<[[9, 9], [-9, -9]]> : tensor<2x2xi32>})
    -> (tensor<2xf32> {check.expect = dense<[5.0, 0.0]> : tensor<2xf32>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xf32>, tensor<2x2xi32>
  return %y : tensor<2xf32>
}

func.func @no_indices(%x0: tensor<2x3xf32> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf32>},
                      %x1: tensor<?x2xi64, #dim.shape<n, 2>> {check.value = dense<> : tensor<0x2xi64>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.gather_nd %x0 at %x1 batch 0 : tensor<2x3xf32>, tensor<?x2xi64, #dim.shape<n, 2>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
