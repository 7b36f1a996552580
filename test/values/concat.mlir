// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.concat: operands behind each other along an axis.

func.func @f32(%x0: tensor<2x1xf32> {check.value = dense<[[0.0], [1.0]]> : tensor<2x1xf32>},
               %x1: tensor<2x2xf32> {check.value = dense<[[5.0, 6.0], [7.0, 8.0]]> : tensor<2x2xf32>})
    -> (tensor<2x3xf32> {check.expect = dense<[[0.0, 5.0, 6.0], [1.0, 7.0, 8.0]]> : tensor<2x3xf32>}) {
  %y = hfc.concat 1 of %x0, %x1 : tensor<2x1xf32>, tensor<2x2xf32>
  return %y : tensor<2x3xf32>
}

func.func @f64(%x0: tensor<2x1xf64> {check.value = dense<[[0.0], [1.0]]> : tensor<2x1xf64>},
               %x1: tensor<2x2xf64> {check.value = dense<[[5.0, 6.0], [7.0, 8.0]]> : tensor<2x2xf64>})
    -> (tensor<2x3xf64> {check.expect = dense<[[0.0, 5.0, 6.0], [1.0, 7.0, 8.0]]> : tensor<2x3xf64>}) {
  %y = hfc.concat 1 of %x0, %x1 : tensor<2x1xf64>, tensor<2x2xf64>
  return %y : tensor<2x3xf64>
}

func.func @f16(%x0: tensor<2x1xf16> {check.value = dense<[[0.0], [1.0]]> : tensor<2x1xf16>},
               %x1: tensor<2x2xf16> {check.value = dense<[[5.0, 6.0], [7.0, 8.0]]> : tensor<2x2xf16>})
    -> (tensor<2x3xf16> {check.expect = dense<[[0.0, 5.0, 6.0], [1.0, 7.0, 8.0]]> : tensor<2x3xf16>}) {
  %y = hfc.concat 1 of %x0, %x1 : tensor<2x1xf16>, tensor<2x2xf16>
  return %y : tensor<2x3xf16>
}

func.func @bf16(%x0: tensor<2x1xbf16> {check.value = dense<[[0.0], [1.0]]> : tensor<2x1xbf16>},
                %x1: tensor<2x2xbf16> {check.value = dense<[[5.0, 6.0], [7.0, 8.0]]> : tensor<2x2xbf16>})
    -> (tensor<2x3xbf16> {check.expect = dense<[[0.0, 5.0, 6.0], [1.0, 7.0, 8.0]]> : tensor<2x3xbf16>}) {
  %y = hfc.concat 1 of %x0, %x1 : tensor<2x1xbf16>, tensor<2x2xbf16>
  return %y : tensor<2x3xbf16>
}

func.func @i8(%x0: tensor<2x1xi8> {check.value = dense<[[0], [1]]> : tensor<2x1xi8>},
              %x1: tensor<2x2xi8> {check.value = dense<[[5, 6], [7, 8]]> : tensor<2x2xi8>})
    -> (tensor<2x3xi8> {check.expect = dense<[[0, 5, 6], [1, 7, 8]]> : tensor<2x3xi8>}) {
  %y = hfc.concat 1 of %x0, %x1 : tensor<2x1xi8>, tensor<2x2xi8>
  return %y : tensor<2x3xi8>
}

func.func @i16(%x0: tensor<2x1xi16> {check.value = dense<[[0], [1]]> : tensor<2x1xi16>},
               %x1: tensor<2x2xi16> {check.value = dense<[[5, 6], [7, 8]]> : tensor<2x2xi16>})
    -> (tensor<2x3xi16> {check.expect = dense<[[0, 5, 6], [1, 7, 8]]> : tensor<2x3xi16>}) {
  %y = hfc.concat 1 of %x0, %x1 : tensor<2x1xi16>, tensor<2x2xi16>
  return %y : tensor<2x3xi16>
}

func.func @i32(%x0: tensor<2x1xi32> {check.value = dense<[[0], [1]]> : tensor<2x1xi32>},
               %x1: tensor<2x2xi32> {check.value = dense<[[5, 6], [7, 8]]> : tensor<2x2xi32>})
    -> (tensor<2x3xi32> {check.expect = dense<[[0, 5, 6], [1, 7, 8]]> : tensor<2x3xi32>}) {
  %y = hfc.concat 1 of %x0, %x1 : tensor<2x1xi32>, tensor<2x2xi32>
  return %y : tensor<2x3xi32>
}

func.func @i64(%x0: tensor<2x1xi64> {check.value = dense<[[0], [1]]> : tensor<2x1xi64>},
               %x1: tensor<2x2xi64> {check.value = dense<[[5, 6], [7, 8]]> : tensor<2x2xi64>})
    -> (tensor<2x3xi64> {check.expect = dense<[[0, 5, 6], [1, 7, 8]]> : tensor<2x3xi64>}) {
  %y = hfc.concat 1 of %x0, %x1 : tensor<2x1xi64>, tensor<2x2xi64>
  return %y : tensor<2x3xi64>
}

