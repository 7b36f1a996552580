// RUN: hfc-opt %s --eliminate-transposes | FileCheck %s

// CHECK-LABEL: @contraction_takes_transposed_operand
// CHECK-NEXT: hfc.contract "bhqd,bhkd->bhqk" %arg0, %arg1 : tensor<2x4x8x16xf32>, tensor<2x4x9x16xf32> to tensor<2x4x8x9xf32>
func.func @contraction_takes_transposed_operand(%q: tensor<2x4x8x16xf32>, %k: tensor<2x4x9x16xf32>) -> tensor<2x4x8x9xf32> {
  %t = hfc.transpose %k [0, 1, 3, 2] : tensor<2x4x9x16xf32>
  %y = hfc.contract "bhqd,bhdk->bhqk" %q, %t : tensor<2x4x8x16xf32>, tensor<2x4x16x9xf32> to tensor<2x4x8x9xf32>
  return %y : tensor<2x4x8x9xf32>
}

// CHECK-LABEL: @contraction_takes_transpose_behind_it
// CHECK-NEXT: hfc.contract "mk,kn->nm" %arg0, %arg1 : tensor<?x4xf32, #dim.shape<s, 4>>, tensor<4x8xf32> to tensor<8x?xf32, #dim.shape<8, s>>
func.func @contraction_takes_transpose_behind_it(%x: tensor<?x4xf32, #dim.shape<s, 4>>, %w: tensor<4x8xf32>) -> tensor<8x?xf32, #dim.shape<8, s>> {
  %y = hfc.contract "mk,kn->mn" %x, %w : tensor<?x4xf32, #dim.shape<s, 4>>, tensor<4x8xf32> to tensor<?x8xf32, #dim.shape<s, 8>>
  %t = hfc.transpose %y [1, 0] : tensor<?x8xf32, #dim.shape<s, 8>>
  return %t : tensor<8x?xf32, #dim.shape<8, s>>
}

// The bytes of a tied table are stored once.
// CHECK-LABEL: @contraction_takes_recipe_apart
// CHECK: %[[W:.*]] = hfc.constant #hfc.weight<"w", 0> : tensor<8x4xf32>
// CHECK: hfc.contract "mk,nk->mn" %arg0, %[[W]]
func.func @contraction_takes_recipe_apart(%x: tensor<2x4xf32>) -> tensor<2x8xf32> {
  %w = hfc.constant #hfc.transposed<#hfc.weight<"w", 0> : tensor<8x4xf32>, [1, 0]> : tensor<4x8xf32>
  %y = hfc.contract "mk,kn->mn" %x, %w : tensor<2x4xf32>, tensor<4x8xf32> to tensor<2x8xf32>
  return %y : tensor<2x8xf32>
}

// CHECK-LABEL: @transposed_constant_is_a_recipe
// CHECK-NEXT: hfc.constant #hfc.transposed<#hfc.weight<"w", 0> : tensor<8x4xf32>, [1, 0]> : tensor<4x8xf32>
// CHECK-NEXT: return
func.func @transposed_constant_is_a_recipe() -> tensor<4x8xf32> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<8x4xf32>
  %t = hfc.transpose %w [1, 0] : tensor<8x4xf32>
  return %t : tensor<4x8xf32>
}

// CHECK-LABEL: @only_units_move
// CHECK-NEXT: hfc.reshape %arg0 : tensor<?x1x8xf32, #dim.shape<s, 1, 8>> to tensor<1x?x8xf32, #dim.shape<1, s, 8>>
func.func @only_units_move(%x: tensor<?x1x8xf32, #dim.shape<s, 1, 8>>) -> tensor<1x?x8xf32, #dim.shape<1, s, 8>> {
  %t = hfc.transpose %x [1, 0, 2] : tensor<?x1x8xf32, #dim.shape<s, 1, 8>>
  return %t : tensor<1x?x8xf32, #dim.shape<1, s, 8>>
}

