// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.cast of integers and i1: to a float rounds once, to nearest even; to i1 asks whether it is not 0.

func.func @i8_to_f32(%x0: tensor<7xi8> {check.value = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi8>})
    -> (tensor<7xf32> {check.expect = dense<[0.0, 1.0, 127.0, -128.0, 1.0e+02, -1.0, -1.0e+02]> : tensor<7xf32>}) {
  %y = hfc.cast %x0 : tensor<7xi8> to tensor<7xf32>
  return %y : tensor<7xf32>
}

func.func @i8_to_f64(%x0: tensor<7xi8> {check.value = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi8>})
    -> (tensor<7xf64> {check.expect = dense<[0.0, 1.0, 127.0, -128.0, 1.0e+02, -1.0, -1.0e+02]> : tensor<7xf64>}) {
  %y = hfc.cast %x0 : tensor<7xi8> to tensor<7xf64>
  return %y : tensor<7xf64>
}

func.func @i8_to_f16(%x0: tensor<7xi8> {check.value = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi8>})
    -> (tensor<7xf16> {check.expect = dense<[0.0, 1.0, 127.0, -128.0, 1.0e+02, -1.0, -1.0e+02]> : tensor<7xf16>}) {
  %y = hfc.cast %x0 : tensor<7xi8> to tensor<7xf16>
  return %y : tensor<7xf16>
}

func.func @i8_to_bf16(%x0: tensor<7xi8> {check.value = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi8>})
    -> (tensor<7xbf16> {check.expect = dense<[0.0, 1.0, 127.0, -128.0, 1.0e+02, -1.0, -1.0e+02]> : tensor<7xbf16>}) {
  %y = hfc.cast %x0 : tensor<7xi8> to tensor<7xbf16>
  return %y : tensor<7xbf16>
}

func.func @i8_to_i1(%x0: tensor<7xi8> {check.value = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi8>})
    -> (tensor<7xi1> {check.expect = dense<[false, true, true, true, true, true, true]> : tensor<7xi1>}) {
  %y = hfc.cast %x0 : tensor<7xi8> to tensor<7xi1>
  return %y : tensor<7xi1>
}

func.func @i16_to_f32(%x0: tensor<7xi16> {check.value = dense<[0, 1, 32767, -32768, 100, -1, -100]> : tensor<7xi16>})
    -> (tensor<7xf32> {check.expect = dense<[0.0, 1.0, 32767.0, -32768.0, 1.0e+02, -1.0, -1.0e+02]> : tensor<7xf32>}) {
  %y = hfc.cast %x0 : tensor<7xi16> to tensor<7xf32>
  return %y : tensor<7xf32>
}

func.func @i16_to_f64(%x0: tensor<7xi16> {check.value = dense<[0, 1, 32767, -32768, 100, -1, -100]> : tensor<7xi16>})
    -> (tensor<7xf64> {check.expect = dense<[0.0, 1.0, 32767.0, -32768.0, 1.0e+02, -1.0, -1.0e+02]> : tensor<7xf64>}) {
  %y = hfc.cast %x0 : tensor<7xi16> to tensor<7xf64>
  return %y : tensor<7xf64>
}

func.func @i16_to_f16(%x0: tensor<7xi16> {check.value = dense<[0, 1, 32767, -32768, 100, -1, -100]> : tensor<7xi16>})
    -> (tensor<7xf16> {check.expect = dense<[0.0, 1.0, 3.277e+04, -3.277e+04, 1.0e+02, -1.0, -1.0e+02]> : tensor<7xf16>}) {
  %y = hfc.cast %x0 : tensor<7xi16> to tensor<7xf16>
  return %y : tensor<7xf16>
}

func.func @i16_to_bf16(%x0: tensor<7xi16> {check.value = dense<[0, 1, 32767, -32768, 100, -1, -100]> : tensor<7xi16>})
    -> (tensor<7xbf16> {check.expect = dense<[0.0, 1.0, 3.28e+04, -3.28e+04, 1.0e+02, -1.0, -1.0e+02]> : tensor<7xbf16>}) {
  %y = hfc.cast %x0 : tensor<7xi16> to tensor<7xbf16>
  return %y : tensor<7xbf16>
}

