// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.acosh: inverse hyperbolic cosine.

func.func @f32(%x0: tensor<9xf32> {check.value = dense<[0x7F800000, 0xFF800000, 0x7FC00000, 1.0, 1.5, 3.0, 1.0e+30, 0.5, -1.0]> : tensor<9xf32>})
    -> (tensor<9xf32> {check.expect = dense<[0x7F800000, 0x7FC00000, 0x7FC00000, 0.0, 0.9624236, 1.7627472, 69.7707, 0x7FC00000, 0x7FC00000]> : tensor<9xf32>, check.ulps = 2.0}) {
  %y = hfc.acosh %x0 : tensor<9xf32>
  return %y : tensor<9xf32>
}

func.func @f64(%x0: tensor<11xf64> {check.value = dense<[0x7FF0000000000000, 0xFFF0000000000000, 0x7FF8000000000000, 1.0, 1.5, 3.0, 1.0e+30, 0.5, -1.0, 1.0e+300, 1.0000001]> : tensor<11xf64>})
    -> (tensor<11xf64> {check.expect = dense<[0x7FF0000000000000, 0x7FF8000000000000, 0x7FF8000000000000, 0.0, 0.9624236501192069, 1.762747174039086, 69.77069997038132, 0x7FF8000000000000, 0x7FF8000000000000, 691.4686750787737, 0.0004472135919037347]> : tensor<11xf64>, check.ulps = 2.0}) {
  %y = hfc.acosh %x0 : tensor<11xf64>
  return %y : tensor<11xf64>
}

func.func @f16(%x0: tensor<8xf16> {check.value = dense<[0x7C00, 0xFC00, 0x7E00, 1.0, 1.5, 3.0, 0.5, -1.0]> : tensor<8xf16>})
    -> (tensor<8xf16> {check.expect = dense<[0x7C00, 0x7E00, 0x7E00, 0.0, 0.9624, 1.763, 0x7E00, 0x7E00]> : tensor<8xf16>, check.ulps = 1.0}) {
  %y = hfc.acosh %x0 : tensor<8xf16>
  return %y : tensor<8xf16>
}

func.func @bf16(%x0: tensor<9xbf16> {check.value = dense<[0x7F80, 0xFF80, 0x7FC0, 1.0, 1.5, 3.0, 1.0e+30, 0.5, -1.0]> : tensor<9xbf16>})
    -> (tensor<9xbf16> {check.expect = dense<[0x7F80, 0x7FC0, 0x7FC0, 0.0, 0.96, 1.766, 7.0e+01, 0x7FC0, 0x7FC0]> : tensor<9xbf16>, check.ulps = 1.0}) {
  %y = hfc.acosh %x0 : tensor<9xbf16>
  return %y : tensor<9xbf16>
}

func.func @empty(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.acosh %x0 : tensor<?xf32, #dim.shape<n>>
  return %y : tensor<?xf32, #dim.shape<n>>
}
