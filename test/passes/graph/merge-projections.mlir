// RUN: hfc-opt %s --merge-projections | FileCheck %s

!x = tensor<?x?x8xf32, #dim.shape<b, s, 8>>
!h = tensor<?x?x2x4xf32, #dim.shape<b, s, 2, 4>>
!g = tensor<?x?x1x4xf32, #dim.shape<b, s, 1, 4>>
!n = tensor<?x?x4xf32, #dim.shape<b, s, 4>>

// Query, key and value with biases; key and value have one head.
// CHECK-LABEL: @heads
// CHECK-DAG: %[[W:.*]] = hfc.constant #hfc.concatenated<[#hfc.weight<"w", 0> : tensor<8x8xf32>, #hfc.weight<"w", 256> : tensor<8x4xf32>, #hfc.weight<"w", 384> : tensor<8x4xf32>], 1> : tensor<8x16xf32>
// CHECK-DAG: %[[B:.*]] = hfc.constant #hfc.concatenated<[#hfc.weight<"w", 512> : tensor<8xf32>, #hfc.weight<"w", 544> : tensor<4xf32>, #hfc.weight<"w", 560> : tensor<4xf32>], 0> : tensor<16xf32>
// CHECK-DAG: %[[M:.*]] = hfc.contract "bsk,kn->bsn" %arg0, %[[W]]
// CHECK: %[[A:.*]] = hfc.add %[[M]], %[[B]]
// CHECK: hfc.slice %[[A]] from <0, 0, 0> by [1, 1, 1] : {{.*}} to tensor<?x?x8xf32
// CHECK: hfc.slice %[[A]] from <0, 0, 8> by [1, 1, 1] : {{.*}} to tensor<?x?x4xf32
// CHECK: hfc.slice %[[A]] from <0, 0, 12> by [1, 1, 1] : {{.*}} to tensor<?x?x4xf32
// CHECK-NOT: hfc.contract
func.func @heads(%x: !x) -> (!h, !g, !g) {
  %wq = hfc.constant #hfc.weight<"w", 0> : tensor<8x8xf32>
  %wk = hfc.constant #hfc.weight<"w", 256> : tensor<8x4xf32>
  %wv = hfc.constant #hfc.weight<"w", 384> : tensor<8x4xf32>
  %bq = hfc.constant #hfc.weight<"w", 512> : tensor<8xf32>
  %bk = hfc.constant #hfc.weight<"w", 544> : tensor<4xf32>
  %bv = hfc.constant #hfc.weight<"w", 560> : tensor<4xf32>
  %q = hfc.contract "bsk,kn->bsn" %x, %wq : !x, tensor<8x8xf32> to !x
  %qb = hfc.add %q, %bq : !x, tensor<8xf32>
  %qh = hfc.reshape %qb : !x to !h
  %k = hfc.contract "bsk,kn->bsn" %x, %wk : !x, tensor<8x4xf32> to !n
  %kb = hfc.add %bk, %k : tensor<4xf32>, !n
  %kh = hfc.reshape %kb : !n to !g
  %v = hfc.contract "bsk,kn->bsn" %x, %wv : !x, tensor<8x4xf32> to !n
  %vb = hfc.add %v, %bv : !n, tensor<4xf32>
  %vh = hfc.reshape %vb : !n to !g
  return %qh, %kh, %vh : !h, !g, !g
}

// Weights the other way round.
// CHECK-LABEL: @rows_of_weights
// CHECK: hfc.concatenated<[{{.*}}], 0> : tensor<12x8xf32>
// CHECK: %[[M:.*]] = hfc.contract "mk,nk->mn"
// CHECK: hfc.slice %[[M]] from <0, 0>
// CHECK: hfc.slice %[[M]] from <0, 8>
func.func @rows_of_weights(%x: tensor<3x8xf32>) -> (tensor<3x8xf32>, tensor<3x4xf32>) {
  %a = hfc.constant #hfc.weight<"w", 0> : tensor<8x8xf32>
  %b = hfc.constant #hfc.weight<"w", 256> : tensor<4x8xf32>
  %g = hfc.contract "mk,nk->mn" %x, %a : tensor<3x8xf32>, tensor<8x8xf32> to tensor<3x8xf32>
  %u = hfc.contract "mk,nk->mn" %x, %b : tensor<3x8xf32>, tensor<4x8xf32> to tensor<3x4xf32>
  return %g, %u : tensor<3x8xf32>, tensor<3x4xf32>
}

