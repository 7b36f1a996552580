// Moving elements: arithmetic on indices, guards, tables.
func.func private @transpose_f32(%a: tensor<?x?xf32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?xf32, #dim.shape<d1, d0>> attributes {kernel.entry, test.sizes = [[0, 3], [1, 1], [5, 40], [40, 5], [33, 65]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%j, %i] : tensor<?x?xf32, #dim.shape<d0, d1>>
    kernel.yield %0 : f32
  } : tensor<?x?xf32, #dim.shape<d1, d0>>
  return %y : tensor<?x?xf32, #dim.shape<d1, d0>>
}

func.func private @gather_rows_f32(%t: tensor<10x20xf32>, %ids: tensor<?xi64, #dim.shape<d0>> {test.limit = 10}, %d0: index {dim.symbol = "d0"}) -> tensor<?x20xf32, #dim.shape<d0, 20>> attributes {kernel.entry, test.sizes = [[0], [1], [17]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %ids[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.index_cast %0 : i64 to index
    %2 = kernel.load %t[%1, %j] : tensor<10x20xf32>
    kernel.yield %2 : f32
  } : tensor<?x20xf32, #dim.shape<d0, 20>>
  return %y : tensor<?x20xf32, #dim.shape<d0, 20>>
}

func.func private @gather_columns_f32(%t: tensor<20x10xf32>, %ids: tensor<?xi64, #dim.shape<d0>> {test.limit = 10}, %d0: index {dim.symbol = "d0"}) -> tensor<20x?xf32, #dim.shape<20, d0>> attributes {kernel.entry, test.sizes = [[0], [1], [17], [70]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %ids[%j] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.index_cast %0 : i64 to index
    %2 = kernel.load %t[%i, %1] : tensor<20x10xf32>
    kernel.yield %2 : f32
  } : tensor<20x?xf32, #dim.shape<20, d0>>
  return %y : tensor<20x?xf32, #dim.shape<20, d0>>
}

func.func private @concat_f32(%a: tensor<4x?xf32, #dim.shape<4, d0>>, %b: tensor<4x?xf32, #dim.shape<4, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<4x?xf32, #dim.shape<4, d0 + d1>> attributes {kernel.entry, test.sizes = [[0, 0], [0, 3], [3, 0], [20, 50], [64, 64]]} {
  %y = kernel.map (%i, %j) {
    %z = arith.constant 0.0 : f32
    %n = kernel.size <d0>
    %first = arith.cmpi slt, %j, %n : index
    %k = arith.subi %j, %n : index
    %second = arith.cmpi sge, %j, %n : index
    %0 = kernel.load %b[%i, %k] if %second else %z of f32 : tensor<4x?xf32, #dim.shape<4, d1>>
    %1 = kernel.load %a[%i, %j] if %first else %0 of f32 : tensor<4x?xf32, #dim.shape<4, d0>>
    kernel.yield %1 : f32
  } : tensor<4x?xf32, #dim.shape<4, d0 + d1>>
  return %y : tensor<4x?xf32, #dim.shape<4, d0 + d1>>
}

func.func private @pad_f32(%a: tensor<?x8xf32, #dim.shape<d0, 8>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x12xf32, #dim.shape<d0 + 3, 12>> attributes {kernel.entry, test.sizes = [[0], [1], [9]]} {
  %y = kernel.map (%i, %j) {
    %z = arith.constant 0.0 : f32
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
    %0 = kernel.load %a[%r, %c] if %g else %z of f32 : tensor<?x8xf32, #dim.shape<d0, 8>>
    kernel.yield %0 : f32
  } : tensor<?x12xf32, #dim.shape<d0 + 3, 12>>
  return %y : tensor<?x12xf32, #dim.shape<d0 + 3, 12>>
}

