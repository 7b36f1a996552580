// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.is_inf: whether the element is an infinity of a sign asked for.

func.func @f32(%x0: tensor<6xf32> {check.value = dense<[0.0, -1.0, 0x7F800000, 0xFF800000, 0x7FC00000, 3.4028235e+38]> : tensor<6xf32>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, true, true, false, false]> : tensor<6xi1>}) {
  %y = hfc.is_inf %x0 : tensor<6xf32>
  return %y : tensor<6xi1>
}

func.func @f64(%x0: tensor<6xf64> {check.value = dense<[0.0, -1.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.7976931348623157e+308]> : tensor<6xf64>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, true, true, false, false]> : tensor<6xi1>}) {
  %y = hfc.is_inf %x0 : tensor<6xf64>
  return %y : tensor<6xi1>
}

func.func @f16(%x0: tensor<6xf16> {check.value = dense<[0.0, -1.0, 0x7C00, 0xFC00, 0x7E00, 6.55e+04]> : tensor<6xf16>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, true, true, false, false]> : tensor<6xi1>}) {
  %y = hfc.is_inf %x0 : tensor<6xf16>
  return %y : tensor<6xi1>
}

func.func @bf16(%x0: tensor<6xbf16> {check.value = dense<[0.0, -1.0, 0x7F80, 0xFF80, 0x7FC0, 3.39e+38]> : tensor<6xbf16>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, true, true, false, false]> : tensor<6xi1>}) {
  %y = hfc.is_inf %x0 : tensor<6xbf16>
  return %y : tensor<6xi1>
}

func.func @positive(%x0: tensor<6xf32> {check.value = dense<[0.0, -1.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e+30]> : tensor<6xf32>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, true, false, false, false]> : tensor<6xi1>}) {
  %y = hfc.is_inf %x0 {negative = false} : tensor<6xf32>
  return %y : tensor<6xi1>
}

func.func @negative(%x0: tensor<6xf32> {check.value = dense<[0.0, -1.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e+30]> : tensor<6xf32>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, false, true, false, false]> : tensor<6xi1>}) {
  %y = hfc.is_inf %x0 {positive = false} : tensor<6xf32>
  return %y : tensor<6xi1>
}

func.func @neither(%x0: tensor<6xf32> {check.value = dense<[0.0, -1.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e+30]> : tensor<6xf32>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, false, false, false, false]> : tensor<6xi1>}) {
  %y = hfc.is_inf %x0 {negative = false, positive = false} : tensor<6xf32>
  return %y : tensor<6xi1>
}
