// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.size: a size of the model as an i64 scalar.

func.func @product(%x0: tensor<?x?xi8, #dim.shape<b, s>> {check.value = dense<[[0, 0, 0], [0, 0, 0]]> : tensor<2x3xi8>})
    -> (tensor<i64> {check.expect = dense<7> : tensor<i64>}) {
  %y = hfc.size <b * s + 1> : tensor<i64>
  return %y : tensor<i64>
}

func.func @constant()
    -> (tensor<i64> {check.expect = dense<5> : tensor<i64>}) {
  %y = hfc.size <5> : tensor<i64>
  return %y : tensor<i64>
}
