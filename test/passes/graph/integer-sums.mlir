// RUN: hfc-opt %s --integer-sums --simplify | FileCheck %s
// RUN: hfc-opt %s --integer-sums=signed-only=true --simplify | FileCheck %s --check-prefix=SIGNED

// Both zero points are known: the sums of the constant are a recipe, those of
// the other operand a reduction.
// CHECK-LABEL: @contraction
// CHECK-DAG: %[[SUMS:.*]] = hfc.constant #hfc.summed<#hfc.weight<"w", 0> : tensor<6x5xui8>> : tensor<1x5xi32>
// CHECK-DAG: %[[W:.*]] = hfc.constant #hfc.weight<"w", 0> : tensor<6x5xui8>
// CHECK-DAG: %[[ROWS:.*]] = hfc.reduce sum %{{.*}} over [1] keep : tensor<4x6xi32>
// CHECK-DAG: %[[C:.*]] = hfc.contract "mk,kn->mn" %arg0, %[[W]] : tensor<4x6xui8>, tensor<6x5xui8> to tensor<4x5xi32>
// CHECK-DAG: %[[ONE:.*]] = hfc.sub %[[C]], %{{.*}} : tensor<4x5xi32>, tensor<1x5xi32>
// CHECK: %[[BOTH:.*]] = hfc.sub %[[ONE]], %{{.*}} : tensor<4x5xi32>, tensor<4x1xi32>
// CHECK: return %[[BOTH]]
// Where only bytes with a sign are multiplied, those without are less 128, as are their zero points.
// SIGNED-LABEL: @contraction
// SIGNED-DAG: hfc.constant #hfc.summed<#hfc.recentred<#hfc.weight<"w", 0> : tensor<6x5xui8>> : tensor<6x5xi8>> : tensor<1x5xi32>
// SIGNED-DAG: %[[W:.*]] = hfc.constant #hfc.recentred<#hfc.weight<"w", 0> : tensor<6x5xui8>> : tensor<6x5xi8>
// SIGNED: %[[LESS:.*]] = hfc.xor %arg0, %{{.*}} : tensor<4x6xui8>, tensor<ui8>
// SIGNED: %[[X:.*]] = hfc.bitcast %[[LESS]] : tensor<4x6xui8> to tensor<4x6xi8>
// SIGNED: hfc.contract "mk,kn->mn" %[[X]], %[[W]] : tensor<4x6xi8>, tensor<6x5xi8> to tensor<4x5xi32>
// SIGNED-COUNT-2: hfc.sub {{.*}} : tensor<4x5xi32>
func.func @contraction(%x: tensor<4x6xui8>) -> tensor<4x5xi32> {
  %zx = hfc.constant dense<7> : tensor<ui8>
  %zw = hfc.constant dense<9> : tensor<ui8>
  %weights = hfc.constant #hfc.weight<"w", 0> : tensor<6x5xui8>
  %wx = hfc.cast %x : tensor<4x6xui8> to tensor<4x6xi32>
  %wzx = hfc.cast %zx : tensor<ui8> to tensor<i32>
  %a = hfc.sub %wx, %wzx : tensor<4x6xi32>, tensor<i32>
  %ww = hfc.cast %weights : tensor<6x5xui8> to tensor<6x5xi32>
  %wzw = hfc.cast %zw : tensor<ui8> to tensor<i32>
  %b = hfc.sub %ww, %wzw : tensor<6x5xi32>, tensor<i32>
  %y = hfc.contract "mk,kn->mn" %a, %b : tensor<4x6xi32>, tensor<6x5xi32> to tensor<4x5xi32>
  return %y : tensor<4x5xi32>
}

