// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.pool: largest or average element of each window; elements outside do not count unless asked for.

func.func @max_f32(%x0: tensor<1x2x4x4xf32> {check.value = dense<[[[[1.625, 1.75, 0.375, -0.625], [2.875, 3.25, -3.875, 3.125], [1.5, 2.875, 1.375, -3.75], [-3.5, 5.5, 0.75, -4.25]], [[1.0, -1.125, -5.5, -6.875], [-4.75, 0.875, -0.125, -0.75], [0.875, 1.75, -6.25, -0.875], [-2.5, -3.75, -1.625, -0.375]]]]> : tensor<1x2x4x4xf32>})
    -> (tensor<1x2x2x2xf32> {check.expect = dense<[[[[3.25, 3.125], [5.5, 1.375]], [[1.0, -0.125], [1.75, -0.375]]]]> : tensor<1x2x2x2xf32>}) {
  %y = hfc.pool max %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xf32>
  return %y : tensor<1x2x2x2xf32>
}

func.func @max_f64(%x0: tensor<1x2x4x4xf64> {check.value = dense<[[[[-0.75, -4.375, -1.5, 6.0], [-3.125, -5.0, 0.875, 1.75], [1.375, -3.375, 3.0, -2.375], [-3.375, -1.875, -0.375, 2.125]], [[1.875, -0.125, 2.75, 0.25], [2.75, -4.25, -4.75, 2.375], [-4.125, -0.875, -0.25, -1.5], [-1.375, 4.125, -7.625, 2.625]]]]> : tensor<1x2x4x4xf64>})
    -> (tensor<1x2x2x2xf64> {check.expect = dense<[[[[-0.75, 6.0], [1.375, 3.0]], [[2.75, 2.75], [4.125, 2.625]]]]> : tensor<1x2x2x2xf64>}) {
  %y = hfc.pool max %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xf64>
  return %y : tensor<1x2x2x2xf64>
}

func.func @max_f16(%x0: tensor<1x2x4x4xf16> {check.value = dense<[[[[6.875, 0.125, -0.0, 2.125], [5.5, -3.625, 0.25, -0.5], [1.625, 0.5, 2.0, -1.25], [0.125, -2.0, -2.0, -0.375]], [[-0.375, -3.5, 4.75, -0.375], [-4.125, 3.25, -2.25, 1.5], [-0.0, 0.75, 0.5, -1.75], [0.125, 6.125, -6.75, 0.25]]]]> : tensor<1x2x4x4xf16>})
    -> (tensor<1x2x2x2xf16> {check.expect = dense<[[[[6.875, 2.125], [1.625, 2.0]], [[3.25, 4.75], [6.125, 0.5]]]]> : tensor<1x2x2x2xf16>}) {
  %y = hfc.pool max %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xf16>
  return %y : tensor<1x2x2x2xf16>
}

func.func @max_bf16(%x0: tensor<1x2x4x4xbf16> {check.value = dense<[[[[1.25, -3.12, -4.12, 6.5], [-1.125, 6.25, 1.625, 0.25], [1.375, 1.875, 3.5, 1.25], [0.375, 0.5, 4.0, 2.5]], [[-3.0, -1.875, 1.0, -1.875], [-1.125, -2.88, -0.75, 1.25], [3.0, 0.0, 6.25, -0.25], [9.6, 3.0, 1.5, -1.5]]]]> : tensor<1x2x4x4xbf16>})
    -> (tensor<1x2x2x2xbf16> {check.expect = dense<[[[[6.25, 6.5], [1.875, 4.0]], [[-1.125, 1.25], [9.6, 6.25]]]]> : tensor<1x2x2x2xbf16>}) {
  %y = hfc.pool max %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xbf16>
  return %y : tensor<1x2x2x2xbf16>
}

func.func @max_i8(%x0: tensor<1x2x4x4xi8> {check.value = dense<[[[[-54, -52, 25, -49], [-8, 74, -71, -60], [94, -23, -5, 48], [97, -34, -1, -27]], [[74, 81, -88, -59], [25, -52, -71, 77], [84, -45, 23, -34], [-70, 76, -99, -36]]]]> : tensor<1x2x4x4xi8>})
    -> (tensor<1x2x2x2xi8> {check.expect = dense<[[[[74, 25], [97, 48]], [[81, 77], [84, 23]]]]> : tensor<1x2x2x2xi8>}) {
  %y = hfc.pool max %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xi8>
  return %y : tensor<1x2x2x2xi8>
}

