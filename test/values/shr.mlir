// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.shr: shift right, arithmetic for signed types; by the width or more as by width - 1, 0 for unsigned.

func.func @i8(%x0: tensor<13xi8> {check.value = dense<[1, 1, 5, 127, -128, -128, -128, 127, 127, -1, -1, -5, 1]> : tensor<13xi8>},
              %x1: tensor<13xi8> {check.value = dense<[0, 7, 1, 2, 1, 7, 8, 8, 9, 1, 8, 1, -1]> : tensor<13xi8>})
    -> (tensor<13xi8> {check.expect = dense<[1, 0, 2, 31, -64, -1, -1, 0, 0, -1, -1, -3, 0]> : tensor<13xi8>}) {
  %y = hfc.shr %x0, %x1 : tensor<13xi8>, tensor<13xi8>
  return %y : tensor<13xi8>
}

func.func @i16(%x0: tensor<13xi16> {check.value = dense<[1, 1, 5, 32767, -32768, -32768, -32768, 32767, 32767, -1, -1, -5, 1]> : tensor<13xi16>},
               %x1: tensor<13xi16> {check.value = dense<[0, 15, 1, 2, 1, 15, 16, 16, 17, 1, 16, 1, -1]> : tensor<13xi16>})
    -> (tensor<13xi16> {check.expect = dense<[1, 0, 2, 8191, -16384, -1, -1, 0, 0, -1, -1, -3, 0]> : tensor<13xi16>}) {
  %y = hfc.shr %x0, %x1 : tensor<13xi16>, tensor<13xi16>
  return %y : tensor<13xi16>
}

func.func @i32(%x0: tensor<13xi32> {check.value = dense<[1, 1, 5, 2147483647, -2147483648, -2147483648, -2147483648, 2147483647, 2147483647, -1, -1, -5, 1]> : tensor<13xi32>},
               %x1: tensor<13xi32> {check.value = dense<[0, 31, 1, 2, 1, 31, 32, 32, 33, 1, 32, 1, -1]> : tensor<13xi32>})
    -> (tensor<13xi32> {check.expect = dense<[1, 0, 2, 536870911, -1073741824, -1, -1, 0, 0, -1, -1, -3, 0]> : tensor<13xi32>}) {
  %y = hfc.shr %x0, %x1 : tensor<13xi32>, tensor<13xi32>
  return %y : tensor<13xi32>
}

func.func @i64(%x0: tensor<13xi64> {check.value = dense<[1, 1, 5, 9223372036854775807, -9223372036854775808, -9223372036854775808, -9223372036854775808, 9223372036854775807, 9223372036854775807, -1, -1, -5, 1]> : tensor<13xi64>},
               %x1: tensor<13xi64> {check.value = dense<[0, 63, 1, 2, 1, 63, 64, 64, 100, 1, 64, 1, -1]> : tensor<13xi64>})
    -> (tensor<13xi64> {check.expect = dense<[1, 0, 2, 2305843009213693951, -4611686018427387904, -1, -1, 0, 0, -1, -1, -3, 0]> : tensor<13xi64>}) {
  %y = hfc.shr %x0, %x1 : tensor<13xi64>, tensor<13xi64>
  return %y : tensor<13xi64>
}

func.func @ui8(%x0: tensor<9xui8> {check.value = dense<[1, 1, 5, 255, 0, 0, 0, 255, 255]> : tensor<9xui8>},
               %x1: tensor<9xui8> {check.value = dense<[0, 7, 1, 2, 1, 7, 8, 8, 9]> : tensor<9xui8>})
    -> (tensor<9xui8> {check.expect = dense<[1, 0, 2, 63, 0, 0, 0, 0, 0]> : tensor<9xui8>}) {
  %y = hfc.shr %x0, %x1 : tensor<9xui8>, tensor<9xui8>
  return %y : tensor<9xui8>
}

func.func @ui16(%x0: tensor<9xui16> {check.value = dense<[1, 1, 5, 65535, 0, 0, 0, 65535, 65535]> : tensor<9xui16>},
                %x1: tensor<9xui16> {check.value = dense<[0, 15, 1, 2, 1, 15, 16, 16, 17]> : tensor<9xui16>})
    -> (tensor<9xui16> {check.expect = dense<[1, 0, 2, 16383, 0, 0, 0, 0, 0]> : tensor<9xui16>}) {
  %y = hfc.shr %x0, %x1 : tensor<9xui16>, tensor<9xui16>
  return %y : tensor<9xui16>
}

func.func @ui32(%x0: tensor<9xui32> {check.value = dense<[1, 1, 5, 4294967295, 0, 0, 0, 4294967295, 4294967295]> : tensor<9xui32>},
                %x1: tensor<9xui32> {check.value = dense<[0, 31, 1, 2, 1, 31, 32, 32, 33]> : tensor<9xui32>})
    -> (tensor<9xui32> {check.expect = dense<[1, 0, 2, 1073741823, 0, 0, 0, 0, 0]> : tensor<9xui32>}) {
  %y = hfc.shr %x0, %x1 : tensor<9xui32>, tensor<9xui32>
  return %y : tensor<9xui32>
}

func.func @ui64(%x0: tensor<9xui64> {check.value = dense<[1, 1, 5, 18446744073709551615, 0, 0, 0, 18446744073709551615, 18446744073709551615]> : tensor<9xui64>},
                %x1: tensor<9xui64> {check.value = dense<[0, 63, 1, 2, 1, 63, 64, 64, 100]> : tensor<9xui64>})
    -> (tensor<9xui64> {check.expect = dense<[1, 0, 2, 4611686018427387903, 0, 0, 0, 0, 0]> : tensor<9xui64>}) {
  %y = hfc.shr %x0, %x1 : tensor<9xui64>, tensor<9xui64>
  return %y : tensor<9xui64>
}