// Through bias, activation and scalar to the transpose that undoes it.
// CHECK-LABEL: @sinks_through_elementwise
// CHECK: %[[B:.*]] = hfc.constant #hfc.weight<"w", 0> : tensor<1x1x3xf32>
// CHECK-NOT: hfc.transpose
// CHECK: hfc.add %arg0, %[[B]]
// CHECK-NOT: hfc.transpose
// CHECK: return %{{.*}} : tensor<5x4x3xf32>
func.func @sinks_through_elementwise(%x: tensor<5x4x3xf32>) -> tensor<5x4x3xf32> {
  %b = hfc.constant #hfc.weight<"w", 0> : tensor<3x1x1xf32>
  %half = hfc.constant dense<0.5> : tensor<f32>
  %t = hfc.transpose %x [2, 0, 1] : tensor<5x4x3xf32>
  %a = hfc.add %t, %b : tensor<3x5x4xf32>, tensor<3x1x1xf32>
  %e = hfc.exp %a : tensor<3x5x4xf32>
  %h = hfc.mul %half, %e : tensor<f32>, tensor<3x5x4xf32>
  %y = hfc.transpose %h [1, 2, 0] : tensor<3x5x4xf32>
  return %y : tensor<5x4x3xf32>
}

// What has elements along one dim is reshaped where the transpose was.
// CHECK-LABEL: @sinks_past_a_row
// CHECK: %[[ROW:.*]] = hfc.reshape %arg1 : tensor<3x1x1xf32> to tensor<1x1x3xf32>
// CHECK: hfc.sub %arg0, %[[ROW]]
// CHECK-NOT: hfc.transpose
func.func @sinks_past_a_row(%x: tensor<5x4x3xf32>, %row: tensor<3x1x1xf32>) -> tensor<5x4x3xf32> {
  %t = hfc.transpose %x [2, 0, 1] : tensor<5x4x3xf32>
  %a = hfc.sub %t, %row : tensor<3x5x4xf32>, tensor<3x1x1xf32>
  %y = hfc.transpose %a [1, 2, 0] : tensor<3x5x4xf32>
  return %y : tensor<5x4x3xf32>
}

// Both operands are transposed alike: one transpose is left.
// CHECK-LABEL: @two_become_one
// CHECK-NEXT: %[[S:.*]] = hfc.add %arg0, %arg1 : tensor<4x8xf32>, tensor<4x8xf32>
// CHECK-NEXT: %[[T:.*]] = hfc.transpose %[[S]] [1, 0]
// CHECK-NEXT: return %[[T]]
func.func @two_become_one(%a: tensor<4x8xf32>, %b: tensor<4x8xf32>) -> tensor<8x4xf32> {
  %ta = hfc.transpose %a [1, 0] : tensor<4x8xf32>
  %tb = hfc.transpose %b [1, 0] : tensor<4x8xf32>
  %y = hfc.add %ta, %tb : tensor<8x4xf32>, tensor<8x4xf32>
  return %y : tensor<8x4xf32>
}

// CHECK-LABEL: @sinks_through_softmax_slice_concat
// CHECK-NEXT: %[[S:.*]] = hfc.softmax %arg0 axis 1
// CHECK-NEXT: %[[L:.*]] = hfc.slice %[[S]] from <1, 0, 0> by [1, 1, 1] : tensor<4x8x6xf32> to tensor<2x8x6xf32>
// CHECK-NEXT: %[[C:.*]] = hfc.concat 1 of %[[L]], %arg1
// CHECK-NEXT: return %[[C]]
func.func @sinks_through_softmax_slice_concat(%x: tensor<4x8x6xf32>, %z: tensor<2x8x6xf32>) -> tensor<2x16x6xf32> {
  %t = hfc.transpose %x [2, 0, 1] : tensor<4x8x6xf32>
  %s = hfc.softmax %t axis 2 : tensor<6x4x8xf32>
  %l = hfc.slice %s from <0, 1, 0> by [1, 1, 1] : tensor<6x4x8xf32> to tensor<6x2x8xf32>
  %tz = hfc.transpose %z [2, 0, 1] : tensor<2x8x6xf32>
  %c = hfc.concat 2 of %l, %tz : tensor<6x2x8xf32>, tensor<6x2x8xf32>
  %y = hfc.transpose %c [1, 2, 0] : tensor<6x2x16xf32>
  return %y : tensor<2x16x6xf32>
}

