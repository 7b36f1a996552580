// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.mod: remainder of the divisor's sign, or, truncated, of the dividend's; integer x mod 0 is 0.

func.func @f32(%x0: tensor<12xf32> {check.value = dense<[1.5, 0x7F800000, 0x7F800000, -0.0, 0.0, -0.0, 1.0e-45, 3.4028235e+38, -3.4028235e+38, 0x7FC00000, 3.0, -2.0]> : tensor<12xf32>},
               %x1: tensor<12xf32> {check.value = dense<[2.25, 0xFF800000, 1.0, -0.0, -0.0, 5.0, 1.0e-45, 3.4028235e+38, 3.4028235e+38, 1.0, 0.0, 0.0]> : tensor<12xf32>})
    -> (tensor<12xf32> {check.expect = dense<[1.5, 0x7FC00000, 0x7FC00000, 0x7FC00000, 0x7FC00000, -0.0, 0.0, 0.0, -0.0, 0x7FC00000, 0x7FC00000, 0x7FC00000]> : tensor<12xf32>}) {
  %y = hfc.mod %x0, %x1 : tensor<12xf32>, tensor<12xf32>
  return %y : tensor<12xf32>
}

func.func @f64(%x0: tensor<12xf64> {check.value = dense<[1.5, 0x7FF0000000000000, 0x7FF0000000000000, -0.0, 0.0, -0.0, 5.0e-324, 1.7976931348623157e+308, -1.7976931348623157e+308, 0x7FF8000000000000, 3.0, -2.0]> : tensor<12xf64>},
               %x1: tensor<12xf64> {check.value = dense<[2.25, 0xFFF0000000000000, 1.0, -0.0, -0.0, 5.0, 5.0e-324, 1.7976931348623157e+308, 1.7976931348623157e+308, 1.0, 0.0, 0.0]> : tensor<12xf64>})
    -> (tensor<12xf64> {check.expect = dense<[1.5, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, -0.0, 0.0, 0.0, -0.0, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000]> : tensor<12xf64>}) {
  %y = hfc.mod %x0, %x1 : tensor<12xf64>, tensor<12xf64>
  return %y : tensor<12xf64>
}

func.func @f16(%x0: tensor<12xf16> {check.value = dense<[1.5, 0x7C00, 0x7C00, -0.0, 0.0, -0.0, 6.0e-08, 6.55e+04, -6.55e+04, 0x7E00, 3.0, -2.0]> : tensor<12xf16>},
               %x1: tensor<12xf16> {check.value = dense<[2.25, 0xFC00, 1.0, -0.0, -0.0, 5.0, 6.0e-08, 6.55e+04, 6.55e+04, 1.0, 0.0, 0.0]> : tensor<12xf16>})
    -> (tensor<12xf16> {check.expect = dense<[1.5, 0x7E00, 0x7E00, 0x7E00, 0x7E00, -0.0, 0.0, 0.0, -0.0, 0x7E00, 0x7E00, 0x7E00]> : tensor<12xf16>}) {
  %y = hfc.mod %x0, %x1 : tensor<12xf16>, tensor<12xf16>
  return %y : tensor<12xf16>
}

func.func @bf16(%x0: tensor<12xbf16> {check.value = dense<[1.5, 0x7F80, 0x7F80, -0.0, 0.0, -0.0, 9.0e-41, 3.39e+38, -3.39e+38, 0x7FC0, 3.0, -2.0]> : tensor<12xbf16>},
                %x1: tensor<12xbf16> {check.value = dense<[2.25, 0xFF80, 1.0, -0.0, -0.0, 5.0, 9.0e-41, 3.39e+38, 3.39e+38, 1.0, 0.0, 0.0]> : tensor<12xbf16>})
    -> (tensor<12xbf16> {check.expect = dense<[1.5, 0x7FC0, 0x7FC0, 0x7FC0, 0x7FC0, -0.0, 0.0, 0.0, -0.0, 0x7FC0, 0x7FC0, 0x7FC0]> : tensor<12xbf16>}) {
  %y = hfc.mod %x0, %x1 : tensor<12xbf16>, tensor<12xbf16>
  return %y : tensor<12xbf16>
}

