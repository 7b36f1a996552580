// RUN: hfc-opt %s --fuse-layer-norm | FileCheck %s

// As exporters write it before opset 17.
// CHECK-LABEL: @layer_norm_with_pow_and_div
// CHECK-SAME: %[[X:.*]]: tensor<?x8xf32
// CHECK-DAG: %[[SCALE:.*]] = hfc.constant #hfc.weight<"w", 0>
// CHECK-DAG: %[[BIAS:.*]] = hfc.constant #hfc.weight<"w", 32>
// CHECK: %[[Y:.*]] = hfc.layer_norm %[[X]] scale %[[SCALE]] bias %[[BIAS]] axis 1 epsilon 9.9999999600419{{.*}}E-13
// CHECK-NEXT: return %[[Y]]
func.func @layer_norm_with_pow_and_div(%x: tensor<?x8xf32, #dim.shape<s, 8>>) -> tensor<?x8xf32, #dim.shape<s, 8>> {
  %scale = hfc.constant #hfc.weight<"w", 0> : tensor<8xf32>
  %bias = hfc.constant #hfc.weight<"w", 32> : tensor<8xf32>
  %two = hfc.constant dense<2.0> : tensor<f32>
  %epsilon = hfc.constant dense<9.99999996E-13> : tensor<f32>
  %mean = hfc.reduce mean %x over [1] keep : tensor<?x8xf32, #dim.shape<s, 8>>
  %d = hfc.sub %x, %mean : tensor<?x8xf32, #dim.shape<s, 8>>, tensor<?x1xf32, #dim.shape<s, 1>>
  %square = hfc.pow %d, %two : tensor<?x8xf32, #dim.shape<s, 8>>, tensor<f32>
  %variance = hfc.reduce mean %square over [1] keep : tensor<?x8xf32, #dim.shape<s, 8>>
  %sum = hfc.add %variance, %epsilon : tensor<?x1xf32, #dim.shape<s, 1>>, tensor<f32>
  %root = hfc.sqrt %sum : tensor<?x1xf32, #dim.shape<s, 1>>
  %n = hfc.div %d, %root : tensor<?x8xf32, #dim.shape<s, 8>>, tensor<?x1xf32, #dim.shape<s, 1>>
  %m = hfc.mul %scale, %n : tensor<8xf32>, tensor<?x8xf32, #dim.shape<s, 8>>
  %y = hfc.add %m, %bias : tensor<?x8xf32, #dim.shape<s, 8>>, tensor<8xf32>
  return %y : tensor<?x8xf32, #dim.shape<s, 8>>
}

// As TensorFlow writes it: x * (scale * rsqrt) + (bias - mean * (scale * rsqrt)).
// CHECK-LABEL: @layer_norm_with_rsqrt_distributed
// CHECK: hfc.layer_norm %arg0 scale %{{.*}} bias %{{.*}} axis 2 epsilon
// CHECK-NEXT: return
func.func @layer_norm_with_rsqrt_distributed(%x: tensor<2x4x8xf32>) -> tensor<2x4x8xf32> {
  %scale = hfc.constant dense<[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]> : tensor<8xf32>
  %bias = hfc.constant dense<[0.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]> : tensor<8xf32>
  %epsilon = hfc.constant dense<1.0E-5> : tensor<f32>
  %mean = hfc.reduce mean %x over [2] keep : tensor<2x4x8xf32>
  %d = hfc.sub %x, %mean : tensor<2x4x8xf32>, tensor<2x4x1xf32>
  %square = hfc.mul %d, %d : tensor<2x4x8xf32>, tensor<2x4x8xf32>
  %variance = hfc.reduce mean %square over [2] keep : tensor<2x4x8xf32>
  %sum = hfc.add %variance, %epsilon : tensor<2x4x1xf32>, tensor<f32>
  %root = hfc.rsqrt %sum : tensor<2x4x1xf32>
  %f = hfc.mul %root, %scale : tensor<2x4x1xf32>, tensor<8xf32>
  %a = hfc.mul %x, %f : tensor<2x4x8xf32>, tensor<2x4x8xf32>
  %b = hfc.mul %mean, %f : tensor<2x4x1xf32>, tensor<2x4x8xf32>
  %c = hfc.sub %bias, %b : tensor<8xf32>, tensor<2x4x8xf32>
  %y = hfc.add %a, %c : tensor<2x4x8xf32>, tensor<2x4x8xf32>
  return %y : tensor<2x4x8xf32>
}

