// RUN: hfc-opt %s --form-kernels --cse --split-input-file | FileCheck %s

// An attention block: bias and residual are epilogues, slices and transposes are maps, reshapes are views, and the mask
// is computed where a score needs it.
// CHECK-LABEL: func.func @main
// CHECK:      %[[QKV:.*]] = plan.dispatch @contract_add(%arg0,
// CHECK-SAME:   sizes <b, s>
// CHECK-NEXT: %[[PARTS:.*]] = plan.view %[[QKV]]
// CHECK-NEXT: %[[HEADS:.*]] = plan.dispatch @attention_transpose(%[[PARTS]], %arg1)
// CHECK-NEXT: %[[ROWS:.*]] = plan.view %[[HEADS]]
// CHECK-NEXT: %[[SUM:.*]] = plan.dispatch @contract_add_0(%[[ROWS]], %{{.*}}, %{{.*}}, %arg0)
// CHECK-NEXT: %[[OUT:.*]] = plan.dispatch @layer_norm(%[[SUM]],
// CHECK-NEXT: return %[[OUT]]

// CHECK-LABEL: func.func private @attention_transpose
// CHECK:      kernel.attention %arg0, %arg0, %arg0 maps [(d0, d1, d2, d3) -> (d0, d2, 0, d1, d3)], [(d0, d1, d2, d3) -> (d0, d2, 1, d1, d3)], [(d0, d1, d2, d3) -> (d0, d2, 2, d1, d3)], [(d0, d1, d2, d3) -> (d0, d2, d1, d3)] dims <d0, 12, d1, d1, 32, 32>
// CHECK:        kernel.load %arg1
// CHECK:        arith.select
func.func @main(%x: tensor<?x?x384xf32, #dim.shape<b, s, 384>> {hfc.name = "x"}, %m: tensor<?x?xi64, #dim.shape<b, s>>) -> (tensor<?x?x384xf32, #dim.shape<b, s, 384>> {hfc.name = "y"}) attributes {dim.symbols = [#dim.symbol<"b", 0, 512, 1>, #dim.symbol<"s", 0, 512, 1>]} {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<1152x384xf32>
  %bias = hfc.constant #hfc.weight<"w", 1769472> : tensor<1152xf32>
  %wo = hfc.constant #hfc.weight<"w", 0> : tensor<384x384xf32>
  %scale = hfc.constant #hfc.weight<"w", 1769472> : tensor<384xf32>
  %0 = hfc.contract "bsk,nk->bsn" %x, %w : tensor<?x?x384xf32, #dim.shape<b, s, 384>>, tensor<1152x384xf32> to tensor<?x?x1152xf32, #dim.shape<b, s, 1152>>
  %1 = hfc.add %0, %bias : tensor<?x?x1152xf32, #dim.shape<b, s, 1152>>, tensor<1152xf32>
  %2 = hfc.reshape %1 : tensor<?x?x1152xf32, #dim.shape<b, s, 1152>> to tensor<?x?x3x12x32xf32, #dim.shape<b, s, 3, 12, 32>>
  %3 = hfc.transpose %2 [2, 0, 3, 1, 4] : tensor<?x?x3x12x32xf32, #dim.shape<b, s, 3, 12, 32>>
  %q0 = hfc.slice %3 from <0, 0, 0, 0, 0> by [1, 1, 1, 1, 1] : tensor<3x?x12x?x32xf32, #dim.shape<3, b, 12, s, 32>> to tensor<1x?x12x?x32xf32, #dim.shape<1, b, 12, s, 32>>
  %k0 = hfc.slice %3 from <1, 0, 0, 0, 0> by [1, 1, 1, 1, 1] : tensor<3x?x12x?x32xf32, #dim.shape<3, b, 12, s, 32>> to tensor<1x?x12x?x32xf32, #dim.shape<1, b, 12, s, 32>>
  %v0 = hfc.slice %3 from <2, 0, 0, 0, 0> by [1, 1, 1, 1, 1] : tensor<3x?x12x?x32xf32, #dim.shape<3, b, 12, s, 32>> to tensor<1x?x12x?x32xf32, #dim.shape<1, b, 12, s, 32>>
  %q = hfc.reshape %q0 : tensor<1x?x12x?x32xf32, #dim.shape<1, b, 12, s, 32>> to tensor<?x12x?x32xf32, #dim.shape<b, 12, s, 32>>
  %k = hfc.reshape %k0 : tensor<1x?x12x?x32xf32, #dim.shape<1, b, 12, s, 32>> to tensor<?x12x?x32xf32, #dim.shape<b, 12, s, 32>>
  %v = hfc.reshape %v0 : tensor<1x?x12x?x32xf32, #dim.shape<1, b, 12, s, 32>> to tensor<?x12x?x32xf32, #dim.shape<b, 12, s, 32>>
  %mf = hfc.cast %m : tensor<?x?xi64, #dim.shape<b, s>> to tensor<?x?xi1, #dim.shape<b, s>>
  %mm = hfc.reshape %mf : tensor<?x?xi1, #dim.shape<b, s>> to tensor<?x1x1x?xi1, #dim.shape<b, 1, 1, s>>
  %a = hfc.attention %q, %k, %v mask %mm scale 0.1767766952966369 : tensor<?x12x?x32xf32, #dim.shape<b, 12, s, 32>>, tensor<?x12x?x32xf32, #dim.shape<b, 12, s, 32>>, tensor<?x12x?x32xf32, #dim.shape<b, 12, s, 32>>, tensor<?x1x1x?xi1, #dim.shape<b, 1, 1, s>>
  %at = hfc.transpose %a [0, 2, 1, 3] : tensor<?x12x?x32xf32, #dim.shape<b, 12, s, 32>>
  %ar = hfc.reshape %at : tensor<?x?x12x32xf32, #dim.shape<b, s, 12, 32>> to tensor<?x?x384xf32, #dim.shape<b, s, 384>>
  %o = hfc.contract "bsk,nk->bsn" %ar, %wo : tensor<?x?x384xf32, #dim.shape<b, s, 384>>, tensor<384x384xf32> to tensor<?x?x384xf32, #dim.shape<b, s, 384>>
  %ob = hfc.add %o, %scale : tensor<?x?x384xf32, #dim.shape<b, s, 384>>, tensor<384xf32>
  %or = hfc.add %ob, %x : tensor<?x?x384xf32, #dim.shape<b, s, 384>>, tensor<?x?x384xf32, #dim.shape<b, s, 384>>
  %l = hfc.layer_norm %or scale %scale bias %scale axis 2 epsilon 1.0e-12 : tensor<?x?x384xf32, #dim.shape<b, s, 384>>, tensor<384xf32>, tensor<384xf32>
  return %l : tensor<?x?x384xf32, #dim.shape<b, s, 384>>
}