func.func @i16_to_i1(%x0: tensor<7xi16> {check.value = dense<[0, 1, 32767, -32768, 100, -1, -100]> : tensor<7xi16>})
    -> (tensor<7xi1> {check.expect = dense<[false, true, true, true, true, true, true]> : tensor<7xi1>}) {
  %y = hfc.cast %x0 : tensor<7xi16> to tensor<7xi1>
  return %y : tensor<7xi1>
}

func.func @i32_to_f32(%x0: tensor<9xi32> {check.value = dense<[0, 1, 2147483647, -2147483648, 100, -1, -100, 16777217, 16777219]> : tensor<9xi32>})
    -> (tensor<9xf32> {check.expect = dense<[0.0, 1.0, 2.1474836e+09, -2.1474836e+09, 1.0e+02, -1.0, -1.0e+02, 16777216.0, 1.677722e+07]> : tensor<9xf32>}) {
  %y = hfc.cast %x0 : tensor<9xi32> to tensor<9xf32>
  return %y : tensor<9xf32>
}

func.func @i32_to_f64(%x0: tensor<9xi32> {check.value = dense<[0, 1, 2147483647, -2147483648, 100, -1, -100, 16777217, 16777219]> : tensor<9xi32>})
    -> (tensor<9xf64> {check.expect = dense<[0.0, 1.0, 2147483647.0, -2147483648.0, 1.0e+02, -1.0, -1.0e+02, 16777217.0, 16777219.0]> : tensor<9xf64>}) {
  %y = hfc.cast %x0 : tensor<9xi32> to tensor<9xf64>
  return %y : tensor<9xf64>
}

func.func @i32_to_f16(%x0: tensor<9xi32> {check.value = dense<[0, 1, 2147483647, -2147483648, 100, -1, -100, 16777217, 16777219]> : tensor<9xi32>})
    -> (tensor<9xf16> {check.expect = dense<[0.0, 1.0, 0x7C00, 0xFC00, 1.0e+02, -1.0, -1.0e+02, 0x7C00, 0x7C00]> : tensor<9xf16>}) {
  %y = hfc.cast %x0 : tensor<9xi32> to tensor<9xf16>
  return %y : tensor<9xf16>
}

func.func @i32_to_bf16(%x0: tensor<9xi32> {check.value = dense<[0, 1, 2147483647, -2147483648, 100, -1, -100, 16777217, 16777219]> : tensor<9xi32>})
    -> (tensor<9xbf16> {check.expect = dense<[0.0, 1.0, 2.15e+09, -2.15e+09, 1.0e+02, -1.0, -1.0e+02, 1.68e+07, 1.68e+07]> : tensor<9xbf16>}) {
  %y = hfc.cast %x0 : tensor<9xi32> to tensor<9xbf16>
  return %y : tensor<9xbf16>
}

func.func @i32_to_i1(%x0: tensor<9xi32> {check.value = dense<[0, 1, 2147483647, -2147483648, 100, -1, -100, 16777217, 16777219]> : tensor<9xi32>})
    -> (tensor<9xi1> {check.expect = dense<[false, true, true, true, true, true, true, true, true]> : tensor<9xi1>}) {
  %y = hfc.cast %x0 : tensor<9xi32> to tensor<9xi1>
  return %y : tensor<9xi1>
}

