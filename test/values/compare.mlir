// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.compare: false where an operand is NaN, but for ne; zeros are equal.

func.func @eq_f32(%x0: tensor<9xf32> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FC00000, 0x7FC00000, 0x7F800000, 0xFF800000, 1.0e-45]> : tensor<9xf32>},
                  %x1: tensor<9xf32> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FC00000, 0x7F800000, 0x7F800000, 0.0]> : tensor<9xf32>})
    -> (tensor<9xi1> {check.expect = dense<[false, false, true, true, false, false, true, false, false]> : tensor<9xi1>}) {
  %y = hfc.compare eq %x0, %x1 : tensor<9xf32>, tensor<9xf32>
  return %y : tensor<9xi1>
}

func.func @eq_f64(%x0: tensor<9xf64> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF0000000000000, 0xFFF0000000000000, 5.0e-324]> : tensor<9xf64>},
                  %x1: tensor<9xf64> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FF8000000000000, 0x7FF0000000000000, 0x7FF0000000000000, 0.0]> : tensor<9xf64>})
    -> (tensor<9xi1> {check.expect = dense<[false, false, true, true, false, false, true, false, false]> : tensor<9xi1>}) {
  %y = hfc.compare eq %x0, %x1 : tensor<9xf64>, tensor<9xf64>
  return %y : tensor<9xi1>
}

func.func @eq_f16(%x0: tensor<9xf16> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7E00, 0x7E00, 0x7C00, 0xFC00, 6.0e-08]> : tensor<9xf16>},
                  %x1: tensor<9xf16> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7E00, 0x7C00, 0x7C00, 0.0]> : tensor<9xf16>})
    -> (tensor<9xi1> {check.expect = dense<[false, false, true, true, false, false, true, false, false]> : tensor<9xi1>}) {
  %y = hfc.compare eq %x0, %x1 : tensor<9xf16>, tensor<9xf16>
  return %y : tensor<9xi1>
}

func.func @eq_bf16(%x0: tensor<9xbf16> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FC0, 0x7FC0, 0x7F80, 0xFF80, 9.0e-41]> : tensor<9xbf16>},
                   %x1: tensor<9xbf16> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FC0, 0x7F80, 0x7F80, 0.0]> : tensor<9xbf16>})
    -> (tensor<9xi1> {check.expect = dense<[false, false, true, true, false, false, true, false, false]> : tensor<9xi1>}) {
  %y = hfc.compare eq %x0, %x1 : tensor<9xbf16>, tensor<9xbf16>
  return %y : tensor<9xi1>
}