// -----

// Two layers of one shape are one kernel, whatever the names of their dims and weights.
// CHECK-LABEL: func.func @equal_layers
// CHECK: plan.dispatch @[[KERNEL:.*]](%arg0, %{{.*}}) sizes <n>
// CHECK: plan.dispatch @[[KERNEL]](%arg1, %{{.*}}) sizes <m>
func.func @equal_layers(%x: tensor<?x4xf32, #dim.shape<n, 4>>, %y: tensor<?x4xf32, #dim.shape<m, 4>>) -> (tensor<?x8xf32, #dim.shape<n, 8>>, tensor<?x8xf32, #dim.shape<m, 8>>) {
  %v = hfc.constant #hfc.weight<"w", 0> : tensor<4x8xf32>
  %w = hfc.constant #hfc.weight<"w", 128> : tensor<4x8xf32>
  %0 = hfc.contract "mk,kn->mn" %x, %v : tensor<?x4xf32, #dim.shape<n, 4>>, tensor<4x8xf32> to tensor<?x8xf32, #dim.shape<n, 8>>
  %1 = hfc.contract "ij,jl->il" %y, %w : tensor<?x4xf32, #dim.shape<m, 4>>, tensor<4x8xf32> to tensor<?x8xf32, #dim.shape<m, 8>>
  return %0, %1 : tensor<?x8xf32, #dim.shape<n, 8>>, tensor<?x8xf32, #dim.shape<m, 8>>
}

// -----

// Two readers: in memory, computed once.
// CHECK-LABEL: func.func @several_kernels_use_it
// CHECK-COUNT-3: plan.dispatch
func.func @several_kernels_use_it(%x: tensor<4x4xf32>) -> (tensor<4x4xf32>, tensor<4x4xf32>) {
  %e = hfc.exp %x : tensor<4x4xf32>
  %0 = hfc.softmax %e axis 1 : tensor<4x4xf32>
  %1 = hfc.tanh %e : tensor<4x4xf32>
  return %0, %1 : tensor<4x4xf32>, tensor<4x4xf32>
}

