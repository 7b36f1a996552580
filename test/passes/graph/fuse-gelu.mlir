// RUN: hfc-opt %s --fuse-gelu --split-input-file | FileCheck %s
// RUN: hfc-opt %s --fuse-gelu --split-input-file --mlir-print-debuginfo | FileCheck %s --check-prefix=LOCATION
// RUN: hfc-opt %s --fuse-gelu --split-input-file --remarks-filter=graph --remark-format=emitRemark 2>&1 >/dev/null | FileCheck %s --check-prefix=REMARK

// REMARK: [Passed] fuse-gelu | Category:graph | {{.*}}Remark=GELU
// REMARK: [Missed] fuse-gelu | Category:graph | {{.*}}needed elsewhere

// The exporters' most frequent form. x is a sum itself, and stays one operand.
// CHECK-LABEL: @half_last
// CHECK: %[[X:.*]] = hfc.add
// CHECK-NEXT: %[[Y:.*]] = hfc.gelu %[[X]] : tensor<?x8xf32
// CHECK-NEXT: return %[[Y]]
// LOCATION-LABEL: @half_last
// LOCATION: hfc.gelu {{.*}} loc(#[[FUSED:.*]])
// LOCATION: #[[FUSED]] = loc(fused[
func.func @half_last(%a: tensor<?x8xf32, #dim.shape<s, 8>>, %bias: tensor<8xf32>) -> tensor<?x8xf32, #dim.shape<s, 8>> {
  %x = hfc.add %a, %bias : tensor<?x8xf32, #dim.shape<s, 8>>, tensor<8xf32>
  %root2 = hfc.constant dense<1.41421354> : tensor<f32>
  %one = hfc.constant dense<1.0> : tensor<f32>
  %half = hfc.constant dense<0.5> : tensor<f32>
  %u = hfc.div %x, %root2 : tensor<?x8xf32, #dim.shape<s, 8>>, tensor<f32>
  %t = hfc.erf %u : tensor<?x8xf32, #dim.shape<s, 8>> loc("/gelu/Erf")
  %p = hfc.add %t, %one : tensor<?x8xf32, #dim.shape<s, 8>>, tensor<f32> loc("/gelu/Add")
  %q = hfc.mul %x, %p : tensor<?x8xf32, #dim.shape<s, 8>>, tensor<?x8xf32, #dim.shape<s, 8>>
  %y = hfc.mul %q, %half : tensor<?x8xf32, #dim.shape<s, 8>>, tensor<f32>
  return %y : tensor<?x8xf32, #dim.shape<s, 8>>
}

// -----