// One of them has no bias: the biases stay behind the slices.
// CHECK-LABEL: @one_bias
// CHECK: %[[M:.*]] = hfc.contract
// CHECK: %[[S:.*]] = hfc.slice %[[M]] from <0, 0>
// CHECK: hfc.slice %[[M]] from <0, 8>
// CHECK: hfc.add %[[S]]
func.func @one_bias(%x: tensor<3x8xf32>) -> (tensor<3x8xf32>, tensor<3x8xf32>) {
  %a = hfc.constant #hfc.weight<"w", 0> : tensor<8x8xf32>
  %b = hfc.constant #hfc.weight<"w", 256> : tensor<8x8xf32>
  %bias = hfc.constant #hfc.weight<"w", 512> : tensor<8xf32>
  %g = hfc.contract "mk,kn->mn" %x, %a : tensor<3x8xf32>, tensor<8x8xf32> to tensor<3x8xf32>
  %gb = hfc.add %g, %bias : tensor<3x8xf32>, tensor<8xf32>
  %u = hfc.contract "mk,kn->mn" %x, %b : tensor<3x8xf32>, tensor<8x8xf32> to tensor<3x8xf32>
  return %gb, %u : tensor<3x8xf32>, tensor<3x8xf32>
}

// Keys and values of two layers over one encoder: each pair for itself.
// CHECK-LABEL: @another_product_between
// CHECK-COUNT-2: hfc.contract "mk,kn->mn" %arg0
// CHECK: return
func.func @another_product_between(%x: tensor<3x8xf32>, %y: tensor<3x8xf32>) -> (tensor<3x8xf32>, tensor<3x8xf32>, tensor<3x3xf32>) {
  %a = hfc.constant #hfc.weight<"w", 0> : tensor<8x8xf32>
  %b = hfc.constant #hfc.weight<"w", 256> : tensor<8x8xf32>
  %g = hfc.contract "mk,kn->mn" %x, %a : tensor<3x8xf32>, tensor<8x8xf32> to tensor<3x8xf32>
  %z = hfc.contract "mk,nk->mn" %g, %y : tensor<3x8xf32>, tensor<3x8xf32> to tensor<3x3xf32>
  %u = hfc.contract "mk,kn->mn" %x, %b : tensor<3x8xf32>, tensor<8x8xf32> to tensor<3x8xf32>
  return %g, %u, %z : tensor<3x8xf32>, tensor<3x8xf32>, tensor<3x3xf32>
}

// CHECK-LABEL: @keeps_right_sides_that_are_no_constants
// CHECK-COUNT-2: hfc.contract
func.func @keeps_right_sides_that_are_no_constants(%x: tensor<3x8xf32>, %a: tensor<8x8xf32>, %b: tensor<8x8xf32>) -> (tensor<3x8xf32>, tensor<3x8xf32>) {
  %g = hfc.contract "mk,kn->mn" %x, %a : tensor<3x8xf32>, tensor<8x8xf32> to tensor<3x8xf32>
  %u = hfc.contract "mk,kn->mn" %x, %b : tensor<3x8xf32>, tensor<8x8xf32> to tensor<3x8xf32>
  return %g, %u : tensor<3x8xf32>, tensor<3x8xf32>
}

// Gate and up of a feed-forward layer: the product of both is the epilogue of one.
// CHECK-LABEL: @keeps_results_that_meet
// CHECK-COUNT-2: hfc.contract
func.func @keeps_results_that_meet(%x: tensor<3x8xf32>) -> tensor<3x8xf32> {
  %a = hfc.constant #hfc.weight<"w", 0> : tensor<8x8xf32>
  %b = hfc.constant #hfc.weight<"w", 256> : tensor<8x8xf32>
  %g = hfc.contract "mk,kn->mn" %x, %a : tensor<3x8xf32>, tensor<8x8xf32> to tensor<3x8xf32>
  %u = hfc.contract "mk,kn->mn" %x, %b : tensor<3x8xf32>, tensor<8x8xf32> to tensor<3x8xf32>
  %s = hfc.sigmoid %g : tensor<3x8xf32>
  %t = hfc.mul %g, %s : tensor<3x8xf32>, tensor<3x8xf32>
  %y = hfc.mul %t, %u : tensor<3x8xf32>, tensor<3x8xf32>
  return %y : tensor<3x8xf32>
}
