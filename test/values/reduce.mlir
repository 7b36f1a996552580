// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.reduce: over axes, which become dims of 1 where kept. Over nothing: sum 0, prod 1, max the least and min the
// largest value of the type, mean NaN.

func.func @sum_f32(%x0: tensor<2x3xf32> {check.value = dense<[[0.0, 0.25, -0.25], [-0.875, -0.5, -1.0]]> : tensor<2x3xf32>})
    -> (tensor<2xf32> {check.expect = dense<[0.0, -2.375]> : tensor<2xf32>, check.ulps = 4.0}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x3xf32>
  return %y : tensor<2xf32>
}

func.func @sum_f64(%x0: tensor<2x3xf64> {check.value = dense<[[0.0, 1.375, -0.5], [-0.625, 0.5, 0.375]]> : tensor<2x3xf64>})
    -> (tensor<2xf64> {check.expect = dense<[0.875, 0.25]> : tensor<2xf64>, check.ulps = 4.0}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x3xf64>
  return %y : tensor<2xf64>
}

func.func @sum_f16(%x0: tensor<2x3xf16> {check.value = dense<[[0.125, -0.875, -0.0], [0.75, -1.375, -0.5]]> : tensor<2x3xf16>})
    -> (tensor<2xf16> {check.expect = dense<[-0.75, -1.125]> : tensor<2xf16>, check.ulps = 1.0}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x3xf16>
  return %y : tensor<2xf16>
}

func.func @sum_bf16(%x0: tensor<2x3xbf16> {check.value = dense<[[-1.875, -1.25, -1.875], [-0.25, -1.25, 0.25]]> : tensor<2x3xbf16>})
    -> (tensor<2xbf16> {check.expect = dense<[-5.0, -1.25]> : tensor<2xbf16>, check.ulps = 1.0}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x3xbf16>
  return %y : tensor<2xbf16>
}

func.func @sum_i8(%x0: tensor<2x3xi8> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi8>})
    -> (tensor<2xi8> {check.expect = dense<[6, -102]> : tensor<2xi8>}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x3xi8>
  return %y : tensor<2xi8>
}

func.func @sum_i16(%x0: tensor<2x3xi16> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi16>})
    -> (tensor<2xi16> {check.expect = dense<[6, 154]> : tensor<2xi16>}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x3xi16>
  return %y : tensor<2xi16>
}

func.func @sum_i32(%x0: tensor<2x3xi32> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi32>})
    -> (tensor<2xi32> {check.expect = dense<[6, 154]> : tensor<2xi32>}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x3xi32>
  return %y : tensor<2xi32>
}

func.func @sum_i64(%x0: tensor<2x3xi64> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi64>})
    -> (tensor<2xi64> {check.expect = dense<[6, 154]> : tensor<2xi64>}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x3xi64>
  return %y : tensor<2xi64>
}

func.func @sum_ui8(%x0: tensor<2x3xui8> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui8>})
    -> (tensor<2xui8> {check.expect = dense<[6, 154]> : tensor<2xui8>}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x3xui8>
  return %y : tensor<2xui8>
}

func.func @sum_ui16(%x0: tensor<2x3xui16> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui16>})
    -> (tensor<2xui16> {check.expect = dense<[6, 154]> : tensor<2xui16>}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x3xui16>
  return %y : tensor<2xui16>
}

func.func @sum_ui32(%x0: tensor<2x3xui32> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui32>})
    -> (tensor<2xui32> {check.expect = dense<[6, 154]> : tensor<2xui32>}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x3xui32>
  return %y : tensor<2xui32>
}

func.func @sum_ui64(%x0: tensor<2x3xui64> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui64>})
    -> (tensor<2xui64> {check.expect = dense<[6, 154]> : tensor<2xui64>}) {
  %y = hfc.reduce sum %x0 over [1] : tensor<2x3xui64>
  return %y : tensor<2xui64>
}

func.func @mean_f32(%x0: tensor<2x3xf32> {check.value = dense<[[0.125, -0.125, -2.5], [-0.5, -0.0, 0.125]]> : tensor<2x3xf32>})
    -> (tensor<2xf32> {check.expect = dense<[-0.8333333, -0.125]> : tensor<2xf32>, check.ulps = 4.0}) {
  %y = hfc.reduce mean %x0 over [1] : tensor<2x3xf32>
  return %y : tensor<2xf32>
}