// Sums of f32 that i32 holds; weights without a sign around 128 get one.
// CHECK-LABEL: @recentred
// CHECK-DAG: %[[W:.*]] = hfc.constant #hfc.recentred<#hfc.weight<"w", 0> : tensor<6x5xui8>> : tensor<6x5xi8>
// CHECK: %[[C:.*]] = hfc.contract "mk,kn->mn" %arg0, %[[W]] : tensor<4x6xui8>, tensor<6x5xi8> to tensor<4x5xi32>
// CHECK-NEXT: %[[Y:.*]] = hfc.cast %[[C]] : tensor<4x5xi32> to tensor<4x5xf32>
// CHECK-NEXT: return %[[Y]]
// The zero point of what had none is -128.
// SIGNED-LABEL: @recentred
// SIGNED-DAG: %[[ZERO:.*]] = hfc.constant dense<-128> : tensor<i32>
// SIGNED-DAG: %[[SUMS:.*]] = hfc.constant #hfc.summed
// SIGNED-DAG: %[[POINT:.*]] = hfc.reshape %[[ZERO]]
// SIGNED: %[[LESS:.*]] = hfc.mul %[[POINT]], %[[SUMS]]
// SIGNED: %[[C:.*]] = hfc.contract {{.*}} : tensor<4x6xi8>, tensor<6x5xi8> to tensor<4x5xi32>
// SIGNED: hfc.sub %[[C]], %[[LESS]]
func.func @recentred(%x: tensor<4x6xui8>) -> tensor<4x5xf32> {
  %zw = hfc.constant dense<128> : tensor<ui8>
  %weights = hfc.constant #hfc.weight<"w", 0> : tensor<6x5xui8>
  %a = hfc.cast %x : tensor<4x6xui8> to tensor<4x6xf32>
  %ww = hfc.cast %weights : tensor<6x5xui8> to tensor<6x5xf32>
  %wzw = hfc.cast %zw : tensor<ui8> to tensor<f32>
  %b = hfc.sub %ww, %wzw : tensor<6x5xf32>, tensor<f32>
  %y = hfc.contract "mk,kn->mn" %a, %b : tensor<4x6xf32>, tensor<6x5xf32> to tensor<4x5xf32>
  return %y : tensor<4x5xf32>
}

// Outside of the image lies its zero point.
// CHECK-LABEL: @convolution
// CHECK-DAG: %[[ZERO:.*]] = hfc.constant dense<7> : tensor<ui8>
// CHECK-DAG: hfc.constant #hfc.summed<#hfc.weight<"w", 0> : tensor<2x3x3x3xi8>> : tensor<2x1x1x1xi32>
// CHECK: %[[P:.*]] = hfc.pad constant %arg0 with %{{.*}} low <0, 0, 1, 1> : tensor<1x3x5x5xui8>, tensor<ui8> to tensor<1x3x7x7xui8>
// CHECK: %[[C:.*]] = hfc.conv %[[P]], %{{.*}} low [0, 0] high [0, 0] groups 1 : tensor<1x3x7x7xui8>, tensor<2x3x3x3xi8>
// CHECK: hfc.sub %[[C]], %{{.*}} : tensor<1x2x5x5xi32>, tensor<2x1x1xi32>
func.func @convolution(%q: tensor<1x3x5x5xui8>) -> tensor<1x2x5x5xf32> {
  %point = hfc.constant dense<7> : tensor<ui8>
  %weights = hfc.constant #hfc.weight<"w", 0> : tensor<2x3x3x3xi8>
  %f = hfc.cast %q : tensor<1x3x5x5xui8> to tensor<1x3x5x5xf32>
  %zero = hfc.cast %point : tensor<ui8> to tensor<f32>
  %x = hfc.sub %f, %zero : tensor<1x3x5x5xf32>, tensor<f32>
  %w = hfc.cast %weights : tensor<2x3x3x3xi8> to tensor<2x3x3x3xf32>
  %y = hfc.conv %x, %w strides [1, 1] dilations [1, 1] low [1, 1] high [1, 1] groups 1 : tensor<1x3x5x5xf32>, tensor<2x3x3x3xf32>
  return %y : tensor<1x2x5x5xf32>
}

