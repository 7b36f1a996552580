// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.layer_norm: (x - mean) / sqrt(variance + epsilon) * scale + bias, over the dims from the axis on.

func.func @f32(%x0: tensor<3x4xf32> {check.value = dense<[[-0.125, 0.0, 1.125, 0.625], [0.375, -0.625, -1.375, 1.0], [1.0, -0.125, 0.5, 0.75]]> : tensor<3x4xf32>},
               %x1: tensor<4xf32> {check.value = dense<[0.875, 0.875, -0.5, 1.5]> : tensor<4xf32>},
               %x2: tensor<4xf32> {check.value = dense<[-1.25, 0.875, 0.5, 0.875]> : tensor<4xf32>})
    -> (tensor<3x4xf32> {check.expect = dense<[[-2.1742692, 0.16820586, -0.2145611, 1.5274254], [-0.74009466, 0.4250835, 1.1684474, 2.777504], [-0.2690195, -0.4983727, 0.5373707, 1.6597844]]> : tensor<3x4xf32>, check.ulps = 2.0, check.near = 2.0e-06}) {
  %y = hfc.layer_norm %x0 scale %x1 bias %x2 axis 1 epsilon 1.0e-5 : tensor<3x4xf32>, tensor<4xf32>, tensor<4xf32>
  return %y : tensor<3x4xf32>
}

func.func @f32_without_bias(%x0: tensor<3x4xf32> {check.value = dense<[[-0.125, 0.0, 1.125, 0.625], [0.375, -0.625, -1.375, 1.0], [1.0, -0.125, 0.5, 0.75]]> : tensor<3x4xf32>},
                            %x1: tensor<4xf32> {check.value = dense<[0.875, 0.875, -0.5, 1.5]> : tensor<4xf32>})
    -> (tensor<3x4xf32> {check.expect = dense<[[-0.92426926, -0.70679414, -0.7145611, 0.65242535], [0.50990534, -0.4499165, 0.6684474, 1.9025041], [0.9809805, -1.3733727, 0.037370685, 0.7847844]]> : tensor<3x4xf32>, check.ulps = 2.0, check.near = 2.0e-06}) {
  %y = hfc.layer_norm %x0 scale %x1 axis 1 epsilon 1.0e-5 : tensor<3x4xf32>, tensor<4xf32>
  return %y : tensor<3x4xf32>
}

func.func @f64(%x0: tensor<3x4xf64> {check.value = dense<[[1.875, 1.5, -1.125, -1.75], [0.875, -1.0, -0.0, 0.875], [-1.625, -2.125, 0.25, 0.0]]> : tensor<3x4xf64>},
               %x1: tensor<4xf64> {check.value = dense<[-0.25, 0.0, -0.875, -1.5]> : tensor<4xf64>},
               %x2: tensor<4xf64> {check.value = dense<[-0.125, -1.0, -1.625, 0.5]> : tensor<4xf64>})
    -> (tensor<3x4xf64> {check.expect = dense<[[-0.40126741247436687, -1.0, -0.9343314688140828, 2.2760047944780726], [-0.3473224630051203, -1.0, -1.4127831034951124, -0.833934778030722], [0.05894091671839606, -1.0, -2.590689812771579, -0.7875864170287724]]> : tensor<3x4xf64>, check.ulps = 2.0, check.near = 4.0e-15}) {
  %y = hfc.layer_norm %x0 scale %x1 bias %x2 axis 1 epsilon 1.0e-5 : tensor<3x4xf64>, tensor<4xf64>, tensor<4xf64>
  return %y : tensor<3x4xf64>
}

func.func @f64_without_bias(%x0: tensor<3x4xf64> {check.value = dense<[[1.875, 1.5, -1.125, -1.75], [0.875, -1.0, -0.0, 0.875], [-1.625, -2.125, 0.25, 0.0]]> : tensor<3x4xf64>},
                            %x1: tensor<4xf64> {check.value = dense<[-0.25, 0.0, -0.875, -1.5]> : tensor<4xf64>})
    -> (tensor<3x4xf64> {check.expect = dense<[[-0.27626741247436687, 0.0, 0.6906685311859172, 1.7760047944780728], [-0.22232246300512035, -0.0, 0.2122168965048876, -1.333934778030722], [0.18394091671839605, -0.0, -0.9656898127715793, -1.2875864170287725]]> : tensor<3x4xf64>, check.ulps = 2.0, check.near = 4.0e-15}) {
  %y = hfc.layer_norm %x0 scale %x1 axis 1 epsilon 1.0e-5 : tensor<3x4xf64>, tensor<4xf64>
  return %y : tensor<3x4xf64>
}