func.func @eq_i8(%x0: tensor<6xi8> {check.value = dense<[1, 2, 2, -128, 127, 127]> : tensor<6xi8>},
                 %x1: tensor<6xi8> {check.value = dense<[2, 1, 2, 127, -128, 127]> : tensor<6xi8>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, true, false, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare eq %x0, %x1 : tensor<6xi8>, tensor<6xi8>
  return %y : tensor<6xi1>
}

func.func @eq_i16(%x0: tensor<6xi16> {check.value = dense<[1, 2, 2, -32768, 32767, 32767]> : tensor<6xi16>},
                  %x1: tensor<6xi16> {check.value = dense<[2, 1, 2, 32767, -32768, 32767]> : tensor<6xi16>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, true, false, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare eq %x0, %x1 : tensor<6xi16>, tensor<6xi16>
  return %y : tensor<6xi1>
}

func.func @eq_i32(%x0: tensor<6xi32> {check.value = dense<[1, 2, 2, -2147483648, 2147483647, 2147483647]> : tensor<6xi32>},
                  %x1: tensor<6xi32> {check.value = dense<[2, 1, 2, 2147483647, -2147483648, 2147483647]> : tensor<6xi32>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, true, false, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare eq %x0, %x1 : tensor<6xi32>, tensor<6xi32>
  return %y : tensor<6xi1>
}

func.func @eq_i64(%x0: tensor<6xi64> {check.value = dense<[1, 2, 2, -9223372036854775808, 9223372036854775807, 9223372036854775807]> : tensor<6xi64>},
                  %x1: tensor<6xi64> {check.value = dense<[2, 1, 2, 9223372036854775807, -9223372036854775808, 9223372036854775807]> : tensor<6xi64>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, true, false, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare eq %x0, %x1 : tensor<6xi64>, tensor<6xi64>
  return %y : tensor<6xi1>
}

func.func @eq_ui8(%x0: tensor<6xui8> {check.value = dense<[1, 2, 2, 0, 255, 255]> : tensor<6xui8>},
                  %x1: tensor<6xui8> {check.value = dense<[2, 1, 2, 255, 0, 255]> : tensor<6xui8>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, true, false, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare eq %x0, %x1 : tensor<6xui8>, tensor<6xui8>
  return %y : tensor<6xi1>
}

func.func @eq_ui16(%x0: tensor<6xui16> {check.value = dense<[1, 2, 2, 0, 65535, 65535]> : tensor<6xui16>},
                   %x1: tensor<6xui16> {check.value = dense<[2, 1, 2, 65535, 0, 65535]> : tensor<6xui16>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, true, false, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare eq %x0, %x1 : tensor<6xui16>, tensor<6xui16>
  return %y : tensor<6xi1>
}

func.func @eq_ui32(%x0: tensor<6xui32> {check.value = dense<[1, 2, 2, 0, 4294967295, 4294967295]> : tensor<6xui32>},
                   %x1: tensor<6xui32> {check.value = dense<[2, 1, 2, 4294967295, 0, 4294967295]> : tensor<6xui32>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, true, false, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare eq %x0, %x1 : tensor<6xui32>, tensor<6xui32>
  return %y : tensor<6xi1>
}

func.func @eq_ui64(%x0: tensor<6xui64> {check.value = dense<[1, 2, 2, 0, 18446744073709551615, 18446744073709551615]> : tensor<6xui64>},
                   %x1: tensor<6xui64> {check.value = dense<[2, 1, 2, 18446744073709551615, 0, 18446744073709551615]> : tensor<6xui64>})
    -> (tensor<6xi1> {check.expect = dense<[false, false, true, false, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare eq %x0, %x1 : tensor<6xui64>, tensor<6xui64>
  return %y : tensor<6xi1>
}

func.func @eq_i1(%x0: tensor<4xi1> {check.value = dense<[false, false, true, true]> : tensor<4xi1>},
                 %x1: tensor<4xi1> {check.value = dense<[false, true, false, true]> : tensor<4xi1>})
    -> (tensor<4xi1> {check.expect = dense<[true, false, false, true]> : tensor<4xi1>}) {
  %y = hfc.compare eq %x0, %x1 : tensor<4xi1>, tensor<4xi1>
  return %y : tensor<4xi1>
}

func.func @ne_f32(%x0: tensor<9xf32> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FC00000, 0x7FC00000, 0x7F800000, 0xFF800000, 1.0e-45]> : tensor<9xf32>},
                  %x1: tensor<9xf32> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FC00000, 0x7F800000, 0x7F800000, 0.0]> : tensor<9xf32>})
    -> (tensor<9xi1> {check.expect = dense<[true, true, false, false, true, true, false, true, true]> : tensor<9xi1>}) {
  %y = hfc.compare ne %x0, %x1 : tensor<9xf32>, tensor<9xf32>
  return %y : tensor<9xi1>
}

func.func @ne_f64(%x0: tensor<9xf64> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF0000000000000, 0xFFF0000000000000, 5.0e-324]> : tensor<9xf64>},
                  %x1: tensor<9xf64> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FF8000000000000, 0x7FF0000000000000, 0x7FF0000000000000, 0.0]> : tensor<9xf64>})
    -> (tensor<9xi1> {check.expect = dense<[true, true, false, false, true, true, false, true, true]> : tensor<9xi1>}) {
  %y = hfc.compare ne %x0, %x1 : tensor<9xf64>, tensor<9xf64>
  return %y : tensor<9xi1>
}

func.func @ne_f16(%x0: tensor<9xf16> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7E00, 0x7E00, 0x7C00, 0xFC00, 6.0e-08]> : tensor<9xf16>},
                  %x1: tensor<9xf16> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7E00, 0x7C00, 0x7C00, 0.0]> : tensor<9xf16>})
    -> (tensor<9xi1> {check.expect = dense<[true, true, false, false, true, true, false, true, true]> : tensor<9xi1>}) {
  %y = hfc.compare ne %x0, %x1 : tensor<9xf16>, tensor<9xf16>
  return %y : tensor<9xi1>
}

func.func @ne_bf16(%x0: tensor<9xbf16> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FC0, 0x7FC0, 0x7F80, 0xFF80, 9.0e-41]> : tensor<9xbf16>},
                   %x1: tensor<9xbf16> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FC0, 0x7F80, 0x7F80, 0.0]> : tensor<9xbf16>})
    -> (tensor<9xi1> {check.expect = dense<[true, true, false, false, true, true, false, true, true]> : tensor<9xi1>}) {
  %y = hfc.compare ne %x0, %x1 : tensor<9xbf16>, tensor<9xbf16>
  return %y : tensor<9xi1>
}

