// RUN: hfc-opt %s --fuse-attention --split-input-file | FileCheck %s
// RUN: hfc-opt %s --fuse-attention --split-input-file --remarks-filter=graph 2>&1 >/dev/null | FileCheck %s --check-prefix=REMARK
// REMARK: [Missed] fuse-attention | Category:graph | {{.*}}needed elsewhere

// The product is divided, the mask added, and the key transposed before.
!x = tensor<?x4x?x8xf32, #dim.shape<b, 4, s, 8>>
!t = tensor<?x4x8x?xf32, #dim.shape<b, 4, 8, s>>
!p = tensor<?x4x?x?xf32, #dim.shape<b, 4, s, s>>
!m = tensor<?x1x1x?xf32, #dim.shape<b, 1, 1, s>>
// CHECK-LABEL: @scale_on_product_and_mask_added
// CHECK-NEXT: %[[Y:.*]] = hfc.attention %arg0, %arg1, %arg2 mask %arg3 scale 0.35355339{{[0-9]*}} :
// CHECK-NEXT: return %[[Y]]
func.func @scale_on_product_and_mask_added(%q: !x, %k: !x, %v: !x, %mask: !m) -> !x {
  %c = hfc.constant dense<2.82842708> : tensor<f32>
  %kt = hfc.transpose %k [0, 1, 3, 2] : !x
  %s = hfc.contract "bhqd,bhdk->bhqk" %q, %kt : !x, !t to !p
  %d = hfc.div %s, %c : !p, tensor<f32>
  %a = hfc.add %d, %mask : !p, !m
  %e = hfc.softmax %a axis 3 : !p
  %y = hfc.contract "bhqk,bhkd->bhqd" %e, %v : !p, !x to !x
  return %y : !x
}

// -----

// PyTorch 2.13: the root of the scale on q and k, where for the mask, the NaN guard.
!x = tensor<?x4x?x8xf32, #dim.shape<b, 4, s, 8>>
!p = tensor<?x4x?x?xf32, #dim.shape<b, 4, s, s>>
!m = tensor<?x1x1x?xi1, #dim.shape<b, 1, 1, s>>
// CHECK-LABEL: @guarded_with_boolean_mask
// CHECK-NEXT: %[[Y:.*]] = hfc.attention %arg0, %arg1, %arg2 mask %arg3 scale 0.353553{{[0-9]*}} zero_empty_rows :
// CHECK-SAME: tensor<?x1x1x?xi1
// CHECK-NEXT: return %[[Y]]
func.func @guarded_with_boolean_mask(%q: !x, %k: !x, %v: !x, %mask: !m) -> !x {
  %root = hfc.constant dense<0.594603539> : tensor<f32>
  %zero = hfc.constant dense<0.0> : tensor<f32>
  %inf = hfc.constant dense<0xFF800000> : tensor<f32>
  %qs = hfc.mul %q, %root : !x, tensor<f32>
  %ks = hfc.mul %k, %root : !x, tensor<f32>
  %s = hfc.contract "bhqd,bhkd->bhqk" %qs, %ks : !x, !x to !p
  %a = hfc.select %mask, %s, %inf : !m, !p, tensor<f32>
  %e = hfc.softmax %a axis 3 : !p
  %n = hfc.is_nan %e : !p
  %g = hfc.select %n, %zero, %e : tensor<?x4x?x?xi1, #dim.shape<b, 4, s, s>>, tensor<f32>, !p
  %y = hfc.contract "bhqk,bhkd->bhqd" %g, %v : !p, !x to !x
  return %y : !x
}

// -----

// Masked where true, as DistilBERT does; heads lie behind the sequence on both sides.
!x = tensor<2x6x4x8xf32>
!p = tensor<2x4x6x6xf32>
// CHECK-LABEL: @masked_where_true_in_any_order
// CHECK-DAG: %[[Q:.*]] = hfc.transpose %arg0 [0, 2, 1, 3]
// CHECK-DAG: %[[K:.*]] = hfc.transpose %arg1 [0, 2, 1, 3]
// CHECK-DAG: %[[V:.*]] = hfc.transpose %arg2 [0, 2, 1, 3]
// CHECK-DAG: %[[KEEP:.*]] = hfc.not %arg3 : tensor<2x1x1x6xi1>
// CHECK: %[[A:.*]] = hfc.attention %[[Q]], %[[K]], %[[V]] mask %[[KEEP]] scale 1.000
// CHECK-NEXT: %[[Y:.*]] = hfc.transpose %[[A]] [0, 2, 1, 3]
// CHECK-NEXT: return %[[Y]]
func.func @masked_where_true_in_any_order(%q: !x, %k: !x, %v: !x, %masked: tensor<2x1x1x6xi1>) -> !x {
  %inf = hfc.constant dense<0xFF800000> : tensor<f32>
  %s = hfc.contract "bqhd,bkhd->bhqk" %q, %k : !x, !x to !p
  %a = hfc.select %masked, %inf, %s : tensor<2x1x1x6xi1>, tensor<f32>, !p
  %e = hfc.softmax %a axis 3 : !p
  %y = hfc.contract "bkhd,bhqk->bqhd" %v, %e : !x, !p to !x
  return %y : !x
}

