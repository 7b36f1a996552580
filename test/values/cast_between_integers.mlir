// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.cast of integers and i1 to integers keeps the low bits.

func.func @i8_to_i16(%x0: tensor<7xi8> {check.value = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi8>})
    -> (tensor<7xi16> {check.expect = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi16>}) {
  %y = hfc.cast %x0 : tensor<7xi8> to tensor<7xi16>
  return %y : tensor<7xi16>
}

func.func @i8_to_i32(%x0: tensor<7xi8> {check.value = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi8>})
    -> (tensor<7xi32> {check.expect = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi32>}) {
  %y = hfc.cast %x0 : tensor<7xi8> to tensor<7xi32>
  return %y : tensor<7xi32>
}

func.func @i8_to_i64(%x0: tensor<7xi8> {check.value = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi8>})
    -> (tensor<7xi64> {check.expect = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi64>}) {
  %y = hfc.cast %x0 : tensor<7xi8> to tensor<7xi64>
  return %y : tensor<7xi64>
}

func.func @i8_to_ui8(%x0: tensor<7xi8> {check.value = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi8>})
    -> (tensor<7xui8> {check.expect = dense<[0, 1, 127, 128, 100, 255, 156]> : tensor<7xui8>}) {
  %y = hfc.cast %x0 : tensor<7xi8> to tensor<7xui8>
  return %y : tensor<7xui8>
}

func.func @i8_to_ui16(%x0: tensor<7xi8> {check.value = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi8>})
    -> (tensor<7xui16> {check.expect = dense<[0, 1, 127, 65408, 100, 65535, 65436]> : tensor<7xui16>}) {
  %y = hfc.cast %x0 : tensor<7xi8> to tensor<7xui16>
  return %y : tensor<7xui16>
}

func.func @i8_to_ui32(%x0: tensor<7xi8> {check.value = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi8>})
    -> (tensor<7xui32> {check.expect = dense<[0, 1, 127, 4294967168, 100, 4294967295, 4294967196]> : tensor<7xui32>}) {
  %y = hfc.cast %x0 : tensor<7xi8> to tensor<7xui32>
  return %y : tensor<7xui32>
}

func.func @i8_to_ui64(%x0: tensor<7xi8> {check.value = dense<[0, 1, 127, -128, 100, -1, -100]> : tensor<7xi8>})
    -> (tensor<7xui64> {check.expect = dense<[0, 1, 127, 18446744073709551488, 100, 18446744073709551615, 18446744073709551516]> : tensor<7xui64>}) {
  %y = hfc.cast %x0 : tensor<7xi8> to tensor<7xui64>
  return %y : tensor<7xui64>
}

func.func @i16_to_i8(%x0: tensor<7xi16> {check.value = dense<[0, 1, 32767, -32768, 100, -1, -100]> : tensor<7xi16>})
    -> (tensor<7xi8> {check.expect = dense<[0, 1, -1, 0, 100, -1, -100]> : tensor<7xi8>}) {
  %y = hfc.cast %x0 : tensor<7xi16> to tensor<7xi8>
  return %y : tensor<7xi8>
}

func.func @i16_to_i32(%x0: tensor<7xi16> {check.value = dense<[0, 1, 32767, -32768, 100, -1, -100]> : tensor<7xi16>})
    -> (tensor<7xi32> {check.expect = dense<[0, 1, 32767, -32768, 100, -1, -100]> : tensor<7xi32>}) {
  %y = hfc.cast %x0 : tensor<7xi16> to tensor<7xi32>
  return %y : tensor<7xi32>
}

func.func @i16_to_i64(%x0: tensor<7xi16> {check.value = dense<[0, 1, 32767, -32768, 100, -1, -100]> : tensor<7xi16>})
    -> (tensor<7xi64> {check.expect = dense<[0, 1, 32767, -32768, 100, -1, -100]> : tensor<7xi64>}) {
  %y = hfc.cast %x0 : tensor<7xi16> to tensor<7xi64>
  return %y : tensor<7xi64>
}