func.func @ne_i8(%x0: tensor<6xi8> {check.value = dense<[1, 2, 2, -128, 127, 127]> : tensor<6xi8>},
                 %x1: tensor<6xi8> {check.value = dense<[2, 1, 2, 127, -128, 127]> : tensor<6xi8>})
    -> (tensor<6xi1> {check.expect = dense<[true, true, false, true, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare ne %x0, %x1 : tensor<6xi8>, tensor<6xi8>
  return %y : tensor<6xi1>
}

func.func @ne_i16(%x0: tensor<6xi16> {check.value = dense<[1, 2, 2, -32768, 32767, 32767]> : tensor<6xi16>},
                  %x1: tensor<6xi16> {check.value = dense<[2, 1, 2, 32767, -32768, 32767]> : tensor<6xi16>})
    -> (tensor<6xi1> {check.expect = dense<[true, true, false, true, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare ne %x0, %x1 : tensor<6xi16>, tensor<6xi16>
  return %y : tensor<6xi1>
}

func.func @ne_i32(%x0: tensor<6xi32> {check.value = dense<[1, 2, 2, -2147483648, 2147483647, 2147483647]> : tensor<6xi32>},
                  %x1: tensor<6xi32> {check.value = dense<[2, 1, 2, 2147483647, -2147483648, 2147483647]> : tensor<6xi32>})
    -> (tensor<6xi1> {check.expect = dense<[true, true, false, true, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare ne %x0, %x1 : tensor<6xi32>, tensor<6xi32>
  return %y : tensor<6xi1>
}

func.func @ne_i64(%x0: tensor<6xi64> {check.value = dense<[1, 2, 2, -9223372036854775808, 9223372036854775807, 9223372036854775807]> : tensor<6xi64>},
                  %x1: tensor<6xi64> {check.value = dense<[2, 1, 2, 9223372036854775807, -9223372036854775808, 9223372036854775807]> : tensor<6xi64>})
    -> (tensor<6xi1> {check.expect = dense<[true, true, false, true, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare ne %x0, %x1 : tensor<6xi64>, tensor<6xi64>
  return %y : tensor<6xi1>
}

func.func @ne_ui8(%x0: tensor<6xui8> {check.value = dense<[1, 2, 2, 0, 255, 255]> : tensor<6xui8>},
                  %x1: tensor<6xui8> {check.value = dense<[2, 1, 2, 255, 0, 255]> : tensor<6xui8>})
    -> (tensor<6xi1> {check.expect = dense<[true, true, false, true, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare ne %x0, %x1 : tensor<6xui8>, tensor<6xui8>
  return %y : tensor<6xi1>
}

func.func @ne_ui16(%x0: tensor<6xui16> {check.value = dense<[1, 2, 2, 0, 65535, 65535]> : tensor<6xui16>},
                   %x1: tensor<6xui16> {check.value = dense<[2, 1, 2, 65535, 0, 65535]> : tensor<6xui16>})
    -> (tensor<6xi1> {check.expect = dense<[true, true, false, true, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare ne %x0, %x1 : tensor<6xui16>, tensor<6xui16>
  return %y : tensor<6xi1>
}

func.func @ne_ui32(%x0: tensor<6xui32> {check.value = dense<[1, 2, 2, 0, 4294967295, 4294967295]> : tensor<6xui32>},
                   %x1: tensor<6xui32> {check.value = dense<[2, 1, 2, 4294967295, 0, 4294967295]> : tensor<6xui32>})
    -> (tensor<6xi1> {check.expect = dense<[true, true, false, true, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare ne %x0, %x1 : tensor<6xui32>, tensor<6xui32>
  return %y : tensor<6xi1>
}

func.func @ne_ui64(%x0: tensor<6xui64> {check.value = dense<[1, 2, 2, 0, 18446744073709551615, 18446744073709551615]> : tensor<6xui64>},
                   %x1: tensor<6xui64> {check.value = dense<[2, 1, 2, 18446744073709551615, 0, 18446744073709551615]> : tensor<6xui64>})
    -> (tensor<6xi1> {check.expect = dense<[true, true, false, true, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare ne %x0, %x1 : tensor<6xui64>, tensor<6xui64>
  return %y : tensor<6xi1>
}

func.func @ne_i1(%x0: tensor<4xi1> {check.value = dense<[false, false, true, true]> : tensor<4xi1>},
                 %x1: tensor<4xi1> {check.value = dense<[false, true, false, true]> : tensor<4xi1>})
    -> (tensor<4xi1> {check.expect = dense<[false, true, true, false]> : tensor<4xi1>}) {
  %y = hfc.compare ne %x0, %x1 : tensor<4xi1>, tensor<4xi1>
  return %y : tensor<4xi1>
}

func.func @lt_f32(%x0: tensor<9xf32> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FC00000, 0x7FC00000, 0x7F800000, 0xFF800000, 1.0e-45]> : tensor<9xf32>},
                  %x1: tensor<9xf32> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FC00000, 0x7F800000, 0x7F800000, 0.0]> : tensor<9xf32>})
    -> (tensor<9xi1> {check.expect = dense<[true, false, false, false, false, false, false, true, false]> : tensor<9xi1>}) {
  %y = hfc.compare lt %x0, %x1 : tensor<9xf32>, tensor<9xf32>
  return %y : tensor<9xi1>
}

func.func @lt_f64(%x0: tensor<9xf64> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF0000000000000, 0xFFF0000000000000, 5.0e-324]> : tensor<9xf64>},
                  %x1: tensor<9xf64> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FF8000000000000, 0x7FF0000000000000, 0x7FF0000000000000, 0.0]> : tensor<9xf64>})
    -> (tensor<9xi1> {check.expect = dense<[true, false, false, false, false, false, false, true, false]> : tensor<9xi1>}) {
  %y = hfc.compare lt %x0, %x1 : tensor<9xf64>, tensor<9xf64>
  return %y : tensor<9xi1>
}

func.func @lt_f16(%x0: tensor<9xf16> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7E00, 0x7E00, 0x7C00, 0xFC00, 6.0e-08]> : tensor<9xf16>},
                  %x1: tensor<9xf16> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7E00, 0x7C00, 0x7C00, 0.0]> : tensor<9xf16>})
    -> (tensor<9xi1> {check.expect = dense<[true, false, false, false, false, false, false, true, false]> : tensor<9xi1>}) {
  %y = hfc.compare lt %x0, %x1 : tensor<9xf16>, tensor<9xf16>
  return %y : tensor<9xi1>
}

func.func @lt_bf16(%x0: tensor<9xbf16> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FC0, 0x7FC0, 0x7F80, 0xFF80, 9.0e-41]> : tensor<9xbf16>},
                   %x1: tensor<9xbf16> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FC0, 0x7F80, 0x7F80, 0.0]> : tensor<9xbf16>})
    -> (tensor<9xi1> {check.expect = dense<[true, false, false, false, false, false, false, true, false]> : tensor<9xi1>}) {
  %y = hfc.compare lt %x0, %x1 : tensor<9xbf16>, tensor<9xbf16>
  return %y : tensor<9xi1>
}

