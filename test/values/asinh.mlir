// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.asinh: inverse hyperbolic sine.

func.func @f32(%x0: tensor<14xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e-45, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e+30, 1.0e-10]> : tensor<14xf32>})
    -> (tensor<14xf32> {check.expect = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e-45, 0.4812118, 0.8813736, -0.8813736, -0.24746646, 1.8184465, -2.6441207, 69.7707, 1.0e-10]> : tensor<14xf32>, check.ulps = 2.0}) {
  %y = hfc.asinh %x0 : tensor<14xf32>
  return %y : tensor<14xf32>
}

func.func @f64(%x0: tensor<15xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 5.0e-324, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e+30, 1.0e-10, 1.0e+300]> : tensor<15xf64>})
    -> (tensor<15xf64> {check.expect = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 5.0e-324, 0.48121182505960347, 0.881373587019543, -0.881373587019543, -0.24746646154726346, 1.8184464592320668, -2.644120761058629, 69.77069997038132, 1.0e-10, 691.4686750787737]> : tensor<15xf64>, check.ulps = 2.0}) {
  %y = hfc.asinh %x0 : tensor<15xf64>
  return %y : tensor<15xf64>
}

func.func @f16(%x0: tensor<13xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 6.0e-08, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 0.0]> : tensor<13xf16>})
    -> (tensor<13xf16> {check.expect = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 6.0e-08, 0.4812, 0.8813, -0.8813, -0.2474, 1.818, -2.645, 0.0]> : tensor<13xf16>, check.ulps = 1.0}) {
  %y = hfc.asinh %x0 : tensor<13xf16>
  return %y : tensor<13xf16>
}

func.func @bf16(%x0: tensor<14xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 9.0e-41, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e+30, 1.0e-10]> : tensor<14xbf16>})
    -> (tensor<14xbf16> {check.expect = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 9.0e-41, 0.48, 0.883, -0.883, -0.247, 1.82, -2.64, 7.0e+01, 1.0e-10]> : tensor<14xbf16>, check.ulps = 1.0}) {
  %y = hfc.asinh %x0 : tensor<14xbf16>
  return %y : tensor<14xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.asinh %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