func.func @i8(%x0: tensor<15xi8> {check.value = dense<[7, 127, -128, 127, -128, 5, 0, -128, 100, -128, -7, 7, -7, -1, -2]> : tensor<15xi8>},
              %x1: tensor<15xi8> {check.value = dense<[3, 1, 1, 127, -128, 0, 0, 127, 7, -1, 3, -3, -3, 2, -1]> : tensor<15xi8>})
    -> (tensor<15xi8> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, 126, 2, 0, 2, -2, -1, 1, 0]> : tensor<15xi8>}) {
  %y = hfc.mod %x0, %x1 : tensor<15xi8>, tensor<15xi8>
  return %y : tensor<15xi8>
}

func.func @i16(%x0: tensor<15xi16> {check.value = dense<[7, 32767, -32768, 32767, -32768, 5, 0, -32768, 100, -32768, -7, 7, -7, -1, -2]> : tensor<15xi16>},
               %x1: tensor<15xi16> {check.value = dense<[3, 1, 1, 32767, -32768, 0, 0, 32767, 7, -1, 3, -3, -3, 2, -1]> : tensor<15xi16>})
    -> (tensor<15xi16> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, 32766, 2, 0, 2, -2, -1, 1, 0]> : tensor<15xi16>}) {
  %y = hfc.mod %x0, %x1 : tensor<15xi16>, tensor<15xi16>
  return %y : tensor<15xi16>
}

func.func @i32(%x0: tensor<15xi32> {check.value = dense<[7, 2147483647, -2147483648, 2147483647, -2147483648, 5, 0, -2147483648, 100, -2147483648, -7, 7, -7, -1, -2]> : tensor<15xi32>},
               %x1: tensor<15xi32> {check.value = dense<[3, 1, 1, 2147483647, -2147483648, 0, 0, 2147483647, 7, -1, 3, -3, -3, 2, -1]> : tensor<15xi32>})
    -> (tensor<15xi32> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, 2147483646, 2, 0, 2, -2, -1, 1, 0]> : tensor<15xi32>}) {
  %y = hfc.mod %x0, %x1 : tensor<15xi32>, tensor<15xi32>
  return %y : tensor<15xi32>
}

func.func @i64(%x0: tensor<15xi64> {check.value = dense<[7, 9223372036854775807, -9223372036854775808, 9223372036854775807, -9223372036854775808, 5, 0, -9223372036854775808, 100, -9223372036854775808, -7, 7, -7, -1, -2]> : tensor<15xi64>},
               %x1: tensor<15xi64> {check.value = dense<[3, 1, 1, 9223372036854775807, -9223372036854775808, 0, 0, 9223372036854775807, 7, -1, 3, -3, -3, 2, -1]> : tensor<15xi64>})
    -> (tensor<15xi64> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, 9223372036854775806, 2, 0, 2, -2, -1, 1, 0]> : tensor<15xi64>}) {
  %y = hfc.mod %x0, %x1 : tensor<15xi64>, tensor<15xi64>
  return %y : tensor<15xi64>
}

func.func @ui8(%x0: tensor<9xui8> {check.value = dense<[7, 255, 0, 255, 0, 5, 0, 0, 100]> : tensor<9xui8>},
               %x1: tensor<9xui8> {check.value = dense<[3, 1, 1, 255, 0, 0, 0, 255, 7]> : tensor<9xui8>})
    -> (tensor<9xui8> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, 0, 2]> : tensor<9xui8>}) {
  %y = hfc.mod %x0, %x1 : tensor<9xui8>, tensor<9xui8>
  return %y : tensor<9xui8>
}

