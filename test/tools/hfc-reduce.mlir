// Functions that the failure does not need are gone.
// REQUIRES: tool-hfc-reduce
// RUN: hfc-reduce %s -reduction-tree='traversal-mode=0 test=%S/Inputs/has-exp.sh' | FileCheck %s
// CHECK-NOT: @innocent
// CHECK: func.func @guilty
// CHECK: hfc.exp
func.func @innocent(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = hfc.neg %x : tensor<4xf32>
  return %0 : tensor<4xf32>
}
func.func @guilty(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = hfc.exp %x : tensor<4xf32>
  return %0 : tensor<4xf32>
}