// -----

// The sum over columns is one value for each row of the result, and is computed in its loop; the sum over rows would be
// computed again for each row.
// CHECK-LABEL: func.func @sums_in_the_loop
// CHECK-NEXT: plan.dispatch @div(%arg0)
// CHECK-NEXT: %[[SUM:.*]] = plan.dispatch @reduce(%arg0)
// CHECK-NEXT: plan.dispatch @div_0(%arg0, %[[SUM]])
func.func @sums_in_the_loop(%x: tensor<8x16xf32>) -> (tensor<8x16xf32>, tensor<8x16xf32>) {
  %row = hfc.reduce sum %x over [1] keep : tensor<8x16xf32>
  %0 = hfc.div %x, %row : tensor<8x16xf32>, tensor<8x1xf32>
  %column = hfc.reduce sum %x over [0] keep : tensor<8x16xf32>
  %1 = hfc.div %x, %column : tensor<8x16xf32>, tensor<1x16xf32>
  return %0, %1 : tensor<8x16xf32>, tensor<8x16xf32>
}

// -----

// An expensive producer that a broadcast would ask for eight times.
// CHECK-LABEL: func.func @read_several_times
// CHECK-COUNT-2: plan.dispatch
func.func @read_several_times(%x: tensor<16xf32>, %y: tensor<8x16xf32>) -> tensor<8x16xf32> {
  %e = hfc.exp %x : tensor<16xf32>
  %0 = hfc.add %y, %e : tensor<8x16xf32>, tensor<16xf32>
  return %0 : tensor<8x16xf32>
}

// -----

// Results of a function are memory of their own.
// CHECK-LABEL: func.func @results
// CHECK: %[[CONSTANT:.*]] = plan.constant
// CHECK: %[[A:.*]] = plan.copy %arg0
// CHECK: %[[B:.*]] = plan.copy %[[CONSTANT]]
// CHECK: return %[[A]], %[[B]]
func.func @results(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<2xi64>) {
  %c = hfc.constant dense<[1, 2]> : tensor<2xi64>
  return %x, %c : tensor<4xf32>, tensor<2xi64>
}

// -----

// A convolution reads zeros around its operand; groups show in the map.
// CHECK-LABEL: func.func private @conv
// CHECK: kernel.contract %arg0, %arg1 maps [(d0, d1, d2, d3, d4, d5, d6) -> (d0, d1 * 2 + d4 - 1, d2 * 2 + d5 - 1, (d3 floordiv 3) * 2 + d6)], [(d0, d1, d2, d3, d4, d5, d6) -> (d3, d4, d5, d6)] reduce <3, 3, 2>
// CHECK: {padded}
func.func @convolution(%x: tensor<1x9x9x4xf32>, %w: tensor<6x3x3x2xf32>) -> tensor<1x5x5x6xf32> {
  %0 = hfc.conv %x, %w strides [2, 2] dilations [1, 1] low [1, 1] high [1, 1] groups 2 channels_last : tensor<1x9x9x4xf32>, tensor<6x3x3x2xf32>
  return %0 : tensor<1x5x5x6xf32>
}

// -----

// What a convolution reads and writes several times has its channels side by
// side; where each element is read once, transposes cost nothing.
// CHECK-LABEL: func.func @convolution_of_planes
// CHECK: %[[X:.*]] = plan.dispatch @transpose(%arg0)
// CHECK: %[[Y:.*]] = plan.dispatch @conv(%[[X]], %arg1)
// CHECK: %[[Z:.*]] = plan.dispatch @transpose{{.*}}(%[[Y]])
// CHECK: return %[[Z]]
// CHECK-LABEL: func.func @one_tap
// CHECK: %[[Y:.*]] = plan.dispatch @conv_transpose{{.*}}(%arg0, %arg1)
// CHECK: return %[[Y]]
func.func @convolution_of_planes(%x: tensor<1x32x9x8xf32>, %w: tensor<6x3x3x32xf32>) -> tensor<1x6x7x6xf32> {
  %0 = hfc.transpose %x [0, 2, 3, 1] : tensor<1x32x9x8xf32>
  %1 = hfc.conv %0, %w strides [1, 1] dilations [1, 1] low [0, 0] high [0, 0] groups 1 channels_last : tensor<1x9x8x32xf32>, tensor<6x3x3x32xf32>
  %2 = hfc.transpose %1 [0, 3, 1, 2] : tensor<1x7x6x6xf32>
  return %2 : tensor<1x6x7x6xf32>
}
func.func @one_tap(%x: tensor<1x32x9x8xf32>, %w: tensor<6x1x1x32xf32>) -> tensor<1x6x9x8xf32> {
  %0 = hfc.transpose %x [0, 2, 3, 1] : tensor<1x32x9x8xf32>
  %1 = hfc.conv %0, %w strides [1, 1] dilations [1, 1] low [0, 0] high [0, 0] groups 1 channels_last : tensor<1x9x8x32xf32>, tensor<6x1x1x32xf32>
  %2 = hfc.transpose %1 [0, 3, 1, 2] : tensor<1x9x8x6xf32>
  return %2 : tensor<1x6x9x8xf32>
}

