// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.cast of floats: to a float rounds to nearest even; to an integer truncates, saturates, NaN gives 0; to i1 asks
// whether it is not 0.

func.func @f32_to_f64(%x0: tensor<23xf32> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F800000, 0xFF800000, 0x7FC00000, 3.4028235e+38, 1.0e-45]> : tensor<23xf32>})
    -> (tensor<23xf64> {check.expect = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 3.4028234663852886e+38, 1.401298464324817e-45]> : tensor<23xf64>}) {
  %y = hfc.cast %x0 : tensor<23xf32> to tensor<23xf64>
  return %y : tensor<23xf64>
}

func.func @f32_to_f16(%x0: tensor<27xf32> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F800000, 0xFF800000, 0x7FC00000, 3.4028235e+38, 1.0e-45, 1.0004883, 1.0014648, 65519.99, 6.552e+04]> : tensor<27xf32>})
    -> (tensor<27xf16> {check.expect = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 6.55e+04, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 0x7C00, 0.0, 1.0, 1.002, 6.55e+04, 0x7C00]> : tensor<27xf16>}) {
  %y = hfc.cast %x0 : tensor<27xf32> to tensor<27xf16>
  return %y : tensor<27xf16>
}

func.func @f32_to_bf16(%x0: tensor<25xf32> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F800000, 0xFF800000, 0x7FC00000, 3.4028235e+38, 1.0e-45, 1.0039062, 1.0117188]> : tensor<25xf32>})
    -> (tensor<25xbf16> {check.expect = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F80, 0xFF80, 0x7FC0, 0x7F80, 0.0, 1.0, 1.016]> : tensor<25xbf16>}) {
  %y = hfc.cast %x0 : tensor<25xf32> to tensor<25xbf16>
  return %y : tensor<25xbf16>
}

func.func @f32_to_i8(%x0: tensor<23xf32> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F800000, 0xFF800000, 0x7FC00000, 3.4028235e+38, 1.0e-45]> : tensor<23xf32>})
    -> (tensor<23xi8> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 127, -128, 127, 127, -1, 127, 127, 127, -128, 127, -128, 0, 127, 0]> : tensor<23xi8>}) {
  %y = hfc.cast %x0 : tensor<23xf32> to tensor<23xi8>
  return %y : tensor<23xi8>
}

func.func @f32_to_i16(%x0: tensor<23xf32> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F800000, 0xFF800000, 0x7FC00000, 3.4028235e+38, 1.0e-45]> : tensor<23xf32>})
    -> (tensor<23xi16> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 128, -129, 255, 256, -1, 32767, 32767, 32767, -32768, 32767, -32768, 0, 32767, 0]> : tensor<23xi16>}) {
  %y = hfc.cast %x0 : tensor<23xf32> to tensor<23xi16>
  return %y : tensor<23xi16>
}

func.func @f32_to_i32(%x0: tensor<23xf32> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F800000, 0xFF800000, 0x7FC00000, 3.4028235e+38, 1.0e-45]> : tensor<23xf32>})
    -> (tensor<23xi32> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 128, -129, 255, 256, -1, 65504, 1000000000, 2147483647, -2147483648, 2147483647, -2147483648, 0, 2147483647, 0]> : tensor<23xi32>}) {
  %y = hfc.cast %x0 : tensor<23xf32> to tensor<23xi32>
  return %y : tensor<23xi32>
}

func.func @f32_to_i64(%x0: tensor<23xf32> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F800000, 0xFF800000, 0x7FC00000, 3.4028235e+38, 1.0e-45]> : tensor<23xf32>})
    -> (tensor<23xi64> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 128, -129, 255, 256, -1, 65504, 1000000000, 3000000000, -3000000000, 9223372036854775807, -9223372036854775808, 0, 9223372036854775807, 0]> : tensor<23xi64>}) {
  %y = hfc.cast %x0 : tensor<23xf32> to tensor<23xi64>
  return %y : tensor<23xi64>
}

