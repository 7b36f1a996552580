// RUN: hfc-opt %s | hfc-opt | FileCheck %s
// Every operation in its custom syntax, with dynamic dims where it has any.

// CHECK-LABEL: @elementwise
func.func @elementwise(%x: tensor<?x4xf32, #dim.shape<s, 4>>, %y: tensor<4xf32>, %c: tensor<1x1xi1>) {
  // CHECK: hfc.add %{{.*}}, %{{.*}} : tensor<?x4xf32, #dim.shape<s, 4>>, tensor<4xf32>
  %0 = hfc.add %x, %y : tensor<?x4xf32, #dim.shape<s, 4>>, tensor<4xf32>
  // CHECK: hfc.gelu %{{.*}} tanh : tensor<?x4xf32, #dim.shape<s, 4>>
  %1 = hfc.gelu %0 tanh : tensor<?x4xf32, #dim.shape<s, 4>>
  // CHECK: hfc.cast %{{.*}} : tensor<4xf32> to tensor<4xi64>
  %2 = hfc.cast %y : tensor<4xf32> to tensor<4xi64>
  // CHECK: hfc.compare lt
  %3 = hfc.compare lt %x, %y : tensor<?x4xf32, #dim.shape<s, 4>>, tensor<4xf32>
  // CHECK: hfc.select
  %4 = hfc.select %c, %x, %y : tensor<1x1xi1>, tensor<?x4xf32, #dim.shape<s, 4>>, tensor<4xf32>
  // CHECK: hfc.mod truncated
  %5 = hfc.mod truncated %x, %y : tensor<?x4xf32, #dim.shape<s, 4>>, tensor<4xf32>
  // CHECK: hfc.exp %{{.*}} : tensor<4xf32>
  %6 = hfc.exp %y : tensor<4xf32>
  return
}

// CHECK-LABEL: @shapes
func.func @shapes(%x: tensor<?x4xf32, #dim.shape<s, 4>>, %zero: tensor<f32>) {
  // CHECK: hfc.constant dense<[1, 2]> : tensor<2xi64>
  %0 = hfc.constant dense<[1, 2]> : tensor<2xi64>
  // CHECK: hfc.constant #hfc.transposed<#hfc.weight<"w.safetensors", 24> : tensor<2x3xf32>, [1, 0]> : tensor<3x2xf32>
  %1 = hfc.constant #hfc.transposed<#hfc.weight<"w.safetensors", 24> : tensor<2x3xf32>, [1, 0]> : tensor<3x2xf32>
  // CHECK: hfc.size <4*s> : tensor<i64>
  %2 = hfc.size <s * 4> : tensor<i64>
  // CHECK: hfc.iota 0 : tensor<?xi64, #dim.shape<s>>
  %3 = hfc.iota 0 : tensor<?xi64, #dim.shape<s>>
  // CHECK: hfc.reshape
  %4 = hfc.reshape %x : tensor<?x4xf32, #dim.shape<s, 4>> to tensor<?xf32, #dim.shape<s * 4>>
  // CHECK: hfc.broadcast
  %5 = hfc.broadcast %x : tensor<?x4xf32, #dim.shape<s, 4>> to tensor<2x?x4xf32, #dim.shape<2, s, 4>>
  // CHECK: hfc.transpose %{{.*}} [1, 0]
  %6 = hfc.transpose %x [1, 0] : tensor<?x4xf32, #dim.shape<s, 4>>
  // CHECK: hfc.slice %{{.*}} from <0, 3> by [1, -1]
  %7 = hfc.slice %x from <0, 3> by [1, -1] : tensor<?x4xf32, #dim.shape<s, 4>> to tensor<?x2xf32, #dim.shape<s, 2>>
  // CHECK: hfc.concat 0 of
  %8 = hfc.concat 0 of %x, %x : tensor<?x4xf32, #dim.shape<s, 4>>, tensor<?x4xf32, #dim.shape<s, 4>>
  // CHECK: hfc.append %{{.*}} to %arg0 : tensor<?x4xf32, #dim.shape<2*s, 4>> to tensor<?x4xf32, #dim.shape<s, 4>>
  %a8 = hfc.append %8 to %x : tensor<?x4xf32, #dim.shape<s * 2, 4>> to tensor<?x4xf32, #dim.shape<s, 4>>
  // CHECK: hfc.pad reflect
  %9 = hfc.pad reflect %x with %zero low <0, 1> : tensor<?x4xf32, #dim.shape<s, 4>>, tensor<f32> to tensor<?x6xf32, #dim.shape<s, 6>>
  // CHECK: hfc.bind "n" in 0 to 100 =
  hfc.bind "n" in 0 to 100 = %2 : tensor<i64>
  return
}