// -----

// Three dims: batch and heads are one, and there is one head.
// CHECK-LABEL: @three_dims
// CHECK: hfc.attention %{{.*}}, %{{.*}}, %{{.*}} mask %{{.*}} scale 5.000000e-01 : tensor<12x1x6x8xf32>, tensor<12x1x7x8xf32>, tensor<12x1x7x5xf32>, tensor<1x1x6x7xf32>
// CHECK-NEXT: %[[Y:.*]] = hfc.reshape %{{.*}} : tensor<12x1x6x5xf32> to tensor<12x6x5xf32>
// CHECK-NEXT: return %[[Y]]
func.func @three_dims(%q: tensor<12x6x8xf32>, %k: tensor<12x7x8xf32>, %v: tensor<12x7x5xf32>, %mask: tensor<6x7xf32>) -> tensor<12x6x5xf32> {
  %half = hfc.constant dense<0.5> : tensor<f32>
  %qs = hfc.mul %q, %half : tensor<12x6x8xf32>, tensor<f32>
  %s = hfc.contract "bqd,bkd->bqk" %qs, %k : tensor<12x6x8xf32>, tensor<12x7x8xf32> to tensor<12x6x7xf32>
  %a = hfc.add %mask, %s : tensor<6x7xf32>, tensor<12x6x7xf32>
  %e = hfc.softmax %a axis 2 : tensor<12x6x7xf32>
  %y = hfc.contract "bqk,bkd->bqd" %e, %v : tensor<12x6x7xf32>, tensor<12x7x5xf32> to tensor<12x6x5xf32>
  return %y : tensor<12x6x5xf32>
}

// -----

// Two masks, one of each kind, become one of numbers.
// CHECK-LABEL: @masks_of_both_kinds
// CHECK: %[[INF:.*]] = hfc.constant dense<0xFF800000> : tensor<f32>
// CHECK: %[[M:.*]] = hfc.select %{{.*}}, %{{.*}}, %[[INF]]
// CHECK: hfc.attention %{{.*}} mask %[[M]]
func.func @masks_of_both_kinds(%q: tensor<6x8xf32>, %k: tensor<7x8xf32>, %v: tensor<7x5xf32>, %bias: tensor<6x7xf32>, %keep: tensor<7xi1>) -> tensor<6x5xf32> {
  %low = hfc.constant dense<0xFF800000> : tensor<f32>
  %s = hfc.contract "qd,kd->qk" %q, %k : tensor<6x8xf32>, tensor<7x8xf32> to tensor<6x7xf32>
  %a = hfc.add %s, %bias : tensor<6x7xf32>, tensor<6x7xf32>
  %m = hfc.select %keep, %a, %low : tensor<7xi1>, tensor<6x7xf32>, tensor<f32>
  %e = hfc.softmax %m axis 1 : tensor<6x7xf32>
  %y = hfc.contract "qk,kd->qd" %e, %v : tensor<6x7xf32>, tensor<7x5xf32> to tensor<6x5xf32>
  return %y : tensor<6x5xf32>
}

// -----