// Groups have sums of their own.
// CHECK-LABEL: @depthwise
// CHECK: %[[C:.*]] = hfc.conv {{.*}} groups 3 : tensor<1x3x7x7xui8>, tensor<3x1x3x3xi8>
// CHECK: hfc.sub %[[C]], %{{.*}} : tensor<1x3x5x5xi32>, tensor<3x1x1xi32>
func.func @depthwise(%q: tensor<1x3x7x7xui8>) -> tensor<1x3x5x5xf32> {
  %point = hfc.constant dense<7> : tensor<ui8>
  %weights = hfc.constant #hfc.weight<"w", 0> : tensor<3x1x3x3xi8>
  %f = hfc.cast %q : tensor<1x3x7x7xui8> to tensor<1x3x7x7xf32>
  %zero = hfc.cast %point : tensor<ui8> to tensor<f32>
  %x = hfc.sub %f, %zero : tensor<1x3x7x7xf32>, tensor<f32>
  %w = hfc.cast %weights : tensor<3x1x3x3xi8> to tensor<3x1x3x3xf32>
  %y = hfc.conv %x, %w strides [1, 1] dilations [1, 1] low [0, 0] high [0, 0] groups 3 : tensor<1x3x7x7xf32>, tensor<3x1x3x3xf32>
  return %y : tensor<1x3x5x5xf32>
}

// A zero point for each step of the sum, a filter with one, more products than
// i32 is sure to hold.
// CHECK-LABEL: @leaves
// CHECK: hfc.contract {{.*}} : tensor<4x6xi32>, tensor<6x5xi32>
// CHECK: hfc.conv {{.*}} : tensor<1x3x5x5xi32>, tensor<2x3x1x1xi32>
// CHECK: hfc.contract {{.*}} : tensor<4x40000xf32>, tensor<40000x5xf32>
func.func @leaves(%x: tensor<4x6xui8>, %zx: tensor<6xui8>, %w: tensor<6x5xi8>, %q: tensor<1x3x5x5xui8>,
                  %zf: tensor<i8>, %long: tensor<4x40000xi8>)
    -> (tensor<4x5xi32>, tensor<1x2x5x5xi32>, tensor<4x5xf32>) {
  %wx = hfc.cast %x : tensor<4x6xui8> to tensor<4x6xi32>
  %wzx = hfc.cast %zx : tensor<6xui8> to tensor<6xi32>
  %a = hfc.sub %wx, %wzx : tensor<4x6xi32>, tensor<6xi32>
  %b = hfc.cast %w : tensor<6x5xi8> to tensor<6x5xi32>
  %y = hfc.contract "mk,kn->mn" %a, %b : tensor<4x6xi32>, tensor<6x5xi32> to tensor<4x5xi32>
  %filter = hfc.constant #hfc.weight<"w", 0> : tensor<2x3x1x1xi8>
  %f = hfc.cast %q : tensor<1x3x5x5xui8> to tensor<1x3x5x5xi32>
  %g = hfc.cast %filter : tensor<2x3x1x1xi8> to tensor<2x3x1x1xi32>
  %zero = hfc.cast %zf : tensor<i8> to tensor<i32>
  %centred = hfc.sub %g, %zero : tensor<2x3x1x1xi32>, tensor<i32>
  %c = hfc.conv %f, %centred strides [1, 1] dilations [1, 1] low [0, 0] high [0, 0] groups 1 : tensor<1x3x5x5xi32>, tensor<2x3x1x1xi32>
  %weights = hfc.constant #hfc.weight<"w", 0> : tensor<40000x5xi8>
  %l = hfc.cast %long : tensor<4x40000xi8> to tensor<4x40000xf32>
  %r = hfc.cast %weights : tensor<40000x5xi8> to tensor<40000x5xf32>
  %s = hfc.contract "mk,kn->mn" %l, %r : tensor<4x40000xf32>, tensor<40000x5xf32> to tensor<4x5xf32>
  return %y, %c, %s : tensor<4x5xi32>, tensor<1x2x5x5xi32>, tensor<4x5xf32>
}
