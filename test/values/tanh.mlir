// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.tanh: hyperbolic tangent.

func.func @f32(%x0: tensor<15xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e-45, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, 8.9, -2.0e+01]> : tensor<15xf32>})
    -> (tensor<15xf32> {check.expect = dense<[0.0, -0.0, 1.0, -1.0, 0x7FC00000, 1.0e-45, 0.46211717, 0.7615942, -0.7615942, -0.24491866, 0.9950548, -0.99999833, 1.0e-10, 0.99999994, -1.0]> : tensor<15xf32>, check.ulps = 2.0}) {
  %y = hfc.tanh %x0 : tensor<15xf32>
  return %y : tensor<15xf32>
}

func.func @f64(%x0: tensor<17xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 5.0e-324, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, 8.9, -2.0e+01, 1.0e-300, 18.5]> : tensor<17xf64>})
    -> (tensor<17xf64> {check.expect = dense<[0.0, -0.0, 1.0, -1.0, 0x7FF8000000000000, 5.0e-324, 0.46211715726000974, 0.7615941559557649, -0.7615941559557649, -0.24491866240370913, 0.9950547536867305, -0.9999983369439447, 1.0e-10, 0.9999999627961221, -1.0, 1.0e-300, 0.9999999999999998]> : tensor<17xf64>, check.ulps = 2.0}) {
  %y = hfc.tanh %x0 : tensor<17xf64>
  return %y : tensor<17xf64>
}

func.func @f16(%x0: tensor<15xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 6.0e-08, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 0.0, 8.9, -2.0e+01]> : tensor<15xf16>})
    -> (tensor<15xf16> {check.expect = dense<[0.0, -0.0, 1.0, -1.0, 0x7E00, 6.0e-08, 0.4622, 0.7617, -0.7617, -0.2449, 0.995, -1.0, 0.0, 1.0, -1.0]> : tensor<15xf16>, check.ulps = 1.0}) {
  %y = hfc.tanh %x0 : tensor<15xf16>
  return %y : tensor<15xf16>
}

func.func @bf16(%x0: tensor<15xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 9.0e-41, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, 8.9, -2.0e+01]> : tensor<15xbf16>})
    -> (tensor<15xbf16> {check.expect = dense<[0.0, -0.0, 1.0, -1.0, 0x7FC0, 9.0e-41, 0.463, 0.76, -0.76, -0.245, 0.996, -1.0, 1.0e-10, 1.0, -1.0]> : tensor<15xbf16>, check.ulps = 1.0}) {
  %y = hfc.tanh %x0 : tensor<15xbf16>
  return %y : tensor<15xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.tanh %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