func.func @max_i16(%x0: tensor<1x2x4x4xi16> {check.value = dense<[[[[-90, 99, 5, 64], [-18, 69, 14, -55], [-98, -57, 98, 50], [77, 65, 24, -56]], [[-20, -59, 78, -52], [60, -73, -22, -16], [46, 0, 66, 25], [-100, -89, -16, -62]]]]> : tensor<1x2x4x4xi16>})
    -> (tensor<1x2x2x2xi16> {check.expect = dense<[[[[99, 64], [77, 98]], [[60, 78], [46, 66]]]]> : tensor<1x2x2x2xi16>}) {
  %y = hfc.pool max %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xi16>
  return %y : tensor<1x2x2x2xi16>
}

func.func @max_i32(%x0: tensor<1x2x4x4xi32> {check.value = dense<[[[[-55, -77, 94, -46], [36, -63, -74, 87], [-4, -26, -61, -73], [-90, 33, -80, 94]], [[-43, 58, -38, 29], [25, -25, -59, -20], [-34, -40, -55, 61], [-29, 60, 27, -3]]]]> : tensor<1x2x4x4xi32>})
    -> (tensor<1x2x2x2xi32> {check.expect = dense<[[[[36, 94], [33, 94]], [[58, 29], [60, 61]]]]> : tensor<1x2x2x2xi32>}) {
  %y = hfc.pool max %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xi32>
  return %y : tensor<1x2x2x2xi32>
}

func.func @max_i64(%x0: tensor<1x2x4x4xi64> {check.value = dense<[[[[44, 72, -71, 30], [-47, 37, -1, -47], [-27, -52, 36, -55], [75, 82, -59, 60]], [[-3, 79, 10, 64], [80, 60, -20, -13], [-39, 53, -86, -67], [-67, 31, -10, -92]]]]> : tensor<1x2x4x4xi64>})
    -> (tensor<1x2x2x2xi64> {check.expect = dense<[[[[72, 30], [82, 60]], [[80, 64], [53, -10]]]]> : tensor<1x2x2x2xi64>}) {
  %y = hfc.pool max %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xi64>
  return %y : tensor<1x2x2x2xi64>
}

func.func @max_ui8(%x0: tensor<1x2x4x4xui8> {check.value = dense<[[[[80, 193, 66, 175], [72, 32, 9, 153], [96, 164, 133, 8], [117, 113, 29, 84]], [[76, 123, 133, 177], [11, 144, 46, 42], [69, 110, 3, 112], [163, 2, 174, 26]]]]> : tensor<1x2x4x4xui8>})
    -> (tensor<1x2x2x2xui8> {check.expect = dense<[[[[193, 175], [164, 133]], [[144, 177], [163, 174]]]]> : tensor<1x2x2x2xui8>}) {
  %y = hfc.pool max %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xui8>
  return %y : tensor<1x2x2x2xui8>
}

func.func @max_ui16(%x0: tensor<1x2x4x4xui16> {check.value = dense<[[[[166, 71, 72, 35], [111, 47, 39, 135], [145, 192, 108, 91], [139, 129, 183, 152]], [[178, 134, 185, 131], [108, 0, 57, 173], [132, 32, 9, 36], [39, 101, 53, 117]]]]> : tensor<1x2x4x4xui16>})
    -> (tensor<1x2x2x2xui16> {check.expect = dense<[[[[166, 135], [192, 183]], [[178, 185], [132, 117]]]]> : tensor<1x2x2x2xui16>}) {
  %y = hfc.pool max %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xui16>
  return %y : tensor<1x2x2x2xui16>
}

func.func @max_ui32(%x0: tensor<1x2x4x4xui32> {check.value = dense<[[[[146, 151, 155, 58], [186, 189, 15, 125], [83, 168, 135, 95], [70, 14, 70, 2]], [[192, 128, 108, 85], [129, 88, 182, 65], [88, 35, 142, 94], [55, 50, 170, 178]]]]> : tensor<1x2x4x4xui32>})
    -> (tensor<1x2x2x2xui32> {check.expect = dense<[[[[189, 155], [168, 135]], [[192, 182], [88, 178]]]]> : tensor<1x2x2x2xui32>}) {
  %y = hfc.pool max %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xui32>
  return %y : tensor<1x2x2x2xui32>
}

