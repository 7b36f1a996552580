// RUN: hfc-opt %s --channels-last | FileCheck %s
// RUN: hfc-opt %s --channels-last --eliminate-transposes --simplify | FileCheck %s --check-prefix=CHAIN

// CHECK-LABEL: @convolution
// CHECK-DAG: %[[W:.*]] = hfc.constant #hfc.transposed<#hfc.weight<"w", 0>{{.*}}, [0, 2, 3, 1]>
// CHECK-DAG: %[[X:.*]] = hfc.transpose %arg0 [0, 2, 3, 1]
// CHECK: %[[C:.*]] = hfc.conv %[[X]], %[[W]] strides [2, 1] dilations [1, 1] low [1, 0] high [1, 0] groups 2 channels_last
// CHECK: %[[Y:.*]] = hfc.transpose %[[C]] [0, 3, 1, 2]
// CHECK: return %[[Y]]
func.func @convolution(%x: tensor<1x4x8x9xf32>) -> tensor<1x6x4x9xf32> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<6x2x3x1xf32>
  %y = hfc.conv %x, %w strides [2, 1] dilations [1, 1] low [1, 0] high [1, 0] groups 2 : tensor<1x4x8x9xf32>, tensor<6x2x3x1xf32>
  return %y : tensor<1x6x4x9xf32>
}

// One transpose in, one out.
// CHAIN-LABEL: @chain
// CHAIN: = hfc.transpose
// CHAIN-NOT: = hfc.transpose
// CHAIN: hfc.pool max
// CHAIN: = hfc.transpose
// CHAIN-NOT: = hfc.transpose
// CHAIN: return
func.func @chain(%x: tensor<1x4x8xf32>) -> tensor<1x4x4xf32> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<4x4x3xf32>
  %a = hfc.conv %x, %w strides [1] dilations [1] low [1] high [1] groups 1 : tensor<1x4x8xf32>, tensor<4x4x3xf32>
  %b = hfc.tanh %a : tensor<1x4x8xf32>
  %c = hfc.conv %b, %w strides [1] dilations [1] low [1] high [1] groups 1 : tensor<1x4x8xf32>, tensor<4x4x3xf32>
  %y = hfc.pool max %c window [2] strides [2] dilations [1] low [0] high [0] : tensor<1x4x8xf32>
  return %y : tensor<1x4x4xf32>
}

// CHECK-LABEL: @stays
// CHECK-NOT: hfc.transpose
func.func @stays(%x: tensor<1x8x4xf32>, %w: tensor<4x3x4xf32>) -> tensor<1x8x4xf32> {
  %y = hfc.conv %x, %w strides [1] dilations [1] low [1] high [1] groups 1 channels_last : tensor<1x8x4xf32>, tensor<4x3x4xf32>
  return %y : tensor<1x8x4xf32>
}