func.func @i64_to_f32(%x0: tensor<12xi64> {check.value = dense<[0, 1, 9223372036854775807, -9223372036854775808, 100, -1, -100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<12xi64>})
    -> (tensor<12xf32> {check.expect = dense<[0.0, 1.0, 9.223372e+18, -9.223372e+18, 1.0e+02, -1.0, -1.0e+02, 16777216.0, 1.677722e+07, 9.007199e+15, 7.233907e+16, 7.233907e+16]> : tensor<12xf32>}) {
  %y = hfc.cast %x0 : tensor<12xi64> to tensor<12xf32>
  return %y : tensor<12xf32>
}

func.func @i64_to_f64(%x0: tensor<12xi64> {check.value = dense<[0, 1, 9223372036854775807, -9223372036854775808, 100, -1, -100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<12xi64>})
    -> (tensor<12xf64> {check.expect = dense<[0.0, 1.0, 9.223372036854776e+18, -9.223372036854776e+18, 1.0e+02, -1.0, -1.0e+02, 16777217.0, 16777219.0, 9007199254740992.0, 7.23390690146386e+16, 7.23390690146386e+16]> : tensor<12xf64>}) {
  %y = hfc.cast %x0 : tensor<12xi64> to tensor<12xf64>
  return %y : tensor<12xf64>
}

func.func @i64_to_f16(%x0: tensor<12xi64> {check.value = dense<[0, 1, 9223372036854775807, -9223372036854775808, 100, -1, -100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<12xi64>})
    -> (tensor<12xf16> {check.expect = dense<[0.0, 1.0, 0x7C00, 0xFC00, 1.0e+02, -1.0, -1.0e+02, 0x7C00, 0x7C00, 0x7C00, 0x7C00, 0x7C00]> : tensor<12xf16>}) {
  %y = hfc.cast %x0 : tensor<12xi64> to tensor<12xf16>
  return %y : tensor<12xf16>
}

func.func @i64_to_bf16(%x0: tensor<12xi64> {check.value = dense<[0, 1, 9223372036854775807, -9223372036854775808, 100, -1, -100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<12xi64>})
    -> (tensor<12xbf16> {check.expect = dense<[0.0, 1.0, 9.22e+18, -9.22e+18, 1.0e+02, -1.0, -1.0e+02, 1.68e+07, 1.68e+07, 9.0e+15, 7.26e+16, 7.2e+16]> : tensor<12xbf16>}) {
  %y = hfc.cast %x0 : tensor<12xi64> to tensor<12xbf16>
  return %y : tensor<12xbf16>
}

func.func @i64_to_i1(%x0: tensor<12xi64> {check.value = dense<[0, 1, 9223372036854775807, -9223372036854775808, 100, -1, -100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<12xi64>})
    -> (tensor<12xi1> {check.expect = dense<[false, true, true, true, true, true, true, true, true, true, true, true]> : tensor<12xi1>}) {
  %y = hfc.cast %x0 : tensor<12xi64> to tensor<12xi1>
  return %y : tensor<12xi1>
}

func.func @ui8_to_f32(%x0: tensor<5xui8> {check.value = dense<[0, 1, 255, 0, 100]> : tensor<5xui8>})
    -> (tensor<5xf32> {check.expect = dense<[0.0, 1.0, 255.0, 0.0, 1.0e+02]> : tensor<5xf32>}) {
  %y = hfc.cast %x0 : tensor<5xui8> to tensor<5xf32>
  return %y : tensor<5xf32>
}

func.func @ui8_to_f64(%x0: tensor<5xui8> {check.value = dense<[0, 1, 255, 0, 100]> : tensor<5xui8>})
    -> (tensor<5xf64> {check.expect = dense<[0.0, 1.0, 255.0, 0.0, 1.0e+02]> : tensor<5xf64>}) {
  %y = hfc.cast %x0 : tensor<5xui8> to tensor<5xf64>
  return %y : tensor<5xf64>
}

func.func @ui8_to_f16(%x0: tensor<5xui8> {check.value = dense<[0, 1, 255, 0, 100]> : tensor<5xui8>})
    -> (tensor<5xf16> {check.expect = dense<[0.0, 1.0, 255.0, 0.0, 1.0e+02]> : tensor<5xf16>}) {
  %y = hfc.cast %x0 : tensor<5xui8> to tensor<5xf16>
  return %y : tensor<5xf16>
}

func.func @ui8_to_bf16(%x0: tensor<5xui8> {check.value = dense<[0, 1, 255, 0, 100]> : tensor<5xui8>})
    -> (tensor<5xbf16> {check.expect = dense<[0.0, 1.0, 255.0, 0.0, 1.0e+02]> : tensor<5xbf16>}) {
  %y = hfc.cast %x0 : tensor<5xui8> to tensor<5xbf16>
  return %y : tensor<5xbf16>
}

func.func @ui8_to_i1(%x0: tensor<5xui8> {check.value = dense<[0, 1, 255, 0, 100]> : tensor<5xui8>})
    -> (tensor<5xi1> {check.expect = dense<[false, true, true, false, true]> : tensor<5xi1>}) {
  %y = hfc.cast %x0 : tensor<5xui8> to tensor<5xi1>
  return %y : tensor<5xi1>
}

func.func @ui16_to_f32(%x0: tensor<5xui16> {check.value = dense<[0, 1, 65535, 0, 100]> : tensor<5xui16>})
    -> (tensor<5xf32> {check.expect = dense<[0.0, 1.0, 65535.0, 0.0, 1.0e+02]> : tensor<5xf32>}) {
  %y = hfc.cast %x0 : tensor<5xui16> to tensor<5xf32>
  return %y : tensor<5xf32>
}

func.func @ui16_to_f64(%x0: tensor<5xui16> {check.value = dense<[0, 1, 65535, 0, 100]> : tensor<5xui16>})
    -> (tensor<5xf64> {check.expect = dense<[0.0, 1.0, 65535.0, 0.0, 1.0e+02]> : tensor<5xf64>}) {
  %y = hfc.cast %x0 : tensor<5xui16> to tensor<5xf64>
  return %y : tensor<5xf64>
}

func.func @ui16_to_f16(%x0: tensor<5xui16> {check.value = dense<[0, 1, 65535, 0, 100]> : tensor<5xui16>})
    -> (tensor<5xf16> {check.expect = dense<[0.0, 1.0, 0x7C00, 0.0, 1.0e+02]> : tensor<5xf16>}) {
  %y = hfc.cast %x0 : tensor<5xui16> to tensor<5xf16>
  return %y : tensor<5xf16>
}

func.func @ui16_to_bf16(%x0: tensor<5xui16> {check.value = dense<[0, 1, 65535, 0, 100]> : tensor<5xui16>})
    -> (tensor<5xbf16> {check.expect = dense<[0.0, 1.0, 6.55e+04, 0.0, 1.0e+02]> : tensor<5xbf16>}) {
  %y = hfc.cast %x0 : tensor<5xui16> to tensor<5xbf16>
  return %y : tensor<5xbf16>
}

func.func @ui16_to_i1(%x0: tensor<5xui16> {check.value = dense<[0, 1, 65535, 0, 100]> : tensor<5xui16>})
    -> (tensor<5xi1> {check.expect = dense<[false, true, true, false, true]> : tensor<5xi1>}) {
  %y = hfc.cast %x0 : tensor<5xui16> to tensor<5xi1>
  return %y : tensor<5xi1>
}

func.func @ui32_to_f32(%x0: tensor<7xui32> {check.value = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219]> : tensor<7xui32>})
    -> (tensor<7xf32> {check.expect = dense<[0.0, 1.0, 4.2949673e+09, 0.0, 1.0e+02, 16777216.0, 1.677722e+07]> : tensor<7xf32>}) {
  %y = hfc.cast %x0 : tensor<7xui32> to tensor<7xf32>
  return %y : tensor<7xf32>
}

func.func @ui32_to_f64(%x0: tensor<7xui32> {check.value = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219]> : tensor<7xui32>})
    -> (tensor<7xf64> {check.expect = dense<[0.0, 1.0, 4294967295.0, 0.0, 1.0e+02, 16777217.0, 16777219.0]> : tensor<7xf64>}) {
  %y = hfc.cast %x0 : tensor<7xui32> to tensor<7xf64>
  return %y : tensor<7xf64>
}

func.func @ui32_to_f16(%x0: tensor<7xui32> {check.value = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219]> : tensor<7xui32>})
    -> (tensor<7xf16> {check.expect = dense<[0.0, 1.0, 0x7C00, 0.0, 1.0e+02, 0x7C00, 0x7C00]> : tensor<7xf16>}) {
  %y = hfc.cast %x0 : tensor<7xui32> to tensor<7xf16>
  return %y : tensor<7xf16>
}

func.func @ui32_to_bf16(%x0: tensor<7xui32> {check.value = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219]> : tensor<7xui32>})
    -> (tensor<7xbf16> {check.expect = dense<[0.0, 1.0, 4.3e+09, 0.0, 1.0e+02, 1.68e+07, 1.68e+07]> : tensor<7xbf16>}) {
  %y = hfc.cast %x0 : tensor<7xui32> to tensor<7xbf16>
  return %y : tensor<7xbf16>
}

func.func @ui32_to_i1(%x0: tensor<7xui32> {check.value = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219]> : tensor<7xui32>})
    -> (tensor<7xi1> {check.expect = dense<[false, true, true, false, true, true, true]> : tensor<7xi1>}) {
  %y = hfc.cast %x0 : tensor<7xui32> to tensor<7xi1>
  return %y : tensor<7xi1>
}

