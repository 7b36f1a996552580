// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.sqrt: square root, exact.

func.func @f32(%x0: tensor<11xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 2.0, 4.0, -1.0, 0.1, 3.4028235e+38, 1.0e-45]> : tensor<11xf32>})
    -> (tensor<11xf32> {check.expect = dense<[0.0, -0.0, 0x7F800000, 0x7FC00000, 0x7FC00000, 1.4142135, 2.0, 0x7FC00000, 0.31622776, 1.8446743e+19, 3.743392e-23]> : tensor<11xf32>}) {
  %y = hfc.sqrt %x0 : tensor<11xf32>
  return %y : tensor<11xf32>
}

func.func @f64(%x0: tensor<12xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 2.0, 4.0, -1.0, 0.1, 1.7976931348623157e+308, 5.0e-324, 1.0e+300]> : tensor<12xf64>})
    -> (tensor<12xf64> {check.expect = dense<[0.0, -0.0, 0x7FF0000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 1.4142135623730951, 2.0, 0x7FF8000000000000, 0.31622776601683794, 1.3407807929942596e+154, 2.2227587494850775e-162, 1.0e+150]> : tensor<12xf64>}) {
  %y = hfc.sqrt %x0 : tensor<12xf64>
  return %y : tensor<12xf64>
}

func.func @f16(%x0: tensor<11xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 2.0, 4.0, -1.0, 0.1, 6.55e+04, 6.0e-08]> : tensor<11xf16>})
    -> (tensor<11xf16> {check.expect = dense<[0.0, -0.0, 0x7C00, 0x7E00, 0x7E00, 1.414, 2.0, 0x7E00, 0.3162, 255.9, 0.0002441]> : tensor<11xf16>}) {
  %y = hfc.sqrt %x0 : tensor<11xf16>
  return %y : tensor<11xf16>
}

func.func @bf16(%x0: tensor<11xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 2.0, 4.0, -1.0, 0.1, 3.39e+38, 9.0e-41]> : tensor<11xbf16>})
    -> (tensor<11xbf16> {check.expect = dense<[0.0, -0.0, 0x7F80, 0x7FC0, 0x7FC0, 1.414, 2.0, 0x7FC0, 0.316, 1.84e+19, 9.6e-21]> : tensor<11xbf16>}) {
  %y = hfc.sqrt %x0 : tensor<11xbf16>
  return %y : tensor<11xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.sqrt %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
