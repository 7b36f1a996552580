// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.atanh: inverse hyperbolic tangent.

func.func @f32(%x0: tensor<13xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e-45, 0.5, 1.0, -1.0, -0.25, 0.99, 3.0, 1.0e-10]> : tensor<13xf32>})
    -> (tensor<13xf32> {check.expect = dense<[0.0, -0.0, 0x7FC00000, 0x7FC00000, 0x7FC00000, 1.0e-45, 0.54930615, 0x7F800000, 0xFF800000, -0.25541282, 2.646653, 0x7FC00000, 1.0e-10]> : tensor<13xf32>, check.ulps = 2.0}) {
  %y = hfc.atanh %x0 : tensor<13xf32>
  return %y : tensor<13xf32>
}

func.func @f64(%x0: tensor<14xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 5.0e-324, 0.5, 1.0, -1.0, -0.25, 0.99, 3.0, 1.0e-10, 1.0e-300]> : tensor<14xf64>})
    -> (tensor<14xf64> {check.expect = dense<[0.0, -0.0, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 5.0e-324, 0.5493061443340549, 0x7FF0000000000000, 0xFFF0000000000000, -0.25541281188299536, 2.6466524123622457, 0x7FF8000000000000, 1.0e-10, 1.0e-300]> : tensor<14xf64>, check.ulps = 2.0}) {
  %y = hfc.atanh %x0 : tensor<14xf64>
  return %y : tensor<14xf64>
}

func.func @f16(%x0: tensor<13xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 6.0e-08, 0.5, 1.0, -1.0, -0.25, 0.99, 3.0, 0.0]> : tensor<13xf16>})
    -> (tensor<13xf16> {check.expect = dense<[0.0, -0.0, 0x7E00, 0x7E00, 0x7E00, 6.0e-08, 0.5493, 0x7C00, 0xFC00, -0.2554, 2.658, 0x7E00, 0.0]> : tensor<13xf16>, check.ulps = 1.0}) {
  %y = hfc.atanh %x0 : tensor<13xf16>
  return %y : tensor<13xf16>
}

func.func @bf16(%x0: tensor<13xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 9.0e-41, 0.5, 1.0, -1.0, -0.25, 0.99, 3.0, 1.0e-10]> : tensor<13xbf16>})
    -> (tensor<13xbf16> {check.expect = dense<[0.0, -0.0, 0x7FC0, 0x7FC0, 0x7FC0, 9.0e-41, 0.55, 0x7F80, 0xFF80, -0.256, 2.56, 0x7FC0, 1.0e-10]> : tensor<13xbf16>, check.ulps = 1.0}) {
  %y = hfc.atanh %x0 : tensor<13xbf16>
  return %y : tensor<13xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.atanh %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
