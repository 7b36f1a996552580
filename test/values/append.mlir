// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.append: more places behind those of an argument. What becomes of arguments that are state, test/runtime tells.

func.func @dynamic(%state: tensor<?x2xf32, #dim.shape<p, 2>> {check.value = dense<[[0.0, 1.0], [2.0, 3.0]]> : tensor<2x2xf32>},
                   %added: tensor<?x2xf32, #dim.shape<s, 2>> {check.value = dense<[[1.0e+01, 11.0]]> : tensor<1x2xf32>})
    -> (tensor<?x2xf32, #dim.shape<p + s, 2>> {check.expect = dense<[[0.0, 1.0], [2.0, 3.0], [1.0e+01, 11.0]]> : tensor<3x2xf32>}) {
  %y = hfc.append %added to %state : tensor<?x2xf32, #dim.shape<s, 2>> to tensor<?x2xf32, #dim.shape<p, 2>>
  return %y : tensor<?x2xf32, #dim.shape<p + s, 2>>
}

func.func @to_nothing(%state: tensor<0x2xi64> {check.value = dense<> : tensor<0x2xi64>},
                      %added: tensor<1x2xi64> {check.value = dense<[[10, 11]]> : tensor<1x2xi64>})
    -> (tensor<1x2xi64> {check.expect = dense<[[10, 11]]> : tensor<1x2xi64>}) {
  %y = hfc.append %added to %state : tensor<1x2xi64> to tensor<0x2xi64>
  return %y : tensor<1x2xi64>
}
