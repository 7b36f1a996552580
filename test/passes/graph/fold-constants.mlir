// RUN: hfc-opt %s --fold-constants | FileCheck %s

// Weights of 8 bits, each column with a scale.
// CHECK-LABEL: @scaled_weights
// CHECK-NEXT: %[[W:.*]] = hfc.constant #hfc.scaled<#hfc.converted<#hfc.weight<"w", 0> : tensor<8x4xi8>> : tensor<8x4xf32>, #hfc.weight<"w", 32> : tensor<1x4xf32>> : tensor<8x4xf32>
// CHECK-NEXT: return %[[W]]
func.func @scaled_weights() -> tensor<8x4xf32> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<8x4xi8>
  %s = hfc.constant #hfc.weight<"w", 32> : tensor<4xf32>
  %c = hfc.cast %w : tensor<8x4xi8> to tensor<8x4xf32>
  %m = hfc.mul %c, %s : tensor<8x4xf32>, tensor<4xf32>
  return %m : tensor<8x4xf32>
}

// CHECK-LABEL: @movements
// CHECK-NEXT: %[[W:.*]] = hfc.constant #hfc.concatenated<[#hfc.sliced<#hfc.transposed<#hfc.weight<"w", 0> : tensor<8x4xf32>, [1, 0]> : tensor<4x8xf32>, [1, 0]> : tensor<2x8xf32>, #hfc.weight<"w", 0> : tensor<4x8xf32>], 0> : tensor<6x8xf32>
// CHECK-NEXT: return %[[W]]
func.func @movements() -> tensor<6x8xf32> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<8x4xf32>
  %t = hfc.transpose %w [1, 0] : tensor<8x4xf32>
  %s = hfc.slice %t from <1, 0> by [1, 1] : tensor<4x8xf32> to tensor<2x8xf32>
  %r = hfc.reshape %w : tensor<8x4xf32> to tensor<4x8xf32>
  %c = hfc.concat 0 of %s, %r : tensor<2x8xf32>, tensor<4x8xf32>
  return %c : tensor<6x8xf32>
}

// The table stays as it is stored.
// CHECK-LABEL: @rows_are_converted_after_the_lookup
// CHECK-DAG: %[[W:.*]] = hfc.constant #hfc.weight<"w", 0> : tensor<8x4xi8>
// CHECK-DAG: %[[S:.*]] = hfc.constant #hfc.weight<"w", 32> : tensor<8x1xf32>
// CHECK-DAG: %[[G:.*]] = hfc.gather %[[W]] at %arg0 axis 0
// CHECK-DAG: %[[C:.*]] = hfc.cast %[[G]] : tensor<?x?x4xi8, #dim.shape<b, s, 4>> to tensor<?x?x4xf32, #dim.shape<b, s, 4>>
// CHECK-DAG: %[[F:.*]] = hfc.gather %[[S]] at %arg0 axis 0
// CHECK: %[[M:.*]] = hfc.mul %[[C]], %[[F]]
// CHECK-NEXT: return %[[M]]
func.func @rows_are_converted_after_the_lookup(%ids: tensor<?x?xi64, #dim.shape<b, s>>) -> tensor<?x?x4xf32, #dim.shape<b, s, 4>> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<8x4xi8>
  %s = hfc.constant #hfc.weight<"w", 32> : tensor<8x1xf32>
  %c = hfc.cast %w : tensor<8x4xi8> to tensor<8x4xf32>
  %m = hfc.mul %c, %s : tensor<8x4xf32>, tensor<8x1xf32>
  %g = hfc.gather %m at %ids axis 0 : tensor<8x4xf32>, tensor<?x?xi64, #dim.shape<b, s>>
  return %g : tensor<?x?x4xf32, #dim.shape<b, s, 4>>
}

