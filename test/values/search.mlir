// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.search: how many elements of an ascending vector are not above each value.

func.func @i64(%x0: tensor<2x3xi64> {check.value = dense<[[0, 1, 2], [3, 9, -1]]> : tensor<2x3xi64>},
               %x1: tensor<5xi64> {check.value = dense<[0, 1, 1, 2, 4]> : tensor<5xi64>})
    -> (tensor<2x3xi64> {check.expect = dense<[[1, 3, 4], [4, 5, 0]]> : tensor<2x3xi64>}) {
  %y = hfc.search %x0 in %x1 : tensor<2x3xi64>, tensor<5xi64>
  return %y : tensor<2x3xi64>
}

func.func @ui8(%x0: tensor<4xui8> {check.value = dense<[0, 127, 128, 255]> : tensor<4xui8>},
               %x1: tensor<3xui8> {check.value = dense<[1, 128, 200]> : tensor<3xui8>})
    -> (tensor<4xi64> {check.expect = dense<[0, 1, 2, 3]> : tensor<4xi64>}) {
  %y = hfc.search %x0 in %x1 : tensor<4xui8>, tensor<3xui8>
  return %y : tensor<4xi64>
}

func.func @f32(%x0: tensor<5xf32> {check.value = dense<[-1.0, 0.0, 0.5, 1.0, 7.0]> : tensor<5xf32>},
               %x1: tensor<4xf32> {check.value = dense<[0.0, 0.25, 1.0, 1.0]> : tensor<4xf32>})
    -> (tensor<5xi64> {check.expect = dense<[0, 1, 2, 4, 4]> : tensor<5xi64>}) {
  %y = hfc.search %x0 in %x1 : tensor<5xf32>, tensor<4xf32>
  return %y : tensor<5xi64>
}

func.func @f16(%x0: tensor<3xf16> {check.value = dense<[-1.0, 0.0, 2.0]> : tensor<3xf16>},
               %x1: tensor<2xf16> {check.value = dense<[0.0, 2.0]> : tensor<2xf16>})
    -> (tensor<3xi64> {check.expect = dense<[0, 1, 2]> : tensor<3xi64>}) {
  %y = hfc.search %x0 in %x1 : tensor<3xf16>, tensor<2xf16>
  return %y : tensor<3xi64>
}

func.func @dynamic(%x0: tensor<?xi32, #dim.shape<n>> {check.value = dense<[5, 6, 7]> : tensor<3xi32>},
                   %x1: tensor<?xi32, #dim.shape<m>> {check.value = dense<[5, 6, 6, 8]> : tensor<4xi32>})
    -> (tensor<?xi64, #dim.shape<n>> {check.expect = dense<[1, 3, 3]> : tensor<3xi64>}) {
  %y = hfc.search %x0 in %x1 : tensor<?xi32, #dim.shape<n>>, tensor<?xi32, #dim.shape<m>>
  return %y : tensor<?xi64, #dim.shape<n>>
}

func.func @nothing(%x0: tensor<2xi32> {check.value = dense<[5, 6]> : tensor<2xi32>},
                   %x1: tensor<?xi32, #dim.shape<m>> {check.value = dense<> : tensor<0xi32>})
    -> (tensor<2xi64> {check.expect = dense<[0, 0]> : tensor<2xi64>}) {
  %y = hfc.search %x0 in %x1 : tensor<2xi32>, tensor<?xi32, #dim.shape<m>>
  return %y : tensor<2xi64>
}
