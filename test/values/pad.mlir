// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.pad: element i of the result is element i - low of the operand, or what the mode puts outside.

func.func @constant_f32(%x0: tensor<2x2xf32> {check.value = dense<[[0.0, 1.0], [2.0, 3.0]]> : tensor<2x2xf32>},
                        %x1: tensor<f32> {check.value = dense<1.0> : tensor<f32>})
    -> (tensor<4x3xf32> {check.expect = dense<[[1.0, 1.0, 1.0], [0.0, 1.0, 1.0], [2.0, 3.0, 1.0], [1.0, 1.0, 1.0]]> : tensor<4x3xf32>}) {
  %y = hfc.pad constant %x0 with %x1 low <1, 0> : tensor<2x2xf32>, tensor<f32> to tensor<4x3xf32>
  return %y : tensor<4x3xf32>
}

func.func @constant_f64(%x0: tensor<2x2xf64> {check.value = dense<[[0.0, 1.0], [2.0, 3.0]]> : tensor<2x2xf64>},
                        %x1: tensor<f64> {check.value = dense<1.0> : tensor<f64>})
    -> (tensor<4x3xf64> {check.expect = dense<[[1.0, 1.0, 1.0], [0.0, 1.0, 1.0], [2.0, 3.0, 1.0], [1.0, 1.0, 1.0]]> : tensor<4x3xf64>}) {
  %y = hfc.pad constant %x0 with %x1 low <1, 0> : tensor<2x2xf64>, tensor<f64> to tensor<4x3xf64>
  return %y : tensor<4x3xf64>
}

func.func @constant_f16(%x0: tensor<2x2xf16> {check.value = dense<[[0.0, 1.0], [2.0, 3.0]]> : tensor<2x2xf16>},
                        %x1: tensor<f16> {check.value = dense<1.0> : tensor<f16>})
    -> (tensor<4x3xf16> {check.expect = dense<[[1.0, 1.0, 1.0], [0.0, 1.0, 1.0], [2.0, 3.0, 1.0], [1.0, 1.0, 1.0]]> : tensor<4x3xf16>}) {
  %y = hfc.pad constant %x0 with %x1 low <1, 0> : tensor<2x2xf16>, tensor<f16> to tensor<4x3xf16>
  return %y : tensor<4x3xf16>
}

func.func @constant_bf16(%x0: tensor<2x2xbf16> {check.value = dense<[[0.0, 1.0], [2.0, 3.0]]> : tensor<2x2xbf16>},
                         %x1: tensor<bf16> {check.value = dense<1.0> : tensor<bf16>})
    -> (tensor<4x3xbf16> {check.expect = dense<[[1.0, 1.0, 1.0], [0.0, 1.0, 1.0], [2.0, 3.0, 1.0], [1.0, 1.0, 1.0]]> : tensor<4x3xbf16>}) {
  %y = hfc.pad constant %x0 with %x1 low <1, 0> : tensor<2x2xbf16>, tensor<bf16> to tensor<4x3xbf16>
  return %y : tensor<4x3xbf16>
}

func.func @constant_i8(%x0: tensor<2x2xi8> {check.value = dense<[[0, 1], [2, 3]]> : tensor<2x2xi8>},
                       %x1: tensor<i8> {check.value = dense<1> : tensor<i8>})
    -> (tensor<4x3xi8> {check.expect = dense<[[1, 1, 1], [0, 1, 1], [2, 3, 1], [1, 1, 1]]> : tensor<4x3xi8>}) {
  %y = hfc.pad constant %x0 with %x1 low <1, 0> : tensor<2x2xi8>, tensor<i8> to tensor<4x3xi8>
  return %y : tensor<4x3xi8>
}

func.func @constant_i16(%x0: tensor<2x2xi16> {check.value = dense<[[0, 1], [2, 3]]> : tensor<2x2xi16>},
                        %x1: tensor<i16> {check.value = dense<1> : tensor<i16>})
    -> (tensor<4x3xi16> {check.expect = dense<[[1, 1, 1], [0, 1, 1], [2, 3, 1], [1, 1, 1]]> : tensor<4x3xi16>}) {
  %y = hfc.pad constant %x0 with %x1 low <1, 0> : tensor<2x2xi16>, tensor<i16> to tensor<4x3xi16>
  return %y : tensor<4x3xi16>
}

