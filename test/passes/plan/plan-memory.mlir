// RUN: hfc-opt %s --form-kernels --plan-memory --split-input-file | FileCheck %s

// Each result but the last dies at the next dispatch, so two places serve all; what an elementwise kernel reads it may
// overwrite; the result lies in the caller's memory.
// CHECK-LABEL: func.func @chain
// CHECK-SAME: plan.arena = #dim.expr<128*s>
// CHECK: plan.dispatch @contract(%arg0, %{{.*}}) sizes <s> at <0>
// CHECK: plan.dispatch @contract(%{{.*}}, %{{.*}}) sizes <s> at <64*s>
// CHECK: plan.dispatch @contract(%{{.*}}, %{{.*}}) sizes <s> at <0>
// CHECK: plan.dispatch @contract(%{{.*}}, %{{.*}}) sizes <s> at <-1>
func.func @chain(%x: tensor<?x16xf32, #dim.shape<s, 16>>) -> tensor<?x16xf32, #dim.shape<s, 16>> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<16x16xf32>
  %0 = hfc.contract "mk,kn->mn" %x, %w : tensor<?x16xf32, #dim.shape<s, 16>>, tensor<16x16xf32> to tensor<?x16xf32, #dim.shape<s, 16>>
  %1 = hfc.contract "mk,kn->mn" %0, %w : tensor<?x16xf32, #dim.shape<s, 16>>, tensor<16x16xf32> to tensor<?x16xf32, #dim.shape<s, 16>>
  %2 = hfc.contract "mk,kn->mn" %1, %w : tensor<?x16xf32, #dim.shape<s, 16>>, tensor<16x16xf32> to tensor<?x16xf32, #dim.shape<s, 16>>
  %3 = hfc.contract "mk,kn->mn" %2, %w : tensor<?x16xf32, #dim.shape<s, 16>>, tensor<16x16xf32> to tensor<?x16xf32, #dim.shape<s, 16>>
  return %3 : tensor<?x16xf32, #dim.shape<s, 16>>
}

// -----

// A residual that dies here is overwritten in place.
// CHECK-LABEL: func.func @residual
// CHECK-SAME: plan.arena = #dim.expr<128*s>
// CHECK: %[[X:.*]] = plan.dispatch @contract(%{{.*}}) sizes <s> at <0>
// CHECK: %[[H:.*]] = plan.dispatch @contract(%[[X]], %{{.*}}) sizes <s> at <64*s>
// CHECK: %[[R:.*]] = plan.dispatch @contract_add(%[[H]], %{{.*}}, %[[X]]) sizes <s> at <0>
// CHECK: plan.dispatch @contract(%[[R]], %{{.*}}) sizes <s> at <-1>
func.func @residual(%x: tensor<?x16xf32, #dim.shape<s, 16>>) -> tensor<?x16xf32, #dim.shape<s, 16>> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<16x16xf32>
  %0 = hfc.contract "mk,kn->mn" %x, %w : tensor<?x16xf32, #dim.shape<s, 16>>, tensor<16x16xf32> to tensor<?x16xf32, #dim.shape<s, 16>>
  %1 = hfc.contract "mk,kn->mn" %0, %w : tensor<?x16xf32, #dim.shape<s, 16>>, tensor<16x16xf32> to tensor<?x16xf32, #dim.shape<s, 16>>
  %2 = hfc.contract "mk,kn->mn" %1, %w : tensor<?x16xf32, #dim.shape<s, 16>>, tensor<16x16xf32> to tensor<?x16xf32, #dim.shape<s, 16>>
  %3 = hfc.add %2, %0 : tensor<?x16xf32, #dim.shape<s, 16>>, tensor<?x16xf32, #dim.shape<s, 16>>
  %4 = hfc.contract "mk,kn->mn" %3, %w : tensor<?x16xf32, #dim.shape<s, 16>>, tensor<16x16xf32> to tensor<?x16xf32, #dim.shape<s, 16>>
  return %4 : tensor<?x16xf32, #dim.shape<s, 16>>
}

// -----

