// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.not: every bit inverted.

func.func @i8(%x0: tensor<5xi8> {check.value = dense<[0, 1, 127, -128, 5]> : tensor<5xi8>})
    -> (tensor<5xi8> {check.expect = dense<[-1, -2, -128, 127, -6]> : tensor<5xi8>}) {
  %y = hfc.not %x0 : tensor<5xi8>
  return %y : tensor<5xi8>
}

func.func @i16(%x0: tensor<5xi16> {check.value = dense<[0, 1, 32767, -32768, 5]> : tensor<5xi16>})
    -> (tensor<5xi16> {check.expect = dense<[-1, -2, -32768, 32767, -6]> : tensor<5xi16>}) {
  %y = hfc.not %x0 : tensor<5xi16>
  return %y : tensor<5xi16>
}

func.func @i32(%x0: tensor<5xi32> {check.value = dense<[0, 1, 2147483647, -2147483648, 5]> : tensor<5xi32>})
    -> (tensor<5xi32> {check.expect = dense<[-1, -2, -2147483648, 2147483647, -6]> : tensor<5xi32>}) {
  %y = hfc.not %x0 : tensor<5xi32>
  return %y : tensor<5xi32>
}

func.func @i64(%x0: tensor<5xi64> {check.value = dense<[0, 1, 9223372036854775807, -9223372036854775808, 5]> : tensor<5xi64>})
    -> (tensor<5xi64> {check.expect = dense<[-1, -2, -9223372036854775808, 9223372036854775807, -6]> : tensor<5xi64>}) {
  %y = hfc.not %x0 : tensor<5xi64>
  return %y : tensor<5xi64>
}

func.func @ui8(%x0: tensor<5xui8> {check.value = dense<[0, 1, 255, 0, 5]> : tensor<5xui8>})
    -> (tensor<5xui8> {check.expect = dense<[255, 254, 0, 255, 250]> : tensor<5xui8>}) {
  %y = hfc.not %x0 : tensor<5xui8>
  return %y : tensor<5xui8>
}

func.func @ui16(%x0: tensor<5xui16> {check.value = dense<[0, 1, 65535, 0, 5]> : tensor<5xui16>})
    -> (tensor<5xui16> {check.expect = dense<[65535, 65534, 0, 65535, 65530]> : tensor<5xui16>}) {
  %y = hfc.not %x0 : tensor<5xui16>
  return %y : tensor<5xui16>
}

func.func @ui32(%x0: tensor<5xui32> {check.value = dense<[0, 1, 4294967295, 0, 5]> : tensor<5xui32>})
    -> (tensor<5xui32> {check.expect = dense<[4294967295, 4294967294, 0, 4294967295, 4294967290]> : tensor<5xui32>}) {
  %y = hfc.not %x0 : tensor<5xui32>
  return %y : tensor<5xui32>
}

func.func @ui64(%x0: tensor<5xui64> {check.value = dense<[0, 1, 18446744073709551615, 0, 5]> : tensor<5xui64>})
    -> (tensor<5xui64> {check.expect = dense<[18446744073709551615, 18446744073709551614, 0, 18446744073709551615, 18446744073709551610]> : tensor<5xui64>}) {
  %y = hfc.not %x0 : tensor<5xui64>
  return %y : tensor<5xui64>
}

func.func @i1(%x0: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xi1> {check.expect = dense<[true, false]> : tensor<2xi1>}) {
  %y = hfc.not %x0 : tensor<2xi1>
  return %y : tensor<2xi1>
}
