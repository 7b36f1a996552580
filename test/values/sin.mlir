// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.sin: sine, of any magnitude.

func.func @f32(%x0: tensor<16xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e-45, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 3.1415927, 1.0e+05, -1.0e+22, 3.4028235e+38]> : tensor<16xf32>})
    -> (tensor<16xf32> {check.expect = dense<[0.0, -0.0, 0x7FC00000, 0x7FC00000, 0x7FC00000, 1.0e-45, 0.47942555, 0.84147096, -0.84147096, -0.24740396, 0.14112, -0.6569866, -8.742278e-08, 0.0357488, 0.7340815, -0.5218765]> : tensor<16xf32>, check.ulps = 2.0}) {
  %y = hfc.sin %x0 : tensor<16xf32>
  return %y : tensor<16xf32>
}

func.func @f64(%x0: tensor<18xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 5.0e-324, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 3.1415927, 1.0e+05, -1.0e+22, 1.7976931348623157e+308, 3.141592653589793, 1.0e+300]> : tensor<18xf64>})
    -> (tensor<18xf64> {check.expect = dense<[0.0, -0.0, 0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 5.0e-324, 0.479425538604203, 0.8414709848078965, -0.8414709848078965, -0.24740395925452294, 0.1411200080598672, -0.6569865987187891, -4.641020666628482e-08, 0.03574879797201651, 0.8522008497671888, 0.004961954789184062, 1.2246467991473532e-16, -0.8178819121159085]> : tensor<18xf64>, check.ulps = 2.0}) {
  %y = hfc.sin %x0 : tensor<18xf64>
  return %y : tensor<18xf64>
}

func.func @f16(%x0: tensor<14xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 6.0e-08, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 3.14, 6.55e+04]> : tensor<14xf16>})
    -> (tensor<14xf16> {check.expect = dense<[0.0, -0.0, 0x7E00, 0x7E00, 0x7E00, 6.0e-08, 0.4795, 0.8413, -0.8413, -0.2474, 0.1411, -0.657, 0.0009675, 0.9756]> : tensor<14xf16>, check.ulps = 1.0}) {
  %y = hfc.sin %x0 : tensor<14xf16>
  return %y : tensor<14xf16>
}

func.func @bf16(%x0: tensor<16xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 9.0e-41, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 3.14, 1.0e+05, -1.0e+22, 3.39e+38]> : tensor<16xbf16>})
    -> (tensor<16xbf16> {check.expect = dense<[0.0, -0.0, 0x7FC0, 0x7FC0, 0x7FC0, 9.0e-41, 0.479, 0.84, -0.84, -0.247, 0.142, -0.656, 0.00097, 0.185, 0.27, -0.99]> : tensor<16xbf16>, check.ulps = 1.0}) {
  %y = hfc.sin %x0 : tensor<16xbf16>
  return %y : tensor<16xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.sin %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