// A finite number: a row without any key is the average of all values.
// CHECK-LABEL: @finite_number_is_added
// CHECK: %[[K:.*]] = hfc.reshape %{{.*}} : tensor<1x7xi1> to tensor<1x1x1x7xi1>
// CHECK: %[[M:.*]] = hfc.select %[[K]], %{{.*}}, %{{.*}} : tensor<1x1x1x7xi1>, tensor<f32>, tensor<f32>
// CHECK: hfc.attention %{{.*}} mask %[[M]] scale
func.func @finite_number_is_added(%q: tensor<6x8xf32>, %k: tensor<7x8xf32>, %v: tensor<7x5xf32>, %keep: tensor<7xi1>) -> tensor<6x5xf32> {
  %low = hfc.constant dense<-3.40282347E+38> : tensor<f32>
  %s = hfc.contract "qd,kd->qk" %q, %k : tensor<6x8xf32>, tensor<7x8xf32> to tensor<6x7xf32>
  %m = hfc.select %keep, %s, %low : tensor<7xi1>, tensor<6x7xf32>, tensor<f32>
  %e = hfc.softmax %m axis 1 : tensor<6x7xf32>
  %y = hfc.contract "qk,kd->qd" %e, %v : tensor<6x7xf32>, tensor<7x5xf32> to tensor<6x5xf32>
  return %y : tensor<6x5xf32>
}

// -----

// Keys and values of two groups serve four heads.
!q = tensor<1x4x6x8xf32>
!k = tensor<1x2x6x8xf32>
!r = tensor<1x2x2x6x8xf32>
!p = tensor<1x4x6x6xf32>
// CHECK-LABEL: @repeated_heads
// CHECK-NOT: hfc.broadcast
// CHECK: hfc.attention %arg0, %{{.*}}, %{{.*}} scale 1.0{{.*}} : tensor<1x4x6x8xf32>, tensor<1x2x6x8xf32>, tensor<1x2x6x8xf32>
func.func @repeated_heads(%q: !q, %k: !k, %v: !k) -> !q {
  %k1 = hfc.reshape %k : !k to tensor<1x2x1x6x8xf32>
  %k2 = hfc.broadcast %k1 : tensor<1x2x1x6x8xf32> to !r
  %k3 = hfc.reshape %k2 : !r to !q
  %v1 = hfc.reshape %v : !k to tensor<1x2x1x6x8xf32>
  %v2 = hfc.broadcast %v1 : tensor<1x2x1x6x8xf32> to !r
  %v3 = hfc.reshape %v2 : !r to !q
  %s = hfc.contract "bhqd,bhkd->bhqk" %q, %k3 : !q, !q to !p
  %e = hfc.softmax %s axis 3 : !p
  %y = hfc.contract "bhqk,bhkd->bhqd" %e, %v3 : !p, !q to !q
  return %y : !q
}

// -----

// CHECK-LABEL: @keeps_probabilities_that_are_an_output
// CHECK-NOT: hfc.attention
func.func @keeps_probabilities_that_are_an_output(%q: tensor<6x8xf32>, %k: tensor<7x8xf32>, %v: tensor<7x5xf32>) -> (tensor<6x5xf32>, tensor<6x7xf32>) {
  %s = hfc.contract "qd,kd->qk" %q, %k : tensor<6x8xf32>, tensor<7x8xf32> to tensor<6x7xf32>
  %e = hfc.softmax %s axis 1 : tensor<6x7xf32>
  %y = hfc.contract "qk,kd->qd" %e, %v : tensor<6x7xf32>, tensor<7x5xf32> to tensor<6x5xf32>
  return %y, %e : tensor<6x5xf32>, tensor<6x7xf32>
}

// -----

// Probabilities that run over the wrong dim are no attention.
// CHECK-LABEL: @keeps_softmax_over_queries
// CHECK-NOT: hfc.attention
func.func @keeps_softmax_over_queries(%q: tensor<6x8xf32>, %k: tensor<7x8xf32>, %v: tensor<7x5xf32>) -> tensor<6x5xf32> {
  %s = hfc.contract "qd,kd->qk" %q, %k : tensor<6x8xf32>, tensor<7x8xf32> to tensor<6x7xf32>
  %e = hfc.softmax %s axis 0 : tensor<6x7xf32>
  %y = hfc.contract "qk,kd->qd" %e, %v : tensor<6x7xf32>, tensor<7x5xf32> to tensor<6x5xf32>
  return %y : tensor<6x5xf32>
}

// -----

// A fill that scores can reach is no mask.
// CHECK-LABEL: @keeps_fill_of_zero
// CHECK-NOT: hfc.attention
func.func @keeps_fill_of_zero(%q: tensor<6x8xf32>, %k: tensor<7x8xf32>, %v: tensor<7x5xf32>, %keep: tensor<7xi1>) -> tensor<6x5xf32> {
  %zero = hfc.constant dense<0.0> : tensor<f32>
  %s = hfc.contract "qd,kd->qk" %q, %k : tensor<6x8xf32>, tensor<7x8xf32> to tensor<6x7xf32>
  %m = hfc.select %keep, %s, %zero : tensor<7xi1>, tensor<6x7xf32>, tensor<f32>
  %e = hfc.softmax %m axis 1 : tensor<6x7xf32>
  %y = hfc.contract "qk,kd->qd" %e, %v : tensor<6x7xf32>, tensor<7x5xf32> to tensor<6x5xf32>
  return %y : tensor<6x5xf32>
}

