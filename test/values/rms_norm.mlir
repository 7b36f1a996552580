// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.rms_norm: x / sqrt(mean(x^2) + epsilon) * scale, over the dims from the axis on.

func.func @f32(%x0: tensor<3x4xf32> {check.value = dense<[[-0.25, -0.125, 1.25, 0.375], [-0.0, 1.5, -0.5, -0.375], [-1.875, 1.625, 1.0, 0.875]]> : tensor<3x4xf32>},
               %x1: tensor<4xf32> {check.value = dense<[0.625, 0.125, 0.25, -0.25]> : tensor<4xf32>})
    -> (tensor<3x4xf32> {check.expect = dense<[[-0.23414382, -0.023414383, 0.46828765, -0.1404863], [-0.0, 0.23076749, -0.15384498, 0.115383744], [-0.8327146, 0.1443372, 0.17764579, -0.15544006]]> : tensor<3x4xf32>, check.ulps = 4.0}) {
  %y = hfc.rms_norm %x0 scale %x1 axis 1 epsilon 1.0e-5 : tensor<3x4xf32>, tensor<4xf32>
  return %y : tensor<3x4xf32>
}

func.func @f64(%x0: tensor<3x4xf64> {check.value = dense<[[-0.25, 0.0, 1.5, 0.5], [-0.0, -0.625, -0.625, 1.625], [0.5, 0.125, -0.375, -1.125]]> : tensor<3x4xf64>},
               %x1: tensor<4xf64> {check.value = dense<[-0.125, 0.875, -0.375, -0.25]> : tensor<4xf64>})
    -> (tensor<3x4xf64> {check.expect = dense<[[0.039043135746427544, 0.0, -0.7027764434356958, -0.15617254298571018], [0.0, -0.5912667503039855, 0.25340003584456516, -0.43922672879724634], [-0.09667249245549889, 0.16917686179712305, 0.21751310802487248, 0.43502621604974495]]> : tensor<3x4xf64>, check.ulps = 4.0}) {
  %y = hfc.rms_norm %x0 scale %x1 axis 1 epsilon 1.0e-5 : tensor<3x4xf64>, tensor<4xf64>
  return %y : tensor<3x4xf64>
}

func.func @f16(%x0: tensor<3x4xf16> {check.value = dense<[[-0.25, 0.125, -1.625, -0.25], [-0.875, 0.875, -0.75, 0.625], [1.5, -0.375, -0.625, 0.25]]> : tensor<3x4xf16>},
               %x1: tensor<4xf16> {check.value = dense<[-0.0, -1.0, 0.5, 2.0]> : tensor<4xf16>})
    -> (tensor<3x4xf16> {check.expect = dense<[[0.0, -0.1499, -0.9746, -0.5996], [0.0, -1.11, -0.4758, 1.586], [-0.0, 0.4448, -0.3706, 0.593]]> : tensor<3x4xf16>, check.ulps = 2.0}) {
  %y = hfc.rms_norm %x0 scale %x1 axis 1 epsilon 1.0e-5 : tensor<3x4xf16>, tensor<4xf16>
  return %y : tensor<3x4xf16>
}

func.func @bf16(%x0: tensor<3x4xbf16> {check.value = dense<[[-0.25, -0.25, -1.0, 0.375], [-1.25, -1.125, 1.25, -0.875], [1.125, 1.5, 0.25, 0.5]]> : tensor<3x4xbf16>},
                %x1: tensor<4xbf16> {check.value = dense<[2.0, -0.25, -0.625, -1.375]> : tensor<4xbf16>})
    -> (tensor<3x4xbf16> {check.expect = dense<[[-0.89, 0.1113, 1.11, -0.918], [-2.2, 0.248, -0.688, 1.06], [2.3, -0.383, -0.16, -0.703]]> : tensor<3x4xbf16>, check.ulps = 2.0}) {
  %y = hfc.rms_norm %x0 scale %x1 axis 1 epsilon 1.0e-5 : tensor<3x4xbf16>, tensor<4xbf16>
  return %y : tensor<3x4xbf16>
}

func.func @dynamic(%x0: tensor<?x?x3xf32, #dim.shape<b, s, 3>> {check.value = dense<[[[0.0, 1.5, 1.0], [-1.0, -0.875, -0.5]], [[0.25, -0.25, 0.25], [0.25, -0.25, -0.0]]]> : tensor<2x2x3xf32>},
                   %x1: tensor<3xf32> {check.value = dense<[1.0, 2.0, -1.0]> : tensor<3xf32>})
    -> (tensor<?x?x3xf32, #dim.shape<b, s, 3>> {check.expect = dense<[[[0.0, 2.8822935, -0.96076447], [-1.2199795, -2.134964, 0.60998976]], [[0.99992, -1.99984, -0.99992], [1.2245979, -2.4491959, 0.0]]]> : tensor<2x2x3xf32>, check.ulps = 4.0}) {
  %y = hfc.rms_norm %x0 scale %x1 axis 2 epsilon 1.0e-5 : tensor<?x?x3xf32, #dim.shape<b, s, 3>>, tensor<3xf32>
  return %y : tensor<?x?x3xf32, #dim.shape<b, s, 3>>
}

func.func @zeros(%x0: tensor<1x2xf32> {check.value = dense<[[0.0, -0.0]]> : tensor<1x2xf32>},
                 %x1: tensor<2xf32> {check.value = dense<[1.0, 1.0]> : tensor<2xf32>})
    -> (tensor<1x2xf32> {check.expect = dense<[[0.0, -0.0]]> : tensor<1x2xf32>}) {
  %y = hfc.rms_norm %x0 scale %x1 axis 1 epsilon 1.0e-5 : tensor<1x2xf32>, tensor<2xf32>
  return %y : tensor<1x2xf32>
}

func.func @empty(%x0: tensor<?x4xf32, #dim.shape<n, 4>> {check.value = dense<> : tensor<0x4xf32>},
                 %x1: tensor<4xf32> {check.value = dense<[1.0, 1.0, 1.0, 1.0]> : tensor<4xf32>})
    -> (tensor<?x4xf32, #dim.shape<n, 4>> {check.expect = dense<> : tensor<0x4xf32>}) {
  %y = hfc.rms_norm %x0 scale %x1 axis 1 epsilon 1.0e-5 : tensor<?x4xf32, #dim.shape<n, 4>>, tensor<4xf32>
  return %y : tensor<?x4xf32, #dim.shape<n, 4>>
}