func.func @mean_f64(%x0: tensor<2x3xf64> {check.value = dense<[[-1.5, -0.5, -1.0], [-0.75, 1.0, -0.75]]> : tensor<2x3xf64>})
    -> (tensor<2xf64> {check.expect = dense<[-1.0, -0.16666666666666666]> : tensor<2xf64>, check.ulps = 4.0}) {
  %y = hfc.reduce mean %x0 over [1] : tensor<2x3xf64>
  return %y : tensor<2xf64>
}

func.func @mean_f16(%x0: tensor<2x3xf16> {check.value = dense<[[-0.0, 0.875, -0.625], [-0.125, 0.125, 0.125]]> : tensor<2x3xf16>})
    -> (tensor<2xf16> {check.expect = dense<[0.0833, 0.04166]> : tensor<2xf16>, check.ulps = 1.0}) {
  %y = hfc.reduce mean %x0 over [1] : tensor<2x3xf16>
  return %y : tensor<2xf16>
}

func.func @mean_bf16(%x0: tensor<2x3xbf16> {check.value = dense<[[-1.25, 0.125, 1.375], [-1.5, 0.875, 0.125]]> : tensor<2x3xbf16>})
    -> (tensor<2xbf16> {check.expect = dense<[0.0835, -0.167]> : tensor<2xbf16>, check.ulps = 1.0}) {
  %y = hfc.reduce mean %x0 over [1] : tensor<2x3xbf16>
  return %y : tensor<2xbf16>
}

func.func @prod_f32(%x0: tensor<2x3xf32> {check.value = dense<[[-0.625, 2.0, 0.75], [-1.25, 0.125, 0.625]]> : tensor<2x3xf32>})
    -> (tensor<2xf32> {check.expect = dense<[-0.9375, -0.09765625]> : tensor<2xf32>, check.ulps = 4.0}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x3xf32>
  return %y : tensor<2xf32>
}

func.func @prod_f64(%x0: tensor<2x3xf64> {check.value = dense<[[-0.25, 0.625, -0.125], [0.625, 1.5, -0.625]]> : tensor<2x3xf64>})
    -> (tensor<2xf64> {check.expect = dense<[0.01953125, -0.5859375]> : tensor<2xf64>, check.ulps = 4.0}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x3xf64>
  return %y : tensor<2xf64>
}

func.func @prod_f16(%x0: tensor<2x3xf16> {check.value = dense<[[0.25, -0.5, 0.125], [-1.125, -0.625, -0.25]]> : tensor<2x3xf16>})
    -> (tensor<2xf16> {check.expect = dense<[-0.015625, -0.1758]> : tensor<2xf16>, check.ulps = 1.0}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x3xf16>
  return %y : tensor<2xf16>
}

func.func @prod_bf16(%x0: tensor<2x3xbf16> {check.value = dense<[[0.875, 1.125, -1.375], [-0.75, 0.625, -2.0]]> : tensor<2x3xbf16>})
    -> (tensor<2xbf16> {check.expect = dense<[-1.35, 0.938]> : tensor<2xbf16>, check.ulps = 1.0}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x3xbf16>
  return %y : tensor<2xbf16>
}

func.func @prod_i8(%x0: tensor<2x3xi8> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi8>})
    -> (tensor<2xi8> {check.expect = dense<[6, 32]> : tensor<2xi8>}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x3xi8>
  return %y : tensor<2xi8>
}

func.func @prod_i16(%x0: tensor<2x3xi16> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi16>})
    -> (tensor<2xi16> {check.expect = dense<[6, 20000]> : tensor<2xi16>}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x3xi16>
  return %y : tensor<2xi16>
}

func.func @prod_i32(%x0: tensor<2x3xi32> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi32>})
    -> (tensor<2xi32> {check.expect = dense<[6, 20000]> : tensor<2xi32>}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x3xi32>
  return %y : tensor<2xi32>
}