// Sizes that no order relates share a place of the larger.
// CHECK-LABEL: func.func @unrelated
// CHECK-SAME: plan.arena = #dim.expr<2*max(64*a, 64*b)>
func.func @unrelated(%x: tensor<?x16xf32, #dim.shape<a, 16>>, %y: tensor<?x16xf32, #dim.shape<b, 16>>) -> (tensor<16xf32>, tensor<?x16xf32, #dim.shape<b, 16>>) {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<16x16xf32>
  %0 = hfc.contract "mk,kn->mn" %x, %w : tensor<?x16xf32, #dim.shape<a, 16>>, tensor<16x16xf32> to tensor<?x16xf32, #dim.shape<a, 16>>
  %r = hfc.softmax %0 axis 1 : tensor<?x16xf32, #dim.shape<a, 16>>
  %s = hfc.reduce sum %r over [0] : tensor<?x16xf32, #dim.shape<a, 16>>
  %1 = hfc.contract "mk,kn->mn" %y, %w : tensor<?x16xf32, #dim.shape<b, 16>>, tensor<16x16xf32> to tensor<?x16xf32, #dim.shape<b, 16>>
  %2 = hfc.contract "mk,kn->mn" %1, %w : tensor<?x16xf32, #dim.shape<b, 16>>, tensor<16x16xf32> to tensor<?x16xf32, #dim.shape<b, 16>>
  %3 = hfc.contract "mk,kn->mn" %2, %w : tensor<?x16xf32, #dim.shape<b, 16>>, tensor<16x16xf32> to tensor<?x16xf32, #dim.shape<b, 16>>
  return %s, %3 : tensor<16xf32>, tensor<?x16xf32, #dim.shape<b, 16>>
}

// -----

// What a branch computes lies where the result of its If does; a value that it only passes on is copied there.
// CHECK-LABEL: func.func @branches
// CHECK:      plan.if %arg0 at <[[PLACE:[0-9]+]]>
// CHECK:        plan.dispatch @exp{{.*}} at <[[PLACE]]>
// CHECK-NEXT:   plan.yield
// CHECK-NEXT: } else {
// CHECK-NEXT:   plan.yield %arg1
func.func @branches(%c: tensor<i1>, %x: tensor<64xf32>) -> (tensor<64xf32>, tensor<64xf32>) {
  %0 = hfc.if %c : tensor<i1> -> tensor<64xf32> {
    %1 = hfc.exp %x : tensor<64xf32>
    hfc.yield %1 : tensor<64xf32>
  } else {
    hfc.yield %x : tensor<64xf32>
  }
  %2 = hfc.log %0 : tensor<64xf32>
  %3 = hfc.log %2 : tensor<64xf32>
  return %2, %3 : tensor<64xf32>, tensor<64xf32>
}

// -----

// It is the output where the function returns it.
// CHECK-LABEL: func.func @returned
// CHECK:      plan.if %arg0 at <-1>
// CHECK:        plan.dispatch @exp{{.*}} at <-1>
// CHECK-NOT:  plan.copy
// CHECK:      return
func.func @returned(%c: tensor<i1>, %x: tensor<64xf32>) -> tensor<64xf32> {
  %0 = hfc.if %c : tensor<i1> -> tensor<64xf32> {
    %1 = hfc.exp %x : tensor<64xf32>
    hfc.yield %1 : tensor<64xf32>
  } else {
    hfc.yield %x : tensor<64xf32>
  }
  return %0 : tensor<64xf32>
}

// -----

// What becomes a carried value overwrites the present one, unless that is read behind it.
// CHECK-LABEL: func.func @iterations
// CHECK:      plan.loop "i" to <4>(%arg0, %arg0) at <[[FIRST:[0-9]+]], [[SECOND:[0-9]+]], {{[0-9]+}}>
// CHECK:        plan.dispatch @exp(%arg1) sizes <> at <[[FIRST]]>
// CHECK-NOT:    at <[[SECOND]]>
// CHECK:        plan.dispatch @exp(%arg2)
// CHECK-NOT:    at <[[SECOND]]>
// CHECK:        plan.dispatch @log(%arg2)
func.func @iterations(%x: tensor<64xf32>) -> tensor<64xf32> {
  %0:3 = hfc.loop "i" to <4>(%x, %x) : (tensor<64xf32>, tensor<64xf32>) -> (tensor<64xf32>, tensor<64xf32>, tensor<4x64xf32>) {
  ^bb0(%a: tensor<64xf32>, %b: tensor<64xf32>):
    %1 = hfc.exp %a : tensor<64xf32>
    %2 = hfc.exp %b : tensor<64xf32>
    %3 = hfc.log %b : tensor<64xf32>
    hfc.yield %1, %2, %3 : tensor<64xf32>, tensor<64xf32>, tensor<64xf32>
  }
  %4 = hfc.add %0#0, %0#1 : tensor<64xf32>, tensor<64xf32>
  return %4 : tensor<64xf32>
}