func.func @f32_to_ui8(%x0: tensor<23xf32> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F800000, 0xFF800000, 0x7FC00000, 3.4028235e+38, 1.0e-45]> : tensor<23xf32>})
    -> (tensor<23xui8> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 255, 255, 0, 255, 255, 255, 0, 255, 0, 0, 255, 0]> : tensor<23xui8>}) {
  %y = hfc.cast %x0 : tensor<23xf32> to tensor<23xui8>
  return %y : tensor<23xui8>
}

func.func @f32_to_ui16(%x0: tensor<23xf32> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F800000, 0xFF800000, 0x7FC00000, 3.4028235e+38, 1.0e-45]> : tensor<23xf32>})
    -> (tensor<23xui16> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 255, 256, 0, 65504, 65535, 65535, 0, 65535, 0, 0, 65535, 0]> : tensor<23xui16>}) {
  %y = hfc.cast %x0 : tensor<23xf32> to tensor<23xui16>
  return %y : tensor<23xui16>
}

func.func @f32_to_ui32(%x0: tensor<23xf32> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F800000, 0xFF800000, 0x7FC00000, 3.4028235e+38, 1.0e-45]> : tensor<23xf32>})
    -> (tensor<23xui32> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 255, 256, 0, 65504, 1000000000, 3000000000, 0, 4294967295, 0, 0, 4294967295, 0]> : tensor<23xui32>}) {
  %y = hfc.cast %x0 : tensor<23xf32> to tensor<23xui32>
  return %y : tensor<23xui32>
}

func.func @f32_to_ui64(%x0: tensor<23xf32> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F800000, 0xFF800000, 0x7FC00000, 3.4028235e+38, 1.0e-45]> : tensor<23xf32>})
    -> (tensor<23xui64> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 255, 256, 0, 65504, 1000000000, 3000000000, 0, 18446744073709551615, 0, 0, 18446744073709551615, 0]> : tensor<23xui64>}) {
  %y = hfc.cast %x0 : tensor<23xf32> to tensor<23xui64>
  return %y : tensor<23xui64>
}

func.func @f32_to_i1(%x0: tensor<23xf32> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F800000, 0xFF800000, 0x7FC00000, 3.4028235e+38, 1.0e-45]> : tensor<23xf32>})
    -> (tensor<23xi1> {check.expect = dense<[false, false, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true]> : tensor<23xi1>}) {
  %y = hfc.cast %x0 : tensor<23xf32> to tensor<23xi1>
  return %y : tensor<23xi1>
}

func.func @f64_to_f32(%x0: tensor<25xf64> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.7976931348623157e+308, 5.0e-324, 1.0000000596046448, 1.0000001788139343]> : tensor<25xf64>})
    -> (tensor<25xf32> {check.expect = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F800000, 0xFF800000, 0x7FC00000, 0x7F800000, 0.0, 1.0, 1.0000002]> : tensor<25xf32>}) {
  %y = hfc.cast %x0 : tensor<25xf64> to tensor<25xf32>
  return %y : tensor<25xf32>
}

func.func @f64_to_f16(%x0: tensor<25xf64> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.7976931348623157e+308, 5.0e-324, 1.0004882812509095, 1.00048828125]> : tensor<25xf64>})
    -> (tensor<25xf16> {check.expect = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 6.55e+04, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 0x7C00, 0.0, 1.001, 1.0]> : tensor<25xf16>}) {
  %y = hfc.cast %x0 : tensor<25xf64> to tensor<25xf16>
  return %y : tensor<25xf16>
}

func.func @f64_to_bf16(%x0: tensor<25xf64> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.7976931348623157e+308, 5.0e-324, 1.0039062500009095, 1.00390625]> : tensor<25xf64>})
    -> (tensor<25xbf16> {check.expect = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F80, 0xFF80, 0x7FC0, 0x7F80, 0.0, 1.01, 1.0]> : tensor<25xbf16>}) {
  %y = hfc.cast %x0 : tensor<25xf64> to tensor<25xbf16>
  return %y : tensor<25xbf16>
}

func.func @f64_to_i8(%x0: tensor<23xf64> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.7976931348623157e+308, 5.0e-324]> : tensor<23xf64>})
    -> (tensor<23xi8> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 127, -128, 127, 127, -1, 127, 127, 127, -128, 127, -128, 0, 127, 0]> : tensor<23xi8>}) {
  %y = hfc.cast %x0 : tensor<23xf64> to tensor<23xi8>
  return %y : tensor<23xi8>
}

