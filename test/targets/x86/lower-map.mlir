// RUN: hfc-opt %s --x86-lower-kernels --canonicalize --cse --split-input-file | FileCheck %s

// Two dims that every access steps through as through one are one loop of whole registers and a masked rest.
// CHECK-LABEL: func.func @flat
// CHECK-SAME:  x86.strategy = "map 64 lanes"
// CHECK:       scf.for %[[GROUP:.*]] = %{{.*}} to %{{.*}} step %c1
// CHECK:         scf.for %{{.*}} step %c64 {
// CHECK-COUNT-2:   llvm.load %{{.*}} -> vector<64xf32>
// CHECK:           arith.addf
// CHECK:           llvm.store %{{.*}} : vector<64xf32>
// CHECK:         scf.for %{{.*}} step %c16 {
// CHECK-COUNT-2:   llvm.intr.masked.load
// CHECK:           llvm.intr.masked.store
func.func private @flat(%a: tensor<?x?xf32, #dim.shape<d0, d1>>, %b: tensor<?x?xf32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?xf32, #dim.shape<d0, d1>> attributes {kernel.entry} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?xf32, #dim.shape<d0, d1>>
    %1 = kernel.load %b[%i, %j] : tensor<?x?xf32, #dim.shape<d0, d1>>
    %2 = arith.addf %0, %1 : f32
    kernel.yield %2 : f32
  } : tensor<?x?xf32, #dim.shape<d0, d1>>
  return %y : tensor<?x?xf32, #dim.shape<d0, d1>>
}

// -----

// What a row has in common is computed once a row, by loops of its own; no rest, so no masks.
// CHECK-LABEL: func.func @rows
// CHECK-SAME:  x86.grid = #dim.expr<(d0 + {{[0-9]+}}) floordiv {{[0-9]+}}>
// CHECK-NOT:   masked
// CHECK:       scf.for
// CHECK:         scf.for
// CHECK:           scf.for %{{.*}} iter_args(%{{.*}}) -> (vector<64xf32>)
// CHECK:           vector.reduction <add>, %{{.*}} fastmath<reassoc>
// CHECK:           %[[MEAN:.*]] = arith.divf {{.*}} : f32
// CHECK:           scf.for
// CHECK:             vector.broadcast %[[MEAN]]
// CHECK:             llvm.store {{.*}} : vector<64xf32>
func.func private @rows(%x: tensor<?x384xf32, #dim.shape<d0, 384>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x384xf32, #dim.shape<d0, 384>> attributes {kernel.entry} {
  %y = kernel.map (%i, %j) {
    %n = arith.constant 384.0 : f32
    %sum = kernel.reduce add (%k) in <384> {
      %e = kernel.load %x[%i, %k] : tensor<?x384xf32, #dim.shape<d0, 384>>
      kernel.yield %e : f32
    } : f32
    %mean = arith.divf %sum, %n : f32
    %e = kernel.load %x[%i, %j] : tensor<?x384xf32, #dim.shape<d0, 384>>
    %d = arith.subf %e, %mean : f32
    kernel.yield %d : f32
  } : tensor<?x384xf32, #dim.shape<d0, 384>>
  return %y : tensor<?x384xf32, #dim.shape<d0, 384>>
}

// -----

// A maximum inside of a sum that does not depend on the sum's index leaves it, and is the one that the row has already.
// CHECK-LABEL: func.func @invariant
// CHECK-COUNT-1: vector.reduction <maximumf>
// CHECK-NOT:   vector.reduction <maximumf>
// CHECK:       vector.reduction <add>
func.func private @invariant(%x: tensor<?x256xf32, #dim.shape<d0, 256>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x256xf32, #dim.shape<d0, 256>> attributes {kernel.entry} {
  %y = kernel.map (%i, %j) {
    %sum = kernel.reduce add (%k) in <256> {
      %max = kernel.reduce max (%l) in <256> {
        %e = kernel.load %x[%i, %l] : tensor<?x256xf32, #dim.shape<d0, 256>>
        kernel.yield %e : f32
      } : f32
      %e = kernel.load %x[%i, %k] : tensor<?x256xf32, #dim.shape<d0, 256>>
      %d = arith.subf %e, %max : f32
      kernel.yield %d : f32
    } : f32
    %max = kernel.reduce max (%l) in <256> {
      %e = kernel.load %x[%i, %l] : tensor<?x256xf32, #dim.shape<d0, 256>>
      kernel.yield %e : f32
    } : f32
    %v = arith.addf %sum, %max : f32
    kernel.yield %v : f32
  } : tensor<?x256xf32, #dim.shape<d0, 256>>
  return %y : tensor<?x256xf32, #dim.shape<d0, 256>>
}

// -----

// Rows of a table are copied whole: the row's number is one scalar.
// CHECK-LABEL: func.func @table
// CHECK-NOT:   gather
// CHECK:       %[[ID:.*]] = llvm.load %{{.*}} -> i64
// CHECK:       scf.for
// CHECK:         llvm.load %{{.*}} -> vector<64xf32>
// CHECK:         llvm.store
func.func private @table(%t: tensor<1000x384xf32>, %ids: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x384xf32, #dim.shape<d0, 384>> attributes {kernel.entry} {
  %y = kernel.map (%i, %j) {
    %id = kernel.load %ids[%i] : tensor<?xi64, #dim.shape<d0>>
    %row = arith.index_cast %id : i64 to index
    %e = kernel.load %t[%row, %j] : tensor<1000x384xf32>
    kernel.yield %e : f32
  } : tensor<?x384xf32, #dim.shape<d0, 384>>
  return %y : tensor<?x384xf32, #dim.shape<d0, 384>>
}

// -----

