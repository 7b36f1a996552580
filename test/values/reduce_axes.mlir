// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.reduce: choices of axes, special values, and reductions over nothing.

func.func @keeps(%x0: tensor<?x3x?xf32, #dim.shape<b, 3, s>> {check.value = dense<[[[0.125, -0.625], [-0.125, -2.0], [-1.125, 0.375]], [[-2.125, 0.875], [-1.75, 0.75], [-0.875, 0.75]]]> : tensor<2x3x2xf32>})
    -> (tensor<1x3x1xf32> {check.expect = dense<[[[-1.75], [-3.125], [-0.875]]]> : tensor<1x3x1xf32>, check.ulps = 2.0, check.near = 1.0e-06}) {
  %y = hfc.reduce sum %x0 over [0, 2] keep : tensor<?x3x?xf32, #dim.shape<b, 3, s>>
  return %y : tensor<1x3x1xf32>
}

func.func @all_axes(%x0: tensor<2x3x2xf32> {check.value = dense<[[[0.125, -0.625], [-0.125, -2.0], [-1.125, 0.375]], [[-2.125, 0.875], [-1.75, 0.75], [-0.875, 0.75]]]> : tensor<2x3x2xf32>})
    -> (tensor<f32> {check.expect = dense<-0.47916666> : tensor<f32>, check.ulps = 2.0, check.near = 1.0e-06}) {
  %y = hfc.reduce mean %x0 over [0, 1, 2] : tensor<2x3x2xf32>
  return %y : tensor<f32>
}

func.func @no_axes(%x0: tensor<2x3x2xf32> {check.value = dense<[[[0.125, -0.625], [-0.125, -2.0], [-1.125, 0.375]], [[-2.125, 0.875], [-1.75, 0.75], [-0.875, 0.75]]]> : tensor<2x3x2xf32>})
    -> (tensor<2x3x2xf32> {check.expect = dense<[[[0.125, -0.625], [-0.125, -2.0], [-1.125, 0.375]], [[-2.125, 0.875], [-1.75, 0.75], [-0.875, 0.75]]]> : tensor<2x3x2xf32>}) {
  %y = hfc.reduce sum %x0 over [] : tensor<2x3x2xf32>
  return %y : tensor<2x3x2xf32>
}

func.func @middle_axis(%x0: tensor<2x3x2xf32> {check.value = dense<[[[0.125, -0.625], [-0.125, -2.0], [-1.125, 0.375]], [[-2.125, 0.875], [-1.75, 0.75], [-0.875, 0.75]]]> : tensor<2x3x2xf32>})
    -> (tensor<2x2xf32> {check.expect = dense<[[0.125, 0.375], [-0.875, 0.875]]> : tensor<2x2xf32>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x3x2xf32>
  return %y : tensor<2x2xf32>
}

func.func @special_max(%x0: tensor<5x3xf32> {check.value = dense<[[0x7FC00000, 1.0, 2.0], [1.0, 0x7FC00000, 2.0], [-0.0, -0.0, -0.0], [0x7F800000, 0xFF800000, 0.0], [0xFF800000, 0xFF800000, 0xFF800000]]> : tensor<5x3xf32>})
    -> (tensor<5xf32> {check.expect = dense<[0x7FC00000, 0x7FC00000, -0.0, 0x7F800000, 0xFF800000]> : tensor<5xf32>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<5x3xf32>
  return %y : tensor<5xf32>
}

func.func @special_min(%x0: tensor<5x3xf32> {check.value = dense<[[0x7FC00000, 1.0, 2.0], [1.0, 0x7FC00000, 2.0], [-0.0, -0.0, -0.0], [0x7F800000, 0xFF800000, 0.0], [0xFF800000, 0xFF800000, 0xFF800000]]> : tensor<5x3xf32>})
    -> (tensor<5xf32> {check.expect = dense<[0x7FC00000, 0x7FC00000, -0.0, 0xFF800000, 0xFF800000]> : tensor<5xf32>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<5x3xf32>
  return %y : tensor<5xf32>
}

func.func @sum_of_nothing_f32(%x0: tensor<2x?xf32, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xf32>})
    -> (tensor<2xf32> {check.expect = dense<[0.0, 0.0]> : tensor<2xf32>}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x?xf32, #dim.shape<2, n>>
  return %y : tensor<2xf32>
}

func.func @sum_of_nothing_i8(%x0: tensor<2x?xi8, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xi8>})
    -> (tensor<2xi8> {check.expect = dense<[0, 0]> : tensor<2xi8>}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x?xi8, #dim.shape<2, n>>
  return %y : tensor<2xi8>
}

func.func @sum_of_nothing_ui16(%x0: tensor<2x?xui16, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xui16>})
    -> (tensor<2xui16> {check.expect = dense<[0, 0]> : tensor<2xui16>}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x?xui16, #dim.shape<2, n>>
  return %y : tensor<2xui16>
}

func.func @sum_of_nothing_f16(%x0: tensor<2x?xf16, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xf16>})
    -> (tensor<2xf16> {check.expect = dense<[0.0, 0.0]> : tensor<2xf16>}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x?xf16, #dim.shape<2, n>>
  return %y : tensor<2xf16>
}

func.func @prod_of_nothing_f32(%x0: tensor<2x?xf32, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xf32>})
    -> (tensor<2xf32> {check.expect = dense<[1.0, 1.0]> : tensor<2xf32>}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x?xf32, #dim.shape<2, n>>
  return %y : tensor<2xf32>
}

func.func @prod_of_nothing_i8(%x0: tensor<2x?xi8, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xi8>})
    -> (tensor<2xi8> {check.expect = dense<[1, 1]> : tensor<2xi8>}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x?xi8, #dim.shape<2, n>>
  return %y : tensor<2xi8>
}

