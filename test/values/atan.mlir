// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.atan: inverse tangent.

func.func @f32(%x0: tensor<14xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e-45, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e+30, 0.41421357]> : tensor<14xf32>})
    -> (tensor<14xf32> {check.expect = dense<[0.0, -0.0, 1.5707964, -1.5707964, 0x7FC00000, 1.0e-45, 0.4636476, 0.7853982, -0.7853982, -0.24497867, 1.2490457, -1.4288993, 1.5707964, 0.3926991]> : tensor<14xf32>, check.ulps = 2.0}) {
  %y = hfc.atan %x0 : tensor<14xf32>
  return %y : tensor<14xf32>
}

func.func @f64(%x0: tensor<15xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 5.0e-324, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e+30, 0.41421356, 1.0e+300]> : tensor<15xf64>})
    -> (tensor<15xf64> {check.expect = dense<[0.0, -0.0, 1.5707963267948966, -1.5707963267948966, 0x7FF8000000000000, 5.0e-324, 0.4636476090008061, 0.7853981633974483, -0.7853981633974483, -0.24497866312686414, 1.2490457723982544, -1.4288992721907328, 1.5707963267948966, 0.3926990796731608, 1.5707963267948966]> : tensor<15xf64>, check.ulps = 2.0}) {
  %y = hfc.atan %x0 : tensor<15xf64>
  return %y : tensor<15xf64>
}

func.func @f16(%x0: tensor<13xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 6.0e-08, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 0.4143]> : tensor<13xf16>})
    -> (tensor<13xf16> {check.expect = dense<[0.0, -0.0, 1.57, -1.57, 0x7E00, 6.0e-08, 0.4636, 0.785, -0.785, -0.245, 1.249, -1.429, 0.3928]> : tensor<13xf16>, check.ulps = 1.0}) {
  %y = hfc.atan %x0 : tensor<13xf16>
  return %y : tensor<13xf16>
}

func.func @bf16(%x0: tensor<14xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 9.0e-41, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e+30, 0.414]> : tensor<14xbf16>})
    -> (tensor<14xbf16> {check.expect = dense<[0.0, -0.0, 1.57, -1.57, 0x7FC0, 9.0e-41, 0.463, 0.785, -0.785, -0.245, 1.25, -1.43, 1.57, 0.393]> : tensor<14xbf16>, check.ulps = 1.0}) {
  %y = hfc.atan %x0 : tensor<14xbf16>
  return %y : tensor<14xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.atan %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