func.func private @every_third_f32(%a: tensor<?xf32, #dim.shape<3*d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [50], [200]]} {
  %y = kernel.map (%i) {
    %c3 = arith.constant 3 : index
    %k = arith.muli %i, %c3 : index
    %0 = kernel.load %a[%k] : tensor<?xf32, #dim.shape<3*d0>>
    kernel.yield %0 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @reverse_f32(%a: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [50], [200]]} {
  %y = kernel.map (%i) {
    %c1 = arith.constant 1 : index
    %n = kernel.size <d0>
    %l = arith.subi %n, %c1 : index
    %k = arith.subi %l, %i : index
    %0 = kernel.load %a[%k] : tensor<?xf32, #dim.shape<d0>>
    kernel.yield %0 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @transpose_f64(%a: tensor<?x?xf64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?xf64, #dim.shape<d1, d0>> attributes {kernel.entry, test.sizes = [[0, 3], [1, 1], [5, 40], [40, 5], [33, 65]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%j, %i] : tensor<?x?xf64, #dim.shape<d0, d1>>
    kernel.yield %0 : f64
  } : tensor<?x?xf64, #dim.shape<d1, d0>>
  return %y : tensor<?x?xf64, #dim.shape<d1, d0>>
}

func.func private @gather_rows_f64(%t: tensor<10x20xf64>, %ids: tensor<?xi64, #dim.shape<d0>> {test.limit = 10}, %d0: index {dim.symbol = "d0"}) -> tensor<?x20xf64, #dim.shape<d0, 20>> attributes {kernel.entry, test.sizes = [[0], [1], [17]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %ids[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.index_cast %0 : i64 to index
    %2 = kernel.load %t[%1, %j] : tensor<10x20xf64>
    kernel.yield %2 : f64
  } : tensor<?x20xf64, #dim.shape<d0, 20>>
  return %y : tensor<?x20xf64, #dim.shape<d0, 20>>
}

func.func private @gather_columns_f64(%t: tensor<20x10xf64>, %ids: tensor<?xi64, #dim.shape<d0>> {test.limit = 10}, %d0: index {dim.symbol = "d0"}) -> tensor<20x?xf64, #dim.shape<20, d0>> attributes {kernel.entry, test.sizes = [[0], [1], [17], [70]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %ids[%j] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.index_cast %0 : i64 to index
    %2 = kernel.load %t[%i, %1] : tensor<20x10xf64>
    kernel.yield %2 : f64
  } : tensor<20x?xf64, #dim.shape<20, d0>>
  return %y : tensor<20x?xf64, #dim.shape<20, d0>>
}

func.func private @concat_f64(%a: tensor<4x?xf64, #dim.shape<4, d0>>, %b: tensor<4x?xf64, #dim.shape<4, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<4x?xf64, #dim.shape<4, d0 + d1>> attributes {kernel.entry, test.sizes = [[0, 0], [0, 3], [3, 0], [20, 50], [64, 64]]} {
  %y = kernel.map (%i, %j) {
    %z = arith.constant 0.0 : f64
    %n = kernel.size <d0>
    %first = arith.cmpi slt, %j, %n : index
    %k = arith.subi %j, %n : index
    %second = arith.cmpi sge, %j, %n : index
    %0 = kernel.load %b[%i, %k] if %second else %z of f64 : tensor<4x?xf64, #dim.shape<4, d1>>
    %1 = kernel.load %a[%i, %j] if %first else %0 of f64 : tensor<4x?xf64, #dim.shape<4, d0>>
    kernel.yield %1 : f64
  } : tensor<4x?xf64, #dim.shape<4, d0 + d1>>
  return %y : tensor<4x?xf64, #dim.shape<4, d0 + d1>>
}

func.func private @pad_f64(%a: tensor<?x8xf64, #dim.shape<d0, 8>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x12xf64, #dim.shape<d0 + 3, 12>> attributes {kernel.entry, test.sizes = [[0], [1], [9]]} {
  %y = kernel.map (%i, %j) {
    %z = arith.constant 0.0 : f64
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
    %0 = kernel.load %a[%r, %c] if %g else %z of f64 : tensor<?x8xf64, #dim.shape<d0, 8>>
    kernel.yield %0 : f64
  } : tensor<?x12xf64, #dim.shape<d0 + 3, 12>>
  return %y : tensor<?x12xf64, #dim.shape<d0 + 3, 12>>
}

