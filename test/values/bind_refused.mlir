// RUN: not hfc-interpret %s 2>&1 | FileCheck %s
// RUN: %if avx512 %{ not hfc-interpret --on=x86-64-v4 %s 2>&1 | FileCheck %s --check-prefix=X86 %}
// Sizes that data gives and that cannot be.

// CHECK: size n is -1, outside 0..100
// X86: dim 'n' is -1, its range is 0 to 100
func.func @negative(%x0: tensor<i64> {check.value = dense<-1> : tensor<i64>}) -> tensor<?xi32, #dim.shape<n>> {
  hfc.bind "n" in 0 to 100 = %x0 : tensor<i64>
  %y = hfc.iota 0 : tensor<?xi32, #dim.shape<n>>
  return %y : tensor<?xi32, #dim.shape<n>>
}

// CHECK: size n is 101, outside 0..100
// X86: dim 'n' is 101, its range is 0 to 100
func.func @large(%x0: tensor<i64> {check.value = dense<101> : tensor<i64>}) -> tensor<?xi32, #dim.shape<n>> {
  hfc.bind "n" in 0 to 100 = %x0 : tensor<i64>
  %y = hfc.iota 0 : tensor<?xi32, #dim.shape<n>>
  return %y : tensor<?xi32, #dim.shape<n>>
}

// CHECK: 2*n is 6, but 8 is 8
// X86: needs 2*n and 8 to be equal, but they are 6 and 8
func.func @contradiction(%x0: tensor<i64> {check.value = dense<3> : tensor<i64>}) -> tensor<?xi32, #dim.shape<n>> {
  hfc.bind "n" in 0 to 100 = %x0 : tensor<i64>
  hfc.check <2*n> = <8>
  %y = hfc.iota 0 : tensor<?xi32, #dim.shape<n>>
  return %y : tensor<?xi32, #dim.shape<n>>
}