func.func @i16_to_ui8(%x0: tensor<7xi16> {check.value = dense<[0, 1, 32767, -32768, 100, -1, -100]> : tensor<7xi16>})
    -> (tensor<7xui8> {check.expect = dense<[0, 1, 255, 0, 100, 255, 156]> : tensor<7xui8>}) {
  %y = hfc.cast %x0 : tensor<7xi16> to tensor<7xui8>
  return %y : tensor<7xui8>
}

func.func @i16_to_ui16(%x0: tensor<7xi16> {check.value = dense<[0, 1, 32767, -32768, 100, -1, -100]> : tensor<7xi16>})
    -> (tensor<7xui16> {check.expect = dense<[0, 1, 32767, 32768, 100, 65535, 65436]> : tensor<7xui16>}) {
  %y = hfc.cast %x0 : tensor<7xi16> to tensor<7xui16>
  return %y : tensor<7xui16>
}

func.func @i16_to_ui32(%x0: tensor<7xi16> {check.value = dense<[0, 1, 32767, -32768, 100, -1, -100]> : tensor<7xi16>})
    -> (tensor<7xui32> {check.expect = dense<[0, 1, 32767, 4294934528, 100, 4294967295, 4294967196]> : tensor<7xui32>}) {
  %y = hfc.cast %x0 : tensor<7xi16> to tensor<7xui32>
  return %y : tensor<7xui32>
}

func.func @i16_to_ui64(%x0: tensor<7xi16> {check.value = dense<[0, 1, 32767, -32768, 100, -1, -100]> : tensor<7xi16>})
    -> (tensor<7xui64> {check.expect = dense<[0, 1, 32767, 18446744073709518848, 100, 18446744073709551615, 18446744073709551516]> : tensor<7xui64>}) {
  %y = hfc.cast %x0 : tensor<7xi16> to tensor<7xui64>
  return %y : tensor<7xui64>
}

func.func @i32_to_i8(%x0: tensor<9xi32> {check.value = dense<[0, 1, 2147483647, -2147483648, 100, -1, -100, 16777217, 16777219]> : tensor<9xi32>})
    -> (tensor<9xi8> {check.expect = dense<[0, 1, -1, 0, 100, -1, -100, 1, 3]> : tensor<9xi8>}) {
  %y = hfc.cast %x0 : tensor<9xi32> to tensor<9xi8>
  return %y : tensor<9xi8>
}

func.func @i32_to_i16(%x0: tensor<9xi32> {check.value = dense<[0, 1, 2147483647, -2147483648, 100, -1, -100, 16777217, 16777219]> : tensor<9xi32>})
    -> (tensor<9xi16> {check.expect = dense<[0, 1, -1, 0, 100, -1, -100, 1, 3]> : tensor<9xi16>}) {
  %y = hfc.cast %x0 : tensor<9xi32> to tensor<9xi16>
  return %y : tensor<9xi16>
}

func.func @i32_to_i64(%x0: tensor<9xi32> {check.value = dense<[0, 1, 2147483647, -2147483648, 100, -1, -100, 16777217, 16777219]> : tensor<9xi32>})
    -> (tensor<9xi64> {check.expect = dense<[0, 1, 2147483647, -2147483648, 100, -1, -100, 16777217, 16777219]> : tensor<9xi64>}) {
  %y = hfc.cast %x0 : tensor<9xi32> to tensor<9xi64>
  return %y : tensor<9xi64>
}

func.func @i32_to_ui8(%x0: tensor<9xi32> {check.value = dense<[0, 1, 2147483647, -2147483648, 100, -1, -100, 16777217, 16777219]> : tensor<9xi32>})
    -> (tensor<9xui8> {check.expect = dense<[0, 1, 255, 0, 100, 255, 156, 1, 3]> : tensor<9xui8>}) {
  %y = hfc.cast %x0 : tensor<9xi32> to tensor<9xui8>
  return %y : tensor<9xui8>
}

