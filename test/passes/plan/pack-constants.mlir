// RUN: hfc-opt %s --form-kernels --pack-constants-x86 --split-input-file | FileCheck %s
// RUN: hfc-opt %s --form-kernels --pack-constants --split-input-file | FileCheck %s --check-prefix=NO-TARGET

// Panels of 48 columns: 100 of them fill three, the last padded with zeros. Both layers get the layout, each its recipe.
// CHECK-LABEL: func.func @layers
// CHECK-DAG: plan.constant #hfc.transposed<{{.*}}#hfc.padded<{{.*}}#hfc.weight<"w", 0>{{.*}} : tensor<[[PANELS:.*]]>
// CHECK-DAG: plan.constant #hfc.transposed<{{.*}}#hfc.padded<{{.*}}#hfc.weight<"w", 6400>{{.*}} : tensor<[[PANELS]]>
// CHECK: plan.dispatch @contract(%arg0, %{{.*}}) {{.*}} tensor<[[PANELS]]>
// CHECK: func.func private @contract(%{{.*}}, %{{.*}}: tensor<[[PANELS]]>
// CHECK: kernel.contract %{{.*}} maps [(d0, d1, d2) -> (d0, d2)], [(d0, d1, d2) -> (d1 floordiv [[WIDTH:[0-9]+]], d2, d1 mod [[WIDTH]])]
// NO-TARGET-LABEL: func.func @layers
// NO-TARGET: plan.dispatch @contract(%arg0, %{{.*}}) {{.*}} tensor<100x16xf32>
func.func @layers(%x: tensor<8x16xf32>) -> (tensor<8x100xf32>, tensor<8x100xf32>) {
  %v = hfc.constant #hfc.weight<"w", 0> : tensor<100x16xf32>
  %w = hfc.constant #hfc.weight<"w", 6400> : tensor<100x16xf32>
  %0 = hfc.contract "mk,nk->mn" %x, %v : tensor<8x16xf32>, tensor<100x16xf32> to tensor<8x100xf32>
  %1 = hfc.contract "mk,nk->mn" %x, %w : tensor<8x16xf32>, tensor<100x16xf32> to tensor<8x100xf32>
  return %0, %1 : tensor<8x100xf32>, tensor<8x100xf32>
}

// -----

// At one of its dispatches the right operand is no constant: the kernel serves both as it is.
// CHECK-LABEL: func.func @not_constant_everywhere
// CHECK-COUNT-2: plan.dispatch @contract({{.*}} tensor<100x16xf32>
func.func @not_constant_everywhere(%x: tensor<8x16xf32>, %y: tensor<100x16xf32>) -> (tensor<8x100xf32>, tensor<8x100xf32>) {
  %v = hfc.constant #hfc.weight<"w", 0> : tensor<100x16xf32>
  %0 = hfc.contract "mk,nk->mn" %x, %v : tensor<8x16xf32>, tensor<100x16xf32> to tensor<8x100xf32>
  %1 = hfc.contract "mk,nk->mn" %x, %y : tensor<8x16xf32>, tensor<100x16xf32> to tensor<8x100xf32>
  return %0, %1 : tensor<8x100xf32>, tensor<8x100xf32>
}

// -----

// A table that is packed as a head is gathered from where it lies there.
// CHECK-LABEL: func.func @tied
// CHECK: %[[TABLE:.*]] = plan.constant #hfc.transposed<{{.*}} : tensor<[[PANELS:.*]]xf32>
// CHECK-NOT: plan.constant #hfc.weight<"w", 0>
// CHECK: plan.dispatch @gather({{.*}}) {{.*}}tensor<[[PANELS]]xf32>
// CHECK: func.func private @gather(
// CHECK: %[[ROW:.*]] = arith.maxsi
// CHECK-DAG: %[[PANEL:.*]] = arith.divui %[[ROW]], %{{.*}} : index
// CHECK-DAG: %[[COLUMN:.*]] = arith.remui %[[ROW]], %{{.*}} : index
// CHECK: kernel.load %{{.*}}[%[[PANEL]], %{{.*}}, %[[COLUMN]]] {{.*}} tensor<[[PANELS]]xf32>
func.func @tied(%ids: tensor<5xi64>, %x: tensor<8x16xf32>) -> (tensor<5x16xf32>, tensor<8x100xf32>) {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<100x16xf32>
  %0 = hfc.gather %w at %ids axis 0 : tensor<100x16xf32>, tensor<5xi64>
  %1 = hfc.contract "mk,nk->mn" %x, %w : tensor<8x16xf32>, tensor<100x16xf32> to tensor<8x100xf32>
  return %0, %1 : tensor<5x16xf32>, tensor<8x100xf32>
}

// -----

// A constant with a batch: panels for each.
// CHECK-LABEL: func.func @batched
// CHECK: plan.constant #hfc.transposed<{{.*}} : tensor<4x[[PANELS:[0-9]+x32x[0-9]+]]xui8>
// CHECK: plan.dispatch @contract({{.*}}tensor<4x[[PANELS]]xui8>
// CHECK: func.func private @contract(%{{.*}}, %{{.*}}: tensor<4x[[PANELS]]xi8>
// CHECK: kernel.contract %{{.*}}, [(d0, d1, d2, d3) -> (d0, d2 floordiv [[WIDTH:[0-9]+]], d3, d2 mod [[WIDTH]])]
func.func @batched(%x: tensor<3x4x32xf32>) -> tensor<4x3x100xf32> {
  %w = hfc.constant #hfc.weight<"w", 0> : tensor<100x4x32xui8>
  %0 = hfc.contract "mgk,ngk->gmn" %x, %w : tensor<3x4x32xf32>, tensor<100x4x32xui8> to tensor<4x3x100xf32>
  return %0 : tensor<4x3x100xf32>
}
