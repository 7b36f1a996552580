// RUN: hfc-opt %s --simplify | FileCheck %s

// CHECK-LABEL: @equal_operations_once
// CHECK-NEXT: %[[E:.*]] = hfc.exp %arg0
// CHECK-NEXT: %[[Y:.*]] = hfc.add %[[E]], %[[E]]
// CHECK-NEXT: return %[[Y]]
func.func @equal_operations_once(%x: tensor<8xf32>) -> tensor<8xf32> {
  %a = hfc.exp %x : tensor<8xf32>
  %b = hfc.exp %x : tensor<8xf32>
  %unused = hfc.tanh %x : tensor<8xf32>
  %y = hfc.add %a, %b : tensor<8xf32>, tensor<8xf32>
  return %y : tensor<8xf32>
}

// CHECK-LABEL: @elementwise_broadcasts_by_itself
// CHECK-NEXT: hfc.add %arg0, %arg1 : tensor<4x8xf32>, tensor<8xf32>
// CHECK-NEXT: return
func.func @elementwise_broadcasts_by_itself(%x: tensor<4x8xf32>, %bias: tensor<8xf32>) -> tensor<4x8xf32> {
  %b = hfc.broadcast %bias : tensor<8xf32> to tensor<4x8xf32>
  %y = hfc.add %x, %b : tensor<4x8xf32>, tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// The result would lose its shape.
// CHECK-LABEL: @keeps_broadcast_that_gives_the_shape
// CHECK-NEXT: hfc.broadcast
func.func @keeps_broadcast_that_gives_the_shape(%x: tensor<1x8xf32>, %bias: tensor<8xf32>) -> tensor<4x8xf32> {
  %b = hfc.broadcast %bias : tensor<8xf32> to tensor<4x8xf32>
  %y = hfc.add %x, %b : tensor<1x8xf32>, tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// A size that data gives must be read, though nothing uses a result.
// CHECK-LABEL: @keeps_bind
// CHECK: hfc.bind "n"
func.func @keeps_bind(%count: tensor<i64>) {
  hfc.bind "n" in 0 to 100 = %count : tensor<i64>
  return
}
