// RUN: hfc-opt %s --eliminate-reshapes | FileCheck %s

!x = tensor<?x?x8xf32, #dim.shape<b, s, 8>>
!m = tensor<?x8xf32, #dim.shape<b*s, 8>>
!y = tensor<?x?x4xf32, #dim.shape<b, s, 4>>
!n = tensor<?x4xf32, #dim.shape<b*s, 4>>

// GPT-2's Conv1D and TensorFlow's Tensordot.
// CHECK-LABEL: @rows_of_a_product
// CHECK-DAG: %[[W:.*]] = hfc.constant #hfc.weight<"w", 0>
// CHECK-DAG: %[[B:.*]] = hfc.constant #hfc.weight<"w", 128>
// CHECK: %[[C:.*]] = hfc.contract "{{(..)}}k,kn->{{..}}n" %arg0, %[[W]] : tensor<?x?x8xf32, #dim.shape<b, s, 8>>
// CHECK-NEXT: %[[A:.*]] = hfc.add %[[C]], %[[B]]
// CHECK-NEXT: return %[[A]]
func.func @rows_of_a_product(%x: !x) -> !y {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<8x4xf32>
  %b = hfc.constant #hfc.weight<"w", 128> : tensor<4xf32>
  %r = hfc.reshape %x : !x to !m
  %c = hfc.contract "mk,kn->mn" %r, %w : !m, tensor<8x4xf32> to !n
  %a = hfc.add %c, %b : !n, tensor<4xf32>
  %y = hfc.reshape %a : !n to !y
  return %y : !y
}

// OPT: attention over heads that were merged with the batch, the mask parts them again.
// CHECK-LABEL: @batches_of_attention
// CHECK-NEXT: %[[S:.*]] = hfc.contract {{.*}} %arg0, %arg1 : tensor<2x3x5x8xf32>, tensor<2x3x6x8xf32> to tensor<2x3x5x6xf32>
// CHECK-NEXT: %[[M:.*]] = hfc.add %[[S]], %arg3
// CHECK-NEXT: %[[P:.*]] = hfc.softmax %[[M]] axis 3
// CHECK-NEXT: %[[Y:.*]] = hfc.contract {{.*}} %[[P]], %arg2 : tensor<2x3x5x6xf32>, tensor<2x3x6x8xf32> to tensor<2x3x5x8xf32>
// CHECK-NEXT: return %[[Y]]
func.func @batches_of_attention(%q4: tensor<2x3x5x8xf32>, %k4: tensor<2x3x6x8xf32>, %v4: tensor<2x3x6x8xf32>, %mask: tensor<2x1x5x6xf32>) -> tensor<2x3x5x8xf32> {
  %q = hfc.reshape %q4 : tensor<2x3x5x8xf32> to tensor<6x5x8xf32>
  %k = hfc.reshape %k4 : tensor<2x3x6x8xf32> to tensor<6x6x8xf32>
  %v = hfc.reshape %v4 : tensor<2x3x6x8xf32> to tensor<6x6x8xf32>
  %s = hfc.contract "bqd,bkd->bqk" %q, %k : tensor<6x5x8xf32>, tensor<6x6x8xf32> to tensor<6x5x6xf32>
  %s4 = hfc.reshape %s : tensor<6x5x6xf32> to tensor<2x3x5x6xf32>
  %m = hfc.add %s4, %mask : tensor<2x3x5x6xf32>, tensor<2x1x5x6xf32>
  %m3 = hfc.reshape %m : tensor<2x3x5x6xf32> to tensor<6x5x6xf32>
  %p = hfc.softmax %m3 axis 2 : tensor<6x5x6xf32>
  %y = hfc.contract "bqk,bkd->bqd" %p, %v : tensor<6x5x6xf32>, tensor<6x6x8xf32> to tensor<6x5x8xf32>
  %y4 = hfc.reshape %y : tensor<6x5x8xf32> to tensor<2x3x5x8xf32>
  return %y4 : tensor<2x3x5x8xf32>
}

// CHECK-LABEL: @rows_of_a_norm
// CHECK: hfc.layer_norm %arg0 {{.*}} axis 2
// CHECK-NEXT: return
func.func @rows_of_a_norm(%x: !x) -> !x {
  %scale = hfc.constant #hfc.weight<"w", 0> : tensor<8xf32>
  %r = hfc.reshape %x : !x to !m
  %c = hfc.layer_norm %r scale %scale axis 1 epsilon 1.0e-5 : !m, tensor<8xf32>
  %y = hfc.reshape %c : !m to !x
  return %y : !x
}

