// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.gather_elements: the element at the result's own place, but for the axis, where the index says.
// Negative indices count from the end; what is still outside is clamped.

func.func @f32(%x0: tensor<3x3xf32> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [6.0, 7.0, 8.0]]> : tensor<3x3xf32>},
               %x1: tensor<2x3xi64> {check.value = dense<[[0, 2, 1], [2, 0, 0]]> : tensor<2x3xi64>})
    -> (tensor<2x3xf32> {check.expect = dense<[[0.0, 7.0, 5.0], [6.0, 1.0, 2.0]]> : tensor<2x3xf32>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 0 : tensor<3x3xf32>, tensor<2x3xi64>
  return %y : tensor<2x3xf32>
}

func.func @f64(%x0: tensor<3x3xf64> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [6.0, 7.0, 8.0]]> : tensor<3x3xf64>},
               %x1: tensor<2x3xi64> {check.value = dense<[[0, 2, 1], [2, 0, 0]]> : tensor<2x3xi64>})
    -> (tensor<2x3xf64> {check.expect = dense<[[0.0, 7.0, 5.0], [6.0, 1.0, 2.0]]> : tensor<2x3xf64>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 0 : tensor<3x3xf64>, tensor<2x3xi64>
  return %y : tensor<2x3xf64>
}

func.func @f16(%x0: tensor<3x3xf16> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [6.0, 7.0, 8.0]]> : tensor<3x3xf16>},
               %x1: tensor<2x3xi64> {check.value = dense<[[0, 2, 1], [2, 0, 0]]> : tensor<2x3xi64>})
    -> (tensor<2x3xf16> {check.expect = dense<[[0.0, 7.0, 5.0], [6.0, 1.0, 2.0]]> : tensor<2x3xf16>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 0 : tensor<3x3xf16>, tensor<2x3xi64>
  return %y : tensor<2x3xf16>
}

func.func @bf16(%x0: tensor<3x3xbf16> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [6.0, 7.0, 8.0]]> : tensor<3x3xbf16>},
                %x1: tensor<2x3xi64> {check.value = dense<[[0, 2, 1], [2, 0, 0]]> : tensor<2x3xi64>})
    -> (tensor<2x3xbf16> {check.expect = dense<[[0.0, 7.0, 5.0], [6.0, 1.0, 2.0]]> : tensor<2x3xbf16>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 0 : tensor<3x3xbf16>, tensor<2x3xi64>
  return %y : tensor<2x3xbf16>
}

func.func @i8(%x0: tensor<3x3xi8> {check.value = dense<[[0, 1, 2], [3, 4, 5], [6, 7, 8]]> : tensor<3x3xi8>},
              %x1: tensor<2x3xi64> {check.value = dense<[[0, 2, 1], [2, 0, 0]]> : tensor<2x3xi64>})
    -> (tensor<2x3xi8> {check.expect = dense<[[0, 7, 5], [6, 1, 2]]> : tensor<2x3xi8>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 0 : tensor<3x3xi8>, tensor<2x3xi64>
  return %y : tensor<2x3xi8>
}

func.func @i16(%x0: tensor<3x3xi16> {check.value = dense<[[0, 1, 2], [3, 4, 5], [6, 7, 8]]> : tensor<3x3xi16>},
               %x1: tensor<2x3xi64> {check.value = dense<[[0, 2, 1], [2, 0, 0]]> : tensor<2x3xi64>})
    -> (tensor<2x3xi16> {check.expect = dense<[[0, 7, 5], [6, 1, 2]]> : tensor<2x3xi16>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 0 : tensor<3x3xi16>, tensor<2x3xi64>
  return %y : tensor<2x3xi16>
}

func.func @i32(%x0: tensor<3x3xi32> {check.value = dense<[[0, 1, 2], [3, 4, 5], [6, 7, 8]]> : tensor<3x3xi32>},
               %x1: tensor<2x3xi64> {check.value = dense<[[0, 2, 1], [2, 0, 0]]> : tensor<2x3xi64>})
    -> (tensor<2x3xi32> {check.expect = dense<[[0, 7, 5], [6, 1, 2]]> : tensor<2x3xi32>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 0 : tensor<3x3xi32>, tensor<2x3xi64>
  return %y : tensor<2x3xi32>
}

func.func @i64(%x0: tensor<3x3xi64> {check.value = dense<[[0, 1, 2], [3, 4, 5], [6, 7, 8]]> : tensor<3x3xi64>},
               %x1: tensor<2x3xi64> {check.value = dense<[[0, 2, 1], [2, 0, 0]]> : tensor<2x3xi64>})
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 7, 5], [6, 1, 2]]> : tensor<2x3xi64>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 0 : tensor<3x3xi64>, tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @ui8(%x0: tensor<3x3xui8> {check.value = dense<[[0, 1, 2], [3, 4, 5], [6, 7, 8]]> : tensor<3x3xui8>},
               %x1: tensor<2x3xi64> {check.value = dense<[[0, 2, 1], [2, 0, 0]]> : tensor<2x3xi64>})
    -> (tensor<2x3xui8> {check.expect = dense<[[0, 7, 5], [6, 1, 2]]> : tensor<2x3xui8>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 0 : tensor<3x3xui8>, tensor<2x3xi64>
  return %y : tensor<2x3xui8>
}

func.func @ui16(%x0: tensor<3x3xui16> {check.value = dense<[[0, 1, 2], [3, 4, 5], [6, 7, 8]]> : tensor<3x3xui16>},
                %x1: tensor<2x3xi64> {check.value = dense<[[0, 2, 1], [2, 0, 0]]> : tensor<2x3xi64>})
    -> (tensor<2x3xui16> {check.expect = dense<[[0, 7, 5], [6, 1, 2]]> : tensor<2x3xui16>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 0 : tensor<3x3xui16>, tensor<2x3xi64>
  return %y : tensor<2x3xui16>
}

func.func @ui32(%x0: tensor<3x3xui32> {check.value = dense<[[0, 1, 2], [3, 4, 5], [6, 7, 8]]> : tensor<3x3xui32>},
                %x1: tensor<2x3xi64> {check.value = dense<[[0, 2, 1], [2, 0, 0]]> : tensor<2x3xi64>})
    -> (tensor<2x3xui32> {check.expect = dense<[[0, 7, 5], [6, 1, 2]]> : tensor<2x3xui32>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 0 : tensor<3x3xui32>, tensor<2x3xi64>
  return %y : tensor<2x3xui32>
}

func.func @ui64(%x0: tensor<3x3xui64> {check.value = dense<[[0, 1, 2], [3, 4, 5], [6, 7, 8]]> : tensor<3x3xui64>},
                %x1: tensor<2x3xi64> {check.value = dense<[[0, 2, 1], [2, 0, 0]]> : tensor<2x3xi64>})
    -> (tensor<2x3xui64> {check.expect = dense<[[0, 7, 5], [6, 1, 2]]> : tensor<2x3xui64>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 0 : tensor<3x3xui64>, tensor<2x3xi64>
  return %y : tensor<2x3xui64>
}

func.func @i1(%x0: tensor<3x3xi1> {check.value = dense<[[true, false, false], [true, false, false], [true, false, false]]> : tensor<3x3xi1>},
              %x1: tensor<2x3xi64> {check.value = dense<[[0, 2, 1], [2, 0, 0]]> : tensor<2x3xi64>})
    -> (tensor<2x3xi1> {check.expect = dense<[[true, false, false], [true, false, false]]> : tensor<2x3xi1>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 0 : tensor<3x3xi1>, tensor<2x3xi64>
  return %y : tensor<2x3xi1>
}

func.func @clamps(%x0: tensor<2x3xf32> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf32>},
                  %x1: tensor<2x2xi32> {check.value = dense<[[1, -1], [5, -9]]> : tensor<2x2xi32>})
    -> (tensor<2x2xf32> {check.expect = dense<[[1.0, 2.0], [5.0, 3.0]]> : tensor<2x2xf32>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 1 : tensor<2x3xf32>, tensor<2x2xi32>
  return %y : tensor<2x2xf32>
}

func.func @dynamic(%x0: tensor<?x3xf32, #dim.shape<b, 3>> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf32>},
                   %x1: tensor<?x1xi64, #dim.shape<b, 1>> {check.value = dense<[[2], [0]]> : tensor<2x1xi64>})
    -> (tensor<?x1xf32, #dim.shape<b, 1>> {check.expect = dense<[[2.0], [3.0]]> : tensor<2x1xf32>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 1 : tensor<?x3xf32, #dim.shape<b, 3>>, tensor<?x1xi64, #dim.shape<b, 1>>
  return %y : tensor<?x1xf32, #dim.shape<b, 1>>
}

func.func @no_indices(%x0: tensor<2x3xf32> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf32>},
                      %x1: tensor<2x0xi64> {check.value = dense<> : tensor<2x0xi64>})
    -> (tensor<2x0xf32> {check.expect = dense<> : tensor<2x0xf32>}) {
  %y = hfc.gather_elements %x0 at %x1 axis 1 : tensor<2x3xf32>, tensor<2x0xi64>
  return %y : tensor<2x0xf32>
}
