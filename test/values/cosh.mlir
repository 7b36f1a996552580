// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.cosh: hyperbolic cosine.

func.func @f32(%x0: tensor<13xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 89.0, -9.0e+01]> : tensor<13xf32>})
    -> (tensor<13xf32> {check.expect = dense<[1.0, 1.0, 0x7F800000, 0x7F800000, 0x7FC00000, 1.127626, 1.5430807, 1.5430807, 1.0314131, 10.067662, 548.317, 2.2448064e+38, 0x7F800000]> : tensor<13xf32>, check.ulps = 2.0}) {
  %y = hfc.cosh %x0 : tensor<13xf32>
  return %y : tensor<13xf32>
}

func.func @f64(%x0: tensor<15xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 89.0, -9.0e+01, 7.1e+02, -711.0]> : tensor<15xf64>})
    -> (tensor<15xf64> {check.expect = dense<[1.0, 1.0, 0x7FF0000000000000, 0x7FF0000000000000, 0x7FF8000000000000, 1.1276259652063807, 1.5430806348152437, 1.5430806348152437, 1.0314130998795732, 10.067661995777765, 548.3170351552121, 2.2448064095871728e+38, 6.102016471589204e+38, 1.1169973830808555e+308, 0x7FF0000000000000]> : tensor<15xf64>, check.ulps = 2.0}) {
  %y = hfc.cosh %x0 : tensor<15xf64>
  return %y : tensor<15xf64>
}

func.func @f16(%x0: tensor<13xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 89.0, -9.0e+01]> : tensor<13xf16>})
    -> (tensor<13xf16> {check.expect = dense<[1.0, 1.0, 0x7C00, 0x7C00, 0x7E00, 1.128, 1.543, 1.543, 1.031, 10.07, 548.5, 0x7C00, 0x7C00]> : tensor<13xf16>, check.ulps = 1.0}) {
  %y = hfc.cosh %x0 : tensor<13xf16>
  return %y : tensor<13xf16>
}

func.func @bf16(%x0: tensor<13xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 0.5, 1.0, -1.0, -0.25, 3.0, -7.0, 89.0, -9.0e+01]> : tensor<13xbf16>})
    -> (tensor<13xbf16> {check.expect = dense<[1.0, 1.0, 0x7F80, 0x7F80, 0x7FC0, 1.125, 1.55, 1.55, 1.03, 10.06, 548.0, 2.25e+38, 0x7F80]> : tensor<13xbf16>, check.ulps = 1.0}) {
  %y = hfc.cosh %x0 : tensor<13xbf16>
  return %y : tensor<13xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.cosh %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