func.func private @every_third_f64(%a: tensor<?xf64, #dim.shape<3*d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [50], [200]]} {
  %y = kernel.map (%i) {
    %c3 = arith.constant 3 : index
    %k = arith.muli %i, %c3 : index
    %0 = kernel.load %a[%k] : tensor<?xf64, #dim.shape<3*d0>>
    kernel.yield %0 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @reverse_f64(%a: tensor<?xf64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [50], [200]]} {
  %y = kernel.map (%i) {
    %c1 = arith.constant 1 : index
    %n = kernel.size <d0>
    %l = arith.subi %n, %c1 : index
    %k = arith.subi %l, %i : index
    %0 = kernel.load %a[%k] : tensor<?xf64, #dim.shape<d0>>
    kernel.yield %0 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @transpose_f16(%a: tensor<?x?xf16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?xf16, #dim.shape<d1, d0>> attributes {kernel.entry, test.sizes = [[0, 3], [1, 1], [5, 40], [40, 5], [33, 65]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%j, %i] : tensor<?x?xf16, #dim.shape<d0, d1>>
    kernel.yield %0 : f16
  } : tensor<?x?xf16, #dim.shape<d1, d0>>
  return %y : tensor<?x?xf16, #dim.shape<d1, d0>>
}

func.func private @gather_rows_f16(%t: tensor<10x20xf16>, %ids: tensor<?xi64, #dim.shape<d0>> {test.limit = 10}, %d0: index {dim.symbol = "d0"}) -> tensor<?x20xf16, #dim.shape<d0, 20>> attributes {kernel.entry, test.sizes = [[0], [1], [17]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %ids[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.index_cast %0 : i64 to index
    %2 = kernel.load %t[%1, %j] : tensor<10x20xf16>
    kernel.yield %2 : f16
  } : tensor<?x20xf16, #dim.shape<d0, 20>>
  return %y : tensor<?x20xf16, #dim.shape<d0, 20>>
}

func.func private @gather_columns_f16(%t: tensor<20x10xf16>, %ids: tensor<?xi64, #dim.shape<d0>> {test.limit = 10}, %d0: index {dim.symbol = "d0"}) -> tensor<20x?xf16, #dim.shape<20, d0>> attributes {kernel.entry, test.sizes = [[0], [1], [17], [70]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %ids[%j] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.index_cast %0 : i64 to index
    %2 = kernel.load %t[%i, %1] : tensor<20x10xf16>
    kernel.yield %2 : f16
  } : tensor<20x?xf16, #dim.shape<20, d0>>
  return %y : tensor<20x?xf16, #dim.shape<20, d0>>
}

func.func private @concat_f16(%a: tensor<4x?xf16, #dim.shape<4, d0>>, %b: tensor<4x?xf16, #dim.shape<4, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<4x?xf16, #dim.shape<4, d0 + d1>> attributes {kernel.entry, test.sizes = [[0, 0], [0, 3], [3, 0], [20, 50], [64, 64]]} {
  %y = kernel.map (%i, %j) {
    %z = arith.constant 0.0 : f16
    %n = kernel.size <d0>
    %first = arith.cmpi slt, %j, %n : index
    %k = arith.subi %j, %n : index
    %second = arith.cmpi sge, %j, %n : index
    %0 = kernel.load %b[%i, %k] if %second else %z of f16 : tensor<4x?xf16, #dim.shape<4, d1>>
    %1 = kernel.load %a[%i, %j] if %first else %0 of f16 : tensor<4x?xf16, #dim.shape<4, d0>>
    kernel.yield %1 : f16
  } : tensor<4x?xf16, #dim.shape<4, d0 + d1>>
  return %y : tensor<4x?xf16, #dim.shape<4, d0 + d1>>
}

func.func private @pad_f16(%a: tensor<?x8xf16, #dim.shape<d0, 8>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x12xf16, #dim.shape<d0 + 3, 12>> attributes {kernel.entry, test.sizes = [[0], [1], [9]]} {
  %y = kernel.map (%i, %j) {
    %z = arith.constant 0.0 : f16
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
    %0 = kernel.load %a[%r, %c] if %g else %z of f16 : tensor<?x8xf16, #dim.shape<d0, 8>>
    kernel.yield %0 : f16
  } : tensor<?x12xf16, #dim.shape<d0 + 3, 12>>
  return %y : tensor<?x12xf16, #dim.shape<d0 + 3, 12>>
}