func.func @max_ui64(%x0: tensor<1x2x4x4xui64> {check.value = dense<[[[[41, 35, 116, 193], [119, 172, 153, 76], [56, 154, 114, 116], [9, 93, 154, 162]], [[108, 166, 160, 40], [143, 181, 95, 6], [196, 1, 17, 96], [65, 60, 187, 84]]]]> : tensor<1x2x4x4xui64>})
    -> (tensor<1x2x2x2xui64> {check.expect = dense<[[[[172, 193], [154, 162]], [[181, 160], [196, 187]]]]> : tensor<1x2x2x2xui64>}) {
  %y = hfc.pool max %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xui64>
  return %y : tensor<1x2x2x2xui64>
}

func.func @average_f32(%x0: tensor<1x2x4x4xf32> {check.value = dense<[[[[3.75, 2.75, 1.375, 1.0], [5.25, 1.5, -0.25, -2.625], [-1.0, -3.125, 0.375, 0.75], [-6.125, 0.125, 2.0, 0.5]], [[-2.875, 3.875, -2.125, -3.625], [-3.25, -0.0, 3.0, 3.5], [0.625, -3.625, -2.0, -2.625], [-0.5, -5.375, 0.375, 2.0]]]]> : tensor<1x2x4x4xf32>})
    -> (tensor<1x2x2x2xf32> {check.expect = dense<[[[[3.3125, -0.125], [-2.53125, 0.90625]], [[-0.5625, 0.1875], [-2.21875, -0.5625]]]]> : tensor<1x2x2x2xf32>, check.ulps = 2.0}) {
  %y = hfc.pool average %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xf32>
  return %y : tensor<1x2x2x2xf32>
}

func.func @average_f64(%x0: tensor<1x2x4x4xf64> {check.value = dense<[[[[-0.5, 1.375, -2.75, -4.375], [-1.875, 3.5, 3.125, -1.375], [3.625, -1.0, 4.5, 1.5], [-1.375, 2.375, -2.375, -2.75]], [[-4.375, 0.75, -0.125, -0.25], [-1.25, 4.375, -1.25, -2.125], [3.75, 4.25, 1.0, -5.25], [-1.75, 1.875, 0.0, 4.625]]]]> : tensor<1x2x4x4xf64>})
    -> (tensor<1x2x2x2xf64> {check.expect = dense<[[[[0.625, -1.34375], [0.90625, 0.21875]], [[-0.125, -0.9375], [2.03125, 0.09375]]]]> : tensor<1x2x2x2xf64>, check.ulps = 2.0}) {
  %y = hfc.pool average %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xf64>
  return %y : tensor<1x2x2x2xf64>
}

func.func @average_f16(%x0: tensor<1x2x4x4xf16> {check.value = dense<[[[[-4.125, 2.0, -1.875, 4.0], [-0.25, 3.125, -2.0, -4.25], [-3.375, -1.875, -3.125, 3.625], [4.0, 0.875, -3.125, -0.375]], [[-2.0, 4.375, 1.0, 1.5], [-1.25, -6.0, -2.375, -3.375], [1.125, 0.25, -2.375, -1.125], [4.75, -2.875, -2.75, -0.625]]]]> : tensor<1x2x4x4xf16>})
    -> (tensor<1x2x2x2xf16> {check.expect = dense<[[[[0.1875, -1.031], [-0.09375, -0.75]], [[-1.219, -0.8125], [0.8125, -1.719]]]]> : tensor<1x2x2x2xf16>, check.ulps = 2.0}) {
  %y = hfc.pool average %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xf16>
  return %y : tensor<1x2x2x2xf16>
}

func.func @average_bf16(%x0: tensor<1x2x4x4xbf16> {check.value = dense<[[[[-2.12, -1.25, 1.625, 5.25], [-5.38, -0.0, 0.125, -0.25], [-0.5, -1.0, 3.0, -1.375], [-0.375, -0.0, 0.375, -0.5]], [[3.0, -0.0, 0.5, -0.125], [-3.0, -2.5, -3.12, 0.625], [-2.12, -3.12, 0.75, 1.625], [-5.25, 5.12, 0.125, -0.375]]]]> : tensor<1x2x4x4xbf16>})
    -> (tensor<1x2x2x2xbf16> {check.expect = dense<[[[[-2.19, 1.69], [-0.469, 0.375]], [[-0.625, -0.53], [-1.34, 0.53]]]]> : tensor<1x2x2x2xbf16>, check.ulps = 2.0}) {
  %y = hfc.pool average %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x2x4x4xbf16>
  return %y : tensor<1x2x2x2xbf16>
}