func.func @f64_to_i16(%x0: tensor<23xf64> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.7976931348623157e+308, 5.0e-324]> : tensor<23xf64>})
    -> (tensor<23xi16> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 128, -129, 255, 256, -1, 32767, 32767, 32767, -32768, 32767, -32768, 0, 32767, 0]> : tensor<23xi16>}) {
  %y = hfc.cast %x0 : tensor<23xf64> to tensor<23xi16>
  return %y : tensor<23xi16>
}

func.func @f64_to_i32(%x0: tensor<23xf64> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.7976931348623157e+308, 5.0e-324]> : tensor<23xf64>})
    -> (tensor<23xi32> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 128, -129, 255, 256, -1, 65504, 1000000000, 2147483647, -2147483648, 2147483647, -2147483648, 0, 2147483647, 0]> : tensor<23xi32>}) {
  %y = hfc.cast %x0 : tensor<23xf64> to tensor<23xi32>
  return %y : tensor<23xi32>
}

func.func @f64_to_i64(%x0: tensor<23xf64> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.7976931348623157e+308, 5.0e-324]> : tensor<23xf64>})
    -> (tensor<23xi64> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 128, -129, 255, 256, -1, 65504, 1000000000, 3000000000, -3000000000, 9223372036854775807, -9223372036854775808, 0, 9223372036854775807, 0]> : tensor<23xi64>}) {
  %y = hfc.cast %x0 : tensor<23xf64> to tensor<23xi64>
  return %y : tensor<23xi64>
}

func.func @f64_to_ui8(%x0: tensor<23xf64> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.7976931348623157e+308, 5.0e-324]> : tensor<23xf64>})
    -> (tensor<23xui8> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 255, 255, 0, 255, 255, 255, 0, 255, 0, 0, 255, 0]> : tensor<23xui8>}) {
  %y = hfc.cast %x0 : tensor<23xf64> to tensor<23xui8>
  return %y : tensor<23xui8>
}

func.func @f64_to_ui16(%x0: tensor<23xf64> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.7976931348623157e+308, 5.0e-324]> : tensor<23xf64>})
    -> (tensor<23xui16> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 255, 256, 0, 65504, 65535, 65535, 0, 65535, 0, 0, 65535, 0]> : tensor<23xui16>}) {
  %y = hfc.cast %x0 : tensor<23xf64> to tensor<23xui16>
  return %y : tensor<23xui16>
}

func.func @f64_to_ui32(%x0: tensor<23xf64> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.7976931348623157e+308, 5.0e-324]> : tensor<23xf64>})
    -> (tensor<23xui32> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 255, 256, 0, 65504, 1000000000, 3000000000, 0, 4294967295, 0, 0, 4294967295, 0]> : tensor<23xui32>}) {
  %y = hfc.cast %x0 : tensor<23xf64> to tensor<23xui32>
  return %y : tensor<23xui32>
}

func.func @f64_to_ui64(%x0: tensor<23xf64> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.7976931348623157e+308, 5.0e-324]> : tensor<23xf64>})
    -> (tensor<23xui64> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 255, 256, 0, 65504, 1000000000, 3000000000, 0, 18446744073709551615, 0, 0, 18446744073709551615, 0]> : tensor<23xui64>}) {
  %y = hfc.cast %x0 : tensor<23xf64> to tensor<23xui64>
  return %y : tensor<23xui64>
}

func.func @f64_to_i1(%x0: tensor<23xf64> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 1.0e+09, 3.0e+09, -3.0e+09, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.7976931348623157e+308, 5.0e-324]> : tensor<23xf64>})
    -> (tensor<23xi1> {check.expect = dense<[false, false, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true]> : tensor<23xi1>}) {
  %y = hfc.cast %x0 : tensor<23xf64> to tensor<23xi1>
  return %y : tensor<23xi1>
}

func.func @f16_to_f32(%x0: tensor<23xf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 6.55e+04, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 6.55e+04, 6.0e-08]> : tensor<23xf16>})
    -> (tensor<23xf32> {check.expect = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 0x7F800000, 0x7F800000, 0xFF800000, 0x7F800000, 0xFF800000, 0x7FC00000, 65504.0, 5.9604645e-08]> : tensor<23xf32>}) {
  %y = hfc.cast %x0 : tensor<23xf16> to tensor<23xf32>
  return %y : tensor<23xf32>
}