func.func @i32_to_ui16(%x0: tensor<9xi32> {check.value = dense<[0, 1, 2147483647, -2147483648, 100, -1, -100, 16777217, 16777219]> : tensor<9xi32>})
    -> (tensor<9xui16> {check.expect = dense<[0, 1, 65535, 0, 100, 65535, 65436, 1, 3]> : tensor<9xui16>}) {
  %y = hfc.cast %x0 : tensor<9xi32> to tensor<9xui16>
  return %y : tensor<9xui16>
}

func.func @i32_to_ui32(%x0: tensor<9xi32> {check.value = dense<[0, 1, 2147483647, -2147483648, 100, -1, -100, 16777217, 16777219]> : tensor<9xi32>})
    -> (tensor<9xui32> {check.expect = dense<[0, 1, 2147483647, 2147483648, 100, 4294967295, 4294967196, 16777217, 16777219]> : tensor<9xui32>}) {
  %y = hfc.cast %x0 : tensor<9xi32> to tensor<9xui32>
  return %y : tensor<9xui32>
}

func.func @i32_to_ui64(%x0: tensor<9xi32> {check.value = dense<[0, 1, 2147483647, -2147483648, 100, -1, -100, 16777217, 16777219]> : tensor<9xi32>})
    -> (tensor<9xui64> {check.expect = dense<[0, 1, 2147483647, 18446744071562067968, 100, 18446744073709551615, 18446744073709551516, 16777217, 16777219]> : tensor<9xui64>}) {
  %y = hfc.cast %x0 : tensor<9xi32> to tensor<9xui64>
  return %y : tensor<9xui64>
}

