// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.log1p: log(1 + x).

func.func @f32(%x0: tensor<15xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 1.0e-45, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, -0.999, 3.4028235e+38]> : tensor<15xf32>})
    -> (tensor<15xf32> {check.expect = dense<[0.0, -0.0, 0x7F800000, 0x7FC00000, 0x7FC00000, 1.0e-45, 0.4054651, 0.6931472, 0xFF800000, -0.2876821, 1.3862944, 0x7FC00000, 1.0e-10, -6.9077682, 88.72284]> : tensor<15xf32>, check.ulps = 2.0}) {
  %y = hfc.log1p %x0 : tensor<15xf32>
  return %y : tensor<15xf32>
}

func.func @f64(%x0: tensor<17xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 5.0e-324, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, -0.999, 1.7976931348623157e+308, 1.0e-20, 1.0e+300]> : tensor<17xf64>})
    -> (tensor<17xf64> {check.expect = dense<[0.0, -0.0, 0x7FF0000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 5.0e-324, 0.4054651081081644, 0.6931471805599453, 0xFFF0000000000000, -0.2876820724517809, 1.3862943611198906, 0x7FF8000000000000, 9.999999999500001e-11, -6.907755278982136, 709.782712893384, 1.0e-20, 690.7755278982137]> : tensor<17xf64>, check.ulps = 2.0}) {
  %y = hfc.log1p %x0 : tensor<17xf64>
  return %y : tensor<17xf64>
}

func.func @f16(%x0: tensor<15xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 6.0e-08, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 0.0, -0.999, 6.55e+04]> : tensor<15xf16>})
    -> (tensor<15xf16> {check.expect = dense<[0.0, -0.0, 0x7C00, 0x7E00, 0x7E00, 6.0e-08, 0.4055, 0.6934, 0xFC00, -0.2876, 1.387, 0x7E00, 0.0, -6.93, 11.09]> : tensor<15xf16>, check.ulps = 1.0}) {
  %y = hfc.log1p %x0 : tensor<15xf16>
  return %y : tensor<15xf16>
}

func.func @bf16(%x0: tensor<15xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 9.0e-41, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 1.0e-10, -1.0, 3.39e+38]> : tensor<15xbf16>})
    -> (tensor<15xbf16> {check.expect = dense<[0.0, -0.0, 0x7F80, 0x7FC0, 0x7FC0, 9.0e-41, 0.406, 0.69, 0xFF80, -0.287, 1.38, 0x7FC0, 1.0e-10, 0xFF80, 88.5]> : tensor<15xbf16>, check.ulps = 1.0}) {
  %y = hfc.log1p %x0 : tensor<15xbf16>
  return %y : tensor<15xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.log1p %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
