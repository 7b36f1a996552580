// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.sinh: hyperbolic sine.

func.func @f32(%x0: tensor<15xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e-45, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 89.0, -9.0e+01, 1.0e-10]> : tensor<15xf32>})
    -> (tensor<15xf32> {check.expect = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e-45, 0.5210953, 1.1752012, -1.1752012, -0.25261232, 10.017875, -548.3161, 2.2448064e+38, 0xFF800000, 1.0e-10]> : tensor<15xf32>, check.ulps = 2.0}) {
  %y = hfc.sinh %x0 : tensor<15xf32>
  return %y : tensor<15xf32>
}

func.func @f64(%x0: tensor<17xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 5.0e-324, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 89.0, -9.0e+01, 1.0e-10, 7.1e+02, -711.0]> : tensor<17xf64>})
    -> (tensor<17xf64> {check.expect = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 5.0e-324, 0.5210953054937474, 1.1752011936438014, -1.1752011936438014, -0.2526123168081683, 10.017874927409903, -548.3161232732465, 2.2448064095871728e+38, -6.102016471589204e+38, 1.0e-10, 1.1169973830808555e+308, 0xFFF0000000000000]> : tensor<17xf64>, check.ulps = 2.0}) {
  %y = hfc.sinh %x0 : tensor<17xf64>
  return %y : tensor<17xf64>
}

func.func @f16(%x0: tensor<15xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 6.0e-08, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 89.0, -9.0e+01, 0.0]> : tensor<15xf16>})
    -> (tensor<15xf16> {check.expect = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 6.0e-08, 0.521, 1.175, -1.175, -0.2527, 10.016, -548.5, 0x7C00, 0xFC00, 0.0]> : tensor<15xf16>, check.ulps = 1.0}) {
  %y = hfc.sinh %x0 : tensor<15xf16>
  return %y : tensor<15xf16>
}

func.func @bf16(%x0: tensor<15xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 9.0e-41, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 89.0, -9.0e+01, 1.0e-10]> : tensor<15xbf16>})
    -> (tensor<15xbf16> {check.expect = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 9.0e-41, 0.52, 1.17, -1.17, -0.252, 1.0e+01, -548.0, 2.25e+38, 0xFF80, 1.0e-10]> : tensor<15xbf16>, check.ulps = 1.0}) {
  %y = hfc.sinh %x0 : tensor<15xbf16>
  return %y : tensor<15xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.sinh %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
