// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.erf: error function.

func.func @f32(%x0: tensor<14xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, 3.9, -6.0]> : tensor<14xf32>})
    -> (tensor<14xf32> {check.expect = dense<[0.0, -0.0, 1.0, -1.0, 0x7FC00000, 0.5204999, 0.8427008, -0.8427008, -0.2763264, 0.9999779, -1.0, 1.1283792e-10, 0.99999994, -1.0]> : tensor<14xf32>, check.ulps = 2.0}) {
  %y = hfc.erf %x0 : tensor<14xf32>
  return %y : tensor<14xf32>
}

func.func @f64(%x0: tensor<16xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, 3.9, -6.0, 1.0e-300, 5.9]> : tensor<16xf64>})
    -> (tensor<16xf64> {check.expect = dense<[0.0, -0.0, 1.0, -1.0, 0x7FF8000000000000, 0.5204998778130465, 0.8427007929497149, -0.8427007929497149, -0.27632639016823696, 0.9999779095030014, -1.0, 1.1283791670955126e-10, 0.9999999652077514, -1.0, 1.1283791670955126e-300, 0.9999999999999999]> : tensor<16xf64>, check.ulps = 2.0}) {
  %y = hfc.erf %x0 : tensor<16xf64>
  return %y : tensor<16xf64>
}

func.func @f16(%x0: tensor<14xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 0.0, 3.9, -6.0]> : tensor<14xf16>})
    -> (tensor<14xf16> {check.expect = dense<[0.0, -0.0, 1.0, -1.0, 0x7E00, 0.5205, 0.843, -0.843, -0.2764, 1.0, -1.0, 0.0, 1.0, -1.0]> : tensor<14xf16>, check.ulps = 1.0}) {
  %y = hfc.erf %x0 : tensor<14xf16>
  return %y : tensor<14xf16>
}

func.func @bf16(%x0: tensor<14xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, 3.9, -6.0]> : tensor<14xbf16>})
    -> (tensor<14xbf16> {check.expect = dense<[0.0, -0.0, 1.0, -1.0, 0x7FC0, 0.52, 0.844, -0.844, -0.275, 1.0, -1.0, 1.13e-10, 1.0, -1.0]> : tensor<14xbf16>, check.ulps = 1.0}) {
  %y = hfc.erf %x0 : tensor<14xbf16>
  return %y : tensor<14xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.erf %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