// BLOOM's slopes lose and gain a dim of 1 on the way.
// CHECK-LABEL: @other_operand_was_merged_too
// CHECK-NEXT: %[[A:.*]] = hfc.reshape %arg1 : tensor<2x3x6xf32> to tensor<2x3x1x6xf32>
// CHECK-NEXT: %[[Y:.*]] = hfc.add %[[A]], %arg0 : tensor<2x3x1x6xf32>, tensor<2x3x5x6xf32>
// CHECK-NEXT: return %[[Y]]
func.func @other_operand_was_merged_too(%x: tensor<2x3x5x6xf32>, %alibi: tensor<2x3x6xf32>) -> tensor<2x3x5x6xf32> {
  %r = hfc.reshape %x : tensor<2x3x5x6xf32> to tensor<6x5x6xf32>
  %a = hfc.reshape %alibi : tensor<2x3x6xf32> to tensor<6x1x6xf32>
  %s = hfc.add %a, %r : tensor<6x1x6xf32>, tensor<6x5x6xf32>
  %y = hfc.reshape %s : tensor<6x5x6xf32> to tensor<2x3x5x6xf32>
  return %y : tensor<2x3x5x6xf32>
}

// CHECK-LABEL: @keeps_letter_that_one_operand_merged
// CHECK-NEXT: hfc.reshape
// CHECK-NEXT: hfc.contract
func.func @keeps_letter_that_one_operand_merged(%q4: tensor<2x3x5x8xf32>, %k: tensor<6x6x8xf32>) -> tensor<6x5x6xf32> {
  %q = hfc.reshape %q4 : tensor<2x3x5x8xf32> to tensor<6x5x8xf32>
  %s = hfc.contract "bqd,bkd->bqk" %q, %k : tensor<6x5x8xf32>, tensor<6x6x8xf32> to tensor<6x5x6xf32>
  return %s : tensor<6x5x6xf32>
}

// Heads side by side, and the output's weights: summed over, so they stay one dim.
// CHECK-LABEL: @keeps_dim_that_is_summed_over
// CHECK-NEXT: hfc.reshape
// CHECK-NEXT: hfc.contract
func.func @keeps_dim_that_is_summed_over(%x: tensor<5x2x4xf32>, %w: tensor<8x3xf32>) -> tensor<5x3xf32> {
  %r = hfc.reshape %x : tensor<5x2x4xf32> to tensor<5x8xf32>
  %y = hfc.contract "mk,kn->mn" %r, %w : tensor<5x8xf32>, tensor<8x3xf32> to tensor<5x3xf32>
  return %y : tensor<5x3xf32>
}

// CHECK-LABEL: @keeps_softmax_over_merged_dims
// CHECK-NEXT: hfc.reshape
// CHECK-NEXT: hfc.softmax
func.func @keeps_softmax_over_merged_dims(%x: tensor<5x2x4xf32>) -> tensor<5x8xf32> {
  %r = hfc.reshape %x : tensor<5x2x4xf32> to tensor<5x8xf32>
  %y = hfc.softmax %r axis 1 : tensor<5x8xf32>
  return %y : tensor<5x8xf32>
}

// Keys out of a product that makes queries, keys and values.
// CHECK-LABEL: @slice_takes_heads
// CHECK-NEXT: %[[R:.*]] = hfc.reshape %arg0 : {{.*}} to tensor<?x36x32xf32, #dim.shape<s, 36, 32>>
// CHECK-NEXT: %[[S:.*]] = hfc.slice %[[R]] from <0, 12, 0> by [1, 1, 1] : {{.*}} to tensor<?x12x32xf32, #dim.shape<s, 12, 32>>
// CHECK-NEXT: return %[[S]]
func.func @slice_takes_heads(%x: tensor<?x1152xf32, #dim.shape<s, 1152>>) -> tensor<?x12x32xf32, #dim.shape<s, 12, 32>> {
  %s = hfc.slice %x from <0, 384> by [1, 1] : tensor<?x1152xf32, #dim.shape<s, 1152>> to tensor<?x384xf32, #dim.shape<s, 384>>
  %y = hfc.reshape %s : tensor<?x384xf32, #dim.shape<s, 384>> to tensor<?x12x32xf32, #dim.shape<s, 12, 32>>
  return %y : tensor<?x12x32xf32, #dim.shape<s, 12, 32>>
}

// CHECK-LABEL: @keeps_slice_that_begins_inside_a_head
// CHECK-NEXT: hfc.slice
// CHECK-NEXT: hfc.reshape
func.func @keeps_slice_that_begins_inside_a_head(%x: tensor<5x96xf32>) -> tensor<5x2x32xf32> {
  %s = hfc.slice %x from <0, 16> by [1, 1] : tensor<5x96xf32> to tensor<5x64xf32>
  %y = hfc.reshape %s : tensor<5x64xf32> to tensor<5x2x32xf32>
  return %y : tensor<5x2x32xf32>
}

// CHECK-LABEL: @keeps_slice_whose_dim_is_merged
// CHECK-NEXT: hfc.slice
// CHECK-NEXT: hfc.reshape
func.func @keeps_slice_whose_dim_is_merged(%x: tensor<5x8xf32>) -> tensor<15xf32> {
  %s = hfc.slice %x from <0, 2> by [1, 1] : tensor<5x8xf32> to tensor<5x3xf32>
  %y = hfc.reshape %s : tensor<5x3xf32> to tensor<15xf32>
  return %y : tensor<15xf32>
}
