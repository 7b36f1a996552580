// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.select: the second operand where the first is true, else the third; all three broadcast.

func.func @f32(%x0: tensor<3xi1> {check.value = dense<[true, false, true]> : tensor<3xi1>},
               %x1: tensor<3xf32> {check.value = dense<[1.5, 0x7FC00000, -0.0]> : tensor<3xf32>},
               %x2: tensor<3xf32> {check.value = dense<[0x7F800000, -2.5, 0.0]> : tensor<3xf32>})
    -> (tensor<3xf32> {check.expect = dense<[1.5, -2.5, -0.0]> : tensor<3xf32>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<3xi1>, tensor<3xf32>, tensor<3xf32>
  return %y : tensor<3xf32>
}

func.func @f64(%x0: tensor<3xi1> {check.value = dense<[true, false, true]> : tensor<3xi1>},
               %x1: tensor<3xf64> {check.value = dense<[1.5, 0x7FF8000000000000, -0.0]> : tensor<3xf64>},
               %x2: tensor<3xf64> {check.value = dense<[0x7FF0000000000000, -2.5, 0.0]> : tensor<3xf64>})
    -> (tensor<3xf64> {check.expect = dense<[1.5, -2.5, -0.0]> : tensor<3xf64>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<3xi1>, tensor<3xf64>, tensor<3xf64>
  return %y : tensor<3xf64>
}

func.func @f16(%x0: tensor<3xi1> {check.value = dense<[true, false, true]> : tensor<3xi1>},
               %x1: tensor<3xf16> {check.value = dense<[1.5, 0x7E00, -0.0]> : tensor<3xf16>},
               %x2: tensor<3xf16> {check.value = dense<[0x7C00, -2.5, 0.0]> : tensor<3xf16>})
    -> (tensor<3xf16> {check.expect = dense<[1.5, -2.5, -0.0]> : tensor<3xf16>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<3xi1>, tensor<3xf16>, tensor<3xf16>
  return %y : tensor<3xf16>
}

func.func @bf16(%x0: tensor<3xi1> {check.value = dense<[true, false, true]> : tensor<3xi1>},
                %x1: tensor<3xbf16> {check.value = dense<[1.5, 0x7FC0, -0.0]> : tensor<3xbf16>},
                %x2: tensor<3xbf16> {check.value = dense<[0x7F80, -2.5, 0.0]> : tensor<3xbf16>})
    -> (tensor<3xbf16> {check.expect = dense<[1.5, -2.5, -0.0]> : tensor<3xbf16>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<3xi1>, tensor<3xbf16>, tensor<3xbf16>
  return %y : tensor<3xbf16>
}

func.func @i8(%x0: tensor<3xi1> {check.value = dense<[true, false, true]> : tensor<3xi1>},
              %x1: tensor<3xi8> {check.value = dense<[1, 0, 1]> : tensor<3xi8>},
              %x2: tensor<3xi8> {check.value = dense<[0, 1, 0]> : tensor<3xi8>})
    -> (tensor<3xi8> {check.expect = dense<[1, 1, 1]> : tensor<3xi8>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<3xi1>, tensor<3xi8>, tensor<3xi8>
  return %y : tensor<3xi8>
}

func.func @i16(%x0: tensor<3xi1> {check.value = dense<[true, false, true]> : tensor<3xi1>},
               %x1: tensor<3xi16> {check.value = dense<[1, 0, 1]> : tensor<3xi16>},
               %x2: tensor<3xi16> {check.value = dense<[0, 1, 0]> : tensor<3xi16>})
    -> (tensor<3xi16> {check.expect = dense<[1, 1, 1]> : tensor<3xi16>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<3xi1>, tensor<3xi16>, tensor<3xi16>
  return %y : tensor<3xi16>
}

func.func @i32(%x0: tensor<3xi1> {check.value = dense<[true, false, true]> : tensor<3xi1>},
               %x1: tensor<3xi32> {check.value = dense<[1, 0, 1]> : tensor<3xi32>},
               %x2: tensor<3xi32> {check.value = dense<[0, 1, 0]> : tensor<3xi32>})
    -> (tensor<3xi32> {check.expect = dense<[1, 1, 1]> : tensor<3xi32>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<3xi1>, tensor<3xi32>, tensor<3xi32>
  return %y : tensor<3xi32>
}

func.func @i64(%x0: tensor<3xi1> {check.value = dense<[true, false, true]> : tensor<3xi1>},
               %x1: tensor<3xi64> {check.value = dense<[1, 0, 1]> : tensor<3xi64>},
               %x2: tensor<3xi64> {check.value = dense<[0, 1, 0]> : tensor<3xi64>})
    -> (tensor<3xi64> {check.expect = dense<[1, 1, 1]> : tensor<3xi64>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<3xi1>, tensor<3xi64>, tensor<3xi64>
  return %y : tensor<3xi64>
}

func.func @ui8(%x0: tensor<3xi1> {check.value = dense<[true, false, true]> : tensor<3xi1>},
               %x1: tensor<3xui8> {check.value = dense<[1, 0, 1]> : tensor<3xui8>},
               %x2: tensor<3xui8> {check.value = dense<[0, 1, 0]> : tensor<3xui8>})
    -> (tensor<3xui8> {check.expect = dense<[1, 1, 1]> : tensor<3xui8>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<3xi1>, tensor<3xui8>, tensor<3xui8>
  return %y : tensor<3xui8>
}

func.func @ui16(%x0: tensor<3xi1> {check.value = dense<[true, false, true]> : tensor<3xi1>},
                %x1: tensor<3xui16> {check.value = dense<[1, 0, 1]> : tensor<3xui16>},
                %x2: tensor<3xui16> {check.value = dense<[0, 1, 0]> : tensor<3xui16>})
    -> (tensor<3xui16> {check.expect = dense<[1, 1, 1]> : tensor<3xui16>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<3xi1>, tensor<3xui16>, tensor<3xui16>
  return %y : tensor<3xui16>
}

func.func @ui32(%x0: tensor<3xi1> {check.value = dense<[true, false, true]> : tensor<3xi1>},
                %x1: tensor<3xui32> {check.value = dense<[1, 0, 1]> : tensor<3xui32>},
                %x2: tensor<3xui32> {check.value = dense<[0, 1, 0]> : tensor<3xui32>})
    -> (tensor<3xui32> {check.expect = dense<[1, 1, 1]> : tensor<3xui32>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<3xi1>, tensor<3xui32>, tensor<3xui32>
  return %y : tensor<3xui32>
}

func.func @ui64(%x0: tensor<3xi1> {check.value = dense<[true, false, true]> : tensor<3xi1>},
                %x1: tensor<3xui64> {check.value = dense<[1, 0, 1]> : tensor<3xui64>},
                %x2: tensor<3xui64> {check.value = dense<[0, 1, 0]> : tensor<3xui64>})
    -> (tensor<3xui64> {check.expect = dense<[1, 1, 1]> : tensor<3xui64>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<3xi1>, tensor<3xui64>, tensor<3xui64>
  return %y : tensor<3xui64>
}

func.func @i1(%x0: tensor<3xi1> {check.value = dense<[true, false, true]> : tensor<3xi1>},
              %x1: tensor<3xi1> {check.value = dense<[true, false, true]> : tensor<3xi1>},
              %x2: tensor<3xi1> {check.value = dense<[false, true, false]> : tensor<3xi1>})
    -> (tensor<3xi1> {check.expect = dense<[true, true, true]> : tensor<3xi1>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<3xi1>, tensor<3xi1>, tensor<3xi1>
  return %y : tensor<3xi1>
}

func.func @broadcasts(%x0: tensor<?x1xi1, #dim.shape<n, 1>> {check.value = dense<[[true], [false]]> : tensor<2x1xi1>},
                      %x1: tensor<2xf32> {check.value = dense<[1.0, 2.0]> : tensor<2xf32>},
                      %x2: tensor<f32> {check.value = dense<-1.0> : tensor<f32>})
    -> (tensor<?x2xf32, #dim.shape<n, 2>> {check.expect = dense<[[1.0, 2.0], [-1.0, -1.0]]> : tensor<2x2xf32>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<?x1xi1, #dim.shape<n, 1>>, tensor<2xf32>, tensor<f32>
  return %y : tensor<?x2xf32, #dim.shape<n, 2>>
}

func.func @empty(%x0: tensor<?x1xi1, #dim.shape<n, 1>> {check.value = dense<> : tensor<0x1xi1>},
                 %x1: tensor<2xf32> {check.value = dense<[1.0, 2.0]> : tensor<2xf32>},
                 %x2: tensor<f32> {check.value = dense<-1.0> : tensor<f32>})
    -> (tensor<?x2xf32, #dim.shape<n, 2>> {check.expect = dense<> : tensor<0x2xf32>}) {
  %y = hfc.select %x0, %x1, %x2 : tensor<?x1xi1, #dim.shape<n, 1>>, tensor<2xf32>, tensor<f32>
  return %y : tensor<?x2xf32, #dim.shape<n, 2>>
}