func.func @ui16(%x0: tensor<9xui16> {check.value = dense<[7, 65535, 0, 65535, 0, 5, 0, 0, 100]> : tensor<9xui16>},
                %x1: tensor<9xui16> {check.value = dense<[3, 1, 1, 65535, 0, 0, 0, 65535, 7]> : tensor<9xui16>})
    -> (tensor<9xui16> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, 0, 2]> : tensor<9xui16>}) {
  %y = hfc.mod %x0, %x1 : tensor<9xui16>, tensor<9xui16>
  return %y : tensor<9xui16>
}

func.func @ui32(%x0: tensor<9xui32> {check.value = dense<[7, 4294967295, 0, 4294967295, 0, 5, 0, 0, 100]> : tensor<9xui32>},
                %x1: tensor<9xui32> {check.value = dense<[3, 1, 1, 4294967295, 0, 0, 0, 4294967295, 7]> : tensor<9xui32>})
    -> (tensor<9xui32> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, 0, 2]> : tensor<9xui32>}) {
  %y = hfc.mod %x0, %x1 : tensor<9xui32>, tensor<9xui32>
  return %y : tensor<9xui32>
}

func.func @ui64(%x0: tensor<9xui64> {check.value = dense<[7, 18446744073709551615, 0, 18446744073709551615, 0, 5, 0, 0, 100]> : tensor<9xui64>},
                %x1: tensor<9xui64> {check.value = dense<[3, 1, 1, 18446744073709551615, 0, 0, 0, 18446744073709551615, 7]> : tensor<9xui64>})
    -> (tensor<9xui64> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, 0, 2]> : tensor<9xui64>}) {
  %y = hfc.mod %x0, %x1 : tensor<9xui64>, tensor<9xui64>
  return %y : tensor<9xui64>
}

func.func @broadcasts(%x0: tensor<?x1xf32, #dim.shape<n, 1>> {check.value = dense<[[1.0], [2.0], [3.0]]> : tensor<3x1xf32>},
                      %x1: tensor<2xf32> {check.value = dense<[2.0, 3.0]> : tensor<2xf32>})
    -> (tensor<?x2xf32, #dim.shape<n, 2>> {check.expect = dense<[[1.0, 1.0], [0.0, 2.0], [1.0, 0.0]]> : tensor<3x2xf32>}) {
  %y = hfc.mod %x0, %x1 : tensor<?x1xf32, #dim.shape<n, 1>>, tensor<2xf32>
  return %y : tensor<?x2xf32, #dim.shape<n, 2>>
}

func.func @empty(%x0: tensor<?x2xf32, #dim.shape<n, 2>> {check.value = dense<> : tensor<0x2xf32>},
                 %x1: tensor<2xf32> {check.value = dense<[2.0, 3.0]> : tensor<2xf32>})
    -> (tensor<?x2xf32, #dim.shape<n, 2>> {check.expect = dense<> : tensor<0x2xf32>}) {
  %y = hfc.mod %x0, %x1 : tensor<?x2xf32, #dim.shape<n, 2>>, tensor<2xf32>
  return %y : tensor<?x2xf32, #dim.shape<n, 2>>
}

func.func @f32_truncated(%x0: tensor<12xf32> {check.value = dense<[1.5, 0x7F800000, 0x7F800000, -0.0, 0.0, -0.0, 1.0e-45, 3.4028235e+38, -3.4028235e+38, 0x7FC00000, 3.0, -2.0]> : tensor<12xf32>},
                         %x1: tensor<12xf32> {check.value = dense<[2.25, 0xFF800000, 1.0, -0.0, -0.0, 5.0, 1.0e-45, 3.4028235e+38, 3.4028235e+38, 1.0, 0.0, 0.0]> : tensor<12xf32>})
    -> (tensor<12xf32> {check.expect = dense<[1.5, 0x7FC00000, 0x7FC00000, 0x7FC00000, 0x7FC00000, -0.0, 0.0, 0.0, -0.0, 0x7FC00000, 0x7FC00000, 0x7FC00000]> : tensor<12xf32>}) {
  %y = hfc.mod truncated %x0, %x1 : tensor<12xf32>, tensor<12xf32>
  return %y : tensor<12xf32>
}

