// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.gelu: x Phi(x).

func.func @f32(%x0: tensor<16xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, -5.0, -12.0, -14.0, 3.0e+01]> : tensor<16xf32>})
    -> (tensor<16xf32> {check.expect = dense<[0.0, -0.0, 0x7F800000, -0.0, 0x7FC00000, 0.34573123, 0.8413448, -0.15865526, -0.10032342, 2.9959502, -8.958688e-12, 5.0e-11, -1.4332578e-06, -2.1317785e-32, -1.1e-43, 3.0e+01]> : tensor<16xf32>, check.ulps = 2.0}) {
  %y = hfc.gelu %x0 : tensor<16xf32>
  return %y : tensor<16xf32>
}

func.func @f64(%x0: tensor<18xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, -5.0, -12.0, -14.0, 3.0e+01, -37.0, 1.0e-300]> : tensor<18xf64>})
    -> (tensor<18xf64> {check.expect = dense<[0.0, -0.0, 0x7FF0000000000000, -0.0, 0x7FF8000000000000, 0.34573123063700656, 0.8413447460685429, -0.15865525393145705, -0.10032341857926907, 2.99595030590511, -8.958687807200846e-12, 5.000000000398942e-11, -1.4332578593959695e-06, -2.1317785344932147e-32, -1.091095154686992e-43, 3.0e+01, -2.1184613523340935e-298, 5.0e-301]> : tensor<18xf64>, check.ulps = 2.0}) {
  %y = hfc.gelu %x0 : tensor<18xf64>
  return %y : tensor<18xf64>
}

func.func @f16(%x0: tensor<16xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 0.0, -5.0, -12.0, -14.0, 3.0e+01]> : tensor<16xf16>})
    -> (tensor<16xf16> {check.expect = dense<[0.0, -0.0, 0x7C00, -0.0, 0x7E00, 0.3457, 0.8413, -0.1587, -0.10034, 2.996, -0.0, 0.0, -1.43e-06, -0.0, -0.0, 3.0e+01]> : tensor<16xf16>, check.ulps = 1.0}) {
  %y = hfc.gelu %x0 : tensor<16xf16>
  return %y : tensor<16xf16>
}

func.func @bf16(%x0: tensor<16xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, -5.0, -12.0, -14.0, 3.0e+01]> : tensor<16xbf16>})
    -> (tensor<16xbf16> {check.expect = dense<[0.0, -0.0, 0x7F80, -0.0, 0x7FC0, 0.346, 0.84, -0.158, -0.1, 3.0, -9.0e-12, 5.0e-11, -1.43e-06, -2.13e-32, -0.0, 3.0e+01]> : tensor<16xbf16>, check.ulps = 1.0}) {
  %y = hfc.gelu %x0 : tensor<16xbf16>
  return %y : tensor<16xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.gelu %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