func.func @lt_i8(%x0: tensor<6xi8> {check.value = dense<[1, 2, 2, -128, 127, 127]> : tensor<6xi8>},
                 %x1: tensor<6xi8> {check.value = dense<[2, 1, 2, 127, -128, 127]> : tensor<6xi8>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, false, true, false, false]> : tensor<6xi1>}) {
  %y = hfc.compare lt %x0, %x1 : tensor<6xi8>, tensor<6xi8>
  return %y : tensor<6xi1>
}

func.func @lt_i16(%x0: tensor<6xi16> {check.value = dense<[1, 2, 2, -32768, 32767, 32767]> : tensor<6xi16>},
                  %x1: tensor<6xi16> {check.value = dense<[2, 1, 2, 32767, -32768, 32767]> : tensor<6xi16>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, false, true, false, false]> : tensor<6xi1>}) {
  %y = hfc.compare lt %x0, %x1 : tensor<6xi16>, tensor<6xi16>
  return %y : tensor<6xi1>
}

func.func @lt_i32(%x0: tensor<6xi32> {check.value = dense<[1, 2, 2, -2147483648, 2147483647, 2147483647]> : tensor<6xi32>},
                  %x1: tensor<6xi32> {check.value = dense<[2, 1, 2, 2147483647, -2147483648, 2147483647]> : tensor<6xi32>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, false, true, false, false]> : tensor<6xi1>}) {
  %y = hfc.compare lt %x0, %x1 : tensor<6xi32>, tensor<6xi32>
  return %y : tensor<6xi1>
}

func.func @lt_i64(%x0: tensor<6xi64> {check.value = dense<[1, 2, 2, -9223372036854775808, 9223372036854775807, 9223372036854775807]> : tensor<6xi64>},
                  %x1: tensor<6xi64> {check.value = dense<[2, 1, 2, 9223372036854775807, -9223372036854775808, 9223372036854775807]> : tensor<6xi64>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, false, true, false, false]> : tensor<6xi1>}) {
  %y = hfc.compare lt %x0, %x1 : tensor<6xi64>, tensor<6xi64>
  return %y : tensor<6xi1>
}

func.func @lt_ui8(%x0: tensor<6xui8> {check.value = dense<[1, 2, 2, 0, 255, 255]> : tensor<6xui8>},
                  %x1: tensor<6xui8> {check.value = dense<[2, 1, 2, 255, 0, 255]> : tensor<6xui8>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, false, true, false, false]> : tensor<6xi1>}) {
  %y = hfc.compare lt %x0, %x1 : tensor<6xui8>, tensor<6xui8>
  return %y : tensor<6xi1>
}

func.func @lt_ui16(%x0: tensor<6xui16> {check.value = dense<[1, 2, 2, 0, 65535, 65535]> : tensor<6xui16>},
                   %x1: tensor<6xui16> {check.value = dense<[2, 1, 2, 65535, 0, 65535]> : tensor<6xui16>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, false, true, false, false]> : tensor<6xi1>}) {
  %y = hfc.compare lt %x0, %x1 : tensor<6xui16>, tensor<6xui16>
  return %y : tensor<6xi1>
}

func.func @lt_ui32(%x0: tensor<6xui32> {check.value = dense<[1, 2, 2, 0, 4294967295, 4294967295]> : tensor<6xui32>},
                   %x1: tensor<6xui32> {check.value = dense<[2, 1, 2, 4294967295, 0, 4294967295]> : tensor<6xui32>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, false, true, false, false]> : tensor<6xi1>}) {
  %y = hfc.compare lt %x0, %x1 : tensor<6xui32>, tensor<6xui32>
  return %y : tensor<6xi1>
}

func.func @lt_ui64(%x0: tensor<6xui64> {check.value = dense<[1, 2, 2, 0, 18446744073709551615, 18446744073709551615]> : tensor<6xui64>},
                   %x1: tensor<6xui64> {check.value = dense<[2, 1, 2, 18446744073709551615, 0, 18446744073709551615]> : tensor<6xui64>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, false, true, false, false]> : tensor<6xi1>}) {
  %y = hfc.compare lt %x0, %x1 : tensor<6xui64>, tensor<6xui64>
  return %y : tensor<6xi1>
}

func.func @lt_i1(%x0: tensor<4xi1> {check.value = dense<[false, false, true, true]> : tensor<4xi1>},
                 %x1: tensor<4xi1> {check.value = dense<[false, true, false, true]> : tensor<4xi1>})
    -> (tensor<4xi1> {check.expect = dense<[false, true, false, false]> : tensor<4xi1>}) {
  %y = hfc.compare lt %x0, %x1 : tensor<4xi1>, tensor<4xi1>
  return %y : tensor<4xi1>
}

