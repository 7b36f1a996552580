// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.pow: C's pow for floats; integers by repeated multiplication, a negative exponent gives 0, 1 or -1.

func.func @special_f32(%x0: tensor<10x1xf32> {check.value = dense<[[0.0], [-0.0], [1.0], [-1.0], [2.0], [-2.0], [0.5], [0x7F800000], [0xFF800000], [0x7FC00000]]> : tensor<10x1xf32>},
                       %x1: tensor<10xf32> {check.value = dense<[0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, 0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<10xf32>})
    -> (tensor<10x10xf32> {check.expect = dense<[[1.0, 1.0, 0.0, 0x7F800000, 0.0, 0x7F800000, 0.0, 0.0, 0x7F800000, 0x7FC00000], [1.0, 1.0, -0.0, 0xFF800000, 0.0, 0x7F800000, 0.0, 0.0, 0x7F800000, 0x7FC00000], [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], [1.0, 1.0, -1.0, -1.0, 1.0, 1.0, 0x7FC00000, 1.0, 1.0, 0x7FC00000], [1.0, 1.0, 2.0, 0.5, 4.0, 0.25, 1.4142135, 0x7F800000, 0.0, 0x7FC00000], [1.0, 1.0, -2.0, -0.5, 4.0, 0.25, 0x7FC00000, 0x7F800000, 0.0, 0x7FC00000], [1.0, 1.0, 0.5, 2.0, 0.25, 4.0, 0.70710677, 0.0, 0x7F800000, 0x7FC00000], [1.0, 1.0, 0x7F800000, 0.0, 0x7F800000, 0.0, 0x7F800000, 0x7F800000, 0.0, 0x7FC00000], [1.0, 1.0, 0xFF800000, -0.0, 0x7F800000, 0.0, 0x7F800000, 0x7F800000, 0.0, 0x7FC00000], [1.0, 1.0, 0x7FC00000, 0x7FC00000, 0x7FC00000, 0x7FC00000, 0x7FC00000, 0x7FC00000, 0x7FC00000, 0x7FC00000]]> : tensor<10x10xf32>, check.ulps = 2.0}) {
  %y = hfc.pow %x0, %x1 : tensor<10x1xf32>, tensor<10xf32>
  return %y : tensor<10x10xf32>
}

func.func @special_f64(%x0: tensor<10x1xf64> {check.value = dense<[[0.0], [-0.0], [1.0], [-1.0], [2.0], [-2.0], [0.5], [0x7FF0000000000000], [0xFFF0000000000000], [0x7FF8000000000000]]> : tensor<10x1xf64>},
                       %x1: tensor<10xf64> {check.value = dense<[0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000]> : tensor<10xf64>})
    -> (tensor<10x10xf64> {check.expect = dense<[[1.0, 1.0, 0.0, 0x7FF0000000000000, 0.0, 0x7FF0000000000000, 0.0, 0.0, 0x7FF0000000000000, 0x7FF8000000000000], [1.0, 1.0, -0.0, 0xFFF0000000000000, 0.0, 0x7FF0000000000000, 0.0, 0.0, 0x7FF0000000000000, 0x7FF8000000000000], [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], [1.0, 1.0, -1.0, -1.0, 1.0, 1.0, 0x7FF8000000000000, 1.0, 1.0, 0x7FF8000000000000], [1.0, 1.0, 2.0, 0.5, 4.0, 0.25, 1.4142135623730951, 0x7FF0000000000000, 0.0, 0x7FF8000000000000], [1.0, 1.0, -2.0, -0.5, 4.0, 0.25, 0x7FF8000000000000, 0x7FF0000000000000, 0.0, 0x7FF8000000000000], [1.0, 1.0, 0.5, 2.0, 0.25, 4.0, 0.7071067811865476, 0.0, 0x7FF0000000000000, 0x7FF8000000000000], [1.0, 1.0, 0x7FF0000000000000, 0.0, 0x7FF0000000000000, 0.0, 0x7FF0000000000000, 0x7FF0000000000000, 0.0, 0x7FF8000000000000], [1.0, 1.0, 0xFFF0000000000000, -0.0, 0x7FF0000000000000, 0.0, 0x7FF0000000000000, 0x7FF0000000000000, 0.0, 0x7FF8000000000000], [1.0, 1.0, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000]]> : tensor<10x10xf64>, check.ulps = 2.0}) {
  %y = hfc.pow %x0, %x1 : tensor<10x1xf64>, tensor<10xf64>
  return %y : tensor<10x10xf64>
}

func.func @f32(%x0: tensor<8xf32> {check.value = dense<[1.5, 2.0, 1.0e+01, 0.9, -3.0, 0.001, 7.0, -2.0]> : tensor<8xf32>},
               %x1: tensor<8xf32> {check.value = dense<[3.0, 0.5, -2.0, 1.0e+02, 3.0, 2.5, 1.0, -3.0]> : tensor<8xf32>})
    -> (tensor<8xf32> {check.expect = dense<[3.375, 1.4142135, 0.01, 2.6561329e-05, -27.0, 3.162278e-08, 7.0, -0.125]> : tensor<8xf32>, check.ulps = 2.0}) {
  %y = hfc.pow %x0, %x1 : tensor<8xf32>, tensor<8xf32>
  return %y : tensor<8xf32>
}

func.func @f64(%x0: tensor<8xf64> {check.value = dense<[1.5, 2.0, 1.0e+01, 0.9, -3.0, 0.001, 7.0, -2.0]> : tensor<8xf64>},
               %x1: tensor<8xf64> {check.value = dense<[3.0, 0.5, -2.0, 1.0e+02, 3.0, 2.5, 1.0, -3.0]> : tensor<8xf64>})
    -> (tensor<8xf64> {check.expect = dense<[3.375, 1.4142135623730951, 0.01, 2.6561398887587544e-05, -27.0, 3.162277660168379e-08, 7.0, -0.125]> : tensor<8xf64>, check.ulps = 2.0}) {
  %y = hfc.pow %x0, %x1 : tensor<8xf64>, tensor<8xf64>
  return %y : tensor<8xf64>
}

func.func @f16(%x0: tensor<8xf16> {check.value = dense<[1.5, 2.0, 1.0e+01, 0.9, -3.0, 0.001, 7.0, -2.0]> : tensor<8xf16>},
               %x1: tensor<8xf16> {check.value = dense<[3.0, 0.5, -2.0, 1.0e+02, 3.0, 2.5, 1.0, -3.0]> : tensor<8xf16>})
    -> (tensor<8xf16> {check.expect = dense<[3.375, 1.414, 0.01, 2.63e-05, -27.0, 6.0e-08, 7.0, -0.125]> : tensor<8xf16>, check.ulps = 1.0}) {
  %y = hfc.pow %x0, %x1 : tensor<8xf16>, tensor<8xf16>
  return %y : tensor<8xf16>
}

func.func @bf16(%x0: tensor<8xbf16> {check.value = dense<[1.5, 2.0, 1.0e+01, 0.9, -3.0, 0.001, 7.0, -2.0]> : tensor<8xbf16>},
                %x1: tensor<8xbf16> {check.value = dense<[3.0, 0.5, -2.0, 1.0e+02, 3.0, 2.5, 1.0, -3.0]> : tensor<8xbf16>})
    -> (tensor<8xbf16> {check.expect = dense<[3.38, 1.414, 0.01, 2.23e-05, -27.0, 3.17e-08, 7.0, -0.125]> : tensor<8xbf16>, check.ulps = 1.0}) {
  %y = hfc.pow %x0, %x1 : tensor<8xbf16>, tensor<8xbf16>
  return %y : tensor<8xbf16>
}

func.func @i8(%x0: tensor<14xi8> {check.value = dense<[2, 3, 0, 7, 1, 10, 3, -2, -1, -1, -1, 1, 2, 0]> : tensor<14xi8>},
              %x1: tensor<14xi8> {check.value = dense<[3, 5, 0, 1, 100, 2, 7, 3, 5, -5, -4, -3, -1, -1]> : tensor<14xi8>})
    -> (tensor<14xi8> {check.expect = dense<[8, -13, 1, 7, 1, 100, -117, -8, -1, -1, 1, 1, 0, 0]> : tensor<14xi8>}) {
  %y = hfc.pow %x0, %x1 : tensor<14xi8>, tensor<14xi8>
  return %y : tensor<14xi8>
}

func.func @i16(%x0: tensor<14xi16> {check.value = dense<[2, 3, 0, 7, 1, 10, 3, -2, -1, -1, -1, 1, 2, 0]> : tensor<14xi16>},
               %x1: tensor<14xi16> {check.value = dense<[3, 5, 0, 1, 100, 2, 7, 3, 5, -5, -4, -3, -1, -1]> : tensor<14xi16>})
    -> (tensor<14xi16> {check.expect = dense<[8, 243, 1, 7, 1, 100, 2187, -8, -1, -1, 1, 1, 0, 0]> : tensor<14xi16>}) {
  %y = hfc.pow %x0, %x1 : tensor<14xi16>, tensor<14xi16>
  return %y : tensor<14xi16>
}

func.func @i32(%x0: tensor<14xi32> {check.value = dense<[2, 3, 0, 7, 1, 10, 3, -2, -1, -1, -1, 1, 2, 0]> : tensor<14xi32>},
               %x1: tensor<14xi32> {check.value = dense<[3, 5, 0, 1, 100, 2, 7, 3, 5, -5, -4, -3, -1, -1]> : tensor<14xi32>})
    -> (tensor<14xi32> {check.expect = dense<[8, 243, 1, 7, 1, 100, 2187, -8, -1, -1, 1, 1, 0, 0]> : tensor<14xi32>}) {
  %y = hfc.pow %x0, %x1 : tensor<14xi32>, tensor<14xi32>
  return %y : tensor<14xi32>
}

func.func @i64(%x0: tensor<14xi64> {check.value = dense<[2, 3, 0, 7, 1, 10, 3, -2, -1, -1, -1, 1, 2, 0]> : tensor<14xi64>},
               %x1: tensor<14xi64> {check.value = dense<[3, 5, 0, 1, 100, 2, 7, 3, 5, -5, -4, -3, -1, -1]> : tensor<14xi64>})
    -> (tensor<14xi64> {check.expect = dense<[8, 243, 1, 7, 1, 100, 2187, -8, -1, -1, 1, 1, 0, 0]> : tensor<14xi64>}) {
  %y = hfc.pow %x0, %x1 : tensor<14xi64>, tensor<14xi64>
  return %y : tensor<14xi64>
}

func.func @ui8(%x0: tensor<7xui8> {check.value = dense<[2, 3, 0, 7, 1, 10, 3]> : tensor<7xui8>},
               %x1: tensor<7xui8> {check.value = dense<[3, 5, 0, 1, 100, 2, 7]> : tensor<7xui8>})
    -> (tensor<7xui8> {check.expect = dense<[8, 243, 1, 7, 1, 100, 139]> : tensor<7xui8>}) {
  %y = hfc.pow %x0, %x1 : tensor<7xui8>, tensor<7xui8>
  return %y : tensor<7xui8>
}

func.func @ui16(%x0: tensor<7xui16> {check.value = dense<[2, 3, 0, 7, 1, 10, 3]> : tensor<7xui16>},
                %x1: tensor<7xui16> {check.value = dense<[3, 5, 0, 1, 100, 2, 7]> : tensor<7xui16>})
    -> (tensor<7xui16> {check.expect = dense<[8, 243, 1, 7, 1, 100, 2187]> : tensor<7xui16>}) {
  %y = hfc.pow %x0, %x1 : tensor<7xui16>, tensor<7xui16>
  return %y : tensor<7xui16>
}

func.func @ui32(%x0: tensor<7xui32> {check.value = dense<[2, 3, 0, 7, 1, 10, 3]> : tensor<7xui32>},
                %x1: tensor<7xui32> {check.value = dense<[3, 5, 0, 1, 100, 2, 7]> : tensor<7xui32>})
    -> (tensor<7xui32> {check.expect = dense<[8, 243, 1, 7, 1, 100, 2187]> : tensor<7xui32>}) {
  %y = hfc.pow %x0, %x1 : tensor<7xui32>, tensor<7xui32>
  return %y : tensor<7xui32>
}

func.func @ui64(%x0: tensor<7xui64> {check.value = dense<[2, 3, 0, 7, 1, 10, 3]> : tensor<7xui64>},
                %x1: tensor<7xui64> {check.value = dense<[3, 5, 0, 1, 100, 2, 7]> : tensor<7xui64>})
    -> (tensor<7xui64> {check.expect = dense<[8, 243, 1, 7, 1, 100, 2187]> : tensor<7xui64>}) {
  %y = hfc.pow %x0, %x1 : tensor<7xui64>, tensor<7xui64>
  return %y : tensor<7xui64>
}