func.func @ui8(%x0: tensor<2x1xui8> {check.value = dense<[[0], [1]]> : tensor<2x1xui8>},
               %x1: tensor<2x2xui8> {check.value = dense<[[5, 6], [7, 8]]> : tensor<2x2xui8>})
    -> (tensor<2x3xui8> {check.expect = dense<[[0, 5, 6], [1, 7, 8]]> : tensor<2x3xui8>}) {
  %y = hfc.concat 1 of %x0, %x1 : tensor<2x1xui8>, tensor<2x2xui8>
  return %y : tensor<2x3xui8>
}

func.func @ui16(%x0: tensor<2x1xui16> {check.value = dense<[[0], [1]]> : tensor<2x1xui16>},
                %x1: tensor<2x2xui16> {check.value = dense<[[5, 6], [7, 8]]> : tensor<2x2xui16>})
    -> (tensor<2x3xui16> {check.expect = dense<[[0, 5, 6], [1, 7, 8]]> : tensor<2x3xui16>}) {
  %y = hfc.concat 1 of %x0, %x1 : tensor<2x1xui16>, tensor<2x2xui16>
  return %y : tensor<2x3xui16>
}

func.func @ui32(%x0: tensor<2x1xui32> {check.value = dense<[[0], [1]]> : tensor<2x1xui32>},
                %x1: tensor<2x2xui32> {check.value = dense<[[5, 6], [7, 8]]> : tensor<2x2xui32>})
    -> (tensor<2x3xui32> {check.expect = dense<[[0, 5, 6], [1, 7, 8]]> : tensor<2x3xui32>}) {
  %y = hfc.concat 1 of %x0, %x1 : tensor<2x1xui32>, tensor<2x2xui32>
  return %y : tensor<2x3xui32>
}

func.func @ui64(%x0: tensor<2x1xui64> {check.value = dense<[[0], [1]]> : tensor<2x1xui64>},
                %x1: tensor<2x2xui64> {check.value = dense<[[5, 6], [7, 8]]> : tensor<2x2xui64>})
    -> (tensor<2x3xui64> {check.expect = dense<[[0, 5, 6], [1, 7, 8]]> : tensor<2x3xui64>}) {
  %y = hfc.concat 1 of %x0, %x1 : tensor<2x1xui64>, tensor<2x2xui64>
  return %y : tensor<2x3xui64>
}

func.func @i1(%x0: tensor<2x1xi1> {check.value = dense<[[true], [false]]> : tensor<2x1xi1>},
              %x1: tensor<2x2xi1> {check.value = dense<[[false, true], [false, false]]> : tensor<2x2xi1>})
    -> (tensor<2x3xi1> {check.expect = dense<[[true, false, true], [false, false, false]]> : tensor<2x3xi1>}) {
  %y = hfc.concat 1 of %x0, %x1 : tensor<2x1xi1>, tensor<2x2xi1>
  return %y : tensor<2x3xi1>
}

func.func @three_with_an_empty_one(%x0: tensor<2x2xf32> {check.value = dense<[[0.0, 1.0], [2.0, 3.0]]> : tensor<2x2xf32>},
                                   %x1: tensor<0x2xf32> {check.value = dense<> : tensor<0x2xf32>},
                                   %x2: tensor<1x2xf32> {check.value = dense<[[1.0e+01, 11.0]]> : tensor<1x2xf32>})
    -> (tensor<3x2xf32> {check.expect = dense<[[0.0, 1.0], [2.0, 3.0], [1.0e+01, 11.0]]> : tensor<3x2xf32>}) {
  %y = hfc.concat 0 of %x0, %x1, %x2 : tensor<2x2xf32>, tensor<0x2xf32>, tensor<1x2xf32>
  return %y : tensor<3x2xf32>
}

func.func @dynamic(%x0: tensor<?x2xf32, #dim.shape<p, 2>> {check.value = dense<[[0.0, 1.0], [2.0, 3.0]]> : tensor<2x2xf32>},
                   %x1: tensor<?x2xf32, #dim.shape<s, 2>> {check.value = dense<[[1.0e+01, 11.0]]> : tensor<1x2xf32>})
    -> (tensor<?x2xf32, #dim.shape<p + s, 2>> {check.expect = dense<[[0.0, 1.0], [2.0, 3.0], [1.0e+01, 11.0]]> : tensor<3x2xf32>}) {
  %y = hfc.concat 0 of %x0, %x1 : tensor<?x2xf32, #dim.shape<p, 2>>, tensor<?x2xf32, #dim.shape<s, 2>>
  return %y : tensor<?x2xf32, #dim.shape<p + s, 2>>
}

func.func @middle(%x0: tensor<2x1x2xi32> {check.value = dense<[[[0, 1]], [[2, 3]]]> : tensor<2x1x2xi32>},
                  %x1: tensor<2x2x2xi32> {check.value = dense<[[[50, 51], [52, 53]], [[54, 55], [56, 57]]]> : tensor<2x2x2xi32>})
    -> (tensor<2x3x2xi32> {check.expect = dense<[[[0, 1], [50, 51], [52, 53]], [[2, 3], [54, 55], [56, 57]]]> : tensor<2x3x2xi32>}) {
  %y = hfc.concat 1 of %x0, %x1 : tensor<2x1x2xi32>, tensor<2x2x2xi32>
  return %y : tensor<2x3x2xi32>
}
