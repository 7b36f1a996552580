// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.gelu: x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2.

func.func @f32(%x0: tensor<15xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, -5.0, -9.0, 3.0e+01]> : tensor<15xf32>})
    -> (tensor<15xf32> {check.expect = dense<[0.0, -0.0, 0x7F800000, -0.0, 0x7FC00000, 0.345714, 0.841192, -0.15880801, -0.100324646, 2.9963627, -2.3154423e-15, 5.0e-11, -2.2917962e-07, -1.3364596e-28, 3.0e+01]> : tensor<15xf32>, check.ulps = 2.0}) {
  %y = hfc.gelu %x0 tanh : tensor<15xf32>
  return %y : tensor<15xf32>
}

func.func @f64(%x0: tensor<17xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, -5.0, -9.0, 3.0e+01, -2.0e+01, 1.0e-300]> : tensor<17xf64>})
    -> (tensor<17xf64> {check.expect = dense<[0.0, -0.0, 0x7FF0000000000000, -0.0, 0x7FF8000000000000, 0.34571400982514394, 0.8411919906082767, -0.1588080093917233, -0.100324649298315, 2.996362607918227, -2.315442262072549e-15, 5.000000000398942e-11, -2.291796196629506e-07, -1.3364595947348725e-28, 3.0e+01, -3.3754509563109673e-261, 5.0e-301]> : tensor<17xf64>, check.ulps = 2.0}) {
  %y = hfc.gelu %x0 tanh : tensor<17xf64>
  return %y : tensor<17xf64>
}

func.func @f16(%x0: tensor<15xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 0.0, -5.0, -9.0, 3.0e+01]> : tensor<15xf16>})
    -> (tensor<15xf16> {check.expect = dense<[0.0, -0.0, 0x7C00, -0.0, 0x7E00, 0.3457, 0.8413, -0.1588, -0.10034, 2.996, -0.0, 0.0, -2.4e-07, -0.0, 3.0e+01]> : tensor<15xf16>, check.ulps = 1.0}) {
  %y = hfc.gelu %x0 tanh : tensor<15xf16>
  return %y : tensor<15xf16>
}

func.func @bf16(%x0: tensor<15xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, -5.0, -9.0, 3.0e+01]> : tensor<15xbf16>})
    -> (tensor<15xbf16> {check.expect = dense<[0.0, -0.0, 0x7F80, -0.0, 0x7FC0, 0.346, 0.84, -0.159, -0.1, 3.0, -2.32e-15, 5.0e-11, -2.29e-07, -1.33e-28, 3.0e+01]> : tensor<15xbf16>, check.ulps = 1.0}) {
  %y = hfc.gelu %x0 tanh : tensor<15xbf16>
  return %y : tensor<15xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.gelu %x0 tanh : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