func.func @prod_i64(%x0: tensor<2x3xi64> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi64>})
    -> (tensor<2xi64> {check.expect = dense<[6, 20000]> : tensor<2xi64>}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x3xi64>
  return %y : tensor<2xi64>
}

func.func @prod_ui8(%x0: tensor<2x3xui8> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui8>})
    -> (tensor<2xui8> {check.expect = dense<[6, 32]> : tensor<2xui8>}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x3xui8>
  return %y : tensor<2xui8>
}

func.func @prod_ui16(%x0: tensor<2x3xui16> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui16>})
    -> (tensor<2xui16> {check.expect = dense<[6, 20000]> : tensor<2xui16>}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x3xui16>
  return %y : tensor<2xui16>
}

func.func @prod_ui32(%x0: tensor<2x3xui32> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui32>})
    -> (tensor<2xui32> {check.expect = dense<[6, 20000]> : tensor<2xui32>}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x3xui32>
  return %y : tensor<2xui32>
}

func.func @prod_ui64(%x0: tensor<2x3xui64> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui64>})
    -> (tensor<2xui64> {check.expect = dense<[6, 20000]> : tensor<2xui64>}) {
  %y = hfc.reduce prod %x0 over [1] : tensor<2x3xui64>
  return %y : tensor<2xui64>
}