// CHECK-LABEL: @sinks_through_reduce
// CHECK-NEXT: %[[R:.*]] = hfc.reduce sum %arg0 over [2] keep : tensor<4x8x6xf32>
// CHECK-NEXT: hfc.reshape %[[R]] : tensor<4x8x1xf32> to tensor<1x4x8xf32>
// CHECK-NEXT: %[[V:.*]] = hfc.reduce max %arg0 over [1] : tensor<4x8x6xf32>
// CHECK-NEXT: hfc.transpose %[[V]] [1, 0] : tensor<4x6xf32>
func.func @sinks_through_reduce(%x: tensor<4x8x6xf32>) -> (tensor<1x4x8xf32>, tensor<6x4xf32>) {
  %t = hfc.transpose %x [2, 0, 1] : tensor<4x8x6xf32>
  %r = hfc.reduce sum %t over [0] keep : tensor<6x4x8xf32>
  %u = hfc.transpose %x [2, 0, 1] : tensor<4x8x6xf32>
  %v = hfc.reduce max %u over [2] : tensor<6x4x8xf32>
  return %r, %v : tensor<1x4x8xf32>, tensor<6x4xf32>
}

// The key of PyTorch 2.13: heads and batch merge, turn, and part again.
// CHECK-LABEL: @key_of_sdpa
// CHECK-NEXT: hfc.contract "bhqd,bkhd->bhqk" %arg0, %arg1
// CHECK-NEXT: return
func.func @key_of_sdpa(%q: tensor<?x12x?x32xf32, #dim.shape<b, 12, s, 32>>, %k: tensor<?x?x12x32xf32, #dim.shape<b, s, 12, 32>>) -> tensor<?x12x?x?xf32, #dim.shape<b, 12, s, s>> {
  %heads = hfc.transpose %k [0, 2, 1, 3] : tensor<?x?x12x32xf32, #dim.shape<b, s, 12, 32>>
  %merged = hfc.reshape %heads : tensor<?x12x?x32xf32, #dim.shape<b, 12, s, 32>> to tensor<?x?x32xf32, #dim.shape<12*b, s, 32>>
  %turned = hfc.transpose %merged [0, 2, 1] : tensor<?x?x32xf32, #dim.shape<12*b, s, 32>>
  %parted = hfc.reshape %turned : tensor<?x32x?xf32, #dim.shape<12*b, 32, s>> to tensor<?x12x32x?xf32, #dim.shape<b, 12, 32, s>>
  %y = hfc.contract "bhqd,bhdk->bhqk" %q, %parted : tensor<?x12x?x32xf32, #dim.shape<b, 12, s, 32>>, tensor<?x12x32x?xf32, #dim.shape<b, 12, 32, s>> to tensor<?x12x?x?xf32, #dim.shape<b, 12, s, s>>
  return %y : tensor<?x12x?x?xf32, #dim.shape<b, 12, s, s>>
}

// Heads do not lie beside each other before the transpose.
// CHECK-LABEL: @keeps_transpose_that_reshape_tears_apart
// CHECK-NEXT: hfc.transpose
// CHECK-NEXT: hfc.reshape
func.func @keeps_transpose_that_reshape_tears_apart(%x: tensor<2x12x8x32xf32>) -> tensor<2x8x384xf32> {
  %t = hfc.transpose %x [0, 2, 1, 3] : tensor<2x12x8x32xf32>
  %y = hfc.reshape %t : tensor<2x8x12x32xf32> to tensor<2x8x384xf32>
  return %y : tensor<2x8x384xf32>
}

