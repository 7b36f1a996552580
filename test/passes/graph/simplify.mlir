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

// CHECK-LABEL: @broadcast_follows_where_it_gives_the_shape
// CHECK-NEXT: %[[Y:.*]] = hfc.add %arg0, %arg1 : tensor<1x8xf32>, tensor<8xf32>
// CHECK-NEXT: hfc.broadcast %[[Y]] : tensor<1x8xf32> to tensor<4x8xf32>
func.func @broadcast_follows_where_it_gives_the_shape(%x: tensor<1x8xf32>, %bias: tensor<8xf32>) -> tensor<4x8xf32> {
  %b = hfc.broadcast %bias : tensor<8xf32> to tensor<4x8xf32>
  %y = hfc.add %x, %b : tensor<1x8xf32>, tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// DistilBERT's mask: repeated, converted, then chosen by.
// CHECK-LABEL: @broadcast_vanishes_behind_a_cast
// CHECK-NEXT: %[[C:.*]] = hfc.cast %arg1 : tensor<2x1x1x8xi64> to tensor<2x1x1x8xi1>
// CHECK-NEXT: hfc.select %[[C]], %arg0, %arg2 : tensor<2x1x1x8xi1>
func.func @broadcast_vanishes_behind_a_cast(%x: tensor<2x4x8x8xf32>, %mask: tensor<2x1x1x8xi64>, %fill: tensor<f32>) -> tensor<2x4x8x8xf32> {
  %b = hfc.broadcast %mask : tensor<2x1x1x8xi64> to tensor<2x4x8x8xi64>
  %c = hfc.cast %b : tensor<2x4x8x8xi64> to tensor<2x4x8x8xi1>
  %y = hfc.select %c, %x, %fill : tensor<2x4x8x8xi1>, tensor<2x4x8x8xf32>, tensor<f32>
  return %y : tensor<2x4x8x8xf32>
}

// A size that data gives must be read, though nothing uses a result.
// CHECK-LABEL: @keeps_bind
// CHECK: hfc.bind "n"
func.func @keeps_bind(%count: tensor<i64>) {
  hfc.bind "n" in 0 to 100 = %count : tensor<i64>
  return
}
