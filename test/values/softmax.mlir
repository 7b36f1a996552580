// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.softmax: exp(x - max) / sum of the same, along an axis; or its logarithm.

func.func @f32(%x0: tensor<2x5xf32> {check.value = dense<[[0.5, -6.125, 5.0, 5.75, -0.25], [-1.125, -0.625, -3.875, 4.375, -2.125]]> : tensor<2x5xf32>})
    -> (tensor<2x5xf32> {check.expect = dense<[[0.0035453816, 4.703943e-06, 0.31914508, 0.67563015, 0.0016747196], [0.004035961, 0.006654175, 0.00025801035, 0.9875671, 0.001484747]]> : tensor<2x5xf32>, check.ulps = 4.0}) {
  %y = hfc.softmax %x0 axis 1 : tensor<2x5xf32>
  return %y : tensor<2x5xf32>
}

func.func @f32_log(%x0: tensor<2x5xf32> {check.value = dense<[[0.5, -6.125, 5.0, 5.75, -0.25], [-1.125, -0.625, -3.875, 4.375, -2.125]]> : tensor<2x5xf32>})
    -> (tensor<2x5xf32> {check.expect = dense<[[-5.6421094, -12.26711, -1.1421095, -0.3921095, -6.3921094], [-5.512511, -5.012511, -8.262511, -0.012510829, -6.512511]]> : tensor<2x5xf32>, check.ulps = 4.0, check.near = 1.0e-06}) {
  %y = hfc.softmax %x0 axis 1 log : tensor<2x5xf32>
  return %y : tensor<2x5xf32>
}

func.func @f64(%x0: tensor<2x5xf64> {check.value = dense<[[-0.25, -3.125, -2.5, -5.125, 5.0], [-0.625, 3.875, 0.0, -2.75, -1.25]]> : tensor<2x5xf64>})
    -> (tensor<2x5xf64> {check.expect = dense<[[0.005215512298119754, 0.0002942390693943905, 0.0005497109519146891, 3.982092779576717e-05, 0.9939007167527754], [0.010690605451864963, 0.9623376346426027, 0.019972680417949595, 0.0012768107416846078, 0.005722268745898145]]> : tensor<2x5xf64>, check.ulps = 4.0}) {
  %y = hfc.softmax %x0 axis 1 : tensor<2x5xf64>
  return %y : tensor<2x5xf64>
}

func.func @f64_log(%x0: tensor<2x5xf64> {check.value = dense<[[-0.25, -3.125, -2.5, -5.125, 5.0], [-0.625, 3.875, 0.0, -2.75, -1.25]]> : tensor<2x5xf64>})
    -> (tensor<2x5xf64> {check.expect = dense<[[-5.256117959856636, -8.131117959856637, -7.506117959856636, -10.131117959856637, -0.006117959856635826], [-4.538389918330585, -0.038389918330584936, -3.913389918330585, -6.663389918330585, -5.163389918330585]]> : tensor<2x5xf64>, check.ulps = 4.0, check.near = 2.0e-15}) {
  %y = hfc.softmax %x0 axis 1 log : tensor<2x5xf64>
  return %y : tensor<2x5xf64>
}

func.func @f16(%x0: tensor<2x5xf16> {check.value = dense<[[-2.25, 0.0, -1.5, -1.25, -5.5], [-3.25, 6.625, -2.625, -4.25, 1.375]]> : tensor<2x5xf16>})
    -> (tensor<2x5xf16> {check.expect = dense<[[0.0651, 0.6177, 0.1378, 0.177, 0.002523], [5.114e-05, 0.9946, 9.56e-05, 1.884e-05, 0.00522]]> : tensor<2x5xf16>, check.ulps = 1.0}) {
  %y = hfc.softmax %x0 axis 1 : tensor<2x5xf16>
  return %y : tensor<2x5xf16>
}

func.func @f16_log(%x0: tensor<2x5xf16> {check.value = dense<[[-2.25, 0.0, -1.5, -1.25, -5.5], [-3.25, 6.625, -2.625, -4.25, 1.375]]> : tensor<2x5xf16>})
    -> (tensor<2x5xf16> {check.expect = dense<[[-2.732, -0.482, -1.981, -1.731, -5.98], [-9.88, -0.005398, -9.26, -10.88, -5.254]]> : tensor<2x5xf16>, check.ulps = 1.0}) {
  %y = hfc.softmax %x0 axis 1 log : tensor<2x5xf16>
  return %y : tensor<2x5xf16>
}

