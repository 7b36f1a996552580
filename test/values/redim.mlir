// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.redim: the same tensor under other expressions, which hfc.check holds to be equal.

func.func @reshaped(%x0: tensor<6xi32> {check.value = dense<[1, 2, 3, 4, 5, 6]> : tensor<6xi32>},
                    %x1: tensor<i64> {check.value = dense<3> : tensor<i64>})
    -> (tensor<2x?xi32, #dim.shape<2, n>> {check.expect = dense<[[2, 4, 6], [8, 10, 12]]> : tensor<2x3xi32>}) {
  hfc.bind "n" in 0 to 100 = %x1 : tensor<i64>
  hfc.check <6> = <2*n>
  %flat = hfc.redim %x0 : tensor<6xi32> to tensor<?xi32, #dim.shape<2*n>>
  %y = hfc.reshape %flat : tensor<?xi32, #dim.shape<2*n>> to tensor<2x?xi32, #dim.shape<2, n>>
  %z = hfc.add %y, %y : tensor<2x?xi32, #dim.shape<2, n>>, tensor<2x?xi32, #dim.shape<2, n>>
  return %z : tensor<2x?xi32, #dim.shape<2, n>>
}