// CHECK-LABEL: @half_first_on_x
// CHECK: hfc.gelu %arg0 : tensor<4x8xf32>
// CHECK-NOT: hfc.erf
func.func @half_first_on_x(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %root2 = hfc.constant dense<0.707106769> : tensor<f32>
  %one = hfc.constant dense<1.0> : tensor<1xf32>
  %half = hfc.constant dense<0.5> : tensor<1x1xf32>
  %h = hfc.mul %half, %x : tensor<1x1xf32>, tensor<4x8xf32>
  %u = hfc.mul %x, %root2 : tensor<4x8xf32>, tensor<f32>
  %t = hfc.erf %u : tensor<4x8xf32>
  %p = hfc.add %one, %t : tensor<1xf32>, tensor<4x8xf32>
  %y = hfc.mul %h, %p : tensor<4x8xf32>, tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// -----

// x * (0.5 * erf + 0.5)
// CHECK-LABEL: @half_on_erf
// CHECK: hfc.gelu %arg0 : tensor<8xf32>
// CHECK-NOT: hfc.erf
func.func @half_on_erf(%x: tensor<8xf32>) -> tensor<8xf32> {
  %root2 = hfc.constant dense<1.41421354> : tensor<8xf32>
  %half = hfc.constant dense<0.5> : tensor<f32>
  %u = hfc.div %x, %root2 : tensor<8xf32>, tensor<8xf32>
  %t = hfc.erf %u : tensor<8xf32>
  %m = hfc.mul %t, %half : tensor<8xf32>, tensor<f32>
  %p = hfc.add %m, %half : tensor<8xf32>, tensor<f32>
  %y = hfc.mul %p, %x : tensor<8xf32>, tensor<8xf32>
  return %y : tensor<8xf32>
}

// -----

// GPT-2: 0.5 x (1 + tanh(0.79788 (x + 0.044715 x^3)))
// CHECK-LABEL: @tanh_with_pow
// CHECK: hfc.gelu %arg0 tanh : tensor<8xf32>
// CHECK-NOT: hfc.tanh
func.func @tanh_with_pow(%x: tensor<8xf32>) -> tensor<8xf32> {
  %half = hfc.constant dense<0.5> : tensor<f32>
  %one = hfc.constant dense<1.0> : tensor<f32>
  %three = hfc.constant dense<3.0> : tensor<f32>
  %cubic = hfc.constant dense<0.044715> : tensor<f32>
  %factor = hfc.constant dense<0.797884583> : tensor<f32>
  %h = hfc.mul %x, %half : tensor<8xf32>, tensor<f32>
  %x3 = hfc.pow %x, %three : tensor<8xf32>, tensor<f32>
  %c = hfc.mul %x3, %cubic : tensor<8xf32>, tensor<f32>
  %s = hfc.add %x, %c : tensor<8xf32>, tensor<8xf32>
  %u = hfc.mul %s, %factor : tensor<8xf32>, tensor<f32>
  %t = hfc.tanh %u : tensor<8xf32>
  %p = hfc.add %t, %one : tensor<8xf32>, tensor<f32>
  %y = hfc.mul %h, %p : tensor<8xf32>, tensor<8xf32>
  return %y : tensor<8xf32>
}

// -----

// BLOOM: x/2 (1 + tanh(0.79788456 x (1 + 0.044715 x x)))
// CHECK-LABEL: @tanh_factored
// CHECK: hfc.gelu %arg0 tanh : tensor<8xf32>
// CHECK-NOT: hfc.tanh
func.func @tanh_factored(%x: tensor<8xf32>) -> tensor<8xf32> {
  %half = hfc.constant dense<0.5> : tensor<f32>
  %one = hfc.constant dense<1.0> : tensor<f32>
  %cubic = hfc.constant dense<0.044715> : tensor<f32>
  %factor = hfc.constant dense<0.79788456> : tensor<f32>
  %h = hfc.mul %x, %half : tensor<8xf32>, tensor<f32>
  %f = hfc.mul %x, %factor : tensor<8xf32>, tensor<f32>
  %cx = hfc.mul %x, %cubic : tensor<8xf32>, tensor<f32>
  %cxx = hfc.mul %cx, %x : tensor<8xf32>, tensor<8xf32>
  %q = hfc.add %cxx, %one : tensor<8xf32>, tensor<f32>
  %u = hfc.mul %f, %q : tensor<8xf32>, tensor<8xf32>
  %t = hfc.tanh %u : tensor<8xf32>
  %p = hfc.add %t, %one : tensor<8xf32>, tensor<f32>
  %y = hfc.mul %h, %p : tensor<8xf32>, tensor<8xf32>
  return %y : tensor<8xf32>
}

// -----

// CHECK-LABEL: @keeps_other_constants
// CHECK-NOT: hfc.gelu
func.func @keeps_other_constants(%x: tensor<8xf32>) -> tensor<8xf32> {
  %root2 = hfc.constant dense<1.5> : tensor<f32>
  %one = hfc.constant dense<1.0> : tensor<f32>
  %half = hfc.constant dense<0.5> : tensor<f32>
  %u = hfc.div %x, %root2 : tensor<8xf32>, tensor<f32>
  %t = hfc.erf %u : tensor<8xf32>
  %p = hfc.add %t, %one : tensor<8xf32>, tensor<f32>
  %q = hfc.mul %x, %p : tensor<8xf32>, tensor<8xf32>
  %y = hfc.mul %q, %half : tensor<8xf32>, tensor<f32>
  return %y : tensor<8xf32>
}

// -----

// CHECK-LABEL: @keeps_erf_that_is_needed_elsewhere
// CHECK-NOT: hfc.gelu
func.func @keeps_erf_that_is_needed_elsewhere(%x: tensor<8xf32>) -> (tensor<8xf32>, tensor<8xf32>) {
  %root2 = hfc.constant dense<1.41421354> : tensor<f32>
  %one = hfc.constant dense<1.0> : tensor<f32>
  %half = hfc.constant dense<0.5> : tensor<f32>
  %u = hfc.div %x, %root2 : tensor<8xf32>, tensor<f32>
  %t = hfc.erf %u : tensor<8xf32>
  %p = hfc.add %t, %one : tensor<8xf32>, tensor<f32>
  %q = hfc.mul %x, %p : tensor<8xf32>, tensor<8xf32>
  %y = hfc.mul %q, %half : tensor<8xf32>, tensor<f32>
  return %y, %t : tensor<8xf32>, tensor<8xf32>
}