// CHECK-LABEL: @reductions
func.func @reductions(%x: tensor<?x4xf32, #dim.shape<s, 4>>, %scale: tensor<4xf32>) -> tensor<?x1xf32, #dim.shape<s, 1>> {
  // CHECK: hfc.reduce mean %{{.*}} over [1] keep
  %0 = hfc.reduce mean %x over [1] keep : tensor<?x4xf32, #dim.shape<s, 4>>
  // CHECK: hfc.arg_reduce max %{{.*}} axis 1 last
  %1 = hfc.arg_reduce max %x axis 1 last : tensor<?x4xf32, #dim.shape<s, 4>>
  // CHECK: hfc.cumsum %{{.*}} axis 0 reverse
  %2 = hfc.cumsum %x axis 0 reverse : tensor<?x4xf32, #dim.shape<s, 4>>
  // CHECK: hfc.cumprod %{{.*}} axis 1 exclusive
  %6 = hfc.cumprod %x axis 1 exclusive : tensor<?x4xf32, #dim.shape<s, 4>>
  // CHECK: hfc.top_k %{{.*}} axis 1 smallest : {{.*}} to tensor<?x2xi64, #dim.shape<s, 2>>
  %7 = hfc.top_k %x axis 1 smallest : tensor<?x4xf32, #dim.shape<s, 4>> to tensor<?x2xi64, #dim.shape<s, 2>>
  // CHECK: hfc.scatter %{{.*}} into %{{.*}} at %{{.*}} axis 1 by sum
  %9 = hfc.slice %x from <0, 0> by [1, 1] : tensor<?x4xf32, #dim.shape<s, 4>> to tensor<?x2xf32, #dim.shape<s, 2>>
  %8 = hfc.scatter %9 into %x at %7 axis 1 by sum : tensor<?x2xf32, #dim.shape<s, 2>>, tensor<?x4xf32, #dim.shape<s, 4>>, tensor<?x2xi64, #dim.shape<s, 2>>
  // CHECK: hfc.softmax %{{.*}} axis 1
  %3 = hfc.softmax %x axis 1 : tensor<?x4xf32, #dim.shape<s, 4>>
  // CHECK: hfc.layer_norm %{{.*}} scale %{{.*}} bias %{{.*}} axis 1 epsilon
  %4 = hfc.layer_norm %x scale %scale bias %scale axis 1 epsilon 1.0e-5 : tensor<?x4xf32, #dim.shape<s, 4>>, tensor<4xf32>, tensor<4xf32>
  // CHECK: hfc.rms_norm
  %5 = hfc.rms_norm %x scale %scale axis 1 epsilon 1.0e-5 : tensor<?x4xf32, #dim.shape<s, 4>>, tensor<4xf32>
  return %0 : tensor<?x1xf32, #dim.shape<s, 1>>
}

// CHECK-LABEL: @contractions
func.func @contractions(%x: tensor<?x4xf32, #dim.shape<s, 4>>, %w: tensor<4x8xf32>, %image: tensor<1x4x9x9xf32>, %filter: tensor<6x2x3x3xf32>,
                        %q: tensor<1x4x?x8xf32, #dim.shape<1, 4, s, 8>>, %k: tensor<1x2x?x8xf32, #dim.shape<1, 2, t, 8>>) {
  // CHECK: hfc.contract "mk,kn->mn"
  %0 = hfc.contract "mk,kn->mn" %x, %w : tensor<?x4xf32, #dim.shape<s, 4>>, tensor<4x8xf32> to tensor<?x8xf32, #dim.shape<s, 8>>
  // CHECK: hfc.conv
  %1 = hfc.conv %image, %filter strides [2, 2] dilations [1, 1] low [1, 1] high [1, 1] groups 2 : tensor<1x4x9x9xf32>, tensor<6x2x3x3xf32>
  // CHECK: hfc.pool max
  %2 = hfc.pool max %image window [2, 2] strides [2, 2] dilations [1, 1] low [0, 0] high [0, 0] : tensor<1x4x9x9xf32>
  // CHECK: hfc.attention %{{.*}}, %{{.*}}, %{{.*}} scale 5.000000e-01 causal
  %3 = hfc.attention %q, %k, %k scale 0.5 causal : tensor<1x4x?x8xf32, #dim.shape<1, 4, s, 8>>, tensor<1x2x?x8xf32, #dim.shape<1, 2, t, 8>>, tensor<1x2x?x8xf32, #dim.shape<1, 2, t, 8>>
  return
}

// CHECK-LABEL: @indices
func.func @indices(%table: tensor<100x8xf32>, %ids: tensor<1x?xi64, #dim.shape<1, s>>) -> tensor<1x?x8xf32, #dim.shape<1, s, 8>> {
  // CHECK: hfc.gather %{{.*}} at %{{.*}} axis 0
  %0 = hfc.gather %table at %ids axis 0 : tensor<100x8xf32>, tensor<1x?xi64, #dim.shape<1, s>>
  return %0 : tensor<1x?x8xf32, #dim.shape<1, s, 8>>
}
