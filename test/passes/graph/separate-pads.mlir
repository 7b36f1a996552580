// RUN: hfc-opt %s --separate-pads | FileCheck %s

// CHECK-LABEL: @image
// CHECK: %[[ZERO:.*]] = hfc.constant dense<0.000000e+00> : tensor<f32>
// CHECK: %[[P:.*]] = hfc.pad constant %arg0 with %[[ZERO]] low <0, 3, 3, 0> {{.*}} to tensor<1x230x?x3xf32, #dim.shape<1, 230, w + 5, 3>>
// CHECK: hfc.conv %[[P]], %arg1 strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0]
func.func @image(%x: tensor<1x224x?x3xf32, #dim.shape<1, 224, w, 3>>, %w: tensor<64x7x7x3xf32>) -> tensor<1x112x?x64xf32, #dim.shape<1, 112, (w - 2) floordiv 2 + 1, 64>> {
  %y = hfc.conv %x, %w strides [2, 2] dilations [1, 1] low [3, 3] high [3, 2] groups 1 channels_last : tensor<1x224x?x3xf32, #dim.shape<1, 224, w, 3>>, tensor<64x7x7x3xf32>
  return %y : tensor<1x112x?x64xf32, #dim.shape<1, 112, (w - 2) floordiv 2 + 1, 64>>
}

// Many channels are vectors of their own; a row of one tap gains nothing; taps
// that lie apart and groups are no run of elements; and no pads are none.
// CHECK-LABEL: @stays
// CHECK-NOT: hfc.pad
func.func @stays(%x: tensor<1x8x16xf32>, %few: tensor<1x8x3xf32>, %w: tensor<4x3x16xf32>, %one: tensor<4x1x3xf32>, %three: tensor<4x3x3xf32>, %grouped: tensor<3x3x1xf32>) -> (tensor<1x8x4xf32>, tensor<1x10x4xf32>, tensor<1x8x4xf32>, tensor<1x8x3xf32>, tensor<1x6x4xf32>) {
  %a = hfc.conv %x, %w strides [1] dilations [1] low [1] high [1] groups 1 channels_last : tensor<1x8x16xf32>, tensor<4x3x16xf32>
  %b = hfc.conv %few, %one strides [1] dilations [1] low [1] high [1] groups 1 channels_last : tensor<1x8x3xf32>, tensor<4x1x3xf32>
  %c = hfc.conv %few, %three strides [1] dilations [2] low [2] high [2] groups 1 channels_last : tensor<1x8x3xf32>, tensor<4x3x3xf32>
  %d = hfc.conv %few, %grouped strides [1] dilations [1] low [1] high [1] groups 3 channels_last : tensor<1x8x3xf32>, tensor<3x3x1xf32>
  %e = hfc.conv %few, %three strides [1] dilations [1] low [0] high [0] groups 1 channels_last : tensor<1x8x3xf32>, tensor<4x3x3xf32>
  return %a, %b, %c, %d, %e : tensor<1x8x4xf32>, tensor<1x10x4xf32>, tensor<1x8x4xf32>, tensor<1x8x3xf32>, tensor<1x6x4xf32>
}