func.func @ui64_to_f32(%x0: tensor<10xui64> {check.value = dense<[0, 1, 18446744073709551615, 0, 100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<10xui64>})
    -> (tensor<10xf32> {check.expect = dense<[0.0, 1.0, 1.8446744e+19, 0.0, 1.0e+02, 16777216.0, 1.677722e+07, 9.007199e+15, 7.233907e+16, 7.233907e+16]> : tensor<10xf32>}) {
  %y = hfc.cast %x0 : tensor<10xui64> to tensor<10xf32>
  return %y : tensor<10xf32>
}

func.func @ui64_to_f64(%x0: tensor<10xui64> {check.value = dense<[0, 1, 18446744073709551615, 0, 100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<10xui64>})
    -> (tensor<10xf64> {check.expect = dense<[0.0, 1.0, 1.8446744073709552e+19, 0.0, 1.0e+02, 16777217.0, 16777219.0, 9007199254740992.0, 7.23390690146386e+16, 7.23390690146386e+16]> : tensor<10xf64>}) {
  %y = hfc.cast %x0 : tensor<10xui64> to tensor<10xf64>
  return %y : tensor<10xf64>
}

func.func @ui64_to_f16(%x0: tensor<10xui64> {check.value = dense<[0, 1, 18446744073709551615, 0, 100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<10xui64>})
    -> (tensor<10xf16> {check.expect = dense<[0.0, 1.0, 0x7C00, 0.0, 1.0e+02, 0x7C00, 0x7C00, 0x7C00, 0x7C00, 0x7C00]> : tensor<10xf16>}) {
  %y = hfc.cast %x0 : tensor<10xui64> to tensor<10xf16>
  return %y : tensor<10xf16>
}

func.func @ui64_to_bf16(%x0: tensor<10xui64> {check.value = dense<[0, 1, 18446744073709551615, 0, 100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<10xui64>})
    -> (tensor<10xbf16> {check.expect = dense<[0.0, 1.0, 1.845e+19, 0.0, 1.0e+02, 1.68e+07, 1.68e+07, 9.0e+15, 7.26e+16, 7.2e+16]> : tensor<10xbf16>}) {
  %y = hfc.cast %x0 : tensor<10xui64> to tensor<10xbf16>
  return %y : tensor<10xbf16>
}

func.func @ui64_to_i1(%x0: tensor<10xui64> {check.value = dense<[0, 1, 18446744073709551615, 0, 100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<10xui64>})
    -> (tensor<10xi1> {check.expect = dense<[false, true, true, false, true, true, true, true, true, true]> : tensor<10xi1>}) {
  %y = hfc.cast %x0 : tensor<10xui64> to tensor<10xi1>
  return %y : tensor<10xi1>
}

func.func @i1_to_f32(%x0: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xf32> {check.expect = dense<[0.0, 1.0]> : tensor<2xf32>}) {
  %y = hfc.cast %x0 : tensor<2xi1> to tensor<2xf32>
  return %y : tensor<2xf32>
}

func.func @i1_to_f64(%x0: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xf64> {check.expect = dense<[0.0, 1.0]> : tensor<2xf64>}) {
  %y = hfc.cast %x0 : tensor<2xi1> to tensor<2xf64>
  return %y : tensor<2xf64>
}

func.func @i1_to_f16(%x0: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xf16> {check.expect = dense<[0.0, 1.0]> : tensor<2xf16>}) {
  %y = hfc.cast %x0 : tensor<2xi1> to tensor<2xf16>
  return %y : tensor<2xf16>
}

func.func @i1_to_bf16(%x0: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xbf16> {check.expect = dense<[0.0, 1.0]> : tensor<2xbf16>}) {
  %y = hfc.cast %x0 : tensor<2xi1> to tensor<2xbf16>
  return %y : tensor<2xbf16>
}