func.func @f16_to_f64(%x0: tensor<23xf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 6.55e+04, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 6.55e+04, 6.0e-08]> : tensor<23xf16>})
    -> (tensor<23xf64> {check.expect = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 65504.0, 0x7FF0000000000000, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 65504.0, 5.9604644775390625e-08]> : tensor<23xf64>}) {
  %y = hfc.cast %x0 : tensor<23xf16> to tensor<23xf64>
  return %y : tensor<23xf64>
}

func.func @f16_to_bf16(%x0: tensor<23xf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 6.55e+04, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 6.55e+04, 6.0e-08]> : tensor<23xf16>})
    -> (tensor<23xbf16> {check.expect = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 0x7F80, 0x7F80, 0xFF80, 0x7F80, 0xFF80, 0x7FC0, 6.55e+04, 5.96e-08]> : tensor<23xbf16>}) {
  %y = hfc.cast %x0 : tensor<23xf16> to tensor<23xbf16>
  return %y : tensor<23xbf16>
}

func.func @f16_to_i8(%x0: tensor<23xf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 6.55e+04, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 6.55e+04, 6.0e-08]> : tensor<23xf16>})
    -> (tensor<23xi8> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 127, -128, 127, 127, -1, 127, 127, 127, -128, 127, -128, 0, 127, 0]> : tensor<23xi8>}) {
  %y = hfc.cast %x0 : tensor<23xf16> to tensor<23xi8>
  return %y : tensor<23xi8>
}

func.func @f16_to_i16(%x0: tensor<23xf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 6.55e+04, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 6.55e+04, 6.0e-08]> : tensor<23xf16>})
    -> (tensor<23xi16> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 128, -129, 255, 256, -1, 32767, 32767, 32767, -32768, 32767, -32768, 0, 32767, 0]> : tensor<23xi16>}) {
  %y = hfc.cast %x0 : tensor<23xf16> to tensor<23xi16>
  return %y : tensor<23xi16>
}

func.func @f16_to_i32(%x0: tensor<23xf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 6.55e+04, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 6.55e+04, 6.0e-08]> : tensor<23xf16>})
    -> (tensor<23xi32> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 128, -129, 255, 256, -1, 65504, 2147483647, 2147483647, -2147483648, 2147483647, -2147483648, 0, 65504, 0]> : tensor<23xi32>}) {
  %y = hfc.cast %x0 : tensor<23xf16> to tensor<23xi32>
  return %y : tensor<23xi32>
}

func.func @f16_to_i64(%x0: tensor<23xf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 6.55e+04, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 6.55e+04, 6.0e-08]> : tensor<23xf16>})
    -> (tensor<23xi64> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 128, -129, 255, 256, -1, 65504, 9223372036854775807, 9223372036854775807, -9223372036854775808, 9223372036854775807, -9223372036854775808, 0, 65504, 0]> : tensor<23xi64>}) {
  %y = hfc.cast %x0 : tensor<23xf16> to tensor<23xi64>
  return %y : tensor<23xi64>
}

func.func @f16_to_ui8(%x0: tensor<23xf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 6.55e+04, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 6.55e+04, 6.0e-08]> : tensor<23xf16>})
    -> (tensor<23xui8> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 255, 255, 0, 255, 255, 255, 0, 255, 0, 0, 255, 0]> : tensor<23xui8>}) {
  %y = hfc.cast %x0 : tensor<23xf16> to tensor<23xui8>
  return %y : tensor<23xui8>
}

func.func @f16_to_ui16(%x0: tensor<23xf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 6.55e+04, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 6.55e+04, 6.0e-08]> : tensor<23xf16>})
    -> (tensor<23xui16> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 255, 256, 0, 65504, 65535, 65535, 0, 65535, 0, 0, 65504, 0]> : tensor<23xui16>}) {
  %y = hfc.cast %x0 : tensor<23xf16> to tensor<23xui16>
  return %y : tensor<23xui16>
}