func.func @bf16(%x0: tensor<2x5xbf16> {check.value = dense<[[5.62, -5.88, -0.875, -2.5, -7.0], [3.0, -0.125, 0.25, -3.0, 1.875]]> : tensor<2x5xbf16>})
    -> (tensor<2x5xbf16> {check.expect = dense<[[1.0, 1.013e-05, 0.0015, 0.000296, 3.28e-06], [0.695, 0.0306, 0.0444, 0.001724, 0.227]]> : tensor<2x5xbf16>, check.ulps = 1.0}) {
  %y = hfc.softmax %x0 axis 1 : tensor<2x5xbf16>
  return %y : tensor<2x5xbf16>
}

func.func @bf16_log(%x0: tensor<2x5xbf16> {check.value = dense<[[5.62, -5.88, -0.875, -2.5, -7.0], [3.0, -0.125, 0.25, -3.0, 1.875]]> : tensor<2x5xbf16>})
    -> (tensor<2x5xbf16> {check.expect = dense<[[-0.00181, -11.5, -6.5, -8.1, -12.6], [-0.361, -3.48, -3.11, -6.38, -1.484]]> : tensor<2x5xbf16>, check.ulps = 1.0}) {
  %y = hfc.softmax %x0 axis 1 log : tensor<2x5xbf16>
  return %y : tensor<2x5xbf16>
}

func.func @middle_axis(%x0: tensor<?x3x2xf32, #dim.shape<b, 3, 2>> {check.value = dense<[[[-0.5, -0.125], [-1.125, -1.25], [1.375, -0.5]], [[0.25, -0.0], [-0.5, -0.5], [0.625, -0.25]]]> : tensor<2x3x2xf32>})
    -> (tensor<?x3x2xf32, #dim.shape<b, 3, 2>> {check.expect = dense<[[[0.12412984, 0.49703228], [0.066441916, 0.16136275], [0.8094282, 0.34160495]], [[0.34160495, 0.41922894], [0.16136275, 0.2542752], [0.49703228, 0.32649583]]]> : tensor<2x3x2xf32>, check.ulps = 4.0}) {
  %y = hfc.softmax %x0 axis 1 : tensor<?x3x2xf32, #dim.shape<b, 3, 2>>
  return %y : tensor<?x3x2xf32, #dim.shape<b, 3, 2>>
}

func.func @special(%x0: tensor<5x3xf32> {check.value = dense<[[1.0e+03, 1001.0, -1.0e+03], [0xFF800000, 0.0, 0.0], [0xFF800000, 0xFF800000, 0xFF800000], [0x7F800000, 0.0, 1.0], [0x7FC00000, 0.0, 1.0]]> : tensor<5x3xf32>})
    -> (tensor<5x3xf32> {check.expect = dense<[[0.26894143, 0.7310586, 0.0], [0.0, 0.5, 0.5], [0x7FC00000, 0x7FC00000, 0x7FC00000], [0x7FC00000, 0x7FC00000, 0x7FC00000], [0x7FC00000, 0x7FC00000, 0x7FC00000]]> : tensor<5x3xf32>, check.ulps = 4.0}) {
  %y = hfc.softmax %x0 axis 1 : tensor<5x3xf32>
  return %y : tensor<5x3xf32>
}

func.func @dynamic(%x0: tensor<?x?xf32, #dim.shape<b, s>> {check.value = dense<[[0.0, 0.0, 0.0, 0.0]]> : tensor<1x4xf32>})
    -> (tensor<?x?xf32, #dim.shape<b, s>> {check.expect = dense<[[0.25, 0.25, 0.25, 0.25]]> : tensor<1x4xf32>}) {
  %y = hfc.softmax %x0 axis 1 : tensor<?x?xf32, #dim.shape<b, s>>
  return %y : tensor<?x?xf32, #dim.shape<b, s>>
}

func.func @one_element(%x0: tensor<2x1xf32> {check.value = dense<[[3.0], [-7.0]]> : tensor<2x1xf32>})
    -> (tensor<2x1xf32> {check.expect = dense<[[1.0], [1.0]]> : tensor<2x1xf32>}) {
  %y = hfc.softmax %x0 axis 1 : tensor<2x1xf32>
  return %y : tensor<2x1xf32>
}

func.func @empty(%x0: tensor<?x3xf32, #dim.shape<n, 3>> {check.value = dense<> : tensor<0x3xf32>})
    -> (tensor<?x3xf32, #dim.shape<n, 3>> {check.expect = dense<> : tensor<0x3xf32>}) {
  %y = hfc.softmax %x0 axis 1 : tensor<?x3xf32, #dim.shape<n, 3>>
  return %y : tensor<?x3xf32, #dim.shape<n, 3>>
}

func.func @of_nothing(%x0: tensor<2x0xf32> {check.value = dense<> : tensor<2x0xf32>})
    -> (tensor<2x0xf32> {check.expect = dense<> : tensor<2x0xf32>}) {
  %y = hfc.softmax %x0 axis 1 : tensor<2x0xf32>
  return %y : tensor<2x0xf32>
}