// CHECK-LABEL: @keeps_transpose_that_something_else_needs
// CHECK-NEXT: %[[T:.*]] = hfc.transpose
// CHECK-NEXT: hfc.exp %[[T]]
func.func @keeps_transpose_that_something_else_needs(%x: tensor<4x8xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>) {
  %t = hfc.transpose %x [1, 0] : tensor<4x8xf32>
  %e = hfc.exp %t : tensor<8x4xf32>
  return %t, %e : tensor<8x4xf32>, tensor<8x4xf32>
}

// x * sigmoid(x) needs x twice: one transpose behind it remains.
// CHECK-LABEL: @users_that_lead_to_one
// CHECK: %[[S:.*]] = hfc.sigmoid %arg0 : tensor<1x4x5x6xf32>
// CHECK: %[[M:.*]] = hfc.mul %arg0, %[[S]]
// CHECK: %[[Y:.*]] = hfc.transpose %[[M]] [0, 3, 1, 2]
// CHECK-NEXT: return %[[Y]]
func.func @users_that_lead_to_one(%x: tensor<1x4x5x6xf32>) -> tensor<1x6x4x5xf32> {
  %t = hfc.transpose %x [0, 3, 1, 2] : tensor<1x4x5x6xf32>
  %s = hfc.sigmoid %t : tensor<1x6x4x5xf32>
  %y = hfc.mul %t, %s : tensor<1x6x4x5xf32>, tensor<1x6x4x5xf32>
  return %y : tensor<1x6x4x5xf32>
}

// CHECK-LABEL: @stays_where_two_results_would_be_transposed
// CHECK: hfc.transpose %arg0
// CHECK-NOT: hfc.transpose
// CHECK: return
func.func @stays_where_two_results_would_be_transposed(%x: tensor<1x4x5x6xf32>) -> (tensor<1x6x4x5xf32>, tensor<1x6x4x5xf32>) {
  %t = hfc.transpose %x [0, 3, 1, 2] : tensor<1x4x5x6xf32>
  %s = hfc.sigmoid %t : tensor<1x6x4x5xf32>
  %y = hfc.mul %t, %s : tensor<1x6x4x5xf32>, tensor<1x6x4x5xf32>
  return %y, %s : tensor<1x6x4x5xf32>, tensor<1x6x4x5xf32>
}

// Squeeze and excitation: the mean of each channel and its factor need no transpose, so that one remains behind all.
// CHECK-LABEL: @channel_factors
// CHECK-NOT: hfc.transpose
// CHECK: %[[MEAN:.*]] = hfc.reduce  mean %arg0 over [1, 2] keep
// CHECK: %[[FACTOR:.*]] = hfc.reshape %arg1 {{.*}} to tensor<2x1x1x6xf32>
// CHECK: %[[MUL:.*]] = hfc.mul %arg0, %[[FACTOR]]
// CHECK: %[[ADD:.*]] = hfc.add %arg0, %[[MUL]]
// CHECK: hfc.transpose %[[ADD]] [0, 3, 1, 2]
// CHECK-NOT: hfc.transpose
// CHECK: return
func.func @channel_factors(%x: tensor<2x4x5x6xf32>, %factor: tensor<2x6x1x1xf32>) -> (tensor<2x6x1x1xf32>, tensor<2x6x4x5xf32>) {
  %t = hfc.transpose %x [0, 3, 1, 2] : tensor<2x4x5x6xf32>
  %mean = hfc.reduce mean %t over [2, 3] keep : tensor<2x6x4x5xf32>
  %m = hfc.mul %t, %factor : tensor<2x6x4x5xf32>, tensor<2x6x1x1xf32>
  %y = hfc.add %t, %m : tensor<2x6x4x5xf32>, tensor<2x6x4x5xf32>
  return %mean, %y : tensor<2x6x1x1xf32>, tensor<2x6x4x5xf32>
}