// What is added is no constant, and stays an addition.
// CHECK-LABEL: @residual_is_no_bias
// CHECK: %[[ONE:.*]] = hfc.constant dense<1.000000e+00> : tensor<8xf32>
// CHECK: %[[N:.*]] = hfc.layer_norm %arg0 scale %[[ONE]] axis 1 epsilon
// CHECK-NEXT: hfc.add %[[N]], %arg1
func.func @residual_is_no_bias(%x: tensor<4x8xf32>, %residual: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %epsilon = hfc.constant dense<1.0E-5> : tensor<f32>
  %mean = hfc.reduce mean %x over [1] keep : tensor<4x8xf32>
  %d = hfc.sub %x, %mean : tensor<4x8xf32>, tensor<4x1xf32>
  %square = hfc.mul %d, %d : tensor<4x8xf32>, tensor<4x8xf32>
  %variance = hfc.reduce mean %square over [1] keep : tensor<4x8xf32>
  %sum = hfc.add %variance, %epsilon : tensor<4x1xf32>, tensor<f32>
  %root = hfc.sqrt %sum : tensor<4x1xf32>
  %n = hfc.div %d, %root : tensor<4x8xf32>, tensor<4x1xf32>
  %y = hfc.add %n, %residual : tensor<4x8xf32>, tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// Llama: x * (1 / sqrt(mean(x^2) + epsilon)) * scale.
// CHECK-LABEL: @rms_norm_of_llama
// CHECK: %[[SCALE:.*]] = hfc.constant #hfc.weight
// CHECK: hfc.rms_norm %arg0 scale %[[SCALE]] axis 1 epsilon 9.99999974
// CHECK-NEXT: return
func.func @rms_norm_of_llama(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %scale = hfc.constant #hfc.weight<"w", 0> : tensor<8xf32>
  %two = hfc.constant dense<2.0> : tensor<f32>
  %one = hfc.constant dense<1.0> : tensor<f32>
  %epsilon = hfc.constant dense<9.99999974E-6> : tensor<f32>
  %square = hfc.pow %x, %two : tensor<4x8xf32>, tensor<f32>
  %mean = hfc.reduce mean %square over [1] keep : tensor<4x8xf32>
  %sum = hfc.add %mean, %epsilon : tensor<4x1xf32>, tensor<f32>
  %root = hfc.sqrt %sum : tensor<4x1xf32>
  %r = hfc.div %one, %root : tensor<f32>, tensor<4x1xf32>
  %n = hfc.mul %x, %r : tensor<4x8xf32>, tensor<4x1xf32>
  %y = hfc.mul %n, %scale : tensor<4x8xf32>, tensor<8xf32>
  return %y : tensor<4x8xf32>
}

// RETSim's scaled norm, one number for all channels.
// CHECK-LABEL: @rms_norm_scaled_by_a_number
// CHECK: %[[SCALE:.*]] = hfc.constant dense<4.000000e-02> : tensor<8xf32>
// CHECK: hfc.rms_norm %arg0 scale %[[SCALE]] axis 1
// CHECK-NEXT: return
func.func @rms_norm_scaled_by_a_number(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %epsilon = hfc.constant dense<1.0E-6> : tensor<f32>
  %factor = hfc.constant dense<4.0E-2> : tensor<f32>
  %square = hfc.mul %x, %x : tensor<4x8xf32>, tensor<4x8xf32>
  %mean = hfc.reduce mean %square over [1] keep : tensor<4x8xf32>
  %sum = hfc.add %mean, %epsilon : tensor<4x1xf32>, tensor<f32>
  %root = hfc.sqrt %sum : tensor<4x1xf32>
  %r = hfc.reciprocal %root : tensor<4x1xf32>
  %f = hfc.mul %factor, %r : tensor<f32>, tensor<4x1xf32>
  %y = hfc.mul %x, %f : tensor<4x8xf32>, tensor<4x1xf32>
  return %y : tensor<4x8xf32>
}

// CHECK-LABEL: @keeps_mean_that_is_used_elsewhere
// CHECK-NOT: hfc.rms_norm
// CHECK-NOT: hfc.layer_norm
func.func @keeps_mean_that_is_used_elsewhere(%x: tensor<4x8xf32>) -> (tensor<4x8xf32>, tensor<4x1xf32>) {
  %epsilon = hfc.constant dense<1.0E-6> : tensor<f32>
  %square = hfc.mul %x, %x : tensor<4x8xf32>, tensor<4x8xf32>
  %mean = hfc.reduce mean %square over [1] keep : tensor<4x8xf32>
  %sum = hfc.add %mean, %epsilon : tensor<4x1xf32>, tensor<f32>
  %root = hfc.rsqrt %sum : tensor<4x1xf32>
  %y = hfc.mul %x, %root : tensor<4x8xf32>, tensor<4x1xf32>
  return %y, %mean : tensor<4x8xf32>, tensor<4x1xf32>
}

// CHECK-LABEL: @keeps_axis_that_is_not_last
// CHECK-NOT: hfc.rms_norm
func.func @keeps_axis_that_is_not_last(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %epsilon = hfc.constant dense<1.0E-6> : tensor<f32>
  %square = hfc.mul %x, %x : tensor<4x8xf32>, tensor<4x8xf32>
  %mean = hfc.reduce mean %square over [0] keep : tensor<4x8xf32>
  %sum = hfc.add %mean, %epsilon : tensor<1x8xf32>, tensor<f32>
  %root = hfc.rsqrt %sum : tensor<1x8xf32>
  %y = hfc.mul %x, %root : tensor<4x8xf32>, tensor<1x8xf32>
  return %y : tensor<4x8xf32>
}

// The root divides something else.
// CHECK-LABEL: @keeps_other_dividend
// CHECK-NOT: hfc.rms_norm
func.func @keeps_other_dividend(%x: tensor<4x8xf32>, %z: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %epsilon = hfc.constant dense<1.0E-6> : tensor<f32>
  %square = hfc.mul %x, %x : tensor<4x8xf32>, tensor<4x8xf32>
  %mean = hfc.reduce mean %square over [1] keep : tensor<4x8xf32>
  %sum = hfc.add %mean, %epsilon : tensor<4x1xf32>, tensor<f32>
  %root = hfc.rsqrt %sum : tensor<4x1xf32>
  %y = hfc.mul %z, %root : tensor<4x8xf32>, tensor<4x1xf32>
  return %y : tensor<4x8xf32>
}