func.func @le_f32(%x0: tensor<9xf32> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FC00000, 0x7FC00000, 0x7F800000, 0xFF800000, 1.0e-45]> : tensor<9xf32>},
                  %x1: tensor<9xf32> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FC00000, 0x7F800000, 0x7F800000, 0.0]> : tensor<9xf32>})
    -> (tensor<9xi1> {check.expect = dense<[true, false, true, true, false, false, true, true, false]> : tensor<9xi1>}) {
  %y = hfc.compare le %x0, %x1 : tensor<9xf32>, tensor<9xf32>
  return %y : tensor<9xi1>
}

func.func @le_f64(%x0: tensor<9xf64> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF0000000000000, 0xFFF0000000000000, 5.0e-324]> : tensor<9xf64>},
                  %x1: tensor<9xf64> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FF8000000000000, 0x7FF0000000000000, 0x7FF0000000000000, 0.0]> : tensor<9xf64>})
    -> (tensor<9xi1> {check.expect = dense<[true, false, true, true, false, false, true, true, false]> : tensor<9xi1>}) {
  %y = hfc.compare le %x0, %x1 : tensor<9xf64>, tensor<9xf64>
  return %y : tensor<9xi1>
}

func.func @le_f16(%x0: tensor<9xf16> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7E00, 0x7E00, 0x7C00, 0xFC00, 6.0e-08]> : tensor<9xf16>},
                  %x1: tensor<9xf16> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7E00, 0x7C00, 0x7C00, 0.0]> : tensor<9xf16>})
    -> (tensor<9xi1> {check.expect = dense<[true, false, true, true, false, false, true, true, false]> : tensor<9xi1>}) {
  %y = hfc.compare le %x0, %x1 : tensor<9xf16>, tensor<9xf16>
  return %y : tensor<9xi1>
}

func.func @le_bf16(%x0: tensor<9xbf16> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FC0, 0x7FC0, 0x7F80, 0xFF80, 9.0e-41]> : tensor<9xbf16>},
                   %x1: tensor<9xbf16> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FC0, 0x7F80, 0x7F80, 0.0]> : tensor<9xbf16>})
    -> (tensor<9xi1> {check.expect = dense<[true, false, true, true, false, false, true, true, false]> : tensor<9xi1>}) {
  %y = hfc.compare le %x0, %x1 : tensor<9xbf16>, tensor<9xbf16>
  return %y : tensor<9xi1>
}

func.func @le_i8(%x0: tensor<6xi8> {check.value = dense<[1, 2, 2, -128, 127, 127]> : tensor<6xi8>},
                 %x1: tensor<6xi8> {check.value = dense<[2, 1, 2, 127, -128, 127]> : tensor<6xi8>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, true, true, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare le %x0, %x1 : tensor<6xi8>, tensor<6xi8>
  return %y : tensor<6xi1>
}

func.func @le_i16(%x0: tensor<6xi16> {check.value = dense<[1, 2, 2, -32768, 32767, 32767]> : tensor<6xi16>},
                  %x1: tensor<6xi16> {check.value = dense<[2, 1, 2, 32767, -32768, 32767]> : tensor<6xi16>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, true, true, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare le %x0, %x1 : tensor<6xi16>, tensor<6xi16>
  return %y : tensor<6xi1>
}

func.func @le_i32(%x0: tensor<6xi32> {check.value = dense<[1, 2, 2, -2147483648, 2147483647, 2147483647]> : tensor<6xi32>},
                  %x1: tensor<6xi32> {check.value = dense<[2, 1, 2, 2147483647, -2147483648, 2147483647]> : tensor<6xi32>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, true, true, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare le %x0, %x1 : tensor<6xi32>, tensor<6xi32>
  return %y : tensor<6xi1>
}

func.func @le_i64(%x0: tensor<6xi64> {check.value = dense<[1, 2, 2, -9223372036854775808, 9223372036854775807, 9223372036854775807]> : tensor<6xi64>},
                  %x1: tensor<6xi64> {check.value = dense<[2, 1, 2, 9223372036854775807, -9223372036854775808, 9223372036854775807]> : tensor<6xi64>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, true, true, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare le %x0, %x1 : tensor<6xi64>, tensor<6xi64>
  return %y : tensor<6xi1>
}

func.func @le_ui8(%x0: tensor<6xui8> {check.value = dense<[1, 2, 2, 0, 255, 255]> : tensor<6xui8>},
                  %x1: tensor<6xui8> {check.value = dense<[2, 1, 2, 255, 0, 255]> : tensor<6xui8>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, true, true, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare le %x0, %x1 : tensor<6xui8>, tensor<6xui8>
  return %y : tensor<6xi1>
}

func.func @le_ui16(%x0: tensor<6xui16> {check.value = dense<[1, 2, 2, 0, 65535, 65535]> : tensor<6xui16>},
                   %x1: tensor<6xui16> {check.value = dense<[2, 1, 2, 65535, 0, 65535]> : tensor<6xui16>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, true, true, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare le %x0, %x1 : tensor<6xui16>, tensor<6xui16>
  return %y : tensor<6xi1>
}

func.func @le_ui32(%x0: tensor<6xui32> {check.value = dense<[1, 2, 2, 0, 4294967295, 4294967295]> : tensor<6xui32>},
                   %x1: tensor<6xui32> {check.value = dense<[2, 1, 2, 4294967295, 0, 4294967295]> : tensor<6xui32>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, true, true, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare le %x0, %x1 : tensor<6xui32>, tensor<6xui32>
  return %y : tensor<6xi1>
}

func.func @le_ui64(%x0: tensor<6xui64> {check.value = dense<[1, 2, 2, 0, 18446744073709551615, 18446744073709551615]> : tensor<6xui64>},
                   %x1: tensor<6xui64> {check.value = dense<[2, 1, 2, 18446744073709551615, 0, 18446744073709551615]> : tensor<6xui64>})
    -> (tensor<6xi1> {check.expect = dense<[true, false, true, true, false, true]> : tensor<6xi1>}) {
  %y = hfc.compare le %x0, %x1 : tensor<6xui64>, tensor<6xui64>
  return %y : tensor<6xi1>
}

func.func @le_i1(%x0: tensor<4xi1> {check.value = dense<[false, false, true, true]> : tensor<4xi1>},
                 %x1: tensor<4xi1> {check.value = dense<[false, true, false, true]> : tensor<4xi1>})
    -> (tensor<4xi1> {check.expect = dense<[true, true, false, true]> : tensor<4xi1>}) {
  %y = hfc.compare le %x0, %x1 : tensor<4xi1>, tensor<4xi1>
  return %y : tensor<4xi1>
}

func.func @gt_f32(%x0: tensor<9xf32> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FC00000, 0x7FC00000, 0x7F800000, 0xFF800000, 1.0e-45]> : tensor<9xf32>},
                  %x1: tensor<9xf32> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FC00000, 0x7F800000, 0x7F800000, 0.0]> : tensor<9xf32>})
    -> (tensor<9xi1> {check.expect = dense<[false, true, false, false, false, false, false, false, true]> : tensor<9xi1>}) {
  %y = hfc.compare gt %x0, %x1 : tensor<9xf32>, tensor<9xf32>
  return %y : tensor<9xi1>
}

func.func @gt_f64(%x0: tensor<9xf64> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF0000000000000, 0xFFF0000000000000, 5.0e-324]> : tensor<9xf64>},
                  %x1: tensor<9xf64> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FF8000000000000, 0x7FF0000000000000, 0x7FF0000000000000, 0.0]> : tensor<9xf64>})
    -> (tensor<9xi1> {check.expect = dense<[false, true, false, false, false, false, false, false, true]> : tensor<9xi1>}) {
  %y = hfc.compare gt %x0, %x1 : tensor<9xf64>, tensor<9xf64>
  return %y : tensor<9xi1>
}