// A sum down the columns keeps one accumulator a column: lanes stand for columns.
// CHECK-LABEL: func.func @columns
// CHECK-NOT:   vector.reduction
// CHECK:       scf.for %{{.*}} iter_args(%{{.*}}) -> (vector<{{[0-9]+}}xf32>)
// CHECK:       llvm.store
func.func private @columns(%x: tensor<?x256xf32, #dim.shape<d0, 256>>, %d0: index {dim.symbol = "d0"}) -> tensor<256xf32> attributes {kernel.entry} {
  %y = kernel.map (%j) {
    %sum = kernel.reduce add (%k) in <d0> {
      %e = kernel.load %x[%k, %j] : tensor<?x256xf32, #dim.shape<d0, 256>>
      kernel.yield %e : f32
    } : f32
    kernel.yield %sum : f32
  } : tensor<256xf32>
  return %y : tensor<256xf32>
}

// -----

// A head's part of a row: the quotient is the same for all lanes, and what is read is consecutive.
// CHECK-LABEL: func.func @heads
// CHECK-NOT:   gather
// CHECK:       llvm.load %{{.*}} -> vector<{{[0-9]+}}xf32>
func.func private @heads(%x: tensor<12x?x64xf32, #dim.shape<12, d0, 64>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x768xf32, #dim.shape<d0, 768>> attributes {kernel.entry} {
  %y = kernel.map (%i, %c) {
    %c64 = arith.constant 64 : index
    %h = arith.divui %c, %c64 : index
    %d = arith.remui %c, %c64 : index
    %e = kernel.load %x[%h, %i, %d] : tensor<12x?x64xf32, #dim.shape<12, d0, 64>>
    kernel.yield %e : f32
  } : tensor<?x768xf32, #dim.shape<d0, 768>>
  return %y : tensor<?x768xf32, #dim.shape<d0, 768>>
}

// -----

// A guard that differs by lane is a mask: nothing outside is read.
// CHECK-LABEL: func.func @padded
// CHECK:       %[[INSIDE:.*]] = arith.cmpi {{.*}} : vector<32xi32>
// CHECK:       llvm.intr.masked.load %{{.*}}, %[[INSIDE]]
// CHECK:       arith.select %[[INSIDE]]
func.func private @padded(%x: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<32xf32> attributes {kernel.entry} {
  %y = kernel.map (%i) {
    %n = kernel.size <d0>
    %z = arith.constant 1.0 : f32
    %g = arith.cmpi slt, %i, %n : index
    %e = kernel.load %x[%i] if %g else %z of f32 : tensor<?xf32, #dim.shape<d0>>
    kernel.yield %e : f32
  } : tensor<32xf32>
  return %y : tensor<32xf32>
}

// -----

// An operand whose elements lie side by side along another index is loaded in squares, transposed in registers.
// CHECK-LABEL: func.func @transposed
// CHECK-SAME:  x86.strategy = "map 16x16 transposed"
// CHECK-COUNT-16: llvm.load %{{.*}} -> vector<16xf32>
// CHECK-COUNT-64: vector.shuffle
// CHECK-COUNT-16: llvm.store %{{.*}} : vector<16xf32>
// CHECK:          llvm.intr.masked.gather
func.func private @transposed(%a: tensor<?x40xf32, #dim.shape<d0, 40>>, %d0: index {dim.symbol = "d0"}) -> tensor<40x?xf32, #dim.shape<40, d0>> attributes {kernel.entry} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%j, %i] : tensor<?x40xf32, #dim.shape<d0, 40>>
    kernel.yield %0 : f32
  } : tensor<40x?xf32, #dim.shape<40, d0>>
  return %y : tensor<40x?xf32, #dim.shape<40, d0>>
}

// -----

// Channels of places that are computed for all of them: as many registers as hold their sums, however long the sum and
// what is computed for its places.
// CHECK-LABEL: func.func @channels
// CHECK-SAME:  x86.strategy = "map 64 lanes"
func.func private @channels(%x: tensor<?x64xf32, #dim.shape<d0, 64>>, %at: tensor<8x?xi64, #dim.shape<8, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<8x64xf32> attributes {kernel.entry} {
  %y = kernel.map (%i, %c) {
    %most = kernel.reduce max (%k) in <d1> {
      %0 = kernel.load %at[%i, %k] : tensor<8x?xi64, #dim.shape<8, d1>>
      %1 = arith.index_cast %0 : i64 to index
      %e = kernel.load %x[%1, %c] : tensor<?x64xf32, #dim.shape<d0, 64>>
      kernel.yield %e : f32
    } : f32
    kernel.yield %most : f32
  } : tensor<8x64xf32>
  return %y : tensor<8x64xf32>
}

// -----

// Two values that lie side by side in the result and far apart in the operand: both are computed as vectors along the
// index before, and interleaved.
// CHECK-LABEL: func.func @interleaved
// CHECK-SAME:  x86.strategy = "map 16 lanes interleaved"
// CHECK-COUNT-2: llvm.load %{{.*}} -> vector<16xf32>
// CHECK:       vector.interleave {{.*}} : vector<16xf32> -> vector<32xf32>
// CHECK:       llvm.store %{{.*}} : vector<32xf32>
func.func private @interleaved(%x: tensor<2x?x50xf32, #dim.shape<2, d0, 50>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x50x2xf32, #dim.shape<d0, 50, 2>> attributes {kernel.entry} {
  %y = kernel.map (%i, %j, %k) {
    %0 = kernel.load %x[%k, %i, %j] : tensor<2x?x50xf32, #dim.shape<2, d0, 50>>
    kernel.yield %0 : f32
  } : tensor<?x50x2xf32, #dim.shape<d0, 50, 2>>
  return %y : tensor<?x50x2xf32, #dim.shape<d0, 50, 2>>
}
