// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.sign: -1, 0 or 1; zeros and NaN stay.

func.func @f32(%x0: tensor<9xf32> {check.value = dense<[1.5, -1.5, 0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e-45, -3.4028235e+38]> : tensor<9xf32>})
    -> (tensor<9xf32> {check.expect = dense<[1.0, -1.0, 0.0, -0.0, 1.0, -1.0, 0x7FC00000, 1.0, -1.0]> : tensor<9xf32>}) {
  %y = hfc.sign %x0 : tensor<9xf32>
  return %y : tensor<9xf32>
}

func.func @f64(%x0: tensor<9xf64> {check.value = dense<[1.5, -1.5, 0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 5.0e-324, -1.7976931348623157e+308]> : tensor<9xf64>})
    -> (tensor<9xf64> {check.expect = dense<[1.0, -1.0, 0.0, -0.0, 1.0, -1.0, 0x7FF8000000000000, 1.0, -1.0]> : tensor<9xf64>}) {
  %y = hfc.sign %x0 : tensor<9xf64>
  return %y : tensor<9xf64>
}

func.func @f16(%x0: tensor<9xf16> {check.value = dense<[1.5, -1.5, 0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 6.0e-08, -6.55e+04]> : tensor<9xf16>})
    -> (tensor<9xf16> {check.expect = dense<[1.0, -1.0, 0.0, -0.0, 1.0, -1.0, 0x7E00, 1.0, -1.0]> : tensor<9xf16>}) {
  %y = hfc.sign %x0 : tensor<9xf16>
  return %y : tensor<9xf16>
}

func.func @bf16(%x0: tensor<9xbf16> {check.value = dense<[1.5, -1.5, 0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 9.0e-41, -3.39e+38]> : tensor<9xbf16>})
    -> (tensor<9xbf16> {check.expect = dense<[1.0, -1.0, 0.0, -0.0, 1.0, -1.0, 0x7FC0, 1.0, -1.0]> : tensor<9xbf16>}) {
  %y = hfc.sign %x0 : tensor<9xbf16>
  return %y : tensor<9xbf16>
}

func.func @i8(%x0: tensor<6xi8> {check.value = dense<[0, 1, 127, -128, 5, -5]> : tensor<6xi8>})
    -> (tensor<6xi8> {check.expect = dense<[0, 1, 1, -1, 1, -1]> : tensor<6xi8>}) {
  %y = hfc.sign %x0 : tensor<6xi8>
  return %y : tensor<6xi8>
}

func.func @i16(%x0: tensor<6xi16> {check.value = dense<[0, 1, 32767, -32768, 5, -5]> : tensor<6xi16>})
    -> (tensor<6xi16> {check.expect = dense<[0, 1, 1, -1, 1, -1]> : tensor<6xi16>}) {
  %y = hfc.sign %x0 : tensor<6xi16>
  return %y : tensor<6xi16>
}

func.func @i32(%x0: tensor<6xi32> {check.value = dense<[0, 1, 2147483647, -2147483648, 5, -5]> : tensor<6xi32>})
    -> (tensor<6xi32> {check.expect = dense<[0, 1, 1, -1, 1, -1]> : tensor<6xi32>}) {
  %y = hfc.sign %x0 : tensor<6xi32>
  return %y : tensor<6xi32>
}

func.func @i64(%x0: tensor<6xi64> {check.value = dense<[0, 1, 9223372036854775807, -9223372036854775808, 5, -5]> : tensor<6xi64>})
    -> (tensor<6xi64> {check.expect = dense<[0, 1, 1, -1, 1, -1]> : tensor<6xi64>}) {
  %y = hfc.sign %x0 : tensor<6xi64>
  return %y : tensor<6xi64>
}

func.func @ui8(%x0: tensor<5xui8> {check.value = dense<[0, 1, 255, 0, 5]> : tensor<5xui8>})
    -> (tensor<5xui8> {check.expect = dense<[0, 1, 1, 0, 1]> : tensor<5xui8>}) {
  %y = hfc.sign %x0 : tensor<5xui8>
  return %y : tensor<5xui8>
}

func.func @ui16(%x0: tensor<5xui16> {check.value = dense<[0, 1, 65535, 0, 5]> : tensor<5xui16>})
    -> (tensor<5xui16> {check.expect = dense<[0, 1, 1, 0, 1]> : tensor<5xui16>}) {
  %y = hfc.sign %x0 : tensor<5xui16>
  return %y : tensor<5xui16>
}

func.func @ui32(%x0: tensor<5xui32> {check.value = dense<[0, 1, 4294967295, 0, 5]> : tensor<5xui32>})
    -> (tensor<5xui32> {check.expect = dense<[0, 1, 1, 0, 1]> : tensor<5xui32>}) {
  %y = hfc.sign %x0 : tensor<5xui32>
  return %y : tensor<5xui32>
}

func.func @ui64(%x0: tensor<5xui64> {check.value = dense<[0, 1, 18446744073709551615, 0, 5]> : tensor<5xui64>})
    -> (tensor<5xui64> {check.expect = dense<[0, 1, 1, 0, 1]> : tensor<5xui64>}) {
  %y = hfc.sign %x0 : tensor<5xui64>
  return %y : tensor<5xui64>
}