func.func @constant_i32(%x0: tensor<2x2xi32> {check.value = dense<[[0, 1], [2, 3]]> : tensor<2x2xi32>},
                        %x1: tensor<i32> {check.value = dense<1> : tensor<i32>})
    -> (tensor<4x3xi32> {check.expect = dense<[[1, 1, 1], [0, 1, 1], [2, 3, 1], [1, 1, 1]]> : tensor<4x3xi32>}) {
  %y = hfc.pad constant %x0 with %x1 low <1, 0> : tensor<2x2xi32>, tensor<i32> to tensor<4x3xi32>
  return %y : tensor<4x3xi32>
}

func.func @constant_i64(%x0: tensor<2x2xi64> {check.value = dense<[[0, 1], [2, 3]]> : tensor<2x2xi64>},
                        %x1: tensor<i64> {check.value = dense<1> : tensor<i64>})
    -> (tensor<4x3xi64> {check.expect = dense<[[1, 1, 1], [0, 1, 1], [2, 3, 1], [1, 1, 1]]> : tensor<4x3xi64>}) {
  %y = hfc.pad constant %x0 with %x1 low <1, 0> : tensor<2x2xi64>, tensor<i64> to tensor<4x3xi64>
  return %y : tensor<4x3xi64>
}

func.func @constant_ui8(%x0: tensor<2x2xui8> {check.value = dense<[[0, 1], [2, 3]]> : tensor<2x2xui8>},
                        %x1: tensor<ui8> {check.value = dense<1> : tensor<ui8>})
    -> (tensor<4x3xui8> {check.expect = dense<[[1, 1, 1], [0, 1, 1], [2, 3, 1], [1, 1, 1]]> : tensor<4x3xui8>}) {
  %y = hfc.pad constant %x0 with %x1 low <1, 0> : tensor<2x2xui8>, tensor<ui8> to tensor<4x3xui8>
  return %y : tensor<4x3xui8>
}

func.func @constant_ui16(%x0: tensor<2x2xui16> {check.value = dense<[[0, 1], [2, 3]]> : tensor<2x2xui16>},
                         %x1: tensor<ui16> {check.value = dense<1> : tensor<ui16>})
    -> (tensor<4x3xui16> {check.expect = dense<[[1, 1, 1], [0, 1, 1], [2, 3, 1], [1, 1, 1]]> : tensor<4x3xui16>}) {
  %y = hfc.pad constant %x0 with %x1 low <1, 0> : tensor<2x2xui16>, tensor<ui16> to tensor<4x3xui16>
  return %y : tensor<4x3xui16>
}

func.func @constant_ui32(%x0: tensor<2x2xui32> {check.value = dense<[[0, 1], [2, 3]]> : tensor<2x2xui32>},
                         %x1: tensor<ui32> {check.value = dense<1> : tensor<ui32>})
    -> (tensor<4x3xui32> {check.expect = dense<[[1, 1, 1], [0, 1, 1], [2, 3, 1], [1, 1, 1]]> : tensor<4x3xui32>}) {
  %y = hfc.pad constant %x0 with %x1 low <1, 0> : tensor<2x2xui32>, tensor<ui32> to tensor<4x3xui32>
  return %y : tensor<4x3xui32>
}

func.func @constant_ui64(%x0: tensor<2x2xui64> {check.value = dense<[[0, 1], [2, 3]]> : tensor<2x2xui64>},
                         %x1: tensor<ui64> {check.value = dense<1> : tensor<ui64>})
    -> (tensor<4x3xui64> {check.expect = dense<[[1, 1, 1], [0, 1, 1], [2, 3, 1], [1, 1, 1]]> : tensor<4x3xui64>}) {
  %y = hfc.pad constant %x0 with %x1 low <1, 0> : tensor<2x2xui64>, tensor<ui64> to tensor<4x3xui64>
  return %y : tensor<4x3xui64>
}

