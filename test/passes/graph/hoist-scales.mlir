// RUN: hfc-opt %s --hoist-scales | FileCheck %s

// As QDQ models have it: the filter has a scale for each output channel.
// CHECK-LABEL: @convolution
// CHECK-DAG: %[[Q:.*]] = hfc.cast %arg0 : tensor<1x3x5x5xui8> to tensor<1x3x5x5xf32>
// CHECK-DAG: %[[X:.*]] = hfc.sub %[[Q]], %{{.*}} : tensor<1x3x5x5xf32>, tensor<f32>
// CHECK-DAG: %[[W:.*]] = hfc.cast %{{.*}} : tensor<2x3x1x1xi8> to tensor<2x3x1x1xf32>
// CHECK-DAG: %[[SW:.*]] = hfc.reshape %{{.*}} : tensor<2x1x1x1xf32> to tensor<2x1x1xf32>
// CHECK-DAG: %[[S:.*]] = hfc.mul %[[SW]], %{{.*}} : tensor<2x1x1xf32>, tensor<f32>
// CHECK-DAG: %[[C:.*]] = hfc.conv %[[X]], %[[W]]
// CHECK: %[[Y:.*]] = hfc.mul %[[C]], %[[S]]
// CHECK-NEXT: return %[[Y]]
func.func @convolution(%q: tensor<1x3x5x5xui8>) -> tensor<1x2x5x5xf32> {
  %point = hfc.constant dense<7> : tensor<ui8>
  %sx = hfc.constant dense<0.1> : tensor<f32>
  %weights = hfc.constant #hfc.weight<"w", 0> : tensor<2x3x1x1xi8>
  %sw = hfc.constant dense<[[[[0.3]]], [[[0.4]]]]> : tensor<2x1x1x1xf32>
  %f = hfc.cast %q : tensor<1x3x5x5xui8> to tensor<1x3x5x5xf32>
  %zero = hfc.cast %point : tensor<ui8> to tensor<f32>
  %centred = hfc.sub %f, %zero : tensor<1x3x5x5xf32>, tensor<f32>
  %x = hfc.mul %centred, %sx : tensor<1x3x5x5xf32>, tensor<f32>
  %g = hfc.cast %weights : tensor<2x3x1x1xi8> to tensor<2x3x1x1xf32>
  %w = hfc.mul %g, %sw : tensor<2x3x1x1xf32>, tensor<2x1x1x1xf32>
  %y = hfc.conv %x, %w strides [1, 1] dilations [1, 1] low [0, 0] high [0, 0] groups 1 : tensor<1x3x5x5xf32>, tensor<2x3x1x1xf32>
  return %y : tensor<1x2x5x5xf32>
}

// CHECK-LABEL: @contraction
// CHECK: %[[C:.*]] = hfc.contract "mk,kn->mn" %{{.*}}, %{{.*}} : tensor<4x3xf32>, tensor<3x2xf32>
// CHECK-NEXT: hfc.mul %[[C]], %{{.*}} : tensor<4x2xf32>, tensor<2xf32>
func.func @contraction(%a: tensor<4x3xi8>, %b: tensor<3x2xi8>) -> tensor<4x2xf32> {
  %sa = hfc.constant dense<0.1> : tensor<f32>
  %sb = hfc.constant dense<[0.3, 0.4]> : tensor<2xf32>
  %fa = hfc.cast %a : tensor<4x3xi8> to tensor<4x3xf32>
  %fb = hfc.cast %b : tensor<3x2xi8> to tensor<3x2xf32>
  %x = hfc.mul %fa, %sa : tensor<4x3xf32>, tensor<f32>
  %w = hfc.mul %fb, %sb : tensor<3x2xf32>, tensor<2xf32>
  %y = hfc.contract "mk,kn->mn" %x, %w : tensor<4x3xf32>, tensor<3x2xf32> to tensor<4x2xf32>
  return %y : tensor<4x2xf32>
}

// CHECK-LABEL: @keeps_a_scale_that_varies_in_the_sum
// CHECK: %[[Y:.*]] = hfc.contract
// CHECK-NEXT: return %[[Y]]
func.func @keeps_a_scale_that_varies_in_the_sum(%a: tensor<4x3xi8>, %b: tensor<3x2xi8>) -> tensor<4x2xf32> {
  %sa = hfc.constant dense<0.1> : tensor<f32>
  %sb = hfc.constant dense<[[0.3], [0.4], [0.5]]> : tensor<3x1xf32>
  %fa = hfc.cast %a : tensor<4x3xi8> to tensor<4x3xf32>
  %fb = hfc.cast %b : tensor<3x2xi8> to tensor<3x2xf32>
  %x = hfc.mul %fa, %sa : tensor<4x3xf32>, tensor<f32>
  %w = hfc.mul %fb, %sb : tensor<3x2xf32>, tensor<3x1xf32>
  %y = hfc.contract "mk,kn->mn" %x, %w : tensor<4x3xf32>, tensor<3x2xf32> to tensor<4x2xf32>
  return %y : tensor<4x2xf32>
}

// CHECK-LABEL: @mean
// CHECK: %[[X:.*]] = hfc.cast %arg0
// CHECK: %[[M:.*]] = hfc.reduce mean %[[X]] over [1]
// CHECK-NEXT: hfc.mul %[[M]], %{{.*}} : tensor<4xf32>, tensor<f32>
func.func @mean(%a: tensor<4x3xi8>) -> tensor<4xf32> {
  %s = hfc.constant dense<0.1> : tensor<f32>
  %f = hfc.cast %a : tensor<4x3xi8> to tensor<4x3xf32>
  %x = hfc.mul %f, %s : tensor<4x3xf32>, tensor<f32>
  %y = hfc.reduce mean %x over [1] : tensor<4x3xf32>
  return %y : tensor<4xf32>
}

// CHECK-LABEL: @keeps_its_scale
// CHECK-NEXT: %[[Y:.*]] = hfc.round %arg0
// CHECK-NEXT: return %[[Y]]
func.func @keeps_its_scale(%x: tensor<4xf32>) -> tensor<4xf32> {
  %s = hfc.constant dense<0.1> : tensor<f32>
  %scaled = hfc.mul %x, %s : tensor<4xf32>, tensor<f32>
  %q = hfc.div %scaled, %s : tensor<4xf32>, tensor<f32>
  %y = hfc.round %q : tensor<4xf32>
  return %y : tensor<4xf32>
}

// CHECK-LABEL: @takes_another_scale
// CHECK: hfc.div
func.func @takes_another_scale(%x: tensor<4xf32>) -> tensor<4xf32> {
  %s = hfc.constant dense<0.1> : tensor<f32>
  %t = hfc.constant dense<0.2> : tensor<f32>
  %scaled = hfc.mul %x, %s : tensor<4xf32>, tensor<f32>
  %q = hfc.div %scaled, %t : tensor<4xf32>, tensor<f32>
  %y = hfc.round %q : tensor<4xf32>
  return %y : tensor<4xf32>
}