// CHECK-LABEL: @keeps_transpose_that_others_of_a_reduction_need
// CHECK-NEXT: %[[T:.*]] = hfc.transpose
// CHECK-NEXT: hfc.reduce  max %[[T]]
func.func @keeps_transpose_that_others_of_a_reduction_need(%x: tensor<4x8x6xf32>) -> (tensor<6x4x8xf32>, tensor<6x4xf32>) {
  %u = hfc.transpose %x [2, 0, 1] : tensor<4x8x6xf32>
  %v = hfc.reduce max %u over [2] : tensor<6x4x8xf32>
  return %u, %v : tensor<6x4x8xf32>, tensor<6x4xf32>
}

// CHECK-LABEL: @gather_redim_pad
// CHECK: %[[G:.*]] = hfc.gather %arg0 at %arg1 axis 1
// CHECK: %[[R:.*]] = hfc.redim %[[G]] {{.*}} to tensor<?x?x6xf32, #dim.shape<n, k, 6>>
// CHECK: %[[P:.*]] = hfc.pad constant %[[R]] with %arg2 low <0, 1, 2> {{.*}} to tensor<?x?x9xf32, #dim.shape<n, k + 1, 9>>
// CHECK: hfc.transpose %[[P]] [0, 2, 1]
func.func @gather_redim_pad(%x: tensor<?x5x6xf32, #dim.shape<n, 5, 6>>, %indices: tensor<?xi64, #dim.shape<m>>, %value: tensor<f32>, %given: tensor<?xf32, #dim.shape<k>>) -> tensor<?x9x?xf32, #dim.shape<n, 9, k + 1>> {
  %t = hfc.transpose %x [0, 2, 1] : tensor<?x5x6xf32, #dim.shape<n, 5, 6>>
  %g = hfc.gather %t at %indices axis 2 : tensor<?x6x5xf32, #dim.shape<n, 6, 5>>, tensor<?xi64, #dim.shape<m>>
  %r = hfc.redim %g : tensor<?x6x?xf32, #dim.shape<n, 6, m>> to tensor<?x6x?xf32, #dim.shape<n, 6, k>>
  %p = hfc.pad constant %r with %value low <0, 2, 1> : tensor<?x6x?xf32, #dim.shape<n, 6, k>>, tensor<f32> to tensor<?x9x?xf32, #dim.shape<n, 9, k + 1>>
  return %p : tensor<?x9x?xf32, #dim.shape<n, 9, k + 1>>
}

// Elements that are repeated along a dim, as a Resize to twice the size does.
// CHECK-LABEL: @repeated
// CHECK: hfc.broadcast %{{.*}} : tensor<2x4x1x5x6xf32> to tensor<2x4x3x5x6xf32>
// CHECK: %[[R:.*]] = hfc.reshape %{{.*}} : tensor<2x4x3x5x6xf32> to tensor<2x12x5x6xf32>
// CHECK: hfc.transpose %[[R]] [0, 3, 1, 2]
func.func @repeated(%x: tensor<2x4x5x6xf32>) -> tensor<2x6x12x5xf32> {
  %t = hfc.transpose %x [0, 3, 1, 2] : tensor<2x4x5x6xf32>
  %a = hfc.reshape %t : tensor<2x6x4x5xf32> to tensor<2x6x4x1x5xf32>
  %b = hfc.broadcast %a : tensor<2x6x4x1x5xf32> to tensor<2x6x4x3x5xf32>
  %y = hfc.reshape %b : tensor<2x6x4x3x5xf32> to tensor<2x6x12x5xf32>
  return %y : tensor<2x6x12x5xf32>
}