// -----

// What computes stands in memory before a contraction reads a part of it.
// CHECK-LABEL: func.func @contraction_of_a_slice
func.func @contraction_of_a_slice(%x: tensor<?x2x8xf32, #dim.shape<s, 2, 8>>, %scale: tensor<2x8xf32>) -> tensor<?x?xf32, #dim.shape<s, s>> {
  // CHECK: plan.dispatch @add
  // CHECK: plan.dispatch @contract
  %0 = hfc.add %x, %scale : tensor<?x2x8xf32, #dim.shape<s, 2, 8>>, tensor<2x8xf32>
  %1 = hfc.slice %0 from <0, 0, 0> by [1, 1, 1] : tensor<?x2x8xf32, #dim.shape<s, 2, 8>> to tensor<?x1x8xf32, #dim.shape<s, 1, 8>>
  %2 = hfc.reshape %1 : tensor<?x1x8xf32, #dim.shape<s, 1, 8>> to tensor<?x8xf32, #dim.shape<s, 8>>
  %3 = hfc.contract "mk,nk->mn" %2, %2 : tensor<?x8xf32, #dim.shape<s, 8>>, tensor<?x8xf32, #dim.shape<s, 8>> to tensor<?x?xf32, #dim.shape<s, s>>
  return %3 : tensor<?x?xf32, #dim.shape<s, s>>
}

// -----

// Pads lie around the slice, not around what it was cut from.
// CHECK-LABEL: func.func @padded_slice
func.func @padded_slice(%x: tensor<1x8x9x4xf32>, %w: tensor<8x3x3x4xf32>) -> tensor<1x8x6x8xf32> {
  // CHECK: %[[PART:.*]] = plan.dispatch @slice
  // CHECK: plan.dispatch @conv{{.*}}(%[[PART]]
  %0 = hfc.slice %x from <0, 0, 0, 0> by [1, 1, 1, 1] : tensor<1x8x9x4xf32> to tensor<1x8x6x4xf32>
  %1 = hfc.conv %0, %w strides [1, 1] dilations [1, 1] low [1, 1] high [1, 1] groups 1 channels_last : tensor<1x8x6x4xf32>, tensor<8x3x3x4xf32>
  return %1 : tensor<1x8x6x8xf32>
}

// -----