func.func @max_padded(%x0: tensor<1x1x3x3xf32> {check.value = dense<[[[[3.25, 0.25, -1.75], [6.625, -3.25, -0.25], [2.5, -3.25, -0.25]]]]> : tensor<1x1x3x3xf32>})
    -> (tensor<1x1x3x3xf32> {check.expect = dense<[[[[6.625, 6.625, 0.25], [6.625, 6.625, 0.25], [6.625, 6.625, -0.25]]]]> : tensor<1x1x3x3xf32>}) {
  %y = hfc.pool max %x0 window [3, 3] strides [1, 1] dilations [1, 1] low [1, 1] high [1, 1] : tensor<1x1x3x3xf32>
  return %y : tensor<1x1x3x3xf32>
}

func.func @average_padded(%x0: tensor<1x1x3x3xf32> {check.value = dense<[[[[1.125, 7.25, -2.625], [-0.125, 2.0, 0.25], [-3.625, 1.25, 0.375]]]]> : tensor<1x1x3x3xf32>})
    -> (tensor<1x1x3x3xf32> {check.expect = dense<[[[[2.5625, 1.3125, 1.71875], [1.3125, 0.6527778, 1.4166666], [-0.125, 0.020833334, 0.96875]]]]> : tensor<1x1x3x3xf32>, check.ulps = 2.0, check.near = 1.0e-06}) {
  %y = hfc.pool average %x0 window [3, 3] strides [1, 1] dilations [1, 1] low [1, 1] high [1, 1] : tensor<1x1x3x3xf32>
  return %y : tensor<1x1x3x3xf32>
}

func.func @average_counting_padding(%x0: tensor<1x1x3x3xf32> {check.value = dense<[[[[1.375, 3.375, 3.0], [1.25, 0.875, -3.25], [-0.375, 0.625, -1.25]]]]> : tensor<1x1x3x3xf32>})
    -> (tensor<1x1x2x2xf32> {check.expect = dense<[[[[0.7638889, 0.44444445], [0.2638889, -0.33333334]]]]> : tensor<1x1x2x2xf32>, check.ulps = 2.0, check.near = 1.0e-06}) {
  %y = hfc.pool average %x0 window [3, 3] strides [2, 2] dilations [1, 1] low [1, 1] high [1, 1] count_padding : tensor<1x1x3x3xf32>
  return %y : tensor<1x1x2x2xf32>
}

func.func @average_counting_to_the_end(%x0: tensor<1x1x4xf32> {check.value = dense<[[[0.25, -2.5, 4.625, 6.5]]]> : tensor<1x1x4xf32>})
    -> (tensor<1x1x2xf32> {check.expect = dense<[[[-0.75, 3.7083333]]]> : tensor<1x1x2xf32>, check.ulps = 2.0, check.near = 1.0e-06}) {
  %y = hfc.pool average %x0 window [3] strides [3] dilations [1] low [1] high [2] count_padding : tensor<1x1x4xf32>
  return %y : tensor<1x1x2xf32>
}

func.func @max_dilated(%x0: tensor<1x1x7xf32> {check.value = dense<[[[-1.125, 1.25, -0.75, 3.75, 1.25, 0.25, -0.625]]]> : tensor<1x1x7xf32>})
    -> (tensor<1x1x3xf32> {check.expect = dense<[[[1.25, 3.75, 1.25]]]> : tensor<1x1x3xf32>}) {
  %y = hfc.pool max %x0 window [3] strides [1] dilations [2] low [0] high [0] : tensor<1x1x7xf32>
  return %y : tensor<1x1x3xf32>
}

func.func @channels_last(%x0: tensor<1x4x4x2xf32> {check.value = dense<[[[[0.375, 1.0], [-3.0, -4.5], [2.0, 3.625], [-2.125, -5.875]], [[1.625, -3.0], [0.375, -5.0], [3.25, 4.875], [-0.0, -3.875]], [[3.125, 0.375], [-2.75, -1.625], [1.875, -5.375], [-0.625, -1.0]], [[0.625, 2.0], [0.25, -0.5], [2.75, 2.875], [-6.0, -1.125]]]]> : tensor<1x4x4x2xf32>})
    -> (tensor<1x2x2x2xf32> {check.expect = dense<[[[[1.625, 1.0], [3.25, 4.875]], [[3.125, 2.0], [2.75, 2.875]]]]> : tensor<1x2x2x2xf32>}) {
  %y = hfc.pool max %x0 window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] channels_last : tensor<1x4x4x2xf32>
  return %y : tensor<1x2x2x2xf32>
}

