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
