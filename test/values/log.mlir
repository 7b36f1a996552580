// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.log: natural logarithm.

func.func @f32(%x0: tensor<13xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 0.5, 1.0, 3.0, 1.0e+30, 0.99, -1.0, 1.0e-45, 3.4028235e+38]> : tensor<13xf32>})
    -> (tensor<13xf32> {check.expect = dense<[0xFF800000, 0xFF800000, 0x7F800000, 0x7FC00000, 0x7FC00000, -0.6931472, 0.0, 1.0986123, 69.07755, -0.010050327, 0x7FC00000, -103.27893, 88.72284]> : tensor<13xf32>, check.ulps = 2.0}) {
  %y = hfc.log %x0 : tensor<13xf32>
  return %y : tensor<13xf32>
}

func.func @f64(%x0: tensor<15xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 0.5, 1.0, 3.0, 1.0e+30, 0.99, -1.0, 5.0e-324, 1.7976931348623157e+308, 1.0e+300, 1.0000001]> : tensor<15xf64>})
    -> (tensor<15xf64> {check.expect = dense<[0xFFF0000000000000, 0xFFF0000000000000, 0x7FF0000000000000, 0x7FF8000000000000, 0x7FF8000000000000, -0.6931471805599453, 0.0, 1.0986122886681098, 69.07755278982137, -0.01005033585350145, 0x7FF8000000000000, -744.4400719213812, 709.782712893384, 690.7755278982137, 9.999999505838704e-08]> : tensor<15xf64>, check.ulps = 2.0}) {
  %y = hfc.log %x0 : tensor<15xf64>
  return %y : tensor<15xf64>
}

func.func @f16(%x0: tensor<12xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 0.5, 1.0, 3.0, 0.99, -1.0, 6.0e-08, 6.55e+04]> : tensor<12xf16>})
    -> (tensor<12xf16> {check.expect = dense<[0xFC00, 0xFC00, 0x7C00, 0x7E00, 0x7E00, -0.6934, 0.0, 1.099, -0.00981, 0x7E00, -16.64, 11.09]> : tensor<12xf16>, check.ulps = 1.0}) {
  %y = hfc.log %x0 : tensor<12xf16>
  return %y : tensor<12xf16>
}

func.func @bf16(%x0: tensor<13xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 0.5, 1.0, 3.0, 1.0e+30, 0.99, -1.0, 9.0e-41, 3.39e+38]> : tensor<13xbf16>})
    -> (tensor<13xbf16> {check.expect = dense<[0xFF80, 0xFF80, 0x7F80, 0x7FC0, 0x7FC0, -0.69, 0.0, 1.1, 69.0, -0.0118, 0x7FC0, -92.0, 88.5]> : tensor<13xbf16>, check.ulps = 1.0}) {
  %y = hfc.log %x0 : tensor<13xbf16>
  return %y : tensor<13xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.log %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