func.func @f16(%x0: tensor<3x4xf16> {check.value = dense<[[-0.0, 0.375, -1.0, -0.625], [-1.0, -0.875, 0.25, -0.75], [0.375, 0.375, 2.0, -1.375]]> : tensor<3x4xf16>},
               %x1: tensor<4xf16> {check.value = dense<[0.875, -0.125, -0.0, -1.5]> : tensor<4xf16>},
               %x2: tensor<4xf16> {check.value = dense<[-0.5, 0.75, -0.125, 0.125]> : tensor<4xf16>})
    -> (tensor<3x4xf16> {check.expect = dense<[[0.01205, 0.589, -0.125, 1.003], [-1.218, 0.821, -0.125, 0.598], [-0.477, 0.7466, -0.125, 2.285]]> : tensor<3x4xf16>, check.ulps = 2.0, check.near = 0.002}) {
  %y = hfc.layer_norm %x0 scale %x1 bias %x2 axis 1 epsilon 1.0e-5 : tensor<3x4xf16>, tensor<4xf16>, tensor<4xf16>
  return %y : tensor<3x4xf16>
}

func.func @f16_without_bias(%x0: tensor<3x4xf16> {check.value = dense<[[-0.0, 0.375, -1.0, -0.625], [-1.0, -0.875, 0.25, -0.75], [0.375, 0.375, 2.0, -1.375]]> : tensor<3x4xf16>},
                            %x1: tensor<4xf16> {check.value = dense<[0.875, -0.125, -0.0, -1.5]> : tensor<4xf16>})
    -> (tensor<3x4xf16> {check.expect = dense<[[0.512, -0.1609, 0.0, 0.878], [-0.718, 0.071, -0.0, 0.4734], [0.0229, -0.003273, -0.0, 2.16]]> : tensor<3x4xf16>, check.ulps = 2.0, check.near = 0.002}) {
  %y = hfc.layer_norm %x0 scale %x1 axis 1 epsilon 1.0e-5 : tensor<3x4xf16>, tensor<4xf16>
  return %y : tensor<3x4xf16>
}

func.func @bf16(%x0: tensor<3x4xbf16> {check.value = dense<[[-0.25, 1.125, -0.0, -2.25], [-0.75, -2.0, -3.25, -0.5], [1.375, 0.0, -1.125, -1.0]]> : tensor<3x4xbf16>},
                %x1: tensor<4xbf16> {check.value = dense<[1.125, 0.125, 0.0, -0.0]> : tensor<4xbf16>},
                %x2: tensor<4xbf16> {check.value = dense<[0.0, 0.75, 0.5, 0.25]> : tensor<4xbf16>})
    -> (tensor<3x4xbf16> {check.expect = dense<[[0.087, 0.902, 0.5, 0.25], [0.9, 0.707, 0.5, 0.25], [1.76, 0.773, 0.5, 0.25]]> : tensor<3x4xbf16>, check.ulps = 2.0, check.near = 0.02}) {
  %y = hfc.layer_norm %x0 scale %x1 bias %x2 axis 1 epsilon 1.0e-5 : tensor<3x4xbf16>, tensor<4xbf16>, tensor<4xbf16>
  return %y : tensor<3x4xbf16>
}

func.func @bf16_without_bias(%x0: tensor<3x4xbf16> {check.value = dense<[[-0.25, 1.125, -0.0, -2.25], [-0.75, -2.0, -3.25, -0.5], [1.375, 0.0, -1.125, -1.0]]> : tensor<3x4xbf16>},
                             %x1: tensor<4xbf16> {check.value = dense<[1.125, 0.125, 0.0, -0.0]> : tensor<4xbf16>})
    -> (tensor<3x4xbf16> {check.expect = dense<[[0.087, 0.151, 0.0, 0.0], [0.9, -0.0427, -0.0, -0.0], [1.76, 0.0234, -0.0, 0.0]]> : tensor<3x4xbf16>, check.ulps = 2.0, check.near = 0.02}) {
  %y = hfc.layer_norm %x0 scale %x1 axis 1 epsilon 1.0e-5 : tensor<3x4xbf16>, tensor<4xbf16>
  return %y : tensor<3x4xbf16>
}

func.func @two_dims(%x0: tensor<2x2x3xf32> {check.value = dense<[[[-1.0, 0.5, -0.625], [1.125, -1.25, -0.125]], [[-0.0, -1.375, 1.75], [1.5, -0.5, 0.75]]]> : tensor<2x2x3xf32>},
                    %x1: tensor<2x3xf32> {check.value = dense<[[0.375, -2.625, 0.25], [-0.0, 0.125, -1.125]]> : tensor<2x3xf32>})
    -> (tensor<2x2x3xf32> {check.expect = dense<[[[-0.3465174, -2.294507, -0.11862758], [-0.0, -0.15296714, -0.14048003]], [[-0.120663695, 4.1238594, 0.31703794], [-0.0, -0.097004145, -0.40457827]]]> : tensor<2x2x3xf32>, check.ulps = 2.0, check.near = 2.0e-06}) {
  %y = hfc.layer_norm %x0 scale %x1 axis 1 epsilon 1.0e-3 : tensor<2x2x3xf32>, tensor<2x3xf32>
  return %y : tensor<2x2x3xf32>
}