func.func @f64_truncated(%x0: tensor<12xf64> {check.value = dense<[1.5, 0x7FF0000000000000, 0x7FF0000000000000, -0.0, 0.0, -0.0, 5.0e-324, 1.7976931348623157e+308, -1.7976931348623157e+308, 0x7FF8000000000000, 3.0, -2.0]> : tensor<12xf64>},
                         %x1: tensor<12xf64> {check.value = dense<[2.25, 0xFFF0000000000000, 1.0, -0.0, -0.0, 5.0, 5.0e-324, 1.7976931348623157e+308, 1.7976931348623157e+308, 1.0, 0.0, 0.0]> : tensor<12xf64>})
    -> (tensor<12xf64> {check.expect = dense<[1.5, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, -0.0, 0.0, 0.0, -0.0, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000]> : tensor<12xf64>}) {
  %y = hfc.mod truncated %x0, %x1 : tensor<12xf64>, tensor<12xf64>
  return %y : tensor<12xf64>
}

func.func @f16_truncated(%x0: tensor<12xf16> {check.value = dense<[1.5, 0x7C00, 0x7C00, -0.0, 0.0, -0.0, 6.0e-08, 6.55e+04, -6.55e+04, 0x7E00, 3.0, -2.0]> : tensor<12xf16>},
                         %x1: tensor<12xf16> {check.value = dense<[2.25, 0xFC00, 1.0, -0.0, -0.0, 5.0, 6.0e-08, 6.55e+04, 6.55e+04, 1.0, 0.0, 0.0]> : tensor<12xf16>})
    -> (tensor<12xf16> {check.expect = dense<[1.5, 0x7E00, 0x7E00, 0x7E00, 0x7E00, -0.0, 0.0, 0.0, -0.0, 0x7E00, 0x7E00, 0x7E00]> : tensor<12xf16>}) {
  %y = hfc.mod truncated %x0, %x1 : tensor<12xf16>, tensor<12xf16>
  return %y : tensor<12xf16>
}

func.func @bf16_truncated(%x0: tensor<12xbf16> {check.value = dense<[1.5, 0x7F80, 0x7F80, -0.0, 0.0, -0.0, 9.0e-41, 3.39e+38, -3.39e+38, 0x7FC0, 3.0, -2.0]> : tensor<12xbf16>},
                          %x1: tensor<12xbf16> {check.value = dense<[2.25, 0xFF80, 1.0, -0.0, -0.0, 5.0, 9.0e-41, 3.39e+38, 3.39e+38, 1.0, 0.0, 0.0]> : tensor<12xbf16>})
    -> (tensor<12xbf16> {check.expect = dense<[1.5, 0x7FC0, 0x7FC0, 0x7FC0, 0x7FC0, -0.0, 0.0, 0.0, -0.0, 0x7FC0, 0x7FC0, 0x7FC0]> : tensor<12xbf16>}) {
  %y = hfc.mod truncated %x0, %x1 : tensor<12xbf16>, tensor<12xbf16>
  return %y : tensor<12xbf16>
}

func.func @i8_truncated(%x0: tensor<15xi8> {check.value = dense<[7, 127, -128, 127, -128, 5, 0, -128, 100, -128, -7, 7, -7, -1, -2]> : tensor<15xi8>},
                        %x1: tensor<15xi8> {check.value = dense<[3, 1, 1, 127, -128, 0, 0, 127, 7, -1, 3, -3, -3, 2, -1]> : tensor<15xi8>})
    -> (tensor<15xi8> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, -1, 2, 0, -1, 1, -1, -1, 0]> : tensor<15xi8>}) {
  %y = hfc.mod truncated %x0, %x1 : tensor<15xi8>, tensor<15xi8>
  return %y : tensor<15xi8>
}

