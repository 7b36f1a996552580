// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.expm1: exp(x) - 1.

func.func @f32(%x0: tensor<15xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e-45, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 88.5, -2.0e+01, 1.0e-10]> : tensor<15xf32>})
    -> (tensor<15xf32> {check.expect = dense<[0.0, -0.0, 0x7F800000, -1.0, 0x7FC00000, 1.0e-45, 0.6487213, 1.7182819, -0.63212055, -0.22119921, 19.085537, -0.9990881, 2.723088e+38, -1.0, 1.0e-10]> : tensor<15xf32>, check.ulps = 2.0}) {
  %y = hfc.expm1 %x0 : tensor<15xf32>
  return %y : tensor<15xf32>
}

func.func @f64(%x0: tensor<18xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 5.0e-324, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 88.5, -2.0e+01, 1.0e-10, 7.0e+02, -4.0e+01, 1.0e-20]> : tensor<18xf64>})
    -> (tensor<18xf64> {check.expect = dense<[0.0, -0.0, 0x7FF0000000000000, -1.0, 0x7FF8000000000000, 5.0e-324, 0.6487212707001282, 1.7182818284590453, -0.6321205588285577, -0.22119921692859512, 19.085536923187668, -0.9990881180344455, 2.7230878250681117e+38, -0.9999999979388464, 1.00000000005e-10, 1.0142320547350045e+304, -1.0, 1.0e-20]> : tensor<18xf64>, check.ulps = 2.0}) {
  %y = hfc.expm1 %x0 : tensor<18xf64>
  return %y : tensor<18xf64>
}

func.func @f16(%x0: tensor<15xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 6.0e-08, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 88.5, -2.0e+01, 0.0]> : tensor<15xf16>})
    -> (tensor<15xf16> {check.expect = dense<[0.0, -0.0, 0x7C00, -1.0, 0x7E00, 6.0e-08, 0.649, 1.719, -0.6323, -0.2212, 19.08, -0.999, 0x7C00, -1.0, 0.0]> : tensor<15xf16>, check.ulps = 1.0}) {
  %y = hfc.expm1 %x0 : tensor<15xf16>
  return %y : tensor<15xf16>
}

func.func @bf16(%x0: tensor<15xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 9.0e-41, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 88.5, -2.0e+01, 1.0e-10]> : tensor<15xbf16>})
    -> (tensor<15xbf16> {check.expect = dense<[0.0, -0.0, 0x7F80, -1.0, 0x7FC0, 9.0e-41, 0.65, 1.72, -0.633, -0.222, 19.1, -1.0, 2.72e+38, -1.0, 1.0e-10]> : tensor<15xbf16>, check.ulps = 1.0}) {
  %y = hfc.expm1 %x0 : tensor<15xbf16>
  return %y : tensor<15xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.expm1 %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