func.func @i64_to_i8(%x0: tensor<12xi64> {check.value = dense<[0, 1, 9223372036854775807, -9223372036854775808, 100, -1, -100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<12xi64>})
    -> (tensor<12xi8> {check.expect = dense<[0, 1, -1, 0, 100, -1, -100, 1, 3, 1, 1, 0]> : tensor<12xi8>}) {
  %y = hfc.cast %x0 : tensor<12xi64> to tensor<12xi8>
  return %y : tensor<12xi8>
}

func.func @i64_to_i16(%x0: tensor<12xi64> {check.value = dense<[0, 1, 9223372036854775807, -9223372036854775808, 100, -1, -100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<12xi64>})
    -> (tensor<12xi16> {check.expect = dense<[0, 1, -1, 0, 100, -1, -100, 1, 3, 1, 1, 0]> : tensor<12xi16>}) {
  %y = hfc.cast %x0 : tensor<12xi64> to tensor<12xi16>
  return %y : tensor<12xi16>
}

func.func @i64_to_i32(%x0: tensor<12xi64> {check.value = dense<[0, 1, 9223372036854775807, -9223372036854775808, 100, -1, -100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<12xi64>})
    -> (tensor<12xi32> {check.expect = dense<[0, 1, -1, 0, 100, -1, -100, 16777217, 16777219, 1, 1, 0]> : tensor<12xi32>}) {
  %y = hfc.cast %x0 : tensor<12xi64> to tensor<12xi32>
  return %y : tensor<12xi32>
}

func.func @i64_to_ui8(%x0: tensor<12xi64> {check.value = dense<[0, 1, 9223372036854775807, -9223372036854775808, 100, -1, -100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<12xi64>})
    -> (tensor<12xui8> {check.expect = dense<[0, 1, 255, 0, 100, 255, 156, 1, 3, 1, 1, 0]> : tensor<12xui8>}) {
  %y = hfc.cast %x0 : tensor<12xi64> to tensor<12xui8>
  return %y : tensor<12xui8>
}

func.func @i64_to_ui16(%x0: tensor<12xi64> {check.value = dense<[0, 1, 9223372036854775807, -9223372036854775808, 100, -1, -100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<12xi64>})
    -> (tensor<12xui16> {check.expect = dense<[0, 1, 65535, 0, 100, 65535, 65436, 1, 3, 1, 1, 0]> : tensor<12xui16>}) {
  %y = hfc.cast %x0 : tensor<12xi64> to tensor<12xui16>
  return %y : tensor<12xui16>
}

func.func @i64_to_ui32(%x0: tensor<12xi64> {check.value = dense<[0, 1, 9223372036854775807, -9223372036854775808, 100, -1, -100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<12xi64>})
    -> (tensor<12xui32> {check.expect = dense<[0, 1, 4294967295, 0, 100, 4294967295, 4294967196, 16777217, 16777219, 1, 1, 0]> : tensor<12xui32>}) {
  %y = hfc.cast %x0 : tensor<12xi64> to tensor<12xui32>
  return %y : tensor<12xui32>
}

func.func @i64_to_ui64(%x0: tensor<12xi64> {check.value = dense<[0, 1, 9223372036854775807, -9223372036854775808, 100, -1, -100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<12xi64>})
    -> (tensor<12xui64> {check.expect = dense<[0, 1, 9223372036854775807, 9223372036854775808, 100, 18446744073709551615, 18446744073709551516, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<12xui64>}) {
  %y = hfc.cast %x0 : tensor<12xi64> to tensor<12xui64>
  return %y : tensor<12xui64>
}

func.func @ui8_to_i8(%x0: tensor<5xui8> {check.value = dense<[0, 1, 255, 0, 100]> : tensor<5xui8>})
    -> (tensor<5xi8> {check.expect = dense<[0, 1, -1, 0, 100]> : tensor<5xi8>}) {
  %y = hfc.cast %x0 : tensor<5xui8> to tensor<5xi8>
  return %y : tensor<5xi8>
}

func.func @ui8_to_i16(%x0: tensor<5xui8> {check.value = dense<[0, 1, 255, 0, 100]> : tensor<5xui8>})
    -> (tensor<5xi16> {check.expect = dense<[0, 1, 255, 0, 100]> : tensor<5xi16>}) {
  %y = hfc.cast %x0 : tensor<5xui8> to tensor<5xi16>
  return %y : tensor<5xi16>
}

func.func @ui8_to_i32(%x0: tensor<5xui8> {check.value = dense<[0, 1, 255, 0, 100]> : tensor<5xui8>})
    -> (tensor<5xi32> {check.expect = dense<[0, 1, 255, 0, 100]> : tensor<5xi32>}) {
  %y = hfc.cast %x0 : tensor<5xui8> to tensor<5xi32>
  return %y : tensor<5xi32>
}

func.func @ui8_to_i64(%x0: tensor<5xui8> {check.value = dense<[0, 1, 255, 0, 100]> : tensor<5xui8>})
    -> (tensor<5xi64> {check.expect = dense<[0, 1, 255, 0, 100]> : tensor<5xi64>}) {
  %y = hfc.cast %x0 : tensor<5xui8> to tensor<5xi64>
  return %y : tensor<5xi64>
}

func.func @ui8_to_ui16(%x0: tensor<5xui8> {check.value = dense<[0, 1, 255, 0, 100]> : tensor<5xui8>})
    -> (tensor<5xui16> {check.expect = dense<[0, 1, 255, 0, 100]> : tensor<5xui16>}) {
  %y = hfc.cast %x0 : tensor<5xui8> to tensor<5xui16>
  return %y : tensor<5xui16>
}

func.func @ui8_to_ui32(%x0: tensor<5xui8> {check.value = dense<[0, 1, 255, 0, 100]> : tensor<5xui8>})
    -> (tensor<5xui32> {check.expect = dense<[0, 1, 255, 0, 100]> : tensor<5xui32>}) {
  %y = hfc.cast %x0 : tensor<5xui8> to tensor<5xui32>
  return %y : tensor<5xui32>
}

func.func @ui8_to_ui64(%x0: tensor<5xui8> {check.value = dense<[0, 1, 255, 0, 100]> : tensor<5xui8>})
    -> (tensor<5xui64> {check.expect = dense<[0, 1, 255, 0, 100]> : tensor<5xui64>}) {
  %y = hfc.cast %x0 : tensor<5xui8> to tensor<5xui64>
  return %y : tensor<5xui64>
}

func.func @ui16_to_i8(%x0: tensor<5xui16> {check.value = dense<[0, 1, 65535, 0, 100]> : tensor<5xui16>})
    -> (tensor<5xi8> {check.expect = dense<[0, 1, -1, 0, 100]> : tensor<5xi8>}) {
  %y = hfc.cast %x0 : tensor<5xui16> to tensor<5xi8>
  return %y : tensor<5xi8>
}

func.func @ui16_to_i16(%x0: tensor<5xui16> {check.value = dense<[0, 1, 65535, 0, 100]> : tensor<5xui16>})
    -> (tensor<5xi16> {check.expect = dense<[0, 1, -1, 0, 100]> : tensor<5xi16>}) {
  %y = hfc.cast %x0 : tensor<5xui16> to tensor<5xi16>
  return %y : tensor<5xi16>
}

func.func @ui16_to_i32(%x0: tensor<5xui16> {check.value = dense<[0, 1, 65535, 0, 100]> : tensor<5xui16>})
    -> (tensor<5xi32> {check.expect = dense<[0, 1, 65535, 0, 100]> : tensor<5xi32>}) {
  %y = hfc.cast %x0 : tensor<5xui16> to tensor<5xi32>
  return %y : tensor<5xi32>
}

func.func @ui16_to_i64(%x0: tensor<5xui16> {check.value = dense<[0, 1, 65535, 0, 100]> : tensor<5xui16>})
    -> (tensor<5xi64> {check.expect = dense<[0, 1, 65535, 0, 100]> : tensor<5xi64>}) {
  %y = hfc.cast %x0 : tensor<5xui16> to tensor<5xi64>
  return %y : tensor<5xi64>
}

func.func @ui16_to_ui8(%x0: tensor<5xui16> {check.value = dense<[0, 1, 65535, 0, 100]> : tensor<5xui16>})
    -> (tensor<5xui8> {check.expect = dense<[0, 1, 255, 0, 100]> : tensor<5xui8>}) {
  %y = hfc.cast %x0 : tensor<5xui16> to tensor<5xui8>
  return %y : tensor<5xui8>
}

func.func @ui16_to_ui32(%x0: tensor<5xui16> {check.value = dense<[0, 1, 65535, 0, 100]> : tensor<5xui16>})
    -> (tensor<5xui32> {check.expect = dense<[0, 1, 65535, 0, 100]> : tensor<5xui32>}) {
  %y = hfc.cast %x0 : tensor<5xui16> to tensor<5xui32>
  return %y : tensor<5xui32>
}

func.func @ui16_to_ui64(%x0: tensor<5xui16> {check.value = dense<[0, 1, 65535, 0, 100]> : tensor<5xui16>})
    -> (tensor<5xui64> {check.expect = dense<[0, 1, 65535, 0, 100]> : tensor<5xui64>}) {
  %y = hfc.cast %x0 : tensor<5xui16> to tensor<5xui64>
  return %y : tensor<5xui64>
}

func.func @ui32_to_i8(%x0: tensor<7xui32> {check.value = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219]> : tensor<7xui32>})
    -> (tensor<7xi8> {check.expect = dense<[0, 1, -1, 0, 100, 1, 3]> : tensor<7xi8>}) {
  %y = hfc.cast %x0 : tensor<7xui32> to tensor<7xi8>
  return %y : tensor<7xi8>
}

func.func @ui32_to_i16(%x0: tensor<7xui32> {check.value = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219]> : tensor<7xui32>})
    -> (tensor<7xi16> {check.expect = dense<[0, 1, -1, 0, 100, 1, 3]> : tensor<7xi16>}) {
  %y = hfc.cast %x0 : tensor<7xui32> to tensor<7xi16>
  return %y : tensor<7xi16>
}

func.func @ui32_to_i32(%x0: tensor<7xui32> {check.value = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219]> : tensor<7xui32>})
    -> (tensor<7xi32> {check.expect = dense<[0, 1, -1, 0, 100, 16777217, 16777219]> : tensor<7xi32>}) {
  %y = hfc.cast %x0 : tensor<7xui32> to tensor<7xi32>
  return %y : tensor<7xi32>
}

func.func @ui32_to_i64(%x0: tensor<7xui32> {check.value = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219]> : tensor<7xui32>})
    -> (tensor<7xi64> {check.expect = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219]> : tensor<7xi64>}) {
  %y = hfc.cast %x0 : tensor<7xui32> to tensor<7xi64>
  return %y : tensor<7xi64>
}

func.func @ui32_to_ui8(%x0: tensor<7xui32> {check.value = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219]> : tensor<7xui32>})
    -> (tensor<7xui8> {check.expect = dense<[0, 1, 255, 0, 100, 1, 3]> : tensor<7xui8>}) {
  %y = hfc.cast %x0 : tensor<7xui32> to tensor<7xui8>
  return %y : tensor<7xui8>
}

func.func @ui32_to_ui16(%x0: tensor<7xui32> {check.value = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219]> : tensor<7xui32>})
    -> (tensor<7xui16> {check.expect = dense<[0, 1, 65535, 0, 100, 1, 3]> : tensor<7xui16>}) {
  %y = hfc.cast %x0 : tensor<7xui32> to tensor<7xui16>
  return %y : tensor<7xui16>
}

func.func @ui32_to_ui64(%x0: tensor<7xui32> {check.value = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219]> : tensor<7xui32>})
    -> (tensor<7xui64> {check.expect = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219]> : tensor<7xui64>}) {
  %y = hfc.cast %x0 : tensor<7xui32> to tensor<7xui64>
  return %y : tensor<7xui64>
}

