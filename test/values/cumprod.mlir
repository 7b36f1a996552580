// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.cumprod: products of the elements up to each place of an axis.

func.func @f32(%x0: tensor<2x3xf32> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 2.0]]> : tensor<2x3xf32>})
    -> (tensor<2x3xf32> {check.expect = dense<[[1.0, 2.0, 6.0], [4.0, 20.0, 40.0]]> : tensor<2x3xf32>}) {
  %y = hfc.cumprod %x0 axis 1 : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

func.func @f64(%x0: tensor<2x3xf64> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 2.0]]> : tensor<2x3xf64>})
    -> (tensor<2x3xf64> {check.expect = dense<[[1.0, 2.0, 6.0], [4.0, 20.0, 40.0]]> : tensor<2x3xf64>}) {
  %y = hfc.cumprod %x0 axis 1 : tensor<2x3xf64>
  return %y : tensor<2x3xf64>
}

func.func @f16(%x0: tensor<2x3xf16> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 2.0]]> : tensor<2x3xf16>})
    -> (tensor<2x3xf16> {check.expect = dense<[[1.0, 2.0, 6.0], [4.0, 20.0, 40.0]]> : tensor<2x3xf16>}) {
  %y = hfc.cumprod %x0 axis 1 : tensor<2x3xf16>
  return %y : tensor<2x3xf16>
}

func.func @bf16(%x0: tensor<2x3xbf16> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 2.0]]> : tensor<2x3xbf16>})
    -> (tensor<2x3xbf16> {check.expect = dense<[[1.0, 2.0, 6.0], [4.0, 20.0, 40.0]]> : tensor<2x3xbf16>}) {
  %y = hfc.cumprod %x0 axis 1 : tensor<2x3xbf16>
  return %y : tensor<2x3xbf16>
}

func.func @i8(%x0: tensor<2x3xi8> {check.value = dense<[[1, 2, 3], [4, 5, 2]]> : tensor<2x3xi8>})
    -> (tensor<2x3xi8> {check.expect = dense<[[1, 2, 6], [4, 20, 40]]> : tensor<2x3xi8>}) {
  %y = hfc.cumprod %x0 axis 1 : tensor<2x3xi8>
  return %y : tensor<2x3xi8>
}

func.func @i16(%x0: tensor<2x3xi16> {check.value = dense<[[1, 2, 3], [4, 5, 2]]> : tensor<2x3xi16>})
    -> (tensor<2x3xi16> {check.expect = dense<[[1, 2, 6], [4, 20, 40]]> : tensor<2x3xi16>}) {
  %y = hfc.cumprod %x0 axis 1 : tensor<2x3xi16>
  return %y : tensor<2x3xi16>
}

func.func @i32(%x0: tensor<2x3xi32> {check.value = dense<[[1, 2, 3], [4, 5, 2]]> : tensor<2x3xi32>})
    -> (tensor<2x3xi32> {check.expect = dense<[[1, 2, 6], [4, 20, 40]]> : tensor<2x3xi32>}) {
  %y = hfc.cumprod %x0 axis 1 : tensor<2x3xi32>
  return %y : tensor<2x3xi32>
}

func.func @i64(%x0: tensor<2x3xi64> {check.value = dense<[[1, 2, 3], [4, 5, 2]]> : tensor<2x3xi64>})
    -> (tensor<2x3xi64> {check.expect = dense<[[1, 2, 6], [4, 20, 40]]> : tensor<2x3xi64>}) {
  %y = hfc.cumprod %x0 axis 1 : tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @ui8(%x0: tensor<2x3xui8> {check.value = dense<[[1, 2, 3], [4, 5, 2]]> : tensor<2x3xui8>})
    -> (tensor<2x3xui8> {check.expect = dense<[[1, 2, 6], [4, 20, 40]]> : tensor<2x3xui8>}) {
  %y = hfc.cumprod %x0 axis 1 : tensor<2x3xui8>
  return %y : tensor<2x3xui8>
}

func.func @ui16(%x0: tensor<2x3xui16> {check.value = dense<[[1, 2, 3], [4, 5, 2]]> : tensor<2x3xui16>})
    -> (tensor<2x3xui16> {check.expect = dense<[[1, 2, 6], [4, 20, 40]]> : tensor<2x3xui16>}) {
  %y = hfc.cumprod %x0 axis 1 : tensor<2x3xui16>
  return %y : tensor<2x3xui16>
}

func.func @ui32(%x0: tensor<2x3xui32> {check.value = dense<[[1, 2, 3], [4, 5, 2]]> : tensor<2x3xui32>})
    -> (tensor<2x3xui32> {check.expect = dense<[[1, 2, 6], [4, 20, 40]]> : tensor<2x3xui32>}) {
  %y = hfc.cumprod %x0 axis 1 : tensor<2x3xui32>
  return %y : tensor<2x3xui32>
}

func.func @ui64(%x0: tensor<2x3xui64> {check.value = dense<[[1, 2, 3], [4, 5, 2]]> : tensor<2x3xui64>})
    -> (tensor<2x3xui64> {check.expect = dense<[[1, 2, 6], [4, 20, 40]]> : tensor<2x3xui64>}) {
  %y = hfc.cumprod %x0 axis 1 : tensor<2x3xui64>
  return %y : tensor<2x3xui64>
}

func.func @exclusive(%x0: tensor<2x3xf32> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 2.0]]> : tensor<2x3xf32>})
    -> (tensor<2x3xf32> {check.expect = dense<[[1.0, 1.0, 2.0], [1.0, 4.0, 20.0]]> : tensor<2x3xf32>}) {
  %y = hfc.cumprod %x0 axis 1 exclusive : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

func.func @reverse(%x0: tensor<2x3xf32> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 2.0]]> : tensor<2x3xf32>})
    -> (tensor<2x3xf32> {check.expect = dense<[[6.0, 6.0, 3.0], [40.0, 10.0, 2.0]]> : tensor<2x3xf32>}) {
  %y = hfc.cumprod %x0 axis 1 reverse : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

func.func @exclusive_reverse(%x0: tensor<2x3xi32> {check.value = dense<[[1, 2, 3], [4, 5, 2]]> : tensor<2x3xi32>})
    -> (tensor<2x3xi32> {check.expect = dense<[[6, 3, 1], [10, 2, 1]]> : tensor<2x3xi32>}) {
  %y = hfc.cumprod %x0 axis 1 exclusive reverse : tensor<2x3xi32>
  return %y : tensor<2x3xi32>
}

func.func @first_axis(%x0: tensor<?x3xf32, #dim.shape<n, 3>> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 2.0]]> : tensor<2x3xf32>})
    -> (tensor<?x3xf32, #dim.shape<n, 3>> {check.expect = dense<[[1.0, 2.0, 3.0], [4.0, 10.0, 6.0]]> : tensor<2x3xf32>}) {
  %y = hfc.cumprod %x0 axis 0 : tensor<?x3xf32, #dim.shape<n, 3>>
  return %y : tensor<?x3xf32, #dim.shape<n, 3>>
}

func.func @wraps(%x0: tensor<3xi8> {check.value = dense<[100, 2, 2]> : tensor<3xi8>})
    -> (tensor<3xi8> {check.expect = dense<[100, -56, -112]> : tensor<3xi8>}) {
  %y = hfc.cumprod %x0 axis 0 : tensor<3xi8>
  return %y : tensor<3xi8>
}

func.func @empty(%x0: tensor<0xf32> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<0xf32> {check.expect = dense<> : tensor<0xf32>}) {
  %y = hfc.cumprod %x0 axis 0 : tensor<0xf32>
  return %y : tensor<0xf32>
}