// -----

// CHECK-LABEL: @keeps_mask_that_is_scaled
// CHECK-NOT: hfc.attention
func.func @keeps_mask_that_is_scaled(%q: tensor<6x8xf32>, %k: tensor<7x8xf32>, %v: tensor<7x5xf32>, %mask: tensor<7xf32>) -> tensor<6x5xf32> {
  %half = hfc.constant dense<0.5> : tensor<f32>
  %s = hfc.contract "qd,kd->qk" %q, %k : tensor<6x8xf32>, tensor<7x8xf32> to tensor<6x7xf32>
  %m = hfc.add %s, %mask : tensor<6x7xf32>, tensor<7xf32>
  %h = hfc.mul %m, %half : tensor<6x7xf32>, tensor<f32>
  %e = hfc.softmax %h axis 1 : tensor<6x7xf32>
  %y = hfc.contract "qk,kd->qd" %e, %v : tensor<6x7xf32>, tensor<7x5xf32> to tensor<6x5xf32>
  return %y : tensor<6x5xf32>
}

// -----

// The guard of ONNX's definition: rows that the mask leaves empty give 0.
// CHECK-LABEL: @guard_of_the_mask
// CHECK: hfc.attention {{.*}} zero_empty_rows
// CHECK-NOT: hfc.softmax
func.func @guard_of_the_mask(%q: tensor<6x8xf32>, %k: tensor<7x8xf32>, %v: tensor<7x5xf32>, %mask: tensor<6x7xf32>) -> tensor<6x5xf32> {
  %zero = hfc.constant dense<0.0> : tensor<f32>
  %none = hfc.constant dense<0xFF800000> : tensor<1xf32>
  %s = hfc.contract "qd,kd->qk" %q, %k : tensor<6x8xf32>, tensor<7x8xf32> to tensor<6x7xf32>
  %m = hfc.add %s, %mask : tensor<6x7xf32>, tensor<6x7xf32>
  %e = hfc.softmax %m axis 1 : tensor<6x7xf32>
  %most = hfc.reduce max %mask over [1] keep : tensor<6x7xf32>
  %empty = hfc.compare eq %most, %none : tensor<6x1xf32>, tensor<1xf32>
  %p = hfc.select %empty, %zero, %e : tensor<6x1xi1>, tensor<f32>, tensor<6x7xf32>
  %y = hfc.contract "qk,kd->qd" %p, %v : tensor<6x7xf32>, tensor<7x5xf32> to tensor<6x5xf32>
  return %y : tensor<6x5xf32>
}

// -----

// Rows of another mask than the one that is added are not those without a key.
// CHECK-LABEL: @keeps_guard_of_another_mask
// CHECK-NOT: hfc.attention
func.func @keeps_guard_of_another_mask(%q: tensor<6x8xf32>, %k: tensor<7x8xf32>, %v: tensor<7x5xf32>, %mask: tensor<6x7xf32>, %other: tensor<6x7xf32>) -> tensor<6x5xf32> {
  %zero = hfc.constant dense<0.0> : tensor<f32>
  %none = hfc.constant dense<0xFF800000> : tensor<1xf32>
  %s = hfc.contract "qd,kd->qk" %q, %k : tensor<6x8xf32>, tensor<7x8xf32> to tensor<6x7xf32>
  %m = hfc.add %s, %mask : tensor<6x7xf32>, tensor<6x7xf32>
  %e = hfc.softmax %m axis 1 : tensor<6x7xf32>
  %most = hfc.reduce max %other over [1] keep : tensor<6x7xf32>
  %empty = hfc.compare eq %most, %none : tensor<6x1xf32>, tensor<1xf32>
  %p = hfc.select %empty, %zero, %e : tensor<6x1xi1>, tensor<f32>, tensor<6x7xf32>
  %y = hfc.contract "qk,kd->qd" %p, %v : tensor<6x7xf32>, tensor<7x5xf32> to tensor<6x5xf32>
  return %y : tensor<6x5xf32>
}
