// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.scatter: the operand, changed at the places of an axis that indices say.

func.func @f32_put(%x0: tensor<2x3xf32> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf32> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf32>})
    -> (tensor<2x3xf32> {check.expect = dense<[[1.0, 8.0, 3.0], [10.0, 3.0, 9.0]]> : tensor<2x3xf32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xi64>
  return %y : tensor<2x3xf32>
}

func.func @f32_sum(%x0: tensor<2x3xf32> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf32> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf32>})
    -> (tensor<2x3xf32> {check.expect = dense<[[1.0, 10.0, 3.0], [21.0, 8.0, 15.0]]> : tensor<2x3xf32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by sum : tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xi64>
  return %y : tensor<2x3xf32>
}

func.func @f32_prod(%x0: tensor<2x3xf32> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf32> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf32>})
    -> (tensor<2x3xf32> {check.expect = dense<[[1.0, 16.0, 3.0], [280.0, 15.0, 54.0]]> : tensor<2x3xf32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by prod : tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xi64>
  return %y : tensor<2x3xf32>
}

func.func @f32_max(%x0: tensor<2x3xf32> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf32> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf32>})
    -> (tensor<2x3xf32> {check.expect = dense<[[1.0, 8.0, 3.0], [10.0, 5.0, 9.0]]> : tensor<2x3xf32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by max : tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xi64>
  return %y : tensor<2x3xf32>
}

func.func @f32_min(%x0: tensor<2x3xf32> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf32> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf32>})
    -> (tensor<2x3xf32> {check.expect = dense<[[1.0, 2.0, 3.0], [4.0, 3.0, 6.0]]> : tensor<2x3xf32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by min : tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xi64>
  return %y : tensor<2x3xf32>
}

func.func @f64_put(%x0: tensor<2x3xf64> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf64> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf64>})
    -> (tensor<2x3xf64> {check.expect = dense<[[1.0, 8.0, 3.0], [10.0, 3.0, 9.0]]> : tensor<2x3xf64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<2x3xf64>, tensor<2x3xf64>, tensor<2x3xi64>
  return %y : tensor<2x3xf64>
}

func.func @f64_sum(%x0: tensor<2x3xf64> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf64> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf64>})
    -> (tensor<2x3xf64> {check.expect = dense<[[1.0, 10.0, 3.0], [21.0, 8.0, 15.0]]> : tensor<2x3xf64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by sum : tensor<2x3xf64>, tensor<2x3xf64>, tensor<2x3xi64>
  return %y : tensor<2x3xf64>
}

func.func @f64_prod(%x0: tensor<2x3xf64> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf64> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf64>})
    -> (tensor<2x3xf64> {check.expect = dense<[[1.0, 16.0, 3.0], [280.0, 15.0, 54.0]]> : tensor<2x3xf64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by prod : tensor<2x3xf64>, tensor<2x3xf64>, tensor<2x3xi64>
  return %y : tensor<2x3xf64>
}

func.func @f64_max(%x0: tensor<2x3xf64> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf64> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf64>})
    -> (tensor<2x3xf64> {check.expect = dense<[[1.0, 8.0, 3.0], [10.0, 5.0, 9.0]]> : tensor<2x3xf64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by max : tensor<2x3xf64>, tensor<2x3xf64>, tensor<2x3xi64>
  return %y : tensor<2x3xf64>
}

func.func @f64_min(%x0: tensor<2x3xf64> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf64> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf64>})
    -> (tensor<2x3xf64> {check.expect = dense<[[1.0, 2.0, 3.0], [4.0, 3.0, 6.0]]> : tensor<2x3xf64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by min : tensor<2x3xf64>, tensor<2x3xf64>, tensor<2x3xi64>
  return %y : tensor<2x3xf64>
}

func.func @f16_put(%x0: tensor<2x3xf16> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf16> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf16>})
    -> (tensor<2x3xf16> {check.expect = dense<[[1.0, 8.0, 3.0], [10.0, 3.0, 9.0]]> : tensor<2x3xf16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<2x3xf16>, tensor<2x3xf16>, tensor<2x3xi64>
  return %y : tensor<2x3xf16>
}

func.func @f16_sum(%x0: tensor<2x3xf16> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf16> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf16>})
    -> (tensor<2x3xf16> {check.expect = dense<[[1.0, 10.0, 3.0], [21.0, 8.0, 15.0]]> : tensor<2x3xf16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by sum : tensor<2x3xf16>, tensor<2x3xf16>, tensor<2x3xi64>
  return %y : tensor<2x3xf16>
}

func.func @f16_prod(%x0: tensor<2x3xf16> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf16> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf16>})
    -> (tensor<2x3xf16> {check.expect = dense<[[1.0, 16.0, 3.0], [280.0, 15.0, 54.0]]> : tensor<2x3xf16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by prod : tensor<2x3xf16>, tensor<2x3xf16>, tensor<2x3xi64>
  return %y : tensor<2x3xf16>
}

func.func @f16_max(%x0: tensor<2x3xf16> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf16> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf16>})
    -> (tensor<2x3xf16> {check.expect = dense<[[1.0, 8.0, 3.0], [10.0, 5.0, 9.0]]> : tensor<2x3xf16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by max : tensor<2x3xf16>, tensor<2x3xf16>, tensor<2x3xi64>
  return %y : tensor<2x3xf16>
}

func.func @f16_min(%x0: tensor<2x3xf16> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xf16> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xf16>})
    -> (tensor<2x3xf16> {check.expect = dense<[[1.0, 2.0, 3.0], [4.0, 3.0, 6.0]]> : tensor<2x3xf16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by min : tensor<2x3xf16>, tensor<2x3xf16>, tensor<2x3xi64>
  return %y : tensor<2x3xf16>
}

func.func @bf16_put(%x0: tensor<2x3xbf16> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xbf16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xbf16> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xbf16>})
    -> (tensor<2x3xbf16> {check.expect = dense<[[1.0, 8.0, 3.0], [10.0, 3.0, 9.0]]> : tensor<2x3xbf16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<2x3xbf16>, tensor<2x3xbf16>, tensor<2x3xi64>
  return %y : tensor<2x3xbf16>
}

func.func @bf16_sum(%x0: tensor<2x3xbf16> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xbf16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xbf16> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xbf16>})
    -> (tensor<2x3xbf16> {check.expect = dense<[[1.0, 10.0, 3.0], [21.0, 8.0, 15.0]]> : tensor<2x3xbf16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by sum : tensor<2x3xbf16>, tensor<2x3xbf16>, tensor<2x3xi64>
  return %y : tensor<2x3xbf16>
}

func.func @bf16_prod(%x0: tensor<2x3xbf16> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xbf16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xbf16> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xbf16>})
    -> (tensor<2x3xbf16> {check.expect = dense<[[1.0, 16.0, 3.0], [280.0, 15.0, 54.0]]> : tensor<2x3xbf16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by prod : tensor<2x3xbf16>, tensor<2x3xbf16>, tensor<2x3xi64>
  return %y : tensor<2x3xbf16>
}

func.func @bf16_max(%x0: tensor<2x3xbf16> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xbf16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xbf16> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xbf16>})
    -> (tensor<2x3xbf16> {check.expect = dense<[[1.0, 8.0, 3.0], [10.0, 5.0, 9.0]]> : tensor<2x3xbf16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by max : tensor<2x3xbf16>, tensor<2x3xbf16>, tensor<2x3xi64>
  return %y : tensor<2x3xbf16>
}

func.func @bf16_min(%x0: tensor<2x3xbf16> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xbf16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xbf16> {check.value = dense<[[7.0, 8.0, 9.0], [10.0, 3.0, 12.0]]> : tensor<2x3xbf16>})
    -> (tensor<2x3xbf16> {check.expect = dense<[[1.0, 2.0, 3.0], [4.0, 3.0, 6.0]]> : tensor<2x3xbf16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by min : tensor<2x3xbf16>, tensor<2x3xbf16>, tensor<2x3xi64>
  return %y : tensor<2x3xbf16>
}

func.func @i8_put(%x0: tensor<2x3xi8> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi8>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi8> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi8>})
    -> (tensor<2x3xi8> {check.expect = dense<[[1, 8, 3], [10, 3, 9]]> : tensor<2x3xi8>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<2x3xi8>, tensor<2x3xi8>, tensor<2x3xi64>
  return %y : tensor<2x3xi8>
}

func.func @i8_sum(%x0: tensor<2x3xi8> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi8>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi8> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi8>})
    -> (tensor<2x3xi8> {check.expect = dense<[[1, 10, 3], [21, 8, 15]]> : tensor<2x3xi8>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by sum : tensor<2x3xi8>, tensor<2x3xi8>, tensor<2x3xi64>
  return %y : tensor<2x3xi8>
}

func.func @i8_max(%x0: tensor<2x3xi8> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi8>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi8> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi8>})
    -> (tensor<2x3xi8> {check.expect = dense<[[1, 8, 3], [10, 5, 9]]> : tensor<2x3xi8>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by max : tensor<2x3xi8>, tensor<2x3xi8>, tensor<2x3xi64>
  return %y : tensor<2x3xi8>
}

func.func @i8_min(%x0: tensor<2x3xi8> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi8>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi8> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi8>})
    -> (tensor<2x3xi8> {check.expect = dense<[[1, 2, 3], [4, 3, 6]]> : tensor<2x3xi8>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by min : tensor<2x3xi8>, tensor<2x3xi8>, tensor<2x3xi64>
  return %y : tensor<2x3xi8>
}

func.func @i16_put(%x0: tensor<2x3xi16> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi16> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi16>})
    -> (tensor<2x3xi16> {check.expect = dense<[[1, 8, 3], [10, 3, 9]]> : tensor<2x3xi16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<2x3xi16>, tensor<2x3xi16>, tensor<2x3xi64>
  return %y : tensor<2x3xi16>
}

func.func @i16_sum(%x0: tensor<2x3xi16> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi16> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi16>})
    -> (tensor<2x3xi16> {check.expect = dense<[[1, 10, 3], [21, 8, 15]]> : tensor<2x3xi16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by sum : tensor<2x3xi16>, tensor<2x3xi16>, tensor<2x3xi64>
  return %y : tensor<2x3xi16>
}

func.func @i16_prod(%x0: tensor<2x3xi16> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi16> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi16>})
    -> (tensor<2x3xi16> {check.expect = dense<[[1, 16, 3], [280, 15, 54]]> : tensor<2x3xi16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by prod : tensor<2x3xi16>, tensor<2x3xi16>, tensor<2x3xi64>
  return %y : tensor<2x3xi16>
}

func.func @i16_max(%x0: tensor<2x3xi16> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi16> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi16>})
    -> (tensor<2x3xi16> {check.expect = dense<[[1, 8, 3], [10, 5, 9]]> : tensor<2x3xi16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by max : tensor<2x3xi16>, tensor<2x3xi16>, tensor<2x3xi64>
  return %y : tensor<2x3xi16>
}

func.func @i16_min(%x0: tensor<2x3xi16> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi16> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi16>})
    -> (tensor<2x3xi16> {check.expect = dense<[[1, 2, 3], [4, 3, 6]]> : tensor<2x3xi16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by min : tensor<2x3xi16>, tensor<2x3xi16>, tensor<2x3xi64>
  return %y : tensor<2x3xi16>
}

func.func @i32_put(%x0: tensor<2x3xi32> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi32> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi32>})
    -> (tensor<2x3xi32> {check.expect = dense<[[1, 8, 3], [10, 3, 9]]> : tensor<2x3xi32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<2x3xi32>, tensor<2x3xi32>, tensor<2x3xi64>
  return %y : tensor<2x3xi32>
}

func.func @i32_sum(%x0: tensor<2x3xi32> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi32> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi32>})
    -> (tensor<2x3xi32> {check.expect = dense<[[1, 10, 3], [21, 8, 15]]> : tensor<2x3xi32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by sum : tensor<2x3xi32>, tensor<2x3xi32>, tensor<2x3xi64>
  return %y : tensor<2x3xi32>
}

func.func @i32_prod(%x0: tensor<2x3xi32> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi32> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi32>})
    -> (tensor<2x3xi32> {check.expect = dense<[[1, 16, 3], [280, 15, 54]]> : tensor<2x3xi32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by prod : tensor<2x3xi32>, tensor<2x3xi32>, tensor<2x3xi64>
  return %y : tensor<2x3xi32>
}

func.func @i32_max(%x0: tensor<2x3xi32> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi32> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi32>})
    -> (tensor<2x3xi32> {check.expect = dense<[[1, 8, 3], [10, 5, 9]]> : tensor<2x3xi32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by max : tensor<2x3xi32>, tensor<2x3xi32>, tensor<2x3xi64>
  return %y : tensor<2x3xi32>
}

func.func @i32_min(%x0: tensor<2x3xi32> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi32> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi32>})
    -> (tensor<2x3xi32> {check.expect = dense<[[1, 2, 3], [4, 3, 6]]> : tensor<2x3xi32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by min : tensor<2x3xi32>, tensor<2x3xi32>, tensor<2x3xi64>
  return %y : tensor<2x3xi32>
}

func.func @i64_put(%x0: tensor<2x3xi64> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi64> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi64>})
    -> (tensor<2x3xi64> {check.expect = dense<[[1, 8, 3], [10, 3, 9]]> : tensor<2x3xi64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<2x3xi64>, tensor<2x3xi64>, tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @i64_sum(%x0: tensor<2x3xi64> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi64> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi64>})
    -> (tensor<2x3xi64> {check.expect = dense<[[1, 10, 3], [21, 8, 15]]> : tensor<2x3xi64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by sum : tensor<2x3xi64>, tensor<2x3xi64>, tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @i64_prod(%x0: tensor<2x3xi64> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi64> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi64>})
    -> (tensor<2x3xi64> {check.expect = dense<[[1, 16, 3], [280, 15, 54]]> : tensor<2x3xi64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by prod : tensor<2x3xi64>, tensor<2x3xi64>, tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @i64_max(%x0: tensor<2x3xi64> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi64> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi64>})
    -> (tensor<2x3xi64> {check.expect = dense<[[1, 8, 3], [10, 5, 9]]> : tensor<2x3xi64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by max : tensor<2x3xi64>, tensor<2x3xi64>, tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @i64_min(%x0: tensor<2x3xi64> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xi64> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xi64>})
    -> (tensor<2x3xi64> {check.expect = dense<[[1, 2, 3], [4, 3, 6]]> : tensor<2x3xi64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by min : tensor<2x3xi64>, tensor<2x3xi64>, tensor<2x3xi64>
  return %y : tensor<2x3xi64>
}

func.func @ui8_put(%x0: tensor<2x3xui8> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui8>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui8> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui8>})
    -> (tensor<2x3xui8> {check.expect = dense<[[1, 8, 3], [10, 3, 9]]> : tensor<2x3xui8>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<2x3xui8>, tensor<2x3xui8>, tensor<2x3xi64>
  return %y : tensor<2x3xui8>
}

func.func @ui8_sum(%x0: tensor<2x3xui8> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui8>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui8> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui8>})
    -> (tensor<2x3xui8> {check.expect = dense<[[1, 10, 3], [21, 8, 15]]> : tensor<2x3xui8>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by sum : tensor<2x3xui8>, tensor<2x3xui8>, tensor<2x3xi64>
  return %y : tensor<2x3xui8>
}

func.func @ui8_prod(%x0: tensor<2x3xui8> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui8>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui8> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui8>})
    -> (tensor<2x3xui8> {check.expect = dense<[[1, 16, 3], [24, 15, 54]]> : tensor<2x3xui8>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by prod : tensor<2x3xui8>, tensor<2x3xui8>, tensor<2x3xi64>
  return %y : tensor<2x3xui8>
}

func.func @ui8_max(%x0: tensor<2x3xui8> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui8>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui8> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui8>})
    -> (tensor<2x3xui8> {check.expect = dense<[[1, 8, 3], [10, 5, 9]]> : tensor<2x3xui8>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by max : tensor<2x3xui8>, tensor<2x3xui8>, tensor<2x3xi64>
  return %y : tensor<2x3xui8>
}

func.func @ui8_min(%x0: tensor<2x3xui8> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui8>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui8> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui8>})
    -> (tensor<2x3xui8> {check.expect = dense<[[1, 2, 3], [4, 3, 6]]> : tensor<2x3xui8>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by min : tensor<2x3xui8>, tensor<2x3xui8>, tensor<2x3xi64>
  return %y : tensor<2x3xui8>
}

func.func @ui16_put(%x0: tensor<2x3xui16> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui16> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui16>})
    -> (tensor<2x3xui16> {check.expect = dense<[[1, 8, 3], [10, 3, 9]]> : tensor<2x3xui16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<2x3xui16>, tensor<2x3xui16>, tensor<2x3xi64>
  return %y : tensor<2x3xui16>
}

func.func @ui16_sum(%x0: tensor<2x3xui16> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui16> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui16>})
    -> (tensor<2x3xui16> {check.expect = dense<[[1, 10, 3], [21, 8, 15]]> : tensor<2x3xui16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by sum : tensor<2x3xui16>, tensor<2x3xui16>, tensor<2x3xi64>
  return %y : tensor<2x3xui16>
}

func.func @ui16_prod(%x0: tensor<2x3xui16> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui16> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui16>})
    -> (tensor<2x3xui16> {check.expect = dense<[[1, 16, 3], [280, 15, 54]]> : tensor<2x3xui16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by prod : tensor<2x3xui16>, tensor<2x3xui16>, tensor<2x3xi64>
  return %y : tensor<2x3xui16>
}

func.func @ui16_max(%x0: tensor<2x3xui16> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui16> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui16>})
    -> (tensor<2x3xui16> {check.expect = dense<[[1, 8, 3], [10, 5, 9]]> : tensor<2x3xui16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by max : tensor<2x3xui16>, tensor<2x3xui16>, tensor<2x3xi64>
  return %y : tensor<2x3xui16>
}

func.func @ui16_min(%x0: tensor<2x3xui16> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui16>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui16> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui16>})
    -> (tensor<2x3xui16> {check.expect = dense<[[1, 2, 3], [4, 3, 6]]> : tensor<2x3xui16>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by min : tensor<2x3xui16>, tensor<2x3xui16>, tensor<2x3xi64>
  return %y : tensor<2x3xui16>
}

func.func @ui32_put(%x0: tensor<2x3xui32> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui32> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui32>})
    -> (tensor<2x3xui32> {check.expect = dense<[[1, 8, 3], [10, 3, 9]]> : tensor<2x3xui32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<2x3xui32>, tensor<2x3xui32>, tensor<2x3xi64>
  return %y : tensor<2x3xui32>
}

func.func @ui32_sum(%x0: tensor<2x3xui32> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui32> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui32>})
    -> (tensor<2x3xui32> {check.expect = dense<[[1, 10, 3], [21, 8, 15]]> : tensor<2x3xui32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by sum : tensor<2x3xui32>, tensor<2x3xui32>, tensor<2x3xi64>
  return %y : tensor<2x3xui32>
}

func.func @ui32_prod(%x0: tensor<2x3xui32> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui32> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui32>})
    -> (tensor<2x3xui32> {check.expect = dense<[[1, 16, 3], [280, 15, 54]]> : tensor<2x3xui32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by prod : tensor<2x3xui32>, tensor<2x3xui32>, tensor<2x3xi64>
  return %y : tensor<2x3xui32>
}

func.func @ui32_max(%x0: tensor<2x3xui32> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui32> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui32>})
    -> (tensor<2x3xui32> {check.expect = dense<[[1, 8, 3], [10, 5, 9]]> : tensor<2x3xui32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by max : tensor<2x3xui32>, tensor<2x3xui32>, tensor<2x3xi64>
  return %y : tensor<2x3xui32>
}

func.func @ui32_min(%x0: tensor<2x3xui32> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui32>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui32> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui32>})
    -> (tensor<2x3xui32> {check.expect = dense<[[1, 2, 3], [4, 3, 6]]> : tensor<2x3xui32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by min : tensor<2x3xui32>, tensor<2x3xui32>, tensor<2x3xi64>
  return %y : tensor<2x3xui32>
}

func.func @ui64_put(%x0: tensor<2x3xui64> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui64> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui64>})
    -> (tensor<2x3xui64> {check.expect = dense<[[1, 8, 3], [10, 3, 9]]> : tensor<2x3xui64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<2x3xui64>, tensor<2x3xui64>, tensor<2x3xi64>
  return %y : tensor<2x3xui64>
}

func.func @ui64_sum(%x0: tensor<2x3xui64> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui64> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui64>})
    -> (tensor<2x3xui64> {check.expect = dense<[[1, 10, 3], [21, 8, 15]]> : tensor<2x3xui64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by sum : tensor<2x3xui64>, tensor<2x3xui64>, tensor<2x3xi64>
  return %y : tensor<2x3xui64>
}

func.func @ui64_prod(%x0: tensor<2x3xui64> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui64> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui64>})
    -> (tensor<2x3xui64> {check.expect = dense<[[1, 16, 3], [280, 15, 54]]> : tensor<2x3xui64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by prod : tensor<2x3xui64>, tensor<2x3xui64>, tensor<2x3xi64>
  return %y : tensor<2x3xui64>
}

func.func @ui64_max(%x0: tensor<2x3xui64> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui64> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui64>})
    -> (tensor<2x3xui64> {check.expect = dense<[[1, 8, 3], [10, 5, 9]]> : tensor<2x3xui64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by max : tensor<2x3xui64>, tensor<2x3xui64>, tensor<2x3xi64>
  return %y : tensor<2x3xui64>
}

func.func @ui64_min(%x0: tensor<2x3xui64> {check.value = dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xui64>}, %x1: tensor<2x3xi64> {check.value = dense<[[1, 0, 1], [1, -1, 7]]> : tensor<2x3xi64>}, %x2: tensor<2x3xui64> {check.value = dense<[[7, 8, 9], [10, 3, 12]]> : tensor<2x3xui64>})
    -> (tensor<2x3xui64> {check.expect = dense<[[1, 2, 3], [4, 3, 6]]> : tensor<2x3xui64>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by min : tensor<2x3xui64>, tensor<2x3xui64>, tensor<2x3xi64>
  return %y : tensor<2x3xui64>
}

func.func @i1_put(%x0: tensor<2xi1> {check.value = dense<[true, false]> : tensor<2xi1>}, %x1: tensor<2xi32> {check.value = dense<[1, 0]> : tensor<2xi32>}, %x2: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xi1> {check.expect = dense<[true, false]> : tensor<2xi1>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<2xi1>, tensor<2xi1>, tensor<2xi32>
  return %y : tensor<2xi1>
}

func.func @i1_any(%x0: tensor<2xi1> {check.value = dense<[true, false]> : tensor<2xi1>}, %x1: tensor<2xi32> {check.value = dense<[1, 0]> : tensor<2xi32>}, %x2: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xi1> {check.expect = dense<[true, false]> : tensor<2xi1>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by any : tensor<2xi1>, tensor<2xi1>, tensor<2xi32>
  return %y : tensor<2xi1>
}

func.func @i1_all(%x0: tensor<2xi1> {check.value = dense<[true, false]> : tensor<2xi1>}, %x1: tensor<2xi32> {check.value = dense<[1, 0]> : tensor<2xi32>}, %x2: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xi1> {check.expect = dense<[true, false]> : tensor<2xi1>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by all : tensor<2xi1>, tensor<2xi1>, tensor<2xi32>
  return %y : tensor<2xi1>
}

func.func @last_wins(%x0: tensor<2xf32> {check.value = dense<[0.0, 0.0]> : tensor<2xf32>}, %x1: tensor<3xi64> {check.value = dense<[1, 1, 1]> : tensor<3xi64>}, %x2: tensor<3xf32> {check.value = dense<[1.0, 2.0, 3.0]> : tensor<3xf32>})
    -> (tensor<2xf32> {check.expect = dense<[0.0, 3.0]> : tensor<2xf32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<3xf32>, tensor<2xf32>, tensor<3xi64>
  return %y : tensor<2xf32>
}

func.func @rows(%x0: tensor<3x2xf32> {check.value = dense<[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]> : tensor<3x2xf32>}, %x1: tensor<2x1xi64> {check.value = dense<[[2], [0]]> : tensor<2x1xi64>}, %x2: tensor<2x2xf32> {check.value = dense<[[7.0, 8.0], [9.0, 10.0]]> : tensor<2x2xf32>})
    -> (tensor<3x2xf32> {check.expect = dense<[[9.0, 10.0], [3.0, 4.0], [7.0, 8.0]]> : tensor<3x2xf32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<2x2xf32>, tensor<3x2xf32>, tensor<2x1xi64>
  return %y : tensor<3x2xf32>
}

func.func @part(%x0: tensor<2x3xf32> {check.value = dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>}, %x1: tensor<1x1xi64> {check.value = dense<[[2]]> : tensor<1x1xi64>}, %x2: tensor<1x1xf32> {check.value = dense<[[7.0]]> : tensor<1x1xf32>})
    -> (tensor<2x3xf32> {check.expect = dense<[[1.0, 2.0, 7.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 1 : tensor<1x1xf32>, tensor<2x3xf32>, tensor<1x1xi64>
  return %y : tensor<2x3xf32>
}

func.func @dynamic(%x0: tensor<?xf32, #dim.shape<n>> {check.value = dense<[1.0, 2.0, 3.0]> : tensor<3xf32>}, %x1: tensor<?xi64, #dim.shape<m>> {check.value = dense<[0, -1]> : tensor<2xi64>}, %x2: tensor<?xf32, #dim.shape<m>> {check.value = dense<[5.0, 6.0]> : tensor<2xf32>})
    -> (tensor<?xf32, #dim.shape<n>> {check.expect = dense<[6.0, 2.0, 9.0]> : tensor<3xf32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 by sum : tensor<?xf32, #dim.shape<m>>, tensor<?xf32, #dim.shape<n>>, tensor<?xi64, #dim.shape<m>>
  return %y : tensor<?xf32, #dim.shape<n>>
}

func.func @nothing(%x0: tensor<2xf32> {check.value = dense<[1.0, 2.0]> : tensor<2xf32>}, %x1: tensor<0xi64> {check.value = dense<> : tensor<0xi64>}, %x2: tensor<0xf32> {check.value = dense<> : tensor<0xf32>})
    -> (tensor<2xf32> {check.expect = dense<[1.0, 2.0]> : tensor<2xf32>}) {
  %y = hfc.scatter %x2 into %x0 at %x1 axis 0 : tensor<0xf32>, tensor<2xf32>, tensor<0xi64>
  return %y : tensor<2xf32>
}