func.func @constant_i1(%x0: tensor<2x2xi1> {check.value = dense<[[true, false], [false, true]]> : tensor<2x2xi1>},
                       %x1: tensor<i1> {check.value = dense<true> : tensor<i1>})
    -> (tensor<4x3xi1> {check.expect = dense<[[true, true, true], [true, false, true], [false, true, true], [true, true, true]]> : tensor<4x3xi1>}) {
  %y = hfc.pad constant %x0 with %x1 low <1, 0> : tensor<2x2xi1>, tensor<i1> to tensor<4x3xi1>
  return %y : tensor<4x3xi1>
}

func.func @reflect(%x0: tensor<2x3xf32> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf32>},
                   %x1: tensor<f32> {check.value = dense<0.0> : tensor<f32>})
    -> (tensor<3x7xf32> {check.expect = dense<[[5.0, 4.0, 3.0, 4.0, 5.0, 4.0, 3.0], [2.0, 1.0, 0.0, 1.0, 2.0, 1.0, 0.0], [5.0, 4.0, 3.0, 4.0, 5.0, 4.0, 3.0]]> : tensor<3x7xf32>}) {
  %y = hfc.pad reflect %x0 with %x1 low <1, 2> : tensor<2x3xf32>, tensor<f32> to tensor<3x7xf32>
  return %y : tensor<3x7xf32>
}

func.func @reflect_far(%x0: tensor<1x4xf32> {check.value = dense<[[0.0, 1.0, 2.0, 3.0]]> : tensor<1x4xf32>},
                       %x1: tensor<f32> {check.value = dense<0.0> : tensor<f32>})
    -> (tensor<1x19xf32> {check.expect = dense<[[3.0, 2.0, 1.0, 0.0, 1.0, 2.0, 3.0, 2.0, 1.0, 0.0, 1.0, 2.0, 3.0, 2.0, 1.0, 0.0, 1.0, 2.0, 3.0]]> : tensor<1x19xf32>}) {
  %y = hfc.pad reflect %x0 with %x1 low <0, 9> : tensor<1x4xf32>, tensor<f32> to tensor<1x19xf32>
  return %y : tensor<1x19xf32>
}

func.func @reflect_one_element(%x0: tensor<1xf32> {check.value = dense<[5.0]> : tensor<1xf32>},
                               %x1: tensor<f32> {check.value = dense<0.0> : tensor<f32>})
    -> (tensor<4xf32> {check.expect = dense<[5.0, 5.0, 5.0, 5.0]> : tensor<4xf32>}) {
  %y = hfc.pad reflect %x0 with %x1 low <2> : tensor<1xf32>, tensor<f32> to tensor<4xf32>
  return %y : tensor<4xf32>
}

func.func @edge(%x0: tensor<2x3xf32> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf32>},
                %x1: tensor<f32> {check.value = dense<0.0> : tensor<f32>})
    -> (tensor<3x7xf32> {check.expect = dense<[[0.0, 0.0, 0.0, 1.0, 2.0, 2.0, 2.0], [0.0, 0.0, 0.0, 1.0, 2.0, 2.0, 2.0], [3.0, 3.0, 3.0, 4.0, 5.0, 5.0, 5.0]]> : tensor<3x7xf32>}) {
  %y = hfc.pad edge %x0 with %x1 low <1, 2> : tensor<2x3xf32>, tensor<f32> to tensor<3x7xf32>
  return %y : tensor<3x7xf32>
}

func.func @edge_far(%x0: tensor<1x4xf32> {check.value = dense<[[0.0, 1.0, 2.0, 3.0]]> : tensor<1x4xf32>},
                    %x1: tensor<f32> {check.value = dense<0.0> : tensor<f32>})
    -> (tensor<1x19xf32> {check.expect = dense<[[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0]]> : tensor<1x19xf32>}) {
  %y = hfc.pad edge %x0 with %x1 low <0, 9> : tensor<1x4xf32>, tensor<f32> to tensor<1x19xf32>
  return %y : tensor<1x19xf32>
}

