// RUN: hfc-opt %s --hoist-scales --float8-products --simplify | FileCheck %s

// Scales stand behind the sum, so that the factors are the bytes themselves.
// CHECK-LABEL: @scaled
// CHECK-DAG: %[[W:.*]] = hfc.constant #hfc.weight<"w", 0> : tensor<6x5xf8E4M3FN>
// CHECK: %[[C:.*]] = hfc.contract "mk,kn->mn" %arg0, %[[W]] : tensor<4x6xf8E4M3FN>, tensor<6x5xf8E4M3FN> to tensor<4x5xf32>
// CHECK: %[[Y:.*]] = hfc.mul %[[C]], %{{.*}} : tensor<4x5xf32>, tensor<5xf32>
// CHECK: return %[[Y]]
func.func @scaled(%x: tensor<4x6xf8E4M3FN>) -> tensor<4x5xf32> {
  %sx = hfc.constant dense<0.5> : tensor<f32>
  %sw = hfc.constant dense<[1.0, 2.0, 3.0, 4.0, 5.0]> : tensor<5xf32>
  %weights = hfc.constant #hfc.weight<"w", 0> : tensor<6x5xf8E4M3FN>
  %wide = hfc.cast %x : tensor<4x6xf8E4M3FN> to tensor<4x6xf32>
  %a = hfc.mul %wide, %sx : tensor<4x6xf32>, tensor<f32>
  %ww = hfc.cast %weights : tensor<6x5xf8E4M3FN> to tensor<6x5xf32>
  %b = hfc.mul %ww, %sw : tensor<6x5xf32>, tensor<5xf32>
  %y = hfc.contract "mk,kn->mn" %a, %b : tensor<4x6xf32>, tensor<6x5xf32> to tensor<4x5xf32>
  return %y : tensor<4x5xf32>
}

// Of two formats as well; not where one factor is wider.
// CHECK-LABEL: @mixed
// CHECK: hfc.contract {{.*}} : tensor<4x6xf8E5M2>, tensor<6x5xf8E4M3FNUZ> to tensor<4x5xf32>
// CHECK: hfc.contract {{.*}} : tensor<4x6xf32>, tensor<6x5xf32> to tensor<4x5xf32>
func.func @mixed(%x: tensor<4x6xf8E5M2>, %w: tensor<6x5xf8E4M3FNUZ>, %v: tensor<6x5xf16>)
    -> (tensor<4x5xf32>, tensor<4x5xf32>) {
  %a = hfc.cast %x : tensor<4x6xf8E5M2> to tensor<4x6xf32>
  %b = hfc.cast %w : tensor<6x5xf8E4M3FNUZ> to tensor<6x5xf32>
  %c = hfc.cast %v : tensor<6x5xf16> to tensor<6x5xf32>
  %y = hfc.contract "mk,kn->mn" %a, %b : tensor<4x6xf32>, tensor<6x5xf32> to tensor<4x5xf32>
  %z = hfc.contract "mk,kn->mn" %a, %c : tensor<4x6xf32>, tensor<6x5xf32> to tensor<4x5xf32>
  return %y, %z : tensor<4x5xf32>, tensor<4x5xf32>
}