func.func @gt_f16(%x0: tensor<9xf16> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7E00, 0x7E00, 0x7C00, 0xFC00, 6.0e-08]> : tensor<9xf16>},
                  %x1: tensor<9xf16> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7E00, 0x7C00, 0x7C00, 0.0]> : tensor<9xf16>})
    -> (tensor<9xi1> {check.expect = dense<[false, true, false, false, false, false, false, false, true]> : tensor<9xi1>}) {
  %y = hfc.compare gt %x0, %x1 : tensor<9xf16>, tensor<9xf16>
  return %y : tensor<9xi1>
}

func.func @gt_bf16(%x0: tensor<9xbf16> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FC0, 0x7FC0, 0x7F80, 0xFF80, 9.0e-41]> : tensor<9xbf16>},
                   %x1: tensor<9xbf16> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FC0, 0x7F80, 0x7F80, 0.0]> : tensor<9xbf16>})
    -> (tensor<9xi1> {check.expect = dense<[false, true, false, false, false, false, false, false, true]> : tensor<9xi1>}) {
  %y = hfc.compare gt %x0, %x1 : tensor<9xbf16>, tensor<9xbf16>
  return %y : tensor<9xi1>
}

func.func @gt_i8(%x0: tensor<6xi8> {check.value = dense<[1, 2, 2, -128, 127, 127]> : tensor<6xi8>},
                 %x1: tensor<6xi8> {check.value = dense<[2, 1, 2, 127, -128, 127]> : tensor<6xi8>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, false, false, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare gt %x0, %x1 : tensor<6xi8>, tensor<6xi8>
  return %y : tensor<6xi1>
}

func.func @gt_i16(%x0: tensor<6xi16> {check.value = dense<[1, 2, 2, -32768, 32767, 32767]> : tensor<6xi16>},
                  %x1: tensor<6xi16> {check.value = dense<[2, 1, 2, 32767, -32768, 32767]> : tensor<6xi16>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, false, false, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare gt %x0, %x1 : tensor<6xi16>, tensor<6xi16>
  return %y : tensor<6xi1>
}

func.func @gt_i32(%x0: tensor<6xi32> {check.value = dense<[1, 2, 2, -2147483648, 2147483647, 2147483647]> : tensor<6xi32>},
                  %x1: tensor<6xi32> {check.value = dense<[2, 1, 2, 2147483647, -2147483648, 2147483647]> : tensor<6xi32>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, false, false, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare gt %x0, %x1 : tensor<6xi32>, tensor<6xi32>
  return %y : tensor<6xi1>
}

func.func @gt_i64(%x0: tensor<6xi64> {check.value = dense<[1, 2, 2, -9223372036854775808, 9223372036854775807, 9223372036854775807]> : tensor<6xi64>},
                  %x1: tensor<6xi64> {check.value = dense<[2, 1, 2, 9223372036854775807, -9223372036854775808, 9223372036854775807]> : tensor<6xi64>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, false, false, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare gt %x0, %x1 : tensor<6xi64>, tensor<6xi64>
  return %y : tensor<6xi1>
}

func.func @gt_ui8(%x0: tensor<6xui8> {check.value = dense<[1, 2, 2, 0, 255, 255]> : tensor<6xui8>},
                  %x1: tensor<6xui8> {check.value = dense<[2, 1, 2, 255, 0, 255]> : tensor<6xui8>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, false, false, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare gt %x0, %x1 : tensor<6xui8>, tensor<6xui8>
  return %y : tensor<6xi1>
}

func.func @gt_ui16(%x0: tensor<6xui16> {check.value = dense<[1, 2, 2, 0, 65535, 65535]> : tensor<6xui16>},
                   %x1: tensor<6xui16> {check.value = dense<[2, 1, 2, 65535, 0, 65535]> : tensor<6xui16>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, false, false, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare gt %x0, %x1 : tensor<6xui16>, tensor<6xui16>
  return %y : tensor<6xi1>
}

func.func @gt_ui32(%x0: tensor<6xui32> {check.value = dense<[1, 2, 2, 0, 4294967295, 4294967295]> : tensor<6xui32>},
                   %x1: tensor<6xui32> {check.value = dense<[2, 1, 2, 4294967295, 0, 4294967295]> : tensor<6xui32>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, false, false, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare gt %x0, %x1 : tensor<6xui32>, tensor<6xui32>
  return %y : tensor<6xi1>
}

func.func @gt_ui64(%x0: tensor<6xui64> {check.value = dense<[1, 2, 2, 0, 18446744073709551615, 18446744073709551615]> : tensor<6xui64>},
                   %x1: tensor<6xui64> {check.value = dense<[2, 1, 2, 18446744073709551615, 0, 18446744073709551615]> : tensor<6xui64>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, false, false, true, false]> : tensor<6xi1>}) {
  %y = hfc.compare gt %x0, %x1 : tensor<6xui64>, tensor<6xui64>
  return %y : tensor<6xi1>
}

func.func @gt_i1(%x0: tensor<4xi1> {check.value = dense<[false, false, true, true]> : tensor<4xi1>},
                 %x1: tensor<4xi1> {check.value = dense<[false, true, false, true]> : tensor<4xi1>})
    -> (tensor<4xi1> {check.expect = dense<[false, false, true, false]> : tensor<4xi1>}) {
  %y = hfc.compare gt %x0, %x1 : tensor<4xi1>, tensor<4xi1>
  return %y : tensor<4xi1>
}

func.func @ge_f32(%x0: tensor<9xf32> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FC00000, 0x7FC00000, 0x7F800000, 0xFF800000, 1.0e-45]> : tensor<9xf32>},
                  %x1: tensor<9xf32> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FC00000, 0x7F800000, 0x7F800000, 0.0]> : tensor<9xf32>})
    -> (tensor<9xi1> {check.expect = dense<[false, true, true, true, false, false, true, false, true]> : tensor<9xi1>}) {
  %y = hfc.compare ge %x0, %x1 : tensor<9xf32>, tensor<9xf32>
  return %y : tensor<9xi1>
}

func.func @ge_f64(%x0: tensor<9xf64> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF0000000000000, 0xFFF0000000000000, 5.0e-324]> : tensor<9xf64>},
                  %x1: tensor<9xf64> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FF8000000000000, 0x7FF0000000000000, 0x7FF0000000000000, 0.0]> : tensor<9xf64>})
    -> (tensor<9xi1> {check.expect = dense<[false, true, true, true, false, false, true, false, true]> : tensor<9xi1>}) {
  %y = hfc.compare ge %x0, %x1 : tensor<9xf64>, tensor<9xf64>
  return %y : tensor<9xi1>
}

