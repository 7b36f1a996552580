// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.or: either, bit by bit.

func.func @i8(%x0: tensor<15xi8> {check.value = dense<[7, 127, -128, 127, -128, 5, 0, -128, 100, -128, -7, 7, -7, -1, -2]> : tensor<15xi8>},
              %x1: tensor<15xi8> {check.value = dense<[3, 1, 1, 127, -128, 0, 0, 127, 7, -1, 3, -3, -3, 2, -1]> : tensor<15xi8>})
    -> (tensor<15xi8> {check.expect = dense<[7, 127, -127, 127, -128, 5, 0, -1, 103, -1, -5, -1, -3, -1, -1]> : tensor<15xi8>}) {
  %y = hfc.or %x0, %x1 : tensor<15xi8>, tensor<15xi8>
  return %y : tensor<15xi8>
}

func.func @i16(%x0: tensor<15xi16> {check.value = dense<[7, 32767, -32768, 32767, -32768, 5, 0, -32768, 100, -32768, -7, 7, -7, -1, -2]> : tensor<15xi16>},
               %x1: tensor<15xi16> {check.value = dense<[3, 1, 1, 32767, -32768, 0, 0, 32767, 7, -1, 3, -3, -3, 2, -1]> : tensor<15xi16>})
    -> (tensor<15xi16> {check.expect = dense<[7, 32767, -32767, 32767, -32768, 5, 0, -1, 103, -1, -5, -1, -3, -1, -1]> : tensor<15xi16>}) {
  %y = hfc.or %x0, %x1 : tensor<15xi16>, tensor<15xi16>
  return %y : tensor<15xi16>
}

func.func @i32(%x0: tensor<15xi32> {check.value = dense<[7, 2147483647, -2147483648, 2147483647, -2147483648, 5, 0, -2147483648, 100, -2147483648, -7, 7, -7, -1, -2]> : tensor<15xi32>},
               %x1: tensor<15xi32> {check.value = dense<[3, 1, 1, 2147483647, -2147483648, 0, 0, 2147483647, 7, -1, 3, -3, -3, 2, -1]> : tensor<15xi32>})
    -> (tensor<15xi32> {check.expect = dense<[7, 2147483647, -2147483647, 2147483647, -2147483648, 5, 0, -1, 103, -1, -5, -1, -3, -1, -1]> : tensor<15xi32>}) {
  %y = hfc.or %x0, %x1 : tensor<15xi32>, tensor<15xi32>
  return %y : tensor<15xi32>
}

func.func @i64(%x0: tensor<15xi64> {check.value = dense<[7, 9223372036854775807, -9223372036854775808, 9223372036854775807, -9223372036854775808, 5, 0, -9223372036854775808, 100, -9223372036854775808, -7, 7, -7, -1, -2]> : tensor<15xi64>},
               %x1: tensor<15xi64> {check.value = dense<[3, 1, 1, 9223372036854775807, -9223372036854775808, 0, 0, 9223372036854775807, 7, -1, 3, -3, -3, 2, -1]> : tensor<15xi64>})
    -> (tensor<15xi64> {check.expect = dense<[7, 9223372036854775807, -9223372036854775807, 9223372036854775807, -9223372036854775808, 5, 0, -1, 103, -1, -5, -1, -3, -1, -1]> : tensor<15xi64>}) {
  %y = hfc.or %x0, %x1 : tensor<15xi64>, tensor<15xi64>
  return %y : tensor<15xi64>
}

func.func @ui8(%x0: tensor<9xui8> {check.value = dense<[7, 255, 0, 255, 0, 5, 0, 0, 100]> : tensor<9xui8>},
               %x1: tensor<9xui8> {check.value = dense<[3, 1, 1, 255, 0, 0, 0, 255, 7]> : tensor<9xui8>})
    -> (tensor<9xui8> {check.expect = dense<[7, 255, 1, 255, 0, 5, 0, 255, 103]> : tensor<9xui8>}) {
  %y = hfc.or %x0, %x1 : tensor<9xui8>, tensor<9xui8>
  return %y : tensor<9xui8>
}

func.func @ui16(%x0: tensor<9xui16> {check.value = dense<[7, 65535, 0, 65535, 0, 5, 0, 0, 100]> : tensor<9xui16>},
                %x1: tensor<9xui16> {check.value = dense<[3, 1, 1, 65535, 0, 0, 0, 65535, 7]> : tensor<9xui16>})
    -> (tensor<9xui16> {check.expect = dense<[7, 65535, 1, 65535, 0, 5, 0, 65535, 103]> : tensor<9xui16>}) {
  %y = hfc.or %x0, %x1 : tensor<9xui16>, tensor<9xui16>
  return %y : tensor<9xui16>
}

func.func @ui32(%x0: tensor<9xui32> {check.value = dense<[7, 4294967295, 0, 4294967295, 0, 5, 0, 0, 100]> : tensor<9xui32>},
                %x1: tensor<9xui32> {check.value = dense<[3, 1, 1, 4294967295, 0, 0, 0, 4294967295, 7]> : tensor<9xui32>})
    -> (tensor<9xui32> {check.expect = dense<[7, 4294967295, 1, 4294967295, 0, 5, 0, 4294967295, 103]> : tensor<9xui32>}) {
  %y = hfc.or %x0, %x1 : tensor<9xui32>, tensor<9xui32>
  return %y : tensor<9xui32>
}

func.func @ui64(%x0: tensor<9xui64> {check.value = dense<[7, 18446744073709551615, 0, 18446744073709551615, 0, 5, 0, 0, 100]> : tensor<9xui64>},
                %x1: tensor<9xui64> {check.value = dense<[3, 1, 1, 18446744073709551615, 0, 0, 0, 18446744073709551615, 7]> : tensor<9xui64>})
    -> (tensor<9xui64> {check.expect = dense<[7, 18446744073709551615, 1, 18446744073709551615, 0, 5, 0, 18446744073709551615, 103]> : tensor<9xui64>}) {
  %y = hfc.or %x0, %x1 : tensor<9xui64>, tensor<9xui64>
  return %y : tensor<9xui64>
}

func.func @i1(%x0: tensor<4xi1> {check.value = dense<[false, false, true, true]> : tensor<4xi1>},
              %x1: tensor<4xi1> {check.value = dense<[false, true, false, true]> : tensor<4xi1>})
    -> (tensor<4xi1> {check.expect = dense<[false, true, true, true]> : tensor<4xi1>}) {
  %y = hfc.or %x0, %x1 : tensor<4xi1>, tensor<4xi1>
  return %y : tensor<4xi1>
}

func.func @broadcasts(%x0: tensor<?x1xi1, #dim.shape<n, 1>> {check.value = dense<[[true], [false]]> : tensor<2x1xi1>},
                      %x1: tensor<2xi1> {check.value = dense<[true, false]> : tensor<2xi1>})
    -> (tensor<?x2xi1, #dim.shape<n, 2>> {check.expect = dense<[[true, true], [true, false]]> : tensor<2x2xi1>}) {
  %y = hfc.or %x0, %x1 : tensor<?x1xi1, #dim.shape<n, 1>>, tensor<2xi1>
  return %y : tensor<?x2xi1, #dim.shape<n, 2>>
}