func.func @edge_one_element(%x0: tensor<1xf32> {check.value = dense<[5.0]> : tensor<1xf32>},
                            %x1: tensor<f32> {check.value = dense<0.0> : tensor<f32>})
    -> (tensor<4xf32> {check.expect = dense<[5.0, 5.0, 5.0, 5.0]> : tensor<4xf32>}) {
  %y = hfc.pad edge %x0 with %x1 low <2> : tensor<1xf32>, tensor<f32> to tensor<4xf32>
  return %y : tensor<4xf32>
}

func.func @wrap(%x0: tensor<2x3xf32> {check.value = dense<[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]> : tensor<2x3xf32>},
                %x1: tensor<f32> {check.value = dense<0.0> : tensor<f32>})
    -> (tensor<3x7xf32> {check.expect = dense<[[4.0, 5.0, 3.0, 4.0, 5.0, 3.0, 4.0], [1.0, 2.0, 0.0, 1.0, 2.0, 0.0, 1.0], [4.0, 5.0, 3.0, 4.0, 5.0, 3.0, 4.0]]> : tensor<3x7xf32>}) {
  %y = hfc.pad wrap %x0 with %x1 low <1, 2> : tensor<2x3xf32>, tensor<f32> to tensor<3x7xf32>
  return %y : tensor<3x7xf32>
}

func.func @wrap_far(%x0: tensor<1x4xf32> {check.value = dense<[[0.0, 1.0, 2.0, 3.0]]> : tensor<1x4xf32>},
                    %x1: tensor<f32> {check.value = dense<0.0> : tensor<f32>})
    -> (tensor<1x19xf32> {check.expect = dense<[[3.0, 0.0, 1.0, 2.0, 3.0, 0.0, 1.0, 2.0, 3.0, 0.0, 1.0, 2.0, 3.0, 0.0, 1.0, 2.0, 3.0, 0.0, 1.0]]> : tensor<1x19xf32>}) {
  %y = hfc.pad wrap %x0 with %x1 low <0, 9> : tensor<1x4xf32>, tensor<f32> to tensor<1x19xf32>
  return %y : tensor<1x19xf32>
}

func.func @wrap_one_element(%x0: tensor<1xf32> {check.value = dense<[5.0]> : tensor<1xf32>},
                            %x1: tensor<f32> {check.value = dense<0.0> : tensor<f32>})
    -> (tensor<4xf32> {check.expect = dense<[5.0, 5.0, 5.0, 5.0]> : tensor<4xf32>}) {
  %y = hfc.pad wrap %x0 with %x1 low <2> : tensor<1xf32>, tensor<f32> to tensor<4xf32>
  return %y : tensor<4xf32>
}

func.func @dynamic(%x0: tensor<?x2xf32, #dim.shape<s, 2>> {check.value = dense<[[0.0, 1.0], [2.0, 3.0]]> : tensor<2x2xf32>},
                   %x1: tensor<f32> {check.value = dense<-1.0> : tensor<f32>},
                   %x2: tensor<?xi8, #dim.shape<p>> {check.value = dense<[0, 0, 0]> : tensor<3xi8>})
    -> (tensor<?x2xf32, #dim.shape<p + s, 2>> {check.expect = dense<[[-1.0, -1.0], [-1.0, -1.0], [-1.0, -1.0], [0.0, 1.0], [2.0, 3.0]]> : tensor<5x2xf32>}) {
  %y = hfc.pad constant %x0 with %x1 low <p, 0> : tensor<?x2xf32, #dim.shape<s, 2>>, tensor<f32> to tensor<?x2xf32, #dim.shape<p + s, 2>>
  return %y : tensor<?x2xf32, #dim.shape<p + s, 2>>
}

func.func @of_nothing(%x0: tensor<0xf32> {check.value = dense<> : tensor<0xf32>},
                      %x1: tensor<f32> {check.value = dense<4.0> : tensor<f32>})
    -> (tensor<2xf32> {check.expect = dense<[4.0, 4.0]> : tensor<2xf32>}) {
  %y = hfc.pad constant %x0 with %x1 low <1> : tensor<0xf32>, tensor<f32> to tensor<2xf32>
  return %y : tensor<2xf32>
}
