// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.rsqrt: 1 / sqrt(x).

func.func @f32(%x0: tensor<10xf32> {check.value = dense<[0.0, -0.0, 0x7F800000, 0xFF800000, 0x7FC00000, 2.0, 4.0, -1.0, 0.1, 3.4028235e+38]> : tensor<10xf32>})
    -> (tensor<10xf32> {check.expect = dense<[0x7F800000, 0xFF800000, 0.0, 0x7FC00000, 0x7FC00000, 0.70710677, 0.5, 0x7FC00000, 3.1622777, 5.421011e-20]> : tensor<10xf32>, check.ulps = 2.0}) {
  %y = hfc.rsqrt %x0 : tensor<10xf32>
  return %y : tensor<10xf32>
}

func.func @f64(%x0: tensor<11xf64> {check.value = dense<[0.0, -0.0, 0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 2.0, 4.0, -1.0, 0.1, 1.7976931348623157e+308, 1.0e+300]> : tensor<11xf64>})
    -> (tensor<11xf64> {check.expect = dense<[0x7FF0000000000000, 0xFFF0000000000000, 0.0, 0x7FF8000000000000, 0x7FF8000000000000, 0.7071067811865476, 0.5, 0x7FF8000000000000, 3.162277660168379, 7.458340731200207e-155, 1.0e-150]> : tensor<11xf64>, check.ulps = 2.0}) {
  %y = hfc.rsqrt %x0 : tensor<11xf64>
  return %y : tensor<11xf64>
}

func.func @f16(%x0: tensor<10xf16> {check.value = dense<[0.0, -0.0, 0x7C00, 0xFC00, 0x7E00, 2.0, 4.0, -1.0, 0.1, 6.55e+04]> : tensor<10xf16>})
    -> (tensor<10xf16> {check.expect = dense<[0x7C00, 0xFC00, 0.0, 0x7E00, 0x7E00, 0.707, 0.5, 0x7E00, 3.162, 0.003906]> : tensor<10xf16>, check.ulps = 1.0}) {
  %y = hfc.rsqrt %x0 : tensor<10xf16>
  return %y : tensor<10xf16>
}

func.func @bf16(%x0: tensor<10xbf16> {check.value = dense<[0.0, -0.0, 0x7F80, 0xFF80, 0x7FC0, 2.0, 4.0, -1.0, 0.1, 3.39e+38]> : tensor<10xbf16>})
    -> (tensor<10xbf16> {check.expect = dense<[0x7F80, 0xFF80, 0.0, 0x7FC0, 0x7FC0, 0.707, 0.5, 0x7FC0, 3.16, 5.42e-20]> : tensor<10xbf16>, check.ulps = 1.0}) {
  %y = hfc.rsqrt %x0 : tensor<10xbf16>
  return %y : tensor<10xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.rsqrt %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
