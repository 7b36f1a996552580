// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.reciprocal: 1 / x, exact.

func.func @f32(%x0: tensor<8xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 2.0, -3.0, 0.1]> : tensor<8xf32>})
    -> (tensor<8xf32> {check.expect = dense<[0x7F800000, 0xFF800000, 0.0, -0.0, 0x7FC00000, 0.5, -0.33333334, 1.0e+01]> : tensor<8xf32>}) {
  %y = hfc.reciprocal %x0 : tensor<8xf32>
  return %y : tensor<8xf32>
}

func.func @f64(%x0: tensor<9xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 2.0, -3.0, 0.1, 1.0e+300]> : tensor<9xf64>})
    -> (tensor<9xf64> {check.expect = dense<[0x7FF0000000000000, 0xFFF0000000000000, 0.0, -0.0, 0x7FF8000000000000, 0.5, -0.3333333333333333, 1.0e+01, 1.0e-300]> : tensor<9xf64>}) {
  %y = hfc.reciprocal %x0 : tensor<9xf64>
  return %y : tensor<9xf64>
}

func.func @f16(%x0: tensor<8xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 2.0, -3.0, 0.1]> : tensor<8xf16>})
    -> (tensor<8xf16> {check.expect = dense<[0x7C00, 0xFC00, 0.0, -0.0, 0x7E00, 0.5, -0.3333, 1.0e+01]> : tensor<8xf16>}) {
  %y = hfc.reciprocal %x0 : tensor<8xf16>
  return %y : tensor<8xf16>
}

func.func @bf16(%x0: tensor<8xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 2.0, -3.0, 0.1]> : tensor<8xbf16>})
    -> (tensor<8xbf16> {check.expect = dense<[0x7F80, 0xFF80, 0.0, -0.0, 0x7FC0, 0.5, -0.334, 1.0e+01]> : tensor<8xbf16>}) {
  %y = hfc.reciprocal %x0 : tensor<8xbf16>
  return %y : tensor<8xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.reciprocal %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
