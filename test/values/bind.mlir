// RUN: hfc-interpret %s
// RUN: not hfc-interpret --on=x86-64-v4 %s 2>&1 | FileCheck %s
// CHECK: the size n depends on data, which no artifact can say [HFC0101]
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
