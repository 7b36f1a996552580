// Moving elements: arithmetic on indices, guards, tables.
// for T in f32 f64 f16 i8 i64 i1
func.func private @transpose_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?x$T, #dim.shape<d1, d0>> attributes {kernel.entry, test.sizes = [[0, 3], [1, 1], [5, 40], [40, 5], [33, 65], [64, 48], [16, 15], [15, 16]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%j, %i] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $T
  } : tensor<?x?x$T, #dim.shape<d1, d0>>
  return %y : tensor<?x?x$T, #dim.shape<d1, d0>>
}

// Images to rows of channels and back, with something computed on the way: the
// other operands are read as they lie, in the order of the result, and as one.
func.func private @planes_to_channels(%a: tensor<?x20x?x17xf32, #dim.shape<d0, 20, d1, 17>>, %scale: tensor<20xf32>, %b: tensor<?x?x17x20xf32, #dim.shape<d0, d1, 17, 20>>, %row: tensor<?xf32, #dim.shape<d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?x17x20xf32, #dim.shape<d0, d1, 17, 20>> attributes {kernel.entry, test.sizes = [[0, 3], [2, 0], [1, 1], [2, 3], [3, 16]]} {
  %y = kernel.map (%n, %i, %j, %c) {
    %0 = kernel.load %a[%n, %c, %i, %j] : tensor<?x20x?x17xf32, #dim.shape<d0, 20, d1, 17>>
    %1 = kernel.load %scale[%c] : tensor<20xf32>
    %2 = kernel.load %b[%n, %i, %j, %c] : tensor<?x?x17x20xf32, #dim.shape<d0, d1, 17, 20>>
    %3 = kernel.load %row[%i] : tensor<?xf32, #dim.shape<d1>>
    %4 = arith.mulf %0, %1 : f32
    %5 = arith.addf %4, %2 : f32
    %6 = arith.mulf %5, %3 : f32
    kernel.yield %6 : f32
  } : tensor<?x?x17x20xf32, #dim.shape<d0, d1, 17, 20>>
  return %y : tensor<?x?x17x20xf32, #dim.shape<d0, d1, 17, 20>>
}

// Index arithmetic that a square may cross: elements of a transposed matrix,
// 24 of them a row.
func.func private @transposed_in_parts(%a: tensor<48x?xf32, #dim.shape<48, d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x2x24xf32, #dim.shape<d0, 2, 24>> attributes {kernel.entry, test.sizes = [[1], [16], [37]]} {
  %c24 = arith.constant 24 : index
  %y = kernel.map (%i, %j, %k) {
    %0 = arith.muli %j, %c24 : index
    %1 = arith.addi %0, %k : index
    %2 = kernel.load %a[%1, %i] : tensor<48x?xf32, #dim.shape<48, d0>>
    kernel.yield %2 : f32
  } : tensor<?x2x24xf32, #dim.shape<d0, 2, 24>>
  return %y : tensor<?x2x24xf32, #dim.shape<d0, 2, 24>>
}

// for T in f32 f64 f16 i8 i64 i1
func.func private @gather_rows_$T(%t: tensor<10x20x$T>, %ids: tensor<?xi64, #dim.shape<d0>> {test.limit = 10}, %d0: index {dim.symbol = "d0"}) -> tensor<?x20x$T, #dim.shape<d0, 20>> attributes {kernel.entry, test.sizes = [[0], [1], [17]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %ids[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.index_cast %0 : i64 to index
    %2 = kernel.load %t[%1, %j] : tensor<10x20x$T>
    kernel.yield %2 : $T
  } : tensor<?x20x$T, #dim.shape<d0, 20>>
  return %y : tensor<?x20x$T, #dim.shape<d0, 20>>
}

// for T in f32 f64 f16 i8 i64 i1
func.func private @gather_columns_$T(%t: tensor<20x10x$T>, %ids: tensor<?xi64, #dim.shape<d0>> {test.limit = 10}, %d0: index {dim.symbol = "d0"}) -> tensor<20x?x$T, #dim.shape<20, d0>> attributes {kernel.entry, test.sizes = [[0], [1], [17], [70]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %ids[%j] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.index_cast %0 : i64 to index
    %2 = kernel.load %t[%i, %1] : tensor<20x10x$T>
    kernel.yield %2 : $T
  } : tensor<20x?x$T, #dim.shape<20, d0>>
  return %y : tensor<20x?x$T, #dim.shape<20, d0>>
}