func.func @dynamic(%x0: tensor<?x?x3xf32, #dim.shape<b, s, 3>> {check.value = dense<[[[-1.0, 0.5, -0.625], [1.125, -1.25, -0.125]], [[-0.0, -1.375, 1.75], [1.5, -0.5, 0.75]]]> : tensor<2x2x3xf32>},
                   %x1: tensor<3xf32> {check.value = dense<[1.0, 2.0, -1.0]> : tensor<3xf32>},
                   %x2: tensor<f32> {check.value = dense<0.5> : tensor<f32>})
    -> (tensor<?x?x3xf32, #dim.shape<b, s, 3>> {check.expect = dense<[[[-0.48056862, 3.245592, 0.8922275], [1.74565, -1.9053932, 0.54295343]], [[0.40225503, -1.8458796, -0.7706848], [1.6111597, -2.1263773, 0.29797098]]]> : tensor<2x2x3xf32>, check.ulps = 2.0, check.near = 2.0e-06}) {
  %y = hfc.layer_norm %x0 scale %x1 bias %x2 axis 2 epsilon 1.0e-5 : tensor<?x?x3xf32, #dim.shape<b, s, 3>>, tensor<3xf32>, tensor<f32>
  return %y : tensor<?x?x3xf32, #dim.shape<b, s, 3>>
}

// The mean is far from 0: a variance from sums of squares would lose all digits.
func.func @large_mean(%x0: tensor<1x4xf32> {check.value = dense<[[4097.0, 4098.0, 4099.0, 4.1e+03]]> : tensor<1x4xf32>},
                      %x1: tensor<4xf32> {check.value = dense<[1.0, 1.0, 1.0, 1.0]> : tensor<4xf32>})
    -> (tensor<1x4xf32> {check.expect = dense<[[-1.3416355, -0.4472118, 0.4472118, 1.3416355]]> : tensor<1x4xf32>, check.near = 2.0e-05}) {
  %y = hfc.layer_norm %x0 scale %x1 axis 1 epsilon 1.0e-5 : tensor<1x4xf32>, tensor<4xf32>
  return %y : tensor<1x4xf32>
}

func.func @constant_row(%x0: tensor<1x4xf32> {check.value = dense<[[7.0, 7.0, 7.0, 7.0]]> : tensor<1x4xf32>},
                        %x1: tensor<4xf32> {check.value = dense<[1.0, 1.0, 1.0, 1.0]> : tensor<4xf32>},
                        %x2: tensor<4xf32> {check.value = dense<[0.5, 0.5, 0.5, 0.5]> : tensor<4xf32>})
    -> (tensor<1x4xf32> {check.expect = dense<[[0.5, 0.5, 0.5, 0.5]]> : tensor<1x4xf32>}) {
  %y = hfc.layer_norm %x0 scale %x1 bias %x2 axis 1 epsilon 1.0e-5 : tensor<1x4xf32>, tensor<4xf32>, tensor<4xf32>
  return %y : tensor<1x4xf32>
}

func.func @special(%x0: tensor<2x2xf32> {check.value = dense<[[0x7FC00000, 1.0], [0x7F800000, 1.0]]> : tensor<2x2xf32>},
                   %x1: tensor<2xf32> {check.value = dense<[1.0, 1.0]> : tensor<2xf32>})
    -> (tensor<2x2xf32> {check.expect = dense<[[0x7FC00000, 0x7FC00000], [0x7FC00000, 0x7FC00000]]> : tensor<2x2xf32>}) {
  %y = hfc.layer_norm %x0 scale %x1 axis 1 epsilon 1.0e-5 : tensor<2x2xf32>, tensor<2xf32>
  return %y : tensor<2x2xf32>
}

func.func @empty(%x0: tensor<?x4xf32, #dim.shape<n, 4>> {check.value = dense<> : tensor<0x4xf32>},
                 %x1: tensor<4xf32> {check.value = dense<[1.0, 1.0, 1.0, 1.0]> : tensor<4xf32>})
    -> (tensor<?x4xf32, #dim.shape<n, 4>> {check.expect = dense<> : tensor<0x4xf32>}) {
  %y = hfc.layer_norm %x0 scale %x1 axis 1 epsilon 1.0e-5 : tensor<?x4xf32, #dim.shape<n, 4>>, tensor<4xf32>
  return %y : tensor<?x4xf32, #dim.shape<n, 4>>
}
