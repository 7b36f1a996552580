// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.cos: cosine, of any magnitude.

func.func @f32(%x0: tensor<15xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.5707964, 1.0e+05, -1.0e+22, 3.4028235e+38]> : tensor<15xf32>})
    -> (tensor<15xf32> {check.expect = dense<[1.0, 1.0, 0x7FC00000, 0x7FC00000, 0x7FC00000, 0.87758255, 0.5403023, 0.5403023, 0.9689124, -0.9899925, 0.75390226, -4.371139e-08, -0.9993608, 0.67906135, 0.853021]> : tensor<15xf32>, check.ulps = 2.0}) {
  %y = hfc.cos %x0 : tensor<15xf32>
  return %y : tensor<15xf32>
}

func.func @f64(%x0: tensor<17xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.5707964, 1.0e+05, -1.0e+22, 1.7976931348623157e+308, 1.5707963267948966, 1.0e+300]> : tensor<17xf64>})
    -> (tensor<17xf64> {check.expect = dense<[1.0, 1.0, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 0.8775825618903728, 0.5403023058681398, 0.5403023058681398, 0.9689124217106447, -0.9899924966004454, 0.7539022543433046, -7.320510347335801e-08, -0.9993608074382124, 0.523214785395139, -0.9999876894265599, 6.123233995736766e-17, -0.5753861119575491]> : tensor<17xf64>, check.ulps = 2.0}) {
  %y = hfc.cos %x0 : tensor<17xf64>
  return %y : tensor<17xf64>
}

func.func @f16(%x0: tensor<13xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.57, 6.55e+04]> : tensor<13xf16>})
    -> (tensor<13xf16> {check.expect = dense<[1.0, 1.0, 0x7E00, 0x7E00, 0x7E00, 0.8774, 0.5405, 0.5405, 0.9688, -0.99, 0.754, 0.0004838, -0.2206]> : tensor<13xf16>, check.ulps = 1.0}) {
  %y = hfc.cos %x0 : tensor<13xf16>
  return %y : tensor<13xf16>
}

func.func @bf16(%x0: tensor<15xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.57, 1.0e+05, -1.0e+22, 3.39e+38]> : tensor<15xbf16>})
    -> (tensor<15xbf16> {check.expect = dense<[1.0, 1.0, 0x7FC0, 0x7FC0, 0x7FC0, 0.88, 0.54, 0.54, 0.97, -0.99, 0.754, 0.000484, 0.984, 0.965, 0.162]> : tensor<15xbf16>, check.ulps = 1.0}) {
  %y = hfc.cos %x0 : tensor<15xbf16>
  return %y : tensor<15xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.cos %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
