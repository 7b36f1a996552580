// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.gather: slices along an axis, chosen by indices of any rank. Negative indices count from the end; what is still outside is clamped.

func.func @f32(%x0: tensor<3x2xf32> {check.value = dense<[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]> : tensor<3x2xf32>},
               %x1: tensor<4xi64> {check.value = dense<[2, 0, -1, -3]> : tensor<4xi64>})
    -> (tensor<4x2xf32> {check.expect = dense<[[4.0, 5.0], [0.0, 1.0], [4.0, 5.0], [0.0, 1.0]]> : tensor<4x2xf32>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3x2xf32>, tensor<4xi64>
  return %y : tensor<4x2xf32>
}

func.func @f64(%x0: tensor<3x2xf64> {check.value = dense<[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]> : tensor<3x2xf64>},
               %x1: tensor<4xi64> {check.value = dense<[2, 0, -1, -3]> : tensor<4xi64>})
    -> (tensor<4x2xf64> {check.expect = dense<[[4.0, 5.0], [0.0, 1.0], [4.0, 5.0], [0.0, 1.0]]> : tensor<4x2xf64>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3x2xf64>, tensor<4xi64>
  return %y : tensor<4x2xf64>
}

func.func @f16(%x0: tensor<3x2xf16> {check.value = dense<[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]> : tensor<3x2xf16>},
               %x1: tensor<4xi64> {check.value = dense<[2, 0, -1, -3]> : tensor<4xi64>})
    -> (tensor<4x2xf16> {check.expect = dense<[[4.0, 5.0], [0.0, 1.0], [4.0, 5.0], [0.0, 1.0]]> : tensor<4x2xf16>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3x2xf16>, tensor<4xi64>
  return %y : tensor<4x2xf16>
}

func.func @bf16(%x0: tensor<3x2xbf16> {check.value = dense<[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]> : tensor<3x2xbf16>},
                %x1: tensor<4xi64> {check.value = dense<[2, 0, -1, -3]> : tensor<4xi64>})
    -> (tensor<4x2xbf16> {check.expect = dense<[[4.0, 5.0], [0.0, 1.0], [4.0, 5.0], [0.0, 1.0]]> : tensor<4x2xbf16>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3x2xbf16>, tensor<4xi64>
  return %y : tensor<4x2xbf16>
}

func.func @i8(%x0: tensor<3x2xi8> {check.value = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xi8>},
              %x1: tensor<4xi64> {check.value = dense<[2, 0, -1, -3]> : tensor<4xi64>})
    -> (tensor<4x2xi8> {check.expect = dense<[[4, 5], [0, 1], [4, 5], [0, 1]]> : tensor<4x2xi8>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3x2xi8>, tensor<4xi64>
  return %y : tensor<4x2xi8>
}

func.func @i16(%x0: tensor<3x2xi16> {check.value = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xi16>},
               %x1: tensor<4xi64> {check.value = dense<[2, 0, -1, -3]> : tensor<4xi64>})
    -> (tensor<4x2xi16> {check.expect = dense<[[4, 5], [0, 1], [4, 5], [0, 1]]> : tensor<4x2xi16>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3x2xi16>, tensor<4xi64>
  return %y : tensor<4x2xi16>
}

func.func @i32(%x0: tensor<3x2xi32> {check.value = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xi32>},
               %x1: tensor<4xi64> {check.value = dense<[2, 0, -1, -3]> : tensor<4xi64>})
    -> (tensor<4x2xi32> {check.expect = dense<[[4, 5], [0, 1], [4, 5], [0, 1]]> : tensor<4x2xi32>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3x2xi32>, tensor<4xi64>
  return %y : tensor<4x2xi32>
}

func.func @i64(%x0: tensor<3x2xi64> {check.value = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xi64>},
               %x1: tensor<4xi64> {check.value = dense<[2, 0, -1, -3]> : tensor<4xi64>})
    -> (tensor<4x2xi64> {check.expect = dense<[[4, 5], [0, 1], [4, 5], [0, 1]]> : tensor<4x2xi64>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3x2xi64>, tensor<4xi64>
  return %y : tensor<4x2xi64>
}

func.func @ui8(%x0: tensor<3x2xui8> {check.value = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xui8>},
               %x1: tensor<4xi64> {check.value = dense<[2, 0, -1, -3]> : tensor<4xi64>})
    -> (tensor<4x2xui8> {check.expect = dense<[[4, 5], [0, 1], [4, 5], [0, 1]]> : tensor<4x2xui8>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3x2xui8>, tensor<4xi64>
  return %y : tensor<4x2xui8>
}

func.func @ui16(%x0: tensor<3x2xui16> {check.value = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xui16>},
                %x1: tensor<4xi64> {check.value = dense<[2, 0, -1, -3]> : tensor<4xi64>})
    -> (tensor<4x2xui16> {check.expect = dense<[[4, 5], [0, 1], [4, 5], [0, 1]]> : tensor<4x2xui16>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3x2xui16>, tensor<4xi64>
  return %y : tensor<4x2xui16>
}

func.func @ui32(%x0: tensor<3x2xui32> {check.value = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xui32>},
                %x1: tensor<4xi64> {check.value = dense<[2, 0, -1, -3]> : tensor<4xi64>})
    -> (tensor<4x2xui32> {check.expect = dense<[[4, 5], [0, 1], [4, 5], [0, 1]]> : tensor<4x2xui32>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3x2xui32>, tensor<4xi64>
  return %y : tensor<4x2xui32>
}

func.func @ui64(%x0: tensor<3x2xui64> {check.value = dense<[[0, 1], [2, 3], [4, 5]]> : tensor<3x2xui64>},
                %x1: tensor<4xi64> {check.value = dense<[2, 0, -1, -3]> : tensor<4xi64>})
    -> (tensor<4x2xui64> {check.expect = dense<[[4, 5], [0, 1], [4, 5], [0, 1]]> : tensor<4x2xui64>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3x2xui64>, tensor<4xi64>
  return %y : tensor<4x2xui64>
}

func.func @i1(%x0: tensor<3x2xi1> {check.value = dense<[[true, false], [false, true], [false, false]]> : tensor<3x2xi1>},
              %x1: tensor<4xi64> {check.value = dense<[2, 0, -1, -3]> : tensor<4xi64>})
    -> (tensor<4x2xi1> {check.expect = dense<[[false, false], [true, false], [false, false], [true, false]]> : tensor<4x2xi1>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3x2xi1>, tensor<4xi64>
  return %y : tensor<4x2xi1>
}

func.func @clamps(%x0: tensor<3xf32> {check.value = dense<[0.0, 1.0, 2.0]> : tensor<3xf32>},
                  %x1: tensor<6xi64> {check.value = dense<[3, 100, -4, -100, 9223372036854775807, -9223372036854775808]> : tensor<6xi64>})
    -> (tensor<6xf32> {check.expect = dense<[2.0, 2.0, 0.0, 0.0, 2.0, 0.0]> : tensor<6xf32>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3xf32>, tensor<6xi64>
  return %y : tensor<6xf32>
}

func.func @matrix_of_indices(%x0: tensor<2x3x2xf32> {check.value = dense<[[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]], [[6.0, 7.0], [8.0, 9.0], [1.0e+01, 11.0]]]> : tensor<2x3x2xf32>},
                             %x1: tensor<2x2xi32> {check.value = dense<[[0, 2], [1, 1]]> : tensor<2x2xi32>})
    -> (tensor<2x2x2x2xf32> {check.expect = dense<[[[[0.0, 1.0], [4.0, 5.0]], [[2.0, 3.0], [2.0, 3.0]]], [[[6.0, 7.0], [1.0e+01, 11.0]], [[8.0, 9.0], [8.0, 9.0]]]]> : tensor<2x2x2x2xf32>}) {
  %y = hfc.gather %x0 at %x1 axis 1 : tensor<2x3x2xf32>, tensor<2x2xi32>
  return %y : tensor<2x2x2x2xf32>
}

func.func @scalar_index(%x0: tensor<2x3xf32> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf32>},
                        %x1: tensor<i64> {check.value = dense<1> : tensor<i64>})
    -> (tensor<2xf32> {check.expect = dense<[1.0, 4.0]> : tensor<2xf32>}) {
  %y = hfc.gather %x0 at %x1 axis 1 : tensor<2x3xf32>, tensor<i64>
  return %y : tensor<2xf32>
}

func.func @embedding(%x0: tensor<4x2xf32> {check.value = dense<[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0], [6.0, 7.0]]> : tensor<4x2xf32>},
                     %x1: tensor<?x?xi64, #dim.shape<b, s>> {check.value = dense<[[3, 0, 1], [2, 2, 0]]> : tensor<2x3xi64>})
    -> (tensor<?x?x2xf32, #dim.shape<b, s, 2>> {check.expect = dense<[[[6.0, 7.0], [0.0, 1.0], [2.0, 3.0]], [[4.0, 5.0], [4.0, 5.0], [0.0, 1.0]]]> : tensor<2x3x2xf32>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<4x2xf32>, tensor<?x?xi64, #dim.shape<b, s>>
  return %y : tensor<?x?x2xf32, #dim.shape<b, s, 2>>
}

func.func @no_indices(%x0: tensor<3x2xf32> {check.value = dense<[[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]> : tensor<3x2xf32>},
                      %x1: tensor<?xi64, #dim.shape<n>> {check.value = dense<> : tensor<0xi64>})
    -> (tensor<?x2xf32, #dim.shape<n, 2>> {check.expect = dense<> : tensor<0x2xf32>}) {
  %y = hfc.gather %x0 at %x1 axis 0 : tensor<3x2xf32>, tensor<?xi64, #dim.shape<n>>
  return %y : tensor<?x2xf32, #dim.shape<n, 2>>
}