func.func private @every_third_f16(%a: tensor<?xf16, #dim.shape<3*d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [50], [200]]} {
  %y = kernel.map (%i) {
    %c3 = arith.constant 3 : index
    %k = arith.muli %i, %c3 : index
    %0 = kernel.load %a[%k] : tensor<?xf16, #dim.shape<3*d0>>
    kernel.yield %0 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @reverse_f16(%a: tensor<?xf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [50], [200]]} {
  %y = kernel.map (%i) {
    %c1 = arith.constant 1 : index
    %n = kernel.size <d0>
    %l = arith.subi %n, %c1 : index
    %k = arith.subi %l, %i : index
    %0 = kernel.load %a[%k] : tensor<?xf16, #dim.shape<d0>>
    kernel.yield %0 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @transpose_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?xi8, #dim.shape<d1, d0>> attributes {kernel.entry, test.sizes = [[0, 3], [1, 1], [5, 40], [40, 5], [33, 65]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%j, %i] : tensor<?x?xi8, #dim.shape<d0, d1>>
    kernel.yield %0 : i8
  } : tensor<?x?xi8, #dim.shape<d1, d0>>
  return %y : tensor<?x?xi8, #dim.shape<d1, d0>>
}

func.func private @gather_rows_i8(%t: tensor<10x20xi8>, %ids: tensor<?xi64, #dim.shape<d0>> {test.limit = 10}, %d0: index {dim.symbol = "d0"}) -> tensor<?x20xi8, #dim.shape<d0, 20>> attributes {kernel.entry, test.sizes = [[0], [1], [17]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %ids[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.index_cast %0 : i64 to index
    %2 = kernel.load %t[%1, %j] : tensor<10x20xi8>
    kernel.yield %2 : i8
  } : tensor<?x20xi8, #dim.shape<d0, 20>>
  return %y : tensor<?x20xi8, #dim.shape<d0, 20>>
}

func.func private @gather_columns_i8(%t: tensor<20x10xi8>, %ids: tensor<?xi64, #dim.shape<d0>> {test.limit = 10}, %d0: index {dim.symbol = "d0"}) -> tensor<20x?xi8, #dim.shape<20, d0>> attributes {kernel.entry, test.sizes = [[0], [1], [17], [70]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %ids[%j] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.index_cast %0 : i64 to index
    %2 = kernel.load %t[%i, %1] : tensor<20x10xi8>
    kernel.yield %2 : i8
  } : tensor<20x?xi8, #dim.shape<20, d0>>
  return %y : tensor<20x?xi8, #dim.shape<20, d0>>
}

func.func private @concat_i8(%a: tensor<4x?xi8, #dim.shape<4, d0>>, %b: tensor<4x?xi8, #dim.shape<4, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<4x?xi8, #dim.shape<4, d0 + d1>> attributes {kernel.entry, test.sizes = [[0, 0], [0, 3], [3, 0], [20, 50], [64, 64]]} {
  %y = kernel.map (%i, %j) {
    %z = arith.constant 0 : i8
    %n = kernel.size <d0>
    %first = arith.cmpi slt, %j, %n : index
    %k = arith.subi %j, %n : index
    %second = arith.cmpi sge, %j, %n : index
    %0 = kernel.load %b[%i, %k] if %second else %z of i8 : tensor<4x?xi8, #dim.shape<4, d1>>
    %1 = kernel.load %a[%i, %j] if %first else %0 of i8 : tensor<4x?xi8, #dim.shape<4, d0>>
    kernel.yield %1 : i8
  } : tensor<4x?xi8, #dim.shape<4, d0 + d1>>
  return %y : tensor<4x?xi8, #dim.shape<4, d0 + d1>>
}

func.func private @pad_i8(%a: tensor<?x8xi8, #dim.shape<d0, 8>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x12xi8, #dim.shape<d0 + 3, 12>> attributes {kernel.entry, test.sizes = [[0], [1], [9]]} {
  %y = kernel.map (%i, %j) {
    %z = arith.constant 0 : i8
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
    %0 = kernel.load %a[%r, %c] if %g else %z of i8 : tensor<?x8xi8, #dim.shape<d0, 8>>
    kernel.yield %0 : i8
  } : tensor<?x12xi8, #dim.shape<d0 + 3, 12>>
  return %y : tensor<?x12xi8, #dim.shape<d0 + 3, 12>>
}

