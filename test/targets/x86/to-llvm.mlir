// RUN: hfc-opt %s --x86-lower-kernels --x86-to-llvm | FileCheck %s
// The calling convention of artifact/kernel_abi.h, and nothing but the llvm dialect: functions of math are formulas, not
// calls.

// CHECK:     llvm.func @softmax(%{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr, %{{.*}}: i64, %{{.*}}: i64, %{{.*}}: !llvm.ptr)
// CHECK-NOT: unrealized_conversion_cast
// CHECK-NOT: llvm.intr.exp
// CHECK-NOT: llvm.call
// CHECK:     llvm.return
func.func private @softmax(%x: tensor<?x128xf32, #dim.shape<d0, 128>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x128xf32, #dim.shape<d0, 128>> attributes {kernel.entry} {
  %y = kernel.map (%i, %j) {
    %max = kernel.reduce max (%k) in <128> {
      %e = kernel.load %x[%i, %k] : tensor<?x128xf32, #dim.shape<d0, 128>>
      kernel.yield %e : f32
    } : f32
    %sum = kernel.reduce add (%k) in <128> {
      %e = kernel.load %x[%i, %k] : tensor<?x128xf32, #dim.shape<d0, 128>>
      %s = arith.subf %e, %max : f32
      %p = math.exp %s : f32
      kernel.yield %p : f32
    } : f32
    %e = kernel.load %x[%i, %j] : tensor<?x128xf32, #dim.shape<d0, 128>>
    %s = arith.subf %e, %max : f32
    %p = math.exp %s : f32
    %v = arith.divf %p, %sum : f32
    kernel.yield %v : f32
  } : tensor<?x128xf32, #dim.shape<d0, 128>>
  return %y : tensor<?x128xf32, #dim.shape<d0, 128>>
}