func.func @f16_to_ui32(%x0: tensor<23xf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 6.55e+04, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 6.55e+04, 6.0e-08]> : tensor<23xf16>})
    -> (tensor<23xui32> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 255, 256, 0, 65504, 4294967295, 4294967295, 0, 4294967295, 0, 0, 65504, 0]> : tensor<23xui32>}) {
  %y = hfc.cast %x0 : tensor<23xf16> to tensor<23xui32>
  return %y : tensor<23xui32>
}

func.func @f16_to_ui64(%x0: tensor<23xf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 6.55e+04, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 6.55e+04, 6.0e-08]> : tensor<23xf16>})
    -> (tensor<23xui64> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 255, 256, 0, 65504, 18446744073709551615, 18446744073709551615, 0, 18446744073709551615, 0, 0, 65504, 0]> : tensor<23xui64>}) {
  %y = hfc.cast %x0 : tensor<23xf16> to tensor<23xui64>
  return %y : tensor<23xui64>
}

func.func @f16_to_i1(%x0: tensor<23xf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 255.5, 256.0, -1.0, 6.55e+04, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 6.55e+04, 6.0e-08]> : tensor<23xf16>})
    -> (tensor<23xi1> {check.expect = dense<[false, false, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true]> : tensor<23xi1>}) {
  %y = hfc.cast %x0 : tensor<23xf16> to tensor<23xi1>
  return %y : tensor<23xi1>
}

func.func @bf16_to_f32(%x0: tensor<23xbf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F80, 0xFF80, 0x7FC0, 3.39e+38, 9.0e-41]> : tensor<23xbf16>})
    -> (tensor<23xf32> {check.expect = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 65536.0, 9.9824435e+08, 3.0031217e+09, -3.0031217e+09, 0x7F800000, 0xFF800000, 0x7FC00000, 3.3895314e+38, 9.1835e-41]> : tensor<23xf32>}) {
  %y = hfc.cast %x0 : tensor<23xbf16> to tensor<23xf32>
  return %y : tensor<23xf32>
}

func.func @bf16_to_f64(%x0: tensor<23xbf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F80, 0xFF80, 0x7FC0, 3.39e+38, 9.0e-41]> : tensor<23xbf16>})
    -> (tensor<23xf64> {check.expect = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 65536.0, 998244352.0, 3003121664.0, -3003121664.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 3.3895313892515355e+38, 9.183549615799121e-41]> : tensor<23xf64>}) {
  %y = hfc.cast %x0 : tensor<23xbf16> to tensor<23xf64>
  return %y : tensor<23xf64>
}

func.func @bf16_to_f16(%x0: tensor<23xbf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F80, 0xFF80, 0x7FC0, 3.39e+38, 9.0e-41]> : tensor<23xbf16>})
    -> (tensor<23xf16> {check.expect = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 0x7C00, 0x7C00, 0x7C00, 0xFC00, 0x7C00, 0xFC00, 0x7E00, 0x7C00, 0.0]> : tensor<23xf16>}) {
  %y = hfc.cast %x0 : tensor<23xbf16> to tensor<23xf16>
  return %y : tensor<23xf16>
}

func.func @bf16_to_i8(%x0: tensor<23xbf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F80, 0xFF80, 0x7FC0, 3.39e+38, 9.0e-41]> : tensor<23xbf16>})
    -> (tensor<23xi8> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 127, -128, 127, 127, -1, 127, 127, 127, -128, 127, -128, 0, 127, 0]> : tensor<23xi8>}) {
  %y = hfc.cast %x0 : tensor<23xbf16> to tensor<23xi8>
  return %y : tensor<23xi8>
}

func.func @bf16_to_i16(%x0: tensor<23xbf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F80, 0xFF80, 0x7FC0, 3.39e+38, 9.0e-41]> : tensor<23xbf16>})
    -> (tensor<23xi16> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 128, -129, 256, 256, -1, 32767, 32767, 32767, -32768, 32767, -32768, 0, 32767, 0]> : tensor<23xi16>}) {
  %y = hfc.cast %x0 : tensor<23xbf16> to tensor<23xi16>
  return %y : tensor<23xi16>
}