func.func private @every_third_i8(%a: tensor<?xi8, #dim.shape<3*d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [50], [200]]} {
  %y = kernel.map (%i) {
    %c3 = arith.constant 3 : index
    %k = arith.muli %i, %c3 : index
    %0 = kernel.load %a[%k] : tensor<?xi8, #dim.shape<3*d0>>
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @reverse_i8(%a: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [50], [200]]} {
  %y = kernel.map (%i) {
    %c1 = arith.constant 1 : index
    %n = kernel.size <d0>
    %l = arith.subi %n, %c1 : index
    %k = arith.subi %l, %i : index
    %0 = kernel.load %a[%k] : tensor<?xi8, #dim.shape<d0>>
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @transpose_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?xi64, #dim.shape<d1, d0>> attributes {kernel.entry, test.sizes = [[0, 3], [1, 1], [5, 40], [40, 5], [33, 65]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%j, %i] : tensor<?x?xi64, #dim.shape<d0, d1>>
    kernel.yield %0 : i64
  } : tensor<?x?xi64, #dim.shape<d1, d0>>
  return %y : tensor<?x?xi64, #dim.shape<d1, d0>>
}

func.func private @gather_rows_i64(%t: tensor<10x20xi64>, %ids: tensor<?xi64, #dim.shape<d0>> {test.limit = 10}, %d0: index {dim.symbol = "d0"}) -> tensor<?x20xi64, #dim.shape<d0, 20>> attributes {kernel.entry, test.sizes = [[0], [1], [17]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %ids[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.index_cast %0 : i64 to index
    %2 = kernel.load %t[%1, %j] : tensor<10x20xi64>
    kernel.yield %2 : i64
  } : tensor<?x20xi64, #dim.shape<d0, 20>>
  return %y : tensor<?x20xi64, #dim.shape<d0, 20>>
}

func.func private @gather_columns_i64(%t: tensor<20x10xi64>, %ids: tensor<?xi64, #dim.shape<d0>> {test.limit = 10}, %d0: index {dim.symbol = "d0"}) -> tensor<20x?xi64, #dim.shape<20, d0>> attributes {kernel.entry, test.sizes = [[0], [1], [17], [70]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %ids[%j] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.index_cast %0 : i64 to index
    %2 = kernel.load %t[%i, %1] : tensor<20x10xi64>
    kernel.yield %2 : i64
  } : tensor<20x?xi64, #dim.shape<20, d0>>
  return %y : tensor<20x?xi64, #dim.shape<20, d0>>
}

func.func private @concat_i64(%a: tensor<4x?xi64, #dim.shape<4, d0>>, %b: tensor<4x?xi64, #dim.shape<4, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<4x?xi64, #dim.shape<4, d0 + d1>> attributes {kernel.entry, test.sizes = [[0, 0], [0, 3], [3, 0], [20, 50], [64, 64]]} {
  %y = kernel.map (%i, %j) {
    %z = arith.constant 0 : i64
    %n = kernel.size <d0>
    %first = arith.cmpi slt, %j, %n : index
    %k = arith.subi %j, %n : index
    %second = arith.cmpi sge, %j, %n : index
    %0 = kernel.load %b[%i, %k] if %second else %z of i64 : tensor<4x?xi64, #dim.shape<4, d1>>
    %1 = kernel.load %a[%i, %j] if %first else %0 of i64 : tensor<4x?xi64, #dim.shape<4, d0>>
    kernel.yield %1 : i64
  } : tensor<4x?xi64, #dim.shape<4, d0 + d1>>
  return %y : tensor<4x?xi64, #dim.shape<4, d0 + d1>>
}

func.func private @pad_i64(%a: tensor<?x8xi64, #dim.shape<d0, 8>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x12xi64, #dim.shape<d0 + 3, 12>> attributes {kernel.entry, test.sizes = [[0], [1], [9]]} {
  %y = kernel.map (%i, %j) {
    %z = arith.constant 0 : i64
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
    %0 = kernel.load %a[%r, %c] if %g else %z of i64 : tensor<?x8xi64, #dim.shape<d0, 8>>
    kernel.yield %0 : i64
  } : tensor<?x12xi64, #dim.shape<d0 + 3, 12>>
  return %y : tensor<?x12xi64, #dim.shape<d0 + 3, 12>>
}