// for T:Z in f32:0.0 f64:0.0 f16:0.0 i8:0 i64:0 i1:0
func.func private @concat_$T(%a: tensor<4x?x$T, #dim.shape<4, d0>>, %b: tensor<4x?x$T, #dim.shape<4, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<4x?x$T, #dim.shape<4, d0 + d1>> attributes {kernel.entry, test.sizes = [[0, 0], [0, 3], [3, 0], [20, 50], [64, 64]]} {
  %y = kernel.map (%i, %j) {
    %z = arith.constant $Z : $T
    %n = kernel.size <d0>
    %first = arith.cmpi slt, %j, %n : index
    %k = arith.subi %j, %n : index
    %second = arith.cmpi sge, %j, %n : index
    %0 = kernel.load %b[%i, %k] if %second else %z of $T : tensor<4x?x$T, #dim.shape<4, d1>>
    %1 = kernel.load %a[%i, %j] if %first else %0 of $T : tensor<4x?x$T, #dim.shape<4, d0>>
    kernel.yield %1 : $T
  } : tensor<4x?x$T, #dim.shape<4, d0 + d1>>
  return %y : tensor<4x?x$T, #dim.shape<4, d0 + d1>>
}

// for T:Z in f32:0.0 f64:0.0 f16:0.0 i8:0 i64:0 i1:0
func.func private @pad_$T(%a: tensor<?x8x$T, #dim.shape<d0, 8>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x12x$T, #dim.shape<d0 + 3, 12>> attributes {kernel.entry, test.sizes = [[0], [1], [9]]} {
  %y = kernel.map (%i, %j) {
    %z = arith.constant $Z : $T
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %c0 = arith.constant 0 : index
    %c8 = arith.constant 8 : index
    %n = kernel.size <d0>
    %r = arith.subi %i, %c1 : index
    %c = arith.subi %j, %c2 : index
    %g0 = arith.cmpi sge, %r, %c0 : index
    %g1 = arith.cmpi slt, %r, %n : index
    %g2 = arith.cmpi sge, %c, %c0 : index
    %g3 = arith.cmpi slt, %c, %c8 : index
    %g4 = arith.andi %g0, %g1 : i1
    %g5 = arith.andi %g2, %g3 : i1
    %g = arith.andi %g4, %g5 : i1
    %0 = kernel.load %a[%r, %c] if %g else %z of $T : tensor<?x8x$T, #dim.shape<d0, 8>>
    kernel.yield %0 : $T
  } : tensor<?x12x$T, #dim.shape<d0 + 3, 12>>
  return %y : tensor<?x12x$T, #dim.shape<d0 + 3, 12>>
}

// for T in f32 f64 f16 i8 i64 i1
func.func private @every_third_$T(%a: tensor<?x$T, #dim.shape<3*d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$T, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [50], [200]]} {
  %y = kernel.map (%i) {
    %c3 = arith.constant 3 : index
    %k = arith.muli %i, %c3 : index
    %0 = kernel.load %a[%k] : tensor<?x$T, #dim.shape<3*d0>>
    kernel.yield %0 : $T
  } : tensor<?x$T, #dim.shape<d0>>
  return %y : tensor<?x$T, #dim.shape<d0>>
}

// for T in f32 f64 f16 i8 i64 i1
func.func private @reverse_$T(%a: tensor<?x$T, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$T, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [50], [200]]} {
  %y = kernel.map (%i) {
    %c1 = arith.constant 1 : index
    %n = kernel.size <d0>
    %l = arith.subi %n, %c1 : index
    %k = arith.subi %l, %i : index
    %0 = kernel.load %a[%k] : tensor<?x$T, #dim.shape<d0>>
    kernel.yield %0 : $T
  } : tensor<?x$T, #dim.shape<d0>>
  return %y : tensor<?x$T, #dim.shape<d0>>
}