func.func @ge_f16(%x0: tensor<9xf16> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7E00, 0x7E00, 0x7C00, 0xFC00, 6.0e-08]> : tensor<9xf16>},
                  %x1: tensor<9xf16> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7E00, 0x7C00, 0x7C00, 0.0]> : tensor<9xf16>})
    -> (tensor<9xi1> {check.expect = dense<[false, true, true, true, false, false, true, false, true]> : tensor<9xi1>}) {
  %y = hfc.compare ge %x0, %x1 : tensor<9xf16>, tensor<9xf16>
  return %y : tensor<9xi1>
}

func.func @ge_bf16(%x0: tensor<9xbf16> {check.value = dense<[1.0, 2.0, 2.0, -0.0, 0x7FC0, 0x7FC0, 0x7F80, 0xFF80, 9.0e-41]> : tensor<9xbf16>},
                   %x1: tensor<9xbf16> {check.value = dense<[2.0, 1.0, 2.0, 0.0, 1.0, 0x7FC0, 0x7F80, 0x7F80, 0.0]> : tensor<9xbf16>})
    -> (tensor<9xi1> {check.expect = dense<[false, true, true, true, false, false, true, false, true]> : tensor<9xi1>}) {
  %y = hfc.compare ge %x0, %x1 : tensor<9xbf16>, tensor<9xbf16>
  return %y : tensor<9xi1>
}

