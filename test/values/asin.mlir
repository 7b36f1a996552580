// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.asin: inverse sine.

func.func @f32(%x0: tensor<13xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e-45, 0.5, 1.0, -1.0, -0.25, 0.99, 3.0, -7.0]> : tensor<13xf32>})
    -> (tensor<13xf32> {check.expect = dense<[0.0, -0.0, 0x7FC00000, 0x7FC00000, 0x7FC00000, 1.0e-45, 0.5235988, 1.5707964, -1.5707964, -0.25268024, 1.4292569, 0x7FC00000, 0x7FC00000]> : tensor<13xf32>, check.ulps = 2.0}) {
  %y = hfc.asin %x0 : tensor<13xf32>
  return %y : tensor<13xf32>
}

func.func @f64(%x0: tensor<14xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 5.0e-324, 0.5, 1.0, -1.0, -0.25, 0.99, 3.0, -7.0, 1.0e-300]> : tensor<14xf64>})
    -> (tensor<14xf64> {check.expect = dense<[0.0, -0.0, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 5.0e-324, 0.5235987755982989, 1.5707963267948966, -1.5707963267948966, -0.25268025514207865, 1.4292568534704693, 0x7FF8000000000000, 0x7FF8000000000000, 1.0e-300]> : tensor<14xf64>, check.ulps = 2.0}) {
  %y = hfc.asin %x0 : tensor<14xf64>
  return %y : tensor<14xf64>
}

func.func @f16(%x0: tensor<13xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 6.0e-08, 0.5, 1.0, -1.0, -0.25, 0.99, 3.0, -7.0]> : tensor<13xf16>})
    -> (tensor<13xf16> {check.expect = dense<[0.0, -0.0, 0x7E00, 0x7E00, 0x7E00, 6.0e-08, 0.5234, 1.57, -1.57, -0.2527, 1.431, 0x7E00, 0x7E00]> : tensor<13xf16>, check.ulps = 1.0}) {
  %y = hfc.asin %x0 : tensor<13xf16>
  return %y : tensor<13xf16>
}

func.func @bf16(%x0: tensor<13xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 9.0e-41, 0.5, 1.0, -1.0, -0.25, 0.99, 3.0, -7.0]> : tensor<13xbf16>})
    -> (tensor<13xbf16> {check.expect = dense<[0.0, -0.0, 0x7FC0, 0x7FC0, 0x7FC0, 9.0e-41, 0.523, 1.57, -1.57, -0.252, 1.414, 0x7FC0, 0x7FC0]> : tensor<13xbf16>, check.ulps = 1.0}) {
  %y = hfc.asin %x0 : tensor<13xbf16>
  return %y : tensor<13xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.asin %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
