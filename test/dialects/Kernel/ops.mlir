// RUN: hfc-opt %s | hfc-opt | FileCheck %s
// Every operation in its custom syntax.

// CHECK-LABEL: func.func private @normalise
// CHECK-SAME: dim.symbol = "d0"
func.func private @normalise(%x: tensor<?x384xf32, #dim.shape<d0, 384>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x384xf32, #dim.shape<d0, 384>> attributes {kernel.entry} {
  // CHECK: kernel.map (%[[I:.*]], %[[J:.*]]) {
  %y = kernel.map (%i, %j) {
    // CHECK: kernel.reduce add (%[[K:.*]]) in <384> {
    %sum = kernel.reduce add (%k) in <384> {
      // CHECK: kernel.load %{{.*}}[%[[I]], %[[K]]] : tensor<?x384xf32, #dim.shape<d0, 384>>
      %e = kernel.load %x[%i, %k] : tensor<?x384xf32, #dim.shape<d0, 384>>
      kernel.yield %e : f32
    } : f32
    // CHECK: kernel.size <d0>
    %n = kernel.size <d0>
    %inside = arith.cmpi slt, %i, %n : index
    // CHECK: kernel.load %{{.*}}[%[[I]], %[[J]]] if %{{.*}} else %{{.*}} of f32 :
    %e = kernel.load %x[%i, %j] if %inside else %sum of f32 : tensor<?x384xf32, #dim.shape<d0, 384>>
    %v = arith.divf %e, %sum : f32
    kernel.yield %v : f32
  } : tensor<?x384xf32, #dim.shape<d0, 384>>
  return %y : tensor<?x384xf32, #dim.shape<d0, 384>>
}

// CHECK-LABEL: @contract
func.func private @contract(%a: tensor<?x384xf32, #dim.shape<d0, 384>>, %b: tensor<32x384x48xf32>, %bias: tensor<1536xf32>, %d0: index {dim.symbol = "d0"}) -> tensor<?x1536xf32, #dim.shape<d0, 1536>> attributes {kernel.entry} {
  // CHECK: kernel.contract %{{.*}}, %{{.*}} maps [(d0, d1, d2) -> (d0, d2)], [(d0, d1, d2) -> (d1 floordiv 48, d2, d1 mod 48)] reduce <384> (%{{.*}}, %{{.*}}, %{{.*}}: f32) {
  %y = kernel.contract %a, %b maps [(m, n, k) -> (m, k)], [(m, n, k) -> (n floordiv 48, k, n mod 48)] reduce <384> (%m, %n, %sum: f32) {
    %c = kernel.load %bias[%n] : tensor<1536xf32>
    %v = arith.addf %sum, %c : f32
    kernel.yield %v : f32
  } : tensor<?x384xf32, #dim.shape<d0, 384>>, tensor<32x384x48xf32> to tensor<?x1536xf32, #dim.shape<d0, 1536>>
  return %y : tensor<?x1536xf32, #dim.shape<d0, 1536>>
}

// The keys and values are parts of one tensor of merged projections; the result is stored with the head inside.
// CHECK-LABEL: @attention
func.func private @attention(%qkv: tensor<2x?x3x4x8xf32, #dim.shape<2, d0, 3, 4, 8>>, %mask: tensor<2x?xf32, #dim.shape<2, d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<2x?x4x8xf32, #dim.shape<2, d0, 4, 8>> attributes {kernel.entry} {
  // CHECK: kernel.attention %{{.*}}, %{{.*}}, %{{.*}} maps
  // CHECK-SAME: dims <2, 4, d0, d0, 8, 8>
  %y = kernel.attention %qkv, %qkv, %qkv maps [(b, h, i, d) -> (b, i, 0, h, d)], [(b, h, j, d) -> (b, j, 1, h, d)], [(b, h, j, e) -> (b, j, 2, h, e)], [(b, h, i, e) -> (b, i, h, e)] dims <2, 4, d0, d0, 8, 8> (%b, %h, %i, %j, %score: f32) {
    %m = kernel.load %mask[%b, %j] : tensor<2x?xf32, #dim.shape<2, d0>>
    %v = arith.addf %score, %m : f32
    kernel.yield %v : f32
  } : tensor<2x?x3x4x8xf32, #dim.shape<2, d0, 3, 4, 8>>, tensor<2x?x3x4x8xf32, #dim.shape<2, d0, 3, 4, 8>>, tensor<2x?x3x4x8xf32, #dim.shape<2, d0, 3, 4, 8>> to tensor<2x?x4x8xf32, #dim.shape<2, d0, 4, 8>>
  return %y : tensor<2x?x4x8xf32, #dim.shape<2, d0, 4, 8>>
}

// CHECK-LABEL: @scan
func.func private @scan(%x: tensor<4x384xf16>) -> tensor<4x384xf16> attributes {kernel.entry} {
  // CHECK: kernel.scan  add axis 1 exclusive reverse (%{{.*}}, %{{.*}}) {
  %y = kernel.scan add axis 1 exclusive reverse (%i, %j) {
    %e = kernel.load %x[%i, %j] : tensor<4x384xf16>
    %v = arith.extf %e : f16 to f32
    kernel.yield %v : f32
  } : tensor<4x384xf16>
  return %y : tensor<4x384xf16>
}

// CHECK-LABEL: @scatter
func.func private @scatter(%x: tensor<?x8xf32, #dim.shape<d0, 8>>, %p: tensor<?xi64, #dim.shape<d1>>, %u: tensor<?x8xf32, #dim.shape<d1, 8>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x8xf32, #dim.shape<d0, 8>> attributes {kernel.entry} {
  // CHECK: kernel.scatter axis 0 over <d1, 8> by  add initial (%{{.*}}, %{{.*}}) {
  // CHECK: } places (%[[U:.*]], %{{.*}}) {
  // CHECK-NEXT: kernel.load %{{.*}}[%[[U]]]
  // CHECK: } values (%{{.*}}, %{{.*}}) {
  %y = kernel.scatter axis 0 over <d1, 8> by add initial (%i, %j) {
    %e = kernel.load %x[%i, %j] : tensor<?x8xf32, #dim.shape<d0, 8>>
    kernel.yield %e : f32
  } places (%i, %j) {
    %e = kernel.load %p[%i] : tensor<?xi64, #dim.shape<d1>>
    kernel.yield %e : i64
  } values (%i, %j) {
    %e = kernel.load %u[%i, %j] : tensor<?x8xf32, #dim.shape<d1, 8>>
    kernel.yield %e : f32
  } : tensor<?x8xf32, #dim.shape<d0, 8>>
  return %y : tensor<?x8xf32, #dim.shape<d0, 8>>
}

// CHECK-LABEL: @top_k
func.func private @top_k(%x: tensor<4x384xf32>) -> tensor<4x5xi64> attributes {kernel.entry} {
  // CHECK: kernel.top_k smallest axis 1 of <384> (%{{.*}}, %{{.*}}) {
  %y = kernel.top_k smallest axis 1 of <384> (%i, %j) {
    %e = kernel.load %x[%i, %j] : tensor<4x384xf32>
    kernel.yield %e : f32
  } : tensor<4x5xi64>
  return %y : tensor<4x5xi64>
}
