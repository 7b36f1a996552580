// RUN: hfc-opt %s --form-kernels --cse | FileCheck %s

// Walks along an axis are kernels of their own, into which elementwise producers go. A scatter may change its operand in
// place.
// CHECK-LABEL: func.func @walks
// CHECK-NEXT: %[[SUM:.*]] = plan.dispatch @cumsum(%arg0)
// CHECK-NEXT: plan.dispatch @scatter(%[[SUM]], %arg1, %arg0)
// CHECK-NEXT: plan.dispatch @top_k(%arg0)
// CHECK-LABEL: func.func private @cumsum(%arg0: tensor<4x6xf32> {plan.inplace})
// CHECK:      kernel.scan add axis 1
// CHECK:        math.exp
// CHECK-LABEL: func.func private @scatter(%arg0: tensor<4x6xf32> {plan.inplace}, %arg1: tensor<2x1xi32>, %arg2: tensor<4x6xf32>)
// CHECK:      kernel.scatter axis 0 over <2, 6> initial
// CHECK:        arith.extsi
// CHECK-LABEL: func.func private @top_k
// CHECK:      kernel.top_k axis 1 of <6>
func.func @walks(%x: tensor<4x6xf32>, %p: tensor<2x1xi32>) -> (tensor<4x6xf32>, tensor<4x2xi64>) {
  %0 = hfc.exp %x : tensor<4x6xf32>
  %1 = hfc.cumsum %0 axis 1 : tensor<4x6xf32>
  %2 = hfc.slice %x from <0, 0> by [1, 1] : tensor<4x6xf32> to tensor<2x6xf32>
  %3 = hfc.scatter %2 into %1 at %p axis 0 : tensor<2x6xf32>, tensor<4x6xf32>, tensor<2x1xi32>
  %4 = hfc.top_k %x axis 1 : tensor<4x6xf32> to tensor<4x2xi64>
  return %3, %4 : tensor<4x6xf32>, tensor<4x2xi64>
}