// The factor is the same for all rows.
// CHECK-LABEL: @one_factor_for_all_rows
// CHECK-DAG: %[[S:.*]] = hfc.constant #hfc.weight<"w", 32> : tensor<4xf32>
// CHECK-DAG: %[[G:.*]] = hfc.gather %{{.*}} at %arg0 axis 0 : tensor<8x4xf32>
// CHECK: hfc.mul %[[G]], %[[S]] : tensor<3x4xf32>, tensor<4xf32>
func.func @one_factor_for_all_rows(%ids: tensor<3xi64>) -> tensor<3x4xf32> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<8x4xf32>
  %s = hfc.constant #hfc.weight<"w", 32> : tensor<1x4xf32>
  %m = hfc.mul %w, %s : tensor<8x4xf32>, tensor<1x4xf32>
  %g = hfc.gather %m at %ids axis 0 : tensor<8x4xf32>, tensor<3xi64>
  return %g : tensor<3x4xf32>
}

// A batch norm's own arithmetic.
// CHECK-LABEL: @dense_constants_are_evaluated
// CHECK-NEXT: %[[C:.*]] = hfc.constant dense<[5.000000e-01, 2.500000e-01]> : tensor<2xf32>
// CHECK-NEXT: return %[[C]]
func.func @dense_constants_are_evaluated() -> tensor<2xf32> {
  %variance = hfc.constant dense<[3.0, 15.0]> : tensor<2xf32>
  %one = hfc.constant dense<1.0> : tensor<f32>
  %a = hfc.add %variance, %one : tensor<2xf32>, tensor<f32>
  %r = hfc.sqrt %a : tensor<2xf32>
  %y = hfc.div %one, %r : tensor<f32>, tensor<2xf32>
  return %y : tensor<2xf32>
}

// CHECK-LABEL: @keeps_what_repeats_elements
// CHECK: hfc.broadcast
func.func @keeps_what_repeats_elements() -> tensor<8x8xf32> {
  %one = hfc.constant dense<1.0> : tensor<f32>
  %b = hfc.broadcast %one : tensor<f32> to tensor<8x8xf32>
  return %b : tensor<8x8xf32>
}

// CHECK-LABEL: @keeps_what_is_large
// CHECK: hfc.exp
func.func @keeps_what_is_large() -> tensor<20000xf32> {
  %x = hfc.constant dense<1.0> : tensor<20000xf32>
  %e = hfc.exp %x : tensor<20000xf32>
  return %e : tensor<20000xf32>
}

// CHECK-LABEL: @keeps_what_recipes_cannot_say
// CHECK: hfc.exp
func.func @keeps_what_recipes_cannot_say() -> tensor<8x4xf32> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<8x4xf32>
  %e = hfc.exp %w : tensor<8x4xf32>
  return %e : tensor<8x4xf32>
}

// -----

// Whole numbers less their zero points stay as they are stored.
// CHECK-LABEL: @keeps_numbers_less_zero_points
// CHECK: %[[W:.*]] = hfc.constant #hfc.weight<"w", 0> : tensor<256x256xui8>
// CHECK: hfc.cast %[[W]]
func.func @keeps_numbers_less_zero_points(%zero: tensor<256x1xf32>) -> tensor<256x256xf32> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<256x256xui8>
  %0 = hfc.cast %w : tensor<256x256xui8> to tensor<256x256xf32>
  %1 = hfc.sub %0, %zero : tensor<256x256xf32>, tensor<256x1xf32>
  return %1 : tensor<256x256xf32>
}

// Coordinates are known where sizes are; indices count in kernels.
// CHECK-LABEL: @coordinates
// CHECK-DAG: hfc.constant dense<[0.000000e+00, 5.000000e-01, 1.000000e+00]> : tensor<3xf64>
// CHECK-DAG: hfc.iota 0 : tensor<3xi64>
func.func @coordinates() -> (tensor<3xf64>, tensor<3xi64>) {
  %two = hfc.constant dense<2.0> : tensor<f64>
  %one = hfc.constant dense<1> : tensor<i64>
  %x = hfc.iota 0 : tensor<3xf64>
  %i = hfc.iota 0 : tensor<3xi64>
  %0 = hfc.div %x, %two : tensor<3xf64>, tensor<f64>
  %1 = hfc.add %i, %one : tensor<3xi64>, tensor<i64>
  return %0, %1 : tensor<3xf64>, tensor<3xi64>
}
