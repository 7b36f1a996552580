// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.exp: e to the power.

func.func @f32(%x0: tensor<17xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e-45, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 88.5, -87.0, -103.5, 89.0, -104.5]> : tensor<17xf32>})
    -> (tensor<17xf32> {check.expect = dense<[1.0, 1.0, 0x7F800000, 0.0, 0x7FC00000, 1.0, 1.6487212, 2.7182817, 0.36787945, 0.7788008, 20.085537, 0.000911882, 2.723088e+38, 1.6458115e-38, 1.0e-45, 0x7F800000, 0.0]> : tensor<17xf32>, check.ulps = 2.0}) {
  %y = hfc.exp %x0 : tensor<17xf32>
  return %y : tensor<17xf32>
}

func.func @f64(%x0: tensor<21xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 5.0e-324, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 88.5, -87.0, -103.5, 89.0, -104.5, 7.0e+02, -745.0, 7.1e+02, 1.0e-300]> : tensor<21xf64>})
    -> (tensor<21xf64> {check.expect = dense<[1.0, 1.0, 0x7FF0000000000000, 0.0, 0x7FF8000000000000, 1.0, 1.6487212707001282, 2.718281828459045, 0.36787944117144233, 0.7788007830714049, 20.085536923187668, 0.0009118819655545162, 2.7230878250681117e+38, 1.6458114310822737e-38, 1.1233656060805691e-45, 4.4896128191743455e+38, 4.132631113961384e-46, 1.0142320547350045e+304, 5.0e-324, 0x7FF0000000000000, 1.0]> : tensor<21xf64>, check.ulps = 2.0}) {
  %y = hfc.exp %x0 : tensor<21xf64>
  return %y : tensor<21xf64>
}

func.func @f16(%x0: tensor<17xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 6.0e-08, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 88.5, -87.0, -103.5, 89.0, -104.5]> : tensor<17xf16>})
    -> (tensor<17xf16> {check.expect = dense<[1.0, 1.0, 0x7C00, 0.0, 0x7E00, 1.0, 1.648, 2.719, 0.368, 0.779, 20.08, 0.0009117, 0x7C00, 0.0, 0.0, 0x7C00, 0.0]> : tensor<17xf16>, check.ulps = 1.0}) {
  %y = hfc.exp %x0 : tensor<17xf16>
  return %y : tensor<17xf16>
}

func.func @bf16(%x0: tensor<17xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 9.0e-41, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 88.5, -87.0, -103.5, 89.0, -104.5]> : tensor<17xbf16>})
    -> (tensor<17xbf16> {check.expect = dense<[1.0, 1.0, 0x7F80, 0.0, 0x7FC0, 1.0, 1.65, 2.72, 0.367, 0.777, 20.1, 0.00091, 2.72e+38, 1.64e-38, 0.0, 0x7F80, 0.0]> : tensor<17xbf16>, check.ulps = 1.0}) {
  %y = hfc.exp %x0 : tensor<17xbf16>
  return %y : tensor<17xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.exp %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
