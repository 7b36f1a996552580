// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.ceil: least integer not below. Zeros keep their sign, -0.5 rounds towards -0.

func.func @f32(%x0: tensor<16xf32> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -2.5, -1.25, 3.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e-45, -1.0e-45, 8388609.0, -8388607.5]> : tensor<16xf32>})
    -> (tensor<16xf32> {check.expect = dense<[0.0, -0.0, 1.0, -0.0, 2.0, 3.0, -2.0, -1.0, 3.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0, -0.0, 8388609.0, -8388607.0]> : tensor<16xf32>}) {
  %y = hfc.ceil %x0 : tensor<16xf32>
  return %y : tensor<16xf32>
}

func.func @f64(%x0: tensor<16xf64> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -2.5, -1.25, 3.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 5.0e-324, -5.0e-324, 4503599627370497.0, -4503599627370495.5]> : tensor<16xf64>})
    -> (tensor<16xf64> {check.expect = dense<[0.0, -0.0, 1.0, -0.0, 2.0, 3.0, -2.0, -1.0, 3.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.0, -0.0, 4503599627370497.0, -4503599627370495.0]> : tensor<16xf64>}) {
  %y = hfc.ceil %x0 : tensor<16xf64>
  return %y : tensor<16xf64>
}

func.func @f16(%x0: tensor<14xf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -2.5, -1.25, 3.0, 0x7C00, 0xFC00, 0x7E00, 6.0e-08, -6.0e-08]> : tensor<14xf16>})
    -> (tensor<14xf16> {check.expect = dense<[0.0, -0.0, 1.0, -0.0, 2.0, 3.0, -2.0, -1.0, 3.0, 0x7C00, 0xFC00, 0x7E00, 1.0, -0.0]> : tensor<14xf16>}) {
  %y = hfc.ceil %x0 : tensor<14xf16>
  return %y : tensor<14xf16>
}

func.func @bf16(%x0: tensor<14xbf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -2.5, -1.25, 3.0, 0x7F80, 0xFF80, 0x7FC0, 9.0e-41, -9.0e-41]> : tensor<14xbf16>})
    -> (tensor<14xbf16> {check.expect = dense<[0.0, -0.0, 1.0, -0.0, 2.0, 3.0, -2.0, -1.0, 3.0, 0x7F80, 0xFF80, 0x7FC0, 1.0, -0.0]> : tensor<14xbf16>}) {
  %y = hfc.ceil %x0 : tensor<14xbf16>
  return %y : tensor<14xbf16>
}
