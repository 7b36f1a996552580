// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.bind: introduces a size that only data knows.

func.func @counts(%x0: tensor<i64> {check.value = dense<3> : tensor<i64>})
    -> (tensor<?xi32, #dim.shape<n>> {check.expect = dense<[0, 1, 2]> : tensor<3xi32>}) {
  hfc.bind "n" in 0 to 100 = %x0 : tensor<i64>
  %y = hfc.iota 0 : tensor<?xi32, #dim.shape<n>>
  return %y : tensor<?xi32, #dim.shape<n>>
}

func.func @zero(%x0: tensor<i64> {check.value = dense<0> : tensor<i64>})
    -> (tensor<?xi32, #dim.shape<n>> {check.expect = dense<> : tensor<0xi32>}) {
  hfc.bind "n" in 0 to 100 = %x0 : tensor<i64>
  %y = hfc.iota 0 : tensor<?xi32, #dim.shape<n>>
  return %y : tensor<?xi32, #dim.shape<n>>
}

// A value in the segment of each symbol, the second over both.
func.func @segments(%x0: tensor<i64> {check.value = dense<2> : tensor<i64>},
                    %x1: tensor<?xi64, #dim.shape<s>> {check.value = dense<[1, 2]> : tensor<2xi64>})
    -> (tensor<i64> {check.expect = dense<11> : tensor<i64>},
        tensor<?x?xi64, #dim.shape<n, m>> {check.expect = dense<[[0, 2, 4], [0, 2, 4]]> : tensor<2x3xi64>}) {
  hfc.bind "n" in 0 to 100 = %x0 : tensor<i64>
  %i = hfc.iota 1 : tensor<?x?xi64, #dim.shape<n, s>>
  %b = hfc.broadcast %x1 : tensor<?xi64, #dim.shape<s>> to tensor<?x?xi64, #dim.shape<n, s>>
  %sum = hfc.add %i, %b : tensor<?x?xi64, #dim.shape<n, s>>, tensor<?x?xi64, #dim.shape<n, s>>
  %row = hfc.reduce max %sum over [0, 1] : tensor<?x?xi64, #dim.shape<n, s>>
  hfc.bind "m" in 0 to 100 = %row : tensor<i64>
  %j = hfc.iota 1 : tensor<?x?xi64, #dim.shape<n, m>>
  %two = hfc.add %j, %j : tensor<?x?xi64, #dim.shape<n, m>>, tensor<?x?xi64, #dim.shape<n, m>>
  %all = hfc.reduce sum %two over [0, 1] : tensor<?x?xi64, #dim.shape<n, m>>
  %one = hfc.constant dense<-1> : tensor<i64>
  %less = hfc.add %all, %one : tensor<i64>, tensor<i64>
  return %less, %two : tensor<i64>, tensor<?x?xi64, #dim.shape<n, m>>
}
