// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.tan: tangent.

func.func @f32(%x0: tensor<14xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.5707964, 1.0e+05, -1.0e+22]> : tensor<14xf32>})
    -> (tensor<14xf32> {check.expect = dense<[0.0, -0.0, 0x7FC00000, 0x7FC00000, 0x7FC00000, 0.5463025, 1.5574077, -1.5574077, -0.25534192, -0.14254655, -0.871448, -22877332.0, -0.035771664, 1.0810239]> : tensor<14xf32>, check.ulps = 2.0}) {
  %y = hfc.tan %x0 : tensor<14xf32>
  return %y : tensor<14xf32>
}

func.func @f64(%x0: tensor<16xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.5707964, 1.0e+05, -1.0e+22, 1.5707963267948966, 1.0e+300]> : tensor<16xf64>})
    -> (tensor<16xf64> {check.expect = dense<[0.0, -0.0, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 0.5463024898437905, 1.5574077246549023, -1.5574077246549023, -0.25534192122103627, -0.1425465430742778, -0.8714479827243188, -13660249.798894601, -0.035771662952898776, 1.6287782256068988, 1.633123935319537e+16, 1.4214488238747245]> : tensor<16xf64>, check.ulps = 2.0}) {
  %y = hfc.tan %x0 : tensor<16xf64>
  return %y : tensor<16xf64>
}

func.func @f16(%x0: tensor<12xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.57]> : tensor<12xf16>})
    -> (tensor<12xf16> {check.expect = dense<[0.0, -0.0, 0x7E00, 0x7E00, 0x7E00, 0.5464, 1.558, -1.558, -0.2554, -0.1426, -0.8716, 2066.0]> : tensor<12xf16>, check.ulps = 1.0}) {
  %y = hfc.tan %x0 : tensor<12xf16>
  return %y : tensor<12xf16>
}

func.func @bf16(%x0: tensor<14xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.57, 1.0e+05, -1.0e+22]> : tensor<14xbf16>})
    -> (tensor<14xbf16> {check.expect = dense<[0.0, -0.0, 0x7FC0, 0x7FC0, 0x7FC0, 0.547, 1.555, -1.555, -0.256, -0.143, -0.87, 2.06e+03, 0.1875, 0.28]> : tensor<14xbf16>, check.ulps = 1.0}) {
  %y = hfc.tan %x0 : tensor<14xbf16>
  return %y : tensor<14xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.tan %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