func.func @i16_truncated(%x0: tensor<15xi16> {check.value = dense<[7, 32767, -32768, 32767, -32768, 5, 0, -32768, 100, -32768, -7, 7, -7, -1, -2]> : tensor<15xi16>},
                         %x1: tensor<15xi16> {check.value = dense<[3, 1, 1, 32767, -32768, 0, 0, 32767, 7, -1, 3, -3, -3, 2, -1]> : tensor<15xi16>})
    -> (tensor<15xi16> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, -1, 2, 0, -1, 1, -1, -1, 0]> : tensor<15xi16>}) {
  %y = hfc.mod truncated %x0, %x1 : tensor<15xi16>, tensor<15xi16>
  return %y : tensor<15xi16>
}

func.func @i32_truncated(%x0: tensor<15xi32> {check.value = dense<[7, 2147483647, -2147483648, 2147483647, -2147483648, 5, 0, -2147483648, 100, -2147483648, -7, 7, -7, -1, -2]> : tensor<15xi32>},
                         %x1: tensor<15xi32> {check.value = dense<[3, 1, 1, 2147483647, -2147483648, 0, 0, 2147483647, 7, -1, 3, -3, -3, 2, -1]> : tensor<15xi32>})
    -> (tensor<15xi32> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, -1, 2, 0, -1, 1, -1, -1, 0]> : tensor<15xi32>}) {
  %y = hfc.mod truncated %x0, %x1 : tensor<15xi32>, tensor<15xi32>
  return %y : tensor<15xi32>
}

func.func @i64_truncated(%x0: tensor<15xi64> {check.value = dense<[7, 9223372036854775807, -9223372036854775808, 9223372036854775807, -9223372036854775808, 5, 0, -9223372036854775808, 100, -9223372036854775808, -7, 7, -7, -1, -2]> : tensor<15xi64>},
                         %x1: tensor<15xi64> {check.value = dense<[3, 1, 1, 9223372036854775807, -9223372036854775808, 0, 0, 9223372036854775807, 7, -1, 3, -3, -3, 2, -1]> : tensor<15xi64>})
    -> (tensor<15xi64> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, -1, 2, 0, -1, 1, -1, -1, 0]> : tensor<15xi64>}) {
  %y = hfc.mod truncated %x0, %x1 : tensor<15xi64>, tensor<15xi64>
  return %y : tensor<15xi64>
}

func.func @ui8_truncated(%x0: tensor<9xui8> {check.value = dense<[7, 255, 0, 255, 0, 5, 0, 0, 100]> : tensor<9xui8>},
                         %x1: tensor<9xui8> {check.value = dense<[3, 1, 1, 255, 0, 0, 0, 255, 7]> : tensor<9xui8>})
    -> (tensor<9xui8> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, 0, 2]> : tensor<9xui8>}) {
  %y = hfc.mod truncated %x0, %x1 : tensor<9xui8>, tensor<9xui8>
  return %y : tensor<9xui8>
}

func.func @ui16_truncated(%x0: tensor<9xui16> {check.value = dense<[7, 65535, 0, 65535, 0, 5, 0, 0, 100]> : tensor<9xui16>},
                          %x1: tensor<9xui16> {check.value = dense<[3, 1, 1, 65535, 0, 0, 0, 65535, 7]> : tensor<9xui16>})
    -> (tensor<9xui16> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, 0, 2]> : tensor<9xui16>}) {
  %y = hfc.mod truncated %x0, %x1 : tensor<9xui16>, tensor<9xui16>
  return %y : tensor<9xui16>
}

func.func @ui32_truncated(%x0: tensor<9xui32> {check.value = dense<[7, 4294967295, 0, 4294967295, 0, 5, 0, 0, 100]> : tensor<9xui32>},
                          %x1: tensor<9xui32> {check.value = dense<[3, 1, 1, 4294967295, 0, 0, 0, 4294967295, 7]> : tensor<9xui32>})
    -> (tensor<9xui32> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, 0, 2]> : tensor<9xui32>}) {
  %y = hfc.mod truncated %x0, %x1 : tensor<9xui32>, tensor<9xui32>
  return %y : tensor<9xui32>
}

