// RUN: hfc-opt %s --form-kernels --plan-memory --split-input-file | FileCheck %s

// What is appended is written behind the state, by the kernel that computes it: no place in the arena, no copy. The
// reader sees the state with it.
// CHECK-LABEL: func.func @decode
// CHECK-SAME: plan.arena = #dim.expr<0>
// CHECK: %[[NEW:.*]] = plan.dispatch @contract(%arg0, %{{.*}}) sizes <s> at <-1>
// CHECK: %[[ALL:.*]] = plan.append %[[NEW]] to %arg1
// CHECK: plan.dispatch @contract_0(%arg0, %[[ALL]]) sizes <s, past> at <-1>
// CHECK-NOT: plan.copy
func.func @decode(%x: tensor<?x16xf32, #dim.shape<s, 16>>, %k: tensor<?x16xf32, #dim.shape<past, 16>> {hfc.state = "k"})
    -> (tensor<?x?xf32, #dim.shape<s, past + s>>, tensor<?x16xf32, #dim.shape<past + s, 16>> {hfc.state = "k"}) {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<16x16xf32>
  %new = hfc.contract "mk,kn->mn" %x, %w : tensor<?x16xf32, #dim.shape<s, 16>>, tensor<16x16xf32> to tensor<?x16xf32, #dim.shape<s, 16>>
  %all = hfc.append %new to %k : tensor<?x16xf32, #dim.shape<s, 16>> to tensor<?x16xf32, #dim.shape<past, 16>>
  %y = hfc.contract "mk,nk->mn" %x, %all : tensor<?x16xf32, #dim.shape<s, 16>>, tensor<?x16xf32, #dim.shape<past + s, 16>> to tensor<?x?xf32, #dim.shape<s, past + s>>
  return %y, %all : tensor<?x?xf32, #dim.shape<s, past + s>>, tensor<?x16xf32, #dim.shape<past + s, 16>>
}

// -----

// An input cannot be computed behind the state; what two states keep, or a state and the caller, has one place of each.
// CHECK-LABEL: func.func @copies
// CHECK: %[[X:.*]] = plan.copy %arg0 at <-1>
// CHECK: plan.append %[[X]] to %arg1
// CHECK: %[[NEW:.*]] = plan.dispatch @neg(%arg0) sizes <s> at <-1>
// CHECK: plan.append %[[NEW]] to %arg2
// CHECK: %[[Y:.*]] = plan.copy %[[NEW]] at <-1>
// CHECK: return %{{.*}}, %{{.*}}, %[[Y]]
func.func @copies(%x: tensor<?x16xf32, #dim.shape<s, 16>>, %k: tensor<?x16xf32, #dim.shape<past, 16>> {hfc.state = "k"}, %v: tensor<?x16xf32, #dim.shape<past, 16>> {hfc.state = "v"})
    -> (tensor<?x16xf32, #dim.shape<past + s, 16>> {hfc.state = "k"}, tensor<?x16xf32, #dim.shape<past + s, 16>> {hfc.state = "v"}, tensor<?x16xf32, #dim.shape<s, 16>>) {
  %0 = hfc.append %x to %k : tensor<?x16xf32, #dim.shape<s, 16>> to tensor<?x16xf32, #dim.shape<past, 16>>
  %n = hfc.neg %x : tensor<?x16xf32, #dim.shape<s, 16>>
  %1 = hfc.append %n to %v : tensor<?x16xf32, #dim.shape<s, 16>> to tensor<?x16xf32, #dim.shape<past, 16>>
  return %0, %1, %n : tensor<?x16xf32, #dim.shape<past + s, 16>>, tensor<?x16xf32, #dim.shape<past + s, 16>>, tensor<?x16xf32, #dim.shape<s, 16>>
}

// -----

// A state that is made anew is copied when its old value has been read; one that is only made is computed in place.
// CHECK-LABEL: func.func @anew
// CHECK-DAG: %[[H:.*]] = plan.dispatch @neg(%arg0) sizes <> at <0>
// CHECK-DAG: %[[C:.*]] = plan.dispatch @exp(%arg0) sizes <> at <-1>
// CHECK: %[[KEPT:.*]] = plan.copy %[[H]] at <-1>
// CHECK: return %[[KEPT]], %[[C]]
func.func @anew(%h: tensor<16xf32> {hfc.state = "h"}) -> (tensor<16xf32> {hfc.state = "h"}, tensor<16xf32> {hfc.state = "c"}) {
  %0 = hfc.neg %h : tensor<16xf32>
  %1 = hfc.exp %h : tensor<16xf32>
  return %0, %1 : tensor<16xf32>, tensor<16xf32>
}

// -----

// Appended, but not kept: a tensor like others.
// CHECK-LABEL: func.func @not_kept
// CHECK-NOT: plan.append
// CHECK: plan.dispatch @concat(
func.func @not_kept(%x: tensor<1x16xf32>, %k: tensor<2x16xf32> {hfc.state = "k"}) -> tensor<3x16xf32> {
  %0 = hfc.append %x to %k : tensor<1x16xf32> to tensor<2x16xf32>
  return %0 : tensor<3x16xf32>
}
