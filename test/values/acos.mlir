// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.acos: inverse cosine.

func.func @f32(%x0: tensor<11xf32> {check.value = dense<[0x7F800000, 0xFF800000, 0x7FC00000, 0.5, 1.0, -1.0, -0.25, 0.99, 3.0, -7.0, 0.0]> : tensor<11xf32>})
    -> (tensor<11xf32> {check.expect = dense<[0x7FC00000, 0x7FC00000, 0x7FC00000, 1.0471976, 0.0, 3.1415927, 1.8234766, 0.14153941, 0x7FC00000, 0x7FC00000, 1.5707964]> : tensor<11xf32>, check.ulps = 2.0}) {
  %y = hfc.acos %x0 : tensor<11xf32>
  return %y : tensor<11xf32>
}

func.func @f64(%x0: tensor<12xf64> {check.value = dense<[0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 0.5, 1.0, -1.0, -0.25, 0.99, 3.0, -7.0, 0.0, 0.9999999999]> : tensor<12xf64>})
    -> (tensor<12xf64> {check.expect = dense<[0x7FF8000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 1.0471975511965979, 0.0, 3.141592653589793, 1.8234765819369754, 0.1415394733244273, 0x7FF8000000000000, 0x7FF8000000000000, 1.5707963267948966, 1.4142136208911564e-05]> : tensor<12xf64>, check.ulps = 2.0}) {
  %y = hfc.acos %x0 : tensor<12xf64>
  return %y : tensor<12xf64>
}

func.func @f16(%x0: tensor<11xf16> {check.value = dense<[0x7C00, 0xFC00, 0x7E00, 0.5, 1.0, -1.0, -0.25, 0.99, 3.0, -7.0, 0.0]> : tensor<11xf16>})
    -> (tensor<11xf16> {check.expect = dense<[0x7E00, 0x7E00, 0x7E00, 1.047, 0.0, 3.14, 1.823, 0.1399, 0x7E00, 0x7E00, 1.57]> : tensor<11xf16>, check.ulps = 1.0}) {
  %y = hfc.acos %x0 : tensor<11xf16>
  return %y : tensor<11xf16>
}

func.func @bf16(%x0: tensor<11xbf16> {check.value = dense<[0x7F80, 0xFF80, 0x7FC0, 0.5, 1.0, -1.0, -0.25, 0.99, 3.0, -7.0, 0.0]> : tensor<11xbf16>})
    -> (tensor<11xbf16> {check.expect = dense<[0x7FC0, 0x7FC0, 0x7FC0, 1.05, 0.0, 3.14, 1.82, 0.153, 0x7FC0, 0x7FC0, 1.57]> : tensor<11xbf16>, check.ulps = 1.0}) {
  %y = hfc.acos %x0 : tensor<11xbf16>
  return %y : tensor<11xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.acos %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