func.func @bf16_to_i32(%x0: tensor<23xbf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F80, 0xFF80, 0x7FC0, 3.39e+38, 9.0e-41]> : tensor<23xbf16>})
    -> (tensor<23xi32> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 128, -129, 256, 256, -1, 65536, 998244352, 2147483647, -2147483648, 2147483647, -2147483648, 0, 2147483647, 0]> : tensor<23xi32>}) {
  %y = hfc.cast %x0 : tensor<23xbf16> to tensor<23xi32>
  return %y : tensor<23xi32>
}

func.func @bf16_to_i64(%x0: tensor<23xbf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F80, 0xFF80, 0x7FC0, 3.39e+38, 9.0e-41]> : tensor<23xbf16>})
    -> (tensor<23xi64> {check.expect = dense<[0, 0, 0, 0, 1, 2, -1, -2, 127, 128, -129, 256, 256, -1, 65536, 998244352, 3003121664, -3003121664, 9223372036854775807, -9223372036854775808, 0, 9223372036854775807, 0]> : tensor<23xi64>}) {
  %y = hfc.cast %x0 : tensor<23xbf16> to tensor<23xi64>
  return %y : tensor<23xi64>
}

func.func @bf16_to_ui8(%x0: tensor<23xbf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F80, 0xFF80, 0x7FC0, 3.39e+38, 9.0e-41]> : tensor<23xbf16>})
    -> (tensor<23xui8> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 255, 255, 0, 255, 255, 255, 0, 255, 0, 0, 255, 0]> : tensor<23xui8>}) {
  %y = hfc.cast %x0 : tensor<23xbf16> to tensor<23xui8>
  return %y : tensor<23xui8>
}

func.func @bf16_to_ui16(%x0: tensor<23xbf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F80, 0xFF80, 0x7FC0, 3.39e+38, 9.0e-41]> : tensor<23xbf16>})
    -> (tensor<23xui16> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 256, 256, 0, 65535, 65535, 65535, 0, 65535, 0, 0, 65535, 0]> : tensor<23xui16>}) {
  %y = hfc.cast %x0 : tensor<23xbf16> to tensor<23xui16>
  return %y : tensor<23xui16>
}

func.func @bf16_to_ui32(%x0: tensor<23xbf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F80, 0xFF80, 0x7FC0, 3.39e+38, 9.0e-41]> : tensor<23xbf16>})
    -> (tensor<23xui32> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 256, 256, 0, 65536, 998244352, 3003121664, 0, 4294967295, 0, 0, 4294967295, 0]> : tensor<23xui32>}) {
  %y = hfc.cast %x0 : tensor<23xbf16> to tensor<23xui32>
  return %y : tensor<23xui32>
}

func.func @bf16_to_ui64(%x0: tensor<23xbf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F80, 0xFF80, 0x7FC0, 3.39e+38, 9.0e-41]> : tensor<23xbf16>})
    -> (tensor<23xui64> {check.expect = dense<[0, 0, 0, 0, 1, 2, 0, 0, 127, 128, 0, 256, 256, 0, 65536, 998244352, 3003121664, 0, 18446744073709551615, 0, 0, 18446744073709551615, 0]> : tensor<23xui64>}) {
  %y = hfc.cast %x0 : tensor<23xbf16> to tensor<23xui64>
  return %y : tensor<23xui64>
}

func.func @bf16_to_i1(%x0: tensor<23xbf16> {check.value = dense<[0.0, -0.0, 0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 127.5, 128.0, -129.0, 256.0, 256.0, -1.0, 6.55e+04, 1.0e+09, 3.0e+09, -3.0e+09, 0x7F80, 0xFF80, 0x7FC0, 3.39e+38, 9.0e-41]> : tensor<23xbf16>})
    -> (tensor<23xi1> {check.expect = dense<[false, false, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true]> : tensor<23xi1>}) {
  %y = hfc.cast %x0 : tensor<23xbf16> to tensor<23xi1>
  return %y : tensor<23xi1>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xi8, #dim.shape<n>> {check.expect = dense<> : tensor<0xi8>}) {
  %y = hfc.cast %x0 : tensor<?xf32, #dim.shape<n>> to tensor<?xi8, #dim.shape<n>>
  return %y : tensor<?xi8, #dim.shape<n>>
}