func.func @ui64_truncated(%x0: tensor<9xui64> {check.value = dense<[7, 18446744073709551615, 0, 18446744073709551615, 0, 5, 0, 0, 100]> : tensor<9xui64>},
                          %x1: tensor<9xui64> {check.value = dense<[3, 1, 1, 18446744073709551615, 0, 0, 0, 18446744073709551615, 7]> : tensor<9xui64>})
    -> (tensor<9xui64> {check.expect = dense<[1, 0, 0, 0, 0, 0, 0, 0, 2]> : tensor<9xui64>}) {
  %y = hfc.mod truncated %x0, %x1 : tensor<9xui64>, tensor<9xui64>
  return %y : tensor<9xui64>
}

func.func @signs_f32_truncated(%x0: tensor<8xf32> {check.value = dense<[7.5, -7.5, 7.5, -7.5, 1.0e+30, 5.0, -6.0, 6.0]> : tensor<8xf32>},
                               %x1: tensor<8xf32> {check.value = dense<[2.0, 2.0, -2.0, -2.0, 0.7, 0x7F800000, 3.0, 0xFF800000]> : tensor<8xf32>})
    -> (tensor<8xf32> {check.expect = dense<[1.5, -1.5, 1.5, -1.5, 0.47682148, 5.0, -0.0, 6.0]> : tensor<8xf32>}) {
  %y = hfc.mod truncated %x0, %x1 : tensor<8xf32>, tensor<8xf32>
  return %y : tensor<8xf32>
}

func.func @signs_f64_truncated(%x0: tensor<8xf64> {check.value = dense<[7.5, -7.5, 7.5, -7.5, 1.0e+30, 5.0, -6.0, 6.0]> : tensor<8xf64>},
                               %x1: tensor<8xf64> {check.value = dense<[2.0, 2.0, -2.0, -2.0, 0.7, 0x7FF0000000000000, 3.0, 0xFFF0000000000000]> : tensor<8xf64>})
    -> (tensor<8xf64> {check.expect = dense<[1.5, -1.5, 1.5, -1.5, 0.5933105148225561, 5.0, -0.0, 6.0]> : tensor<8xf64>}) {
  %y = hfc.mod truncated %x0, %x1 : tensor<8xf64>, tensor<8xf64>
  return %y : tensor<8xf64>
}

func.func @signs_f32(%x0: tensor<8xf32> {check.value = dense<[7.5, -7.5, 7.5, -7.5, 1.0e+30, 5.0, -6.0, 6.0]> : tensor<8xf32>},
                     %x1: tensor<8xf32> {check.value = dense<[2.0, 2.0, -2.0, -2.0, 0.7, 0x7F800000, 3.0, 0xFF800000]> : tensor<8xf32>})
    -> (tensor<8xf32> {check.expect = dense<[1.5, 0.5, -0.5, -1.5, 0.47682148, 5.0, -0.0, 0xFF800000]> : tensor<8xf32>}) {
  %y = hfc.mod %x0, %x1 : tensor<8xf32>, tensor<8xf32>
  return %y : tensor<8xf32>
}

func.func @signs_f64(%x0: tensor<8xf64> {check.value = dense<[7.5, -7.5, 7.5, -7.5, 1.0e+30, 5.0, -6.0, 6.0]> : tensor<8xf64>},
                     %x1: tensor<8xf64> {check.value = dense<[2.0, 2.0, -2.0, -2.0, 0.7, 0x7FF0000000000000, 3.0, 0xFFF0000000000000]> : tensor<8xf64>})
    -> (tensor<8xf64> {check.expect = dense<[1.5, 0.5, -0.5, -1.5, 0.5933105148225561, 5.0, -0.0, 0xFFF0000000000000]> : tensor<8xf64>}) {
  %y = hfc.mod %x0, %x1 : tensor<8xf64>, tensor<8xf64>
  return %y : tensor<8xf64>
}
