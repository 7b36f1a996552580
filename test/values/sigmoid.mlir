// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.sigmoid: 1 / (1 + exp(-x)).

func.func @f32(%x0: tensor<14xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 3.0e+01, -87.0, -1.0e+02]> : tensor<14xf32>})
    -> (tensor<14xf32> {check.expect = dense<[0.5, 0.5, 1.0, 0.0, 0x7FC00000, 0.62245935, 0.7310586, 0.26894143, 0.4378235, 0.95257413, 0.0009110512, 1.0, 1.6458115e-38, 3.8e-44]> : tensor<14xf32>, check.ulps = 2.0}) {
  %y = hfc.sigmoid %x0 : tensor<14xf32>
  return %y : tensor<14xf32>
}

func.func @f64(%x0: tensor<16xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 3.0e+01, -87.0, -1.0e+02, -7.0e+02, -7.4e+02]> : tensor<16xf64>})
    -> (tensor<16xf64> {check.expect = dense<[0.5, 0.5, 1.0, 0.0, 0x7FF8000000000000, 0.6224593312018546, 0.7310585786300049, 0.2689414213699951, 0.4378234991142019, 0.9525741268224333, 0.0009110511944006454, 0.9999999999999064, 1.6458114310822737e-38, 3.720075976020836e-44, 9.85967654375977e-305, 4.2e-322]> : tensor<16xf64>, check.ulps = 2.0}) {
  %y = hfc.sigmoid %x0 : tensor<16xf64>
  return %y : tensor<16xf64>
}

func.func @f16(%x0: tensor<14xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 3.0e+01, -87.0, -1.0e+02]> : tensor<14xf16>})
    -> (tensor<14xf16> {check.expect = dense<[0.5, 0.5, 1.0, 0.0, 0x7E00, 0.6226, 0.731, 0.269, 0.4377, 0.9526, 0.000911, 1.0, 0.0, 0.0]> : tensor<14xf16>, check.ulps = 1.0}) {
  %y = hfc.sigmoid %x0 : tensor<14xf16>
  return %y : tensor<14xf16>
}

func.func @bf16(%x0: tensor<14xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 3.0e+01, -87.0, -1.0e+02]> : tensor<14xbf16>})
    -> (tensor<14xbf16> {check.expect = dense<[0.5, 0.5, 1.0, 0.0, 0x7FC0, 0.62, 0.73, 0.27, 0.438, 0.953, 0.00091, 1.0, 1.64e-38, 0.0]> : tensor<14xbf16>, check.ulps = 1.0}) {
  %y = hfc.sigmoid %x0 : tensor<14xbf16>
  return %y : tensor<14xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.sigmoid %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
