// RUN: hfc-opt %s --fuse-batch-norm | FileCheck %s

// As imported: (conv - mean) * scale + bias. What is left on constants, fold-constants evaluates.
// CHECK-LABEL: @batch_norm
// CHECK-DAG: %[[W:.*]] = hfc.constant #hfc.scaled<#hfc.weight<"w", 0> : tensor<2x3x1x1xf32>, dense<{{.*}}> : tensor<2x1x1x1xf32>> : tensor<2x3x1x1xf32>
// CHECK-DAG: %[[MEAN:.*]] = hfc.constant dense<{{.*}}1.000000e+00{{.*}}2.000000e+00
// CHECK: %[[C:.*]] = hfc.conv %arg0, %[[W]]
// CHECK: %[[MC:.*]] = hfc.mul %[[MEAN]], %{{.*}} : tensor<1x2x1x1xf32>, tensor<1x2x1x1xf32>
// CHECK: %[[B:.*]] = hfc.sub %{{.*}}, %[[MC]] : tensor<1x2x1x1xf32>, tensor<1x2x1x1xf32>
// CHECK: %[[Y:.*]] = hfc.add %[[C]], %[[B]]
// CHECK-NEXT: return %[[Y]]
func.func @batch_norm(%x: tensor<1x3x5x5xf32>) -> tensor<1x2x5x5xf32> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<2x3x1x1xf32>
  %mean = hfc.constant dense<[[[[1.0]], [[2.0]]]]> : tensor<1x2x1x1xf32>
  %scale = hfc.constant dense<[[[[3.0]], [[4.0]]]]> : tensor<1x2x1x1xf32>
  %bias = hfc.constant dense<[[[[5.0]], [[6.0]]]]> : tensor<1x2x1x1xf32>
  %c = hfc.conv %x, %w strides [1, 1] dilations [1, 1] low [0, 0] high [0, 0] groups 1 : tensor<1x3x5x5xf32>, tensor<2x3x1x1xf32>
  %d = hfc.sub %c, %mean : tensor<1x2x5x5xf32>, tensor<1x2x1x1xf32>
  %m = hfc.mul %d, %scale : tensor<1x2x5x5xf32>, tensor<1x2x1x1xf32>
  %y = hfc.add %m, %bias : tensor<1x2x5x5xf32>, tensor<1x2x1x1xf32>
  return %y : tensor<1x2x5x5xf32>
}

// CHECK-LABEL: @channels_last
// CHECK-DAG: %[[W:.*]] = hfc.constant #hfc.scaled<{{.*}}, dense<[{{.*}}3.000000e+00{{.*}}4.000000e+00{{.*}}]> : tensor<2x1x1x1xf32>>
// CHECK: hfc.conv %arg0, %[[W]] {{.*}} channels_last
// CHECK-NEXT: return
func.func @channels_last(%x: tensor<1x5x5x3xf32>) -> tensor<1x5x5x2xf32> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<2x1x1x3xf32>
  %scale = hfc.constant dense<[3.0, 4.0]> : tensor<2xf32>
  %c = hfc.conv %x, %w strides [1, 1] dilations [1, 1] low [0, 0] high [0, 0] groups 1 channels_last : tensor<1x5x5x3xf32>, tensor<2x1x1x3xf32>
  %m = hfc.mul %c, %scale : tensor<1x5x5x2xf32>, tensor<2xf32>
  return %m : tensor<1x5x5x2xf32>
}

// CHECK-LABEL: @keeps_factor_that_differs_inside_a_channel
// CHECK-NOT: hfc.scaled
// CHECK: hfc.mul
func.func @keeps_factor_that_differs_inside_a_channel(%x: tensor<1x3x2x2xf32>) -> tensor<1x2x2x2xf32> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<2x3x1x1xf32>
  %scale = hfc.constant dense<[3.0, 4.0]> : tensor<2xf32>
  %c = hfc.conv %x, %w strides [1, 1] dilations [1, 1] low [0, 0] high [0, 0] groups 1 : tensor<1x3x2x2xf32>, tensor<2x3x1x1xf32>
  %m = hfc.mul %c, %scale : tensor<1x2x2x2xf32>, tensor<2xf32>
  return %m : tensor<1x2x2x2xf32>
}

// CHECK-LABEL: @keeps_convolution_that_is_used_elsewhere
// CHECK-NOT: hfc.scaled
// CHECK: hfc.mul
func.func @keeps_convolution_that_is_used_elsewhere(%x: tensor<1x3x2x2xf32>) -> (tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>) {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<2x3x1x1xf32>
  %scale = hfc.constant dense<3.0> : tensor<f32>
  %c = hfc.conv %x, %w strides [1, 1] dilations [1, 1] low [0, 0] high [0, 0] groups 1 : tensor<1x3x2x2xf32>, tensor<2x3x1x1xf32>
  %m = hfc.mul %c, %scale : tensor<1x2x2x2xf32>, tensor<f32>
  return %m, %c : tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>
}