func.func @max_f32(%x0: tensor<2x3xf32> {check.value = dense<[[-0.5, -0.125, 1.25], [0.75, -0.375, -0.375]]> : tensor<2x3xf32>})
    -> (tensor<2xf32> {check.expect = dense<[1.25, 0.75]> : tensor<2xf32>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x3xf32>
  return %y : tensor<2xf32>
}

func.func @max_f64(%x0: tensor<2x3xf64> {check.value = dense<[[-0.25, 1.5, -0.375], [-0.25, 0.375, -0.125]]> : tensor<2x3xf64>})
    -> (tensor<2xf64> {check.expect = dense<[1.5, 0.375]> : tensor<2xf64>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x3xf64>
  return %y : tensor<2xf64>
}

func.func @max_f16(%x0: tensor<2x3xf16> {check.value = dense<[[-0.25, -1.125, -0.0], [-0.5, 1.125, 0.625]]> : tensor<2x3xf16>})
    -> (tensor<2xf16> {check.expect = dense<[-0.0, 1.125]> : tensor<2xf16>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x3xf16>
  return %y : tensor<2xf16>
}

func.func @max_bf16(%x0: tensor<2x3xbf16> {check.value = dense<[[-0.0, 0.625, -0.375], [1.0, -0.0, 0.625]]> : tensor<2x3xbf16>})
    -> (tensor<2xbf16> {check.expect = dense<[0.625, 1.0]> : tensor<2xbf16>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x3xbf16>
  return %y : tensor<2xbf16>
}

func.func @max_i8(%x0: tensor<2x3xi8> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi8>})
    -> (tensor<2xi8> {check.expect = dense<[3, 100]> : tensor<2xi8>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x3xi8>
  return %y : tensor<2xi8>
}

func.func @max_i16(%x0: tensor<2x3xi16> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi16>})
    -> (tensor<2xi16> {check.expect = dense<[3, 100]> : tensor<2xi16>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x3xi16>
  return %y : tensor<2xi16>
}

func.func @max_i32(%x0: tensor<2x3xi32> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi32>})
    -> (tensor<2xi32> {check.expect = dense<[3, 100]> : tensor<2xi32>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x3xi32>
  return %y : tensor<2xi32>
}

func.func @max_i64(%x0: tensor<2x3xi64> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi64>})
    -> (tensor<2xi64> {check.expect = dense<[3, 100]> : tensor<2xi64>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x3xi64>
  return %y : tensor<2xi64>
}

func.func @max_ui8(%x0: tensor<2x3xui8> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui8>})
    -> (tensor<2xui8> {check.expect = dense<[3, 100]> : tensor<2xui8>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x3xui8>
  return %y : tensor<2xui8>
}

func.func @max_ui16(%x0: tensor<2x3xui16> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui16>})
    -> (tensor<2xui16> {check.expect = dense<[3, 100]> : tensor<2xui16>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x3xui16>
  return %y : tensor<2xui16>
}

func.func @max_ui32(%x0: tensor<2x3xui32> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui32>})
    -> (tensor<2xui32> {check.expect = dense<[3, 100]> : tensor<2xui32>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x3xui32>
  return %y : tensor<2xui32>
}

func.func @max_ui64(%x0: tensor<2x3xui64> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui64>})
    -> (tensor<2xui64> {check.expect = dense<[3, 100]> : tensor<2xui64>}) {
  %y = hfc.reduce max %x0 over [1] : tensor<2x3xui64>
  return %y : tensor<2xui64>
}

func.func @min_f32(%x0: tensor<2x3xf32> {check.value = dense<[[-1.25, 0.375, -1.75], [-2.0, -0.25, -0.875]]> : tensor<2x3xf32>})
    -> (tensor<2xf32> {check.expect = dense<[-1.75, -2.0]> : tensor<2xf32>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x3xf32>
  return %y : tensor<2xf32>
}

func.func @min_f64(%x0: tensor<2x3xf64> {check.value = dense<[[0.125, 2.25, -0.875], [-0.625, 0.25, 0.5]]> : tensor<2x3xf64>})
    -> (tensor<2xf64> {check.expect = dense<[-0.875, -0.625]> : tensor<2xf64>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x3xf64>
  return %y : tensor<2xf64>
}

func.func @min_f16(%x0: tensor<2x3xf16> {check.value = dense<[[-0.125, -0.25, 0.75], [0.5, -1.0, -0.125]]> : tensor<2x3xf16>})
    -> (tensor<2xf16> {check.expect = dense<[-0.25, -1.0]> : tensor<2xf16>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x3xf16>
  return %y : tensor<2xf16>
}

func.func @min_bf16(%x0: tensor<2x3xbf16> {check.value = dense<[[0.0, -1.0, 0.25], [-0.875, 1.0, 0.25]]> : tensor<2x3xbf16>})
    -> (tensor<2xbf16> {check.expect = dense<[-1.0, -0.875]> : tensor<2xbf16>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x3xbf16>
  return %y : tensor<2xbf16>
}

func.func @min_i8(%x0: tensor<2x3xi8> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi8>})
    -> (tensor<2xi8> {check.expect = dense<[1, 4]> : tensor<2xi8>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x3xi8>
  return %y : tensor<2xi8>
}

func.func @min_i16(%x0: tensor<2x3xi16> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi16>})
    -> (tensor<2xi16> {check.expect = dense<[1, 4]> : tensor<2xi16>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x3xi16>
  return %y : tensor<2xi16>
}

func.func @min_i32(%x0: tensor<2x3xi32> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi32>})
    -> (tensor<2xi32> {check.expect = dense<[1, 4]> : tensor<2xi32>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x3xi32>
  return %y : tensor<2xi32>
}

func.func @min_i64(%x0: tensor<2x3xi64> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xi64>})
    -> (tensor<2xi64> {check.expect = dense<[1, 4]> : tensor<2xi64>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x3xi64>
  return %y : tensor<2xi64>
}

func.func @min_ui8(%x0: tensor<2x3xui8> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui8>})
    -> (tensor<2xui8> {check.expect = dense<[1, 4]> : tensor<2xui8>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x3xui8>
  return %y : tensor<2xui8>
}

func.func @min_ui16(%x0: tensor<2x3xui16> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui16>})
    -> (tensor<2xui16> {check.expect = dense<[1, 4]> : tensor<2xui16>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x3xui16>
  return %y : tensor<2xui16>
}

func.func @min_ui32(%x0: tensor<2x3xui32> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui32>})
    -> (tensor<2xui32> {check.expect = dense<[1, 4]> : tensor<2xui32>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x3xui32>
  return %y : tensor<2xui32>
}

func.func @min_ui64(%x0: tensor<2x3xui64> {check.value = dense<[[1, 2, 3], [100, 50, 4]]> : tensor<2x3xui64>})
    -> (tensor<2xui64> {check.expect = dense<[1, 4]> : tensor<2xui64>}) {
  %y = hfc.reduce min %x0 over [1] : tensor<2x3xui64>
  return %y : tensor<2xui64>
}