// One value that is a result three times is three places, and equal copies stay apart.
// CHECK-LABEL: func.func @one_value_thrice
// CHECK: %[[Y:.*]] = plan.dispatch @exp(%arg0)
// CHECK: %[[A:.*]] = plan.copy %[[Y]]
// CHECK: %[[B:.*]] = plan.copy %[[Y]]
// CHECK: return %[[Y]], %[[A]], %[[B]]
func.func @one_value_thrice(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %0 = hfc.exp %x : tensor<4xf32>
  return %0, %0, %0 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// A gather of whole rows reads their elements side by side: the transpose is stored, unless only few rows are read.
// CHECK-LABEL: func.func @rows_of_channels
// CHECK: %[[ROWS:.*]] = plan.dispatch @transpose
// CHECK: plan.dispatch @gather_nd(%arg1, %[[ROWS]])
// CHECK-LABEL: func.func @few_rows
// CHECK-NOT: @transpose
// CHECK: plan.dispatch @gather(%arg1, %arg0)
func.func @rows_of_channels(%x: tensor<1x64x4x4xf32>, %at: tensor<100x3xi64>) -> tensor<100x64xf32> {
  %0 = hfc.transpose %x [0, 2, 3, 1] : tensor<1x64x4x4xf32>
  %1 = hfc.gather_nd %0 at %at batch 0 : tensor<1x4x4x64xf32>, tensor<100x3xi64>
  return %1 : tensor<100x64xf32>
}
func.func @few_rows(%x: tensor<64x1000xf32>, %at: tensor<3xi64>) -> tensor<3x64xf32> {
  %0 = hfc.transpose %x [1, 0] : tensor<64x1000xf32>
  %1 = hfc.gather %0 at %at axis 0 : tensor<1000x64xf32>, tensor<3xi64>
  return %1 : tensor<3x64xf32>
}

// -----

// A row of a carried value is stored before the kernel that makes the next one, which then reads its own places alone.
// CHECK-LABEL: func.func @carried
// CHECK: %[[ROW:.*]] = plan.dispatch @slice(%arg1)
// CHECK: plan.dispatch @sub(%arg1, %[[ROW]])
// CHECK: func.func private @sub(%arg0: tensor<8x4xf32> {plan.inplace}
func.func @carried(%x: tensor<8x4xf32>) -> tensor<8x4xf32> {
  %0 = hfc.loop "i" to <8>(%x) : (tensor<8x4xf32>) -> tensor<8x4xf32> {
  ^bb0(%a: tensor<8x4xf32>):
    %row = hfc.slice %a from <"i", 0> by [1, 1] : tensor<8x4xf32> to tensor<1x4xf32>
    %1 = hfc.sub %a, %row : tensor<8x4xf32>, tensor<1x4xf32>
    hfc.yield %1 : tensor<8x4xf32>
  }
  return %0 : tensor<8x4xf32>
}

// -----

// The result of one head loses the dim of heads: an attention keeps all four in its kernel, a view drops one.
// CHECK-LABEL: func.func @one_head
// CHECK:      %[[Y:.*]] = plan.dispatch @attention({{.*}} -> tensor<2x1x4x24xf32>
// CHECK-NEXT: plan.view %[[Y]] : tensor<2x1x4x24xf32> to tensor<2x4x24xf32>
func.func @one_head(%q: tensor<2x1x4x24xf32>, %k: tensor<2x1x6x24xf32>) -> tensor<2x4x24xf32> {
  %a = hfc.attention %q, %k, %k scale 1.0 : tensor<2x1x4x24xf32>, tensor<2x1x6x24xf32>, tensor<2x1x6x24xf32>
  %y = hfc.reshape %a : tensor<2x1x4x24xf32> to tensor<2x4x24xf32>
  return %y : tensor<2x4x24xf32>
}

// -----

// Behind a transpose it is a copy.
// CHECK-LABEL: func.func @one_head_transposed
// CHECK:      plan.dispatch @attention({{.*}} -> tensor<2x1x4x24xf32>
// CHECK-NEXT: plan.dispatch
func.func @one_head_transposed(%q: tensor<2x1x4x24xf32>, %k: tensor<2x1x6x24xf32>) -> tensor<2x4x24xf32> {
  %a = hfc.attention %q, %k, %k scale 1.0 : tensor<2x1x4x24xf32>, tensor<2x1x6x24xf32>, tensor<2x1x6x24xf32>
  %t = hfc.transpose %a [0, 2, 1, 3] : tensor<2x1x4x24xf32>
  %y = hfc.reshape %t : tensor<2x4x1x24xf32> to tensor<2x4x24xf32>
  return %y : tensor<2x4x24xf32>
}

// -----

// What a convolution gives for each channel is stored before it meets all places.
// CHECK-LABEL: func.func @for_all_places
// CHECK: %[[C:.*]] = plan.dispatch @conv(%arg0, %arg1)
// CHECK: plan.dispatch @mul({{.*}}%[[C]]{{.*}}) {{.*}} -> tensor<2x8x8x16xf32>
func.func @for_all_places(%x: tensor<2x1x1x4xf32>, %w: tensor<16x1x1x4xf32>, %bias: tensor<1x1x1x16xf32>, %y: tensor<2x8x8x16xf32>) -> tensor<2x8x8x16xf32> {
  %0 = hfc.conv %x, %w strides [1, 1] dilations [1, 1] low [0, 0] high [0, 0] groups 1 channels_last : tensor<2x1x1x4xf32>, tensor<16x1x1x4xf32>
  %1 = hfc.add %0, %bias : tensor<2x1x1x16xf32>, tensor<1x1x1x16xf32>
  %2 = hfc.mul %y, %1 : tensor<2x8x8x16xf32>, tensor<2x1x1x16xf32>
  return %2 : tensor<2x8x8x16xf32>
}