func.func @prod_of_nothing_ui16(%x0: tensor<2x?xui16, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xui16>})
    -> (tensor<2xui16> {check.expect = dense<[1, 1]> : tensor<2xui16>}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x?xui16, #dim.shape<2, n>>
  return %y : tensor<2xui16>
}

func.func @prod_of_nothing_f16(%x0: tensor<2x?xf16, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xf16>})
    -> (tensor<2xf16> {check.expect = dense<[1.0, 1.0]> : tensor<2xf16>}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x?xf16, #dim.shape<2, n>>
  return %y : tensor<2xf16>
}

func.func @max_of_nothing_f32(%x0: tensor<2x?xf32, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xf32>})
    -> (tensor<2xf32> {check.expect = dense<[0xFF800000, 0xFF800000]> : tensor<2xf32>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x?xf32, #dim.shape<2, n>>
  return %y : tensor<2xf32>
}

func.func @max_of_nothing_i8(%x0: tensor<2x?xi8, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xi8>})
    -> (tensor<2xi8> {check.expect = dense<[-128, -128]> : tensor<2xi8>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x?xi8, #dim.shape<2, n>>
  return %y : tensor<2xi8>
}

func.func @max_of_nothing_ui16(%x0: tensor<2x?xui16, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xui16>})
    -> (tensor<2xui16> {check.expect = dense<[0, 0]> : tensor<2xui16>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x?xui16, #dim.shape<2, n>>
  return %y : tensor<2xui16>
}

func.func @max_of_nothing_f16(%x0: tensor<2x?xf16, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xf16>})
    -> (tensor<2xf16> {check.expect = dense<[0xFC00, 0xFC00]> : tensor<2xf16>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x?xf16, #dim.shape<2, n>>
  return %y : tensor<2xf16>
}

func.func @min_of_nothing_f32(%x0: tensor<2x?xf32, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xf32>})
    -> (tensor<2xf32> {check.expect = dense<[0x7F800000, 0x7F800000]> : tensor<2xf32>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x?xf32, #dim.shape<2, n>>
  return %y : tensor<2xf32>
}

func.func @min_of_nothing_i8(%x0: tensor<2x?xi8, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xi8>})
    -> (tensor<2xi8> {check.expect = dense<[127, 127]> : tensor<2xi8>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x?xi8, #dim.shape<2, n>>
  return %y : tensor<2xi8>
}

func.func @min_of_nothing_ui16(%x0: tensor<2x?xui16, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xui16>})
    -> (tensor<2xui16> {check.expect = dense<[65535, 65535]> : tensor<2xui16>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x?xui16, #dim.shape<2, n>>
  return %y : tensor<2xui16>
}

func.func @min_of_nothing_f16(%x0: tensor<2x?xf16, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xf16>})
    -> (tensor<2xf16> {check.expect = dense<[0x7C00, 0x7C00]> : tensor<2xf16>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x?xf16, #dim.shape<2, n>>
  return %y : tensor<2xf16>
}

func.func @mean_of_nothing_f32(%x0: tensor<2x?xf32, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xf32>})
    -> (tensor<2xf32> {check.expect = dense<[0x7FC00000, 0x7FC00000]> : tensor<2xf32>}) {
  %y = hfc.reduce mean %x0 over [1] : tensor<2x?xf32, #dim.shape<2, n>>
  return %y : tensor<2xf32>
}

func.func @mean_of_nothing_f16(%x0: tensor<2x?xf16, #dim.shape<2, n>> {check.value = dense<> : tensor<2x0xf16>})
    -> (tensor<2xf16> {check.expect = dense<[0x7E00, 0x7E00]> : tensor<2xf16>}) {
  %y = hfc.reduce mean %x0 over [1] : tensor<2x?xf16, #dim.shape<2, n>>
  return %y : tensor<2xf16>
}

func.func @of_no_rows(%x0: tensor<?x3xf32, #dim.shape<n, 3>> {check.value = dense<> : tensor<0x3xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<?x3xf32, #dim.shape<n, 3>>
  return %y : tensor<?xf32, #dim.shape<n>>
}

func.func @any(%x0: tensor<3x2xi1> {check.value = dense<[[false, false], [false, true], [true, true]]> : tensor<3x2xi1>})
    -> (tensor<3xi1> {check.expect = dense<[false, true, true]> : tensor<3xi1>}) {
  %y = hfc.reduce any %x0 over [1] : tensor<3x2xi1>
  return %y : tensor<3xi1>
}

func.func @all(%x0: tensor<3x2xi1> {check.value = dense<[[false, false], [false, true], [true, true]]> : tensor<3x2xi1>})
    -> (tensor<3xi1> {check.expect = dense<[false, false, true]> : tensor<3xi1>}) {
  %y = hfc.reduce all %x0 over [1] : tensor<3x2xi1>
  return %y : tensor<3xi1>
}

func.func @any_of_nothing(%x0: tensor<1x0xi1> {check.value = dense<> : tensor<1x0xi1>})
    -> (tensor<1xi1> {check.expect = dense<[false]> : tensor<1xi1>}) {
  %y = hfc.reduce any %x0 over [1] : tensor<1x0xi1>
  return %y : tensor<1xi1>
}

func.func @all_of_nothing(%x0: tensor<1x0xi1> {check.value = dense<> : tensor<1x0xi1>})
    -> (tensor<1xi1> {check.expect = dense<[true]> : tensor<1xi1>}) {
  %y = hfc.reduce all %x0 over [1] : tensor<1x0xi1>
  return %y : tensor<1xi1>
}