func.func private @split_heads(%a: tensor<?x64xf32, #dim.shape<d0, 64>>, %d0: index {dim.symbol = "d0"}) -> tensor<4x?x16xf32, #dim.shape<4, d0, 16>> attributes {kernel.entry, test.sizes = [[0], [1], [9]]} {
  %y = kernel.map (%h, %i, %d) {
    %c16 = arith.constant 16 : index
    %k = arith.muli %h, %c16 : index
    %c = arith.addi %k, %d : index
    %0 = kernel.load %a[%i, %c] : tensor<?x64xf32, #dim.shape<d0, 64>>
    kernel.yield %0 : f32
  } : tensor<4x?x16xf32, #dim.shape<4, d0, 16>>
  return %y : tensor<4x?x16xf32, #dim.shape<4, d0, 16>>
}

func.func private @merge_heads(%a: tensor<4x?x16xf32, #dim.shape<4, d0, 16>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x64xf32, #dim.shape<d0, 64>> attributes {kernel.entry, test.sizes = [[0], [1], [9]]} {
  %y = kernel.map (%i, %c) {
    %c16 = arith.constant 16 : index
    %h = arith.divui %c, %c16 : index
    %d = arith.remui %c, %c16 : index
    %0 = kernel.load %a[%h, %i, %d] : tensor<4x?x16xf32, #dim.shape<4, d0, 16>>
    kernel.yield %0 : f32
  } : tensor<?x64xf32, #dim.shape<d0, 64>>
  return %y : tensor<?x64xf32, #dim.shape<d0, 64>>
}

func.func private @merge_odd_heads(%a: tensor<4x?x7xf32, #dim.shape<4, d0, 7>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x28xf32, #dim.shape<d0, 28>> attributes {kernel.entry, test.sizes = [[0], [1], [9]]} {
  %y = kernel.map (%i, %c) {
    %c7 = arith.constant 7 : index
    %h = arith.divui %c, %c7 : index
    %d = arith.remui %c, %c7 : index
    %0 = kernel.load %a[%h, %i, %d] : tensor<4x?x7xf32, #dim.shape<4, d0, 7>>
    kernel.yield %0 : f32
  } : tensor<?x28xf32, #dim.shape<d0, 28>>
  return %y : tensor<?x28xf32, #dim.shape<d0, 28>>
}

func.func private @scalar(%a: tensor<f32>, %b: tensor<f32>) -> tensor<f32> attributes {kernel.entry} {
  %y = kernel.map () {
    %0 = kernel.load %a[] : tensor<f32>
    %1 = kernel.load %b[] : tensor<f32>
    %2 = arith.addf %0, %1 : f32
    kernel.yield %2 : f32
  } : tensor<f32>
  return %y : tensor<f32>
}

func.func private @iota(%a: tensor<f32>, %d0: index {dim.symbol = "d0"}) -> tensor<?x37xi32, #dim.shape<d0, 37>> attributes {kernel.entry, test.sizes = [[0], [3]]} {
  %y = kernel.map (%i, %j) {
    %c = arith.constant 100 : index
    %k = arith.muli %i, %c : index
    %l = arith.addi %k, %j : index
    %0 = arith.index_cast %l : index to i32
    kernel.yield %0 : i32
  } : tensor<?x37xi32, #dim.shape<d0, 37>>
  return %y : tensor<?x37xi32, #dim.shape<d0, 37>>
}

func.func private @two_results(%a: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> (tensor<?xf32, #dim.shape<d0>>, tensor<?x5xf32, #dim.shape<d0, 5>>) attributes {kernel.entry, test.sizes = [[0], [1], [40], [3000]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    %1 = arith.addf %0, %0 : f32
    kernel.yield %1 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  %z = kernel.map (%i, %j) {
    %0 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    kernel.yield %0 : f32
  } : tensor<?x5xf32, #dim.shape<d0, 5>>
  return %y, %z : tensor<?xf32, #dim.shape<d0>>, tensor<?x5xf32, #dim.shape<d0, 5>>
}