func.func @average_channels_last(%x0: tensor<1x4x2x3xf32> {check.value = dense<[[[[0.0, 4.375, 2.125], [-1.125, -3.375, -3.375]], [[1.0, -2.75, -1.875], [5.75, -0.25, 1.25]], [[1.125, -1.25, 4.875], [0.625, 5.875, -2.75]], [[-1.875, -7.125, -4.75], [-2.25, 1.125, 2.875]]]]> : tensor<1x4x2x3xf32>})
    -> (tensor<1x4x3x3xf32> {check.expect = dense<[[[[0.0, 4.375, 2.125], [-1.125, -3.375, -3.375], [0x7FC00000, 0x7FC00000, 0x7FC00000]], [[0.5, 0.8125, 0.125], [2.3125, -1.8125, -1.0625], [0x7FC00000, 0x7FC00000, 0x7FC00000]], [[1.0625, -2.0, 1.5], [3.1875, 2.8125, -0.75], [0x7FC00000, 0x7FC00000, 0x7FC00000]], [[-0.375, -4.1875, 0.0625], [-0.8125, 3.5, 0.0625], [0x7FC00000, 0x7FC00000, 0x7FC00000]]]]> : tensor<1x4x3x3xf32>, check.ulps = 2.0, check.near = 1.0e-06}) {
  %y = hfc.pool average %x0 window [2, 1] strides [1, 1] dilations [1, 1] low [1, 0] high [0, 1] channels_last : tensor<1x4x2x3xf32>
  return %y : tensor<1x4x3x3xf32>
}

func.func @wholly_outside(%x0: tensor<1x1x2xf32> {check.value = dense<[[[4.625, -1.0]]]> : tensor<1x1x2xf32>})
    -> (tensor<1x1x3xf32> {check.expect = dense<[[[0xFF800000, 4.625, 0xFF800000]]]> : tensor<1x1x3xf32>}) {
  %y = hfc.pool max %x0 window [2] strides [2] dilations [1] low [2] high [2] : tensor<1x1x2xf32>
  return %y : tensor<1x1x3xf32>
}

func.func @average_wholly_outside(%x0: tensor<1x1x2xf32> {check.value = dense<[[[-6.625, 4.375]]]> : tensor<1x1x2xf32>})
    -> (tensor<1x1x3xf32> {check.expect = dense<[[[0x7FC00000, -1.125, 0x7FC00000]]]> : tensor<1x1x3xf32>, check.ulps = 2.0}) {
  %y = hfc.pool average %x0 window [2] strides [2] dilations [1] low [2] high [2] : tensor<1x1x2xf32>
  return %y : tensor<1x1x3xf32>
}

func.func @special(%x0: tensor<1x1x6xf32> {check.value = dense<[[[0x7FC00000, 1.0, 1.0, 0x7FC00000, 0xFF800000, 0xFF800000]]]> : tensor<1x1x6xf32>})
    -> (tensor<1x1x3xf32> {check.expect = dense<[[[0x7FC00000, 0x7FC00000, 0xFF800000]]]> : tensor<1x1x3xf32>}) {
  %y = hfc.pool max %x0 window [2] strides [2] dilations [1] low [0] high [0] : tensor<1x1x6xf32>
  return %y : tensor<1x1x3xf32>
}

func.func @dynamic(%x0: tensor<?x1x?xf32, #dim.shape<b, 1, n>> {check.value = dense<[[[-0.625, 3.375, -0.125, -1.125, -1.375]]]> : tensor<1x1x5xf32>})
    -> (tensor<?x1x?xf32, #dim.shape<b, 1, n - 1>> {check.expect = dense<[[[3.375, 3.375, -0.125, -1.125]]]> : tensor<1x1x4xf32>}) {
  %y = hfc.pool max %x0 window [2] strides [1] dilations [1] low [0] high [0] : tensor<?x1x?xf32, #dim.shape<b, 1, n>>
  return %y : tensor<?x1x?xf32, #dim.shape<b, 1, n - 1>>
}

func.func @no_images(%x0: tensor<?x2x4xf32, #dim.shape<b, 2, 4>> {check.value = dense<> : tensor<0x2x4xf32>})
    -> (tensor<?x2x2xf32, #dim.shape<b, 2, 2>> {check.expect = dense<> : tensor<0x2x2xf32>}) {
  %y = hfc.pool average %x0 window [2] strides [2] dilations [1] low [0] high [0] : tensor<?x2x4xf32, #dim.shape<b, 2, 4>>
  return %y : tensor<?x2x2xf32, #dim.shape<b, 2, 2>>
}