func.func @ge_i8(%x0: tensor<6xi8> {check.value = dense<[1, 2, 2, -128, 127, 127]> : tensor<6xi8>},
                 %x1: tensor<6xi8> {check.value = dense<[2, 1, 2, 127, -128, 127]> : tensor<6xi8>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, true, false, true, true]> : tensor<6xi1>}) {
  %y = hfc.compare ge %x0, %x1 : tensor<6xi8>, tensor<6xi8>
  return %y : tensor<6xi1>
}

func.func @ge_i16(%x0: tensor<6xi16> {check.value = dense<[1, 2, 2, -32768, 32767, 32767]> : tensor<6xi16>},
                  %x1: tensor<6xi16> {check.value = dense<[2, 1, 2, 32767, -32768, 32767]> : tensor<6xi16>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, true, false, true, true]> : tensor<6xi1>}) {
  %y = hfc.compare ge %x0, %x1 : tensor<6xi16>, tensor<6xi16>
  return %y : tensor<6xi1>
}

func.func @ge_i32(%x0: tensor<6xi32> {check.value = dense<[1, 2, 2, -2147483648, 2147483647, 2147483647]> : tensor<6xi32>},
                  %x1: tensor<6xi32> {check.value = dense<[2, 1, 2, 2147483647, -2147483648, 2147483647]> : tensor<6xi32>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, true, false, true, true]> : tensor<6xi1>}) {
  %y = hfc.compare ge %x0, %x1 : tensor<6xi32>, tensor<6xi32>
  return %y : tensor<6xi1>
}

func.func @ge_i64(%x0: tensor<6xi64> {check.value = dense<[1, 2, 2, -9223372036854775808, 9223372036854775807, 9223372036854775807]> : tensor<6xi64>},
                  %x1: tensor<6xi64> {check.value = dense<[2, 1, 2, 9223372036854775807, -9223372036854775808, 9223372036854775807]> : tensor<6xi64>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, true, false, true, true]> : tensor<6xi1>}) {
  %y = hfc.compare ge %x0, %x1 : tensor<6xi64>, tensor<6xi64>
  return %y : tensor<6xi1>
}

func.func @ge_ui8(%x0: tensor<6xui8> {check.value = dense<[1, 2, 2, 0, 255, 255]> : tensor<6xui8>},
                  %x1: tensor<6xui8> {check.value = dense<[2, 1, 2, 255, 0, 255]> : tensor<6xui8>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, true, false, true, true]> : tensor<6xi1>}) {
  %y = hfc.compare ge %x0, %x1 : tensor<6xui8>, tensor<6xui8>
  return %y : tensor<6xi1>
}

func.func @ge_ui16(%x0: tensor<6xui16> {check.value = dense<[1, 2, 2, 0, 65535, 65535]> : tensor<6xui16>},
                   %x1: tensor<6xui16> {check.value = dense<[2, 1, 2, 65535, 0, 65535]> : tensor<6xui16>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, true, false, true, true]> : tensor<6xi1>}) {
  %y = hfc.compare ge %x0, %x1 : tensor<6xui16>, tensor<6xui16>
  return %y : tensor<6xi1>
}

func.func @ge_ui32(%x0: tensor<6xui32> {check.value = dense<[1, 2, 2, 0, 4294967295, 4294967295]> : tensor<6xui32>},
                   %x1: tensor<6xui32> {check.value = dense<[2, 1, 2, 4294967295, 0, 4294967295]> : tensor<6xui32>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, true, false, true, true]> : tensor<6xi1>}) {
  %y = hfc.compare ge %x0, %x1 : tensor<6xui32>, tensor<6xui32>
  return %y : tensor<6xi1>
}

func.func @ge_ui64(%x0: tensor<6xui64> {check.value = dense<[1, 2, 2, 0, 18446744073709551615, 18446744073709551615]> : tensor<6xui64>},
                   %x1: tensor<6xui64> {check.value = dense<[2, 1, 2, 18446744073709551615, 0, 18446744073709551615]> : tensor<6xui64>})
    -> (tensor<6xi1> {check.expect = dense<[false, true, true, false, true, true]> : tensor<6xi1>}) {
  %y = hfc.compare ge %x0, %x1 : tensor<6xui64>, tensor<6xui64>
  return %y : tensor<6xi1>
}

func.func @ge_i1(%x0: tensor<4xi1> {check.value = dense<[false, false, true, true]> : tensor<4xi1>},
                 %x1: tensor<4xi1> {check.value = dense<[false, true, false, true]> : tensor<4xi1>})
    -> (tensor<4xi1> {check.expect = dense<[true, false, true, true]> : tensor<4xi1>}) {
  %y = hfc.compare ge %x0, %x1 : tensor<4xi1>, tensor<4xi1>
  return %y : tensor<4xi1>
}

func.func @broadcasts(%x0: tensor<?x1xi32, #dim.shape<n, 1>> {check.value = dense<[[1], [3]]> : tensor<2x1xi32>},
                      %x1: tensor<2xi32> {check.value = dense<[2, 3]> : tensor<2xi32>})
    -> (tensor<?x2xi1, #dim.shape<n, 2>> {check.expect = dense<[[true, true], [false, false]]> : tensor<2x2xi1>}) {
  %y = hfc.compare lt %x0, %x1 : tensor<?x1xi32, #dim.shape<n, 1>>, tensor<2xi32>
  return %y : tensor<?x2xi1, #dim.shape<n, 2>>
}