func.func private @every_third_i64(%a: tensor<?xi64, #dim.shape<3*d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [50], [200]]} {
  %y = kernel.map (%i) {
    %c3 = arith.constant 3 : index
    %k = arith.muli %i, %c3 : index
    %0 = kernel.load %a[%k] : tensor<?xi64, #dim.shape<3*d0>>
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @reverse_i64(%a: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [50], [200]]} {
  %y = kernel.map (%i) {
    %c1 = arith.constant 1 : index
    %n = kernel.size <d0>
    %l = arith.subi %n, %c1 : index
    %k = arith.subi %l, %i : index
    %0 = kernel.load %a[%k] : tensor<?xi64, #dim.shape<d0>>
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @transpose_i1(%a: tensor<?x?xi1, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?xi1, #dim.shape<d1, d0>> attributes {kernel.entry, test.sizes = [[0, 3], [1, 1], [5, 40], [40, 5], [33, 65]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%j, %i] : tensor<?x?xi1, #dim.shape<d0, d1>>
    kernel.yield %0 : i1
  } : tensor<?x?xi1, #dim.shape<d1, d0>>
  return %y : tensor<?x?xi1, #dim.shape<d1, d0>>
}

func.func private @gather_rows_i1(%t: tensor<10x20xi1>, %ids: tensor<?xi64, #dim.shape<d0>> {test.limit = 10}, %d0: index {dim.symbol = "d0"}) -> tensor<?x20xi1, #dim.shape<d0, 20>> attributes {kernel.entry, test.sizes = [[0], [1], [17]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %ids[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.index_cast %0 : i64 to index
    %2 = kernel.load %t[%1, %j] : tensor<10x20xi1>
    kernel.yield %2 : i1
  } : tensor<?x20xi1, #dim.shape<d0, 20>>
  return %y : tensor<?x20xi1, #dim.shape<d0, 20>>
}

func.func private @gather_columns_i1(%t: tensor<20x10xi1>, %ids: tensor<?xi64, #dim.shape<d0>> {test.limit = 10}, %d0: index {dim.symbol = "d0"}) -> tensor<20x?xi1, #dim.shape<20, d0>> attributes {kernel.entry, test.sizes = [[0], [1], [17], [70]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %ids[%j] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.index_cast %0 : i64 to index
    %2 = kernel.load %t[%i, %1] : tensor<20x10xi1>
    kernel.yield %2 : i1
  } : tensor<20x?xi1, #dim.shape<20, d0>>
  return %y : tensor<20x?xi1, #dim.shape<20, d0>>
}

func.func private @concat_i1(%a: tensor<4x?xi1, #dim.shape<4, d0>>, %b: tensor<4x?xi1, #dim.shape<4, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<4x?xi1, #dim.shape<4, d0 + d1>> attributes {kernel.entry, test.sizes = [[0, 0], [0, 3], [3, 0], [20, 50], [64, 64]]} {
  %y = kernel.map (%i, %j) {
    %z = arith.constant false
    %n = kernel.size <d0>
    %first = arith.cmpi slt, %j, %n : index
    %k = arith.subi %j, %n : index
    %second = arith.cmpi sge, %j, %n : index
    %0 = kernel.load %b[%i, %k] if %second else %z of i1 : tensor<4x?xi1, #dim.shape<4, d1>>
    %1 = kernel.load %a[%i, %j] if %first else %0 of i1 : tensor<4x?xi1, #dim.shape<4, d0>>
    kernel.yield %1 : i1
  } : tensor<4x?xi1, #dim.shape<4, d0 + d1>>
  return %y : tensor<4x?xi1, #dim.shape<4, d0 + d1>>
}

func.func private @pad_i1(%a: tensor<?x8xi1, #dim.shape<d0, 8>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x12xi1, #dim.shape<d0 + 3, 12>> attributes {kernel.entry, test.sizes = [[0], [1], [9]]} {
  %y = kernel.map (%i, %j) {
    %z = arith.constant false
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
    %0 = kernel.load %a[%r, %c] if %g else %z of i1 : tensor<?x8xi1, #dim.shape<d0, 8>>
    kernel.yield %0 : i1
  } : tensor<?x12xi1, #dim.shape<d0 + 3, 12>>
  return %y : tensor<?x12xi1, #dim.shape<d0 + 3, 12>>
}

func.func private @every_third_i1(%a: tensor<?xi1, #dim.shape<3*d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi1, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [50], [200]]} {
  %y = kernel.map (%i) {
    %c3 = arith.constant 3 : index
    %k = arith.muli %i, %c3 : index
    %0 = kernel.load %a[%k] : tensor<?xi1, #dim.shape<3*d0>>
    kernel.yield %0 : i1
  } : tensor<?xi1, #dim.shape<d0>>
  return %y : tensor<?xi1, #dim.shape<d0>>
}

func.func private @reverse_i1(%a: tensor<?xi1, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi1, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [50], [200]]} {
  %y = kernel.map (%i) {
    %c1 = arith.constant 1 : index
    %n = kernel.size <d0>
    %l = arith.subi %n, %c1 : index
    %k = arith.subi %l, %i : index
    %0 = kernel.load %a[%k] : tensor<?xi1, #dim.shape<d0>>
    kernel.yield %0 : i1
  } : tensor<?xi1, #dim.shape<d0>>
  return %y : tensor<?xi1, #dim.shape<d0>>
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