func.func @ui64_to_i8(%x0: tensor<10xui64> {check.value = dense<[0, 1, 18446744073709551615, 0, 100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<10xui64>})
    -> (tensor<10xi8> {check.expect = dense<[0, 1, -1, 0, 100, 1, 3, 1, 1, 0]> : tensor<10xi8>}) {
  %y = hfc.cast %x0 : tensor<10xui64> to tensor<10xi8>
  return %y : tensor<10xi8>
}

func.func @ui64_to_i16(%x0: tensor<10xui64> {check.value = dense<[0, 1, 18446744073709551615, 0, 100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<10xui64>})
    -> (tensor<10xi16> {check.expect = dense<[0, 1, -1, 0, 100, 1, 3, 1, 1, 0]> : tensor<10xi16>}) {
  %y = hfc.cast %x0 : tensor<10xui64> to tensor<10xi16>
  return %y : tensor<10xi16>
}

func.func @ui64_to_i32(%x0: tensor<10xui64> {check.value = dense<[0, 1, 18446744073709551615, 0, 100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<10xui64>})
    -> (tensor<10xi32> {check.expect = dense<[0, 1, -1, 0, 100, 16777217, 16777219, 1, 1, 0]> : tensor<10xi32>}) {
  %y = hfc.cast %x0 : tensor<10xui64> to tensor<10xi32>
  return %y : tensor<10xi32>
}

func.func @ui64_to_i64(%x0: tensor<10xui64> {check.value = dense<[0, 1, 18446744073709551615, 0, 100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<10xui64>})
    -> (tensor<10xi64> {check.expect = dense<[0, 1, -1, 0, 100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<10xi64>}) {
  %y = hfc.cast %x0 : tensor<10xui64> to tensor<10xi64>
  return %y : tensor<10xi64>
}

func.func @ui64_to_ui8(%x0: tensor<10xui64> {check.value = dense<[0, 1, 18446744073709551615, 0, 100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<10xui64>})
    -> (tensor<10xui8> {check.expect = dense<[0, 1, 255, 0, 100, 1, 3, 1, 1, 0]> : tensor<10xui8>}) {
  %y = hfc.cast %x0 : tensor<10xui64> to tensor<10xui8>
  return %y : tensor<10xui8>
}

func.func @ui64_to_ui16(%x0: tensor<10xui64> {check.value = dense<[0, 1, 18446744073709551615, 0, 100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<10xui64>})
    -> (tensor<10xui16> {check.expect = dense<[0, 1, 65535, 0, 100, 1, 3, 1, 1, 0]> : tensor<10xui16>}) {
  %y = hfc.cast %x0 : tensor<10xui64> to tensor<10xui16>
  return %y : tensor<10xui16>
}

func.func @ui64_to_ui32(%x0: tensor<10xui64> {check.value = dense<[0, 1, 18446744073709551615, 0, 100, 16777217, 16777219, 9007199254740993, 72339069014638593, 72339069014638592]> : tensor<10xui64>})
    -> (tensor<10xui32> {check.expect = dense<[0, 1, 4294967295, 0, 100, 16777217, 16777219, 1, 1, 0]> : tensor<10xui32>}) {
  %y = hfc.cast %x0 : tensor<10xui64> to tensor<10xui32>
  return %y : tensor<10xui32>
}

func.func @i1_to_i8(%x0: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xi8> {check.expect = dense<[0, 1]> : tensor<2xi8>}) {
  %y = hfc.cast %x0 : tensor<2xi1> to tensor<2xi8>
  return %y : tensor<2xi8>
}

func.func @i1_to_i16(%x0: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xi16> {check.expect = dense<[0, 1]> : tensor<2xi16>}) {
  %y = hfc.cast %x0 : tensor<2xi1> to tensor<2xi16>
  return %y : tensor<2xi16>
}

func.func @i1_to_i32(%x0: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xi32> {check.expect = dense<[0, 1]> : tensor<2xi32>}) {
  %y = hfc.cast %x0 : tensor<2xi1> to tensor<2xi32>
  return %y : tensor<2xi32>
}

func.func @i1_to_i64(%x0: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xi64> {check.expect = dense<[0, 1]> : tensor<2xi64>}) {
  %y = hfc.cast %x0 : tensor<2xi1> to tensor<2xi64>
  return %y : tensor<2xi64>
}

func.func @i1_to_ui8(%x0: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xui8> {check.expect = dense<[0, 1]> : tensor<2xui8>}) {
  %y = hfc.cast %x0 : tensor<2xi1> to tensor<2xui8>
  return %y : tensor<2xui8>
}

func.func @i1_to_ui16(%x0: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xui16> {check.expect = dense<[0, 1]> : tensor<2xui16>}) {
  %y = hfc.cast %x0 : tensor<2xi1> to tensor<2xui16>
  return %y : tensor<2xui16>
}

func.func @i1_to_ui32(%x0: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xui32> {check.expect = dense<[0, 1]> : tensor<2xui32>}) {
  %y = hfc.cast %x0 : tensor<2xi1> to tensor<2xui32>
  return %y : tensor<2xui32>
}

func.func @i1_to_ui64(%x0: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xui64> {check.expect = dense<[0, 1]> : tensor<2xui64>}) {
  %y = hfc.cast %x0 : tensor<2xi1> to tensor<2xui64>
  return %y : tensor<2xui64>
}
