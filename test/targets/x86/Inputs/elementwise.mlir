// Every element type: arithmetic, comparisons, casts.
// for T in f32 f64 f16 bf16
func.func private @add_$T(%a: tensor<?x33x$T, #dim.shape<d0, 33>>, %b: tensor<?x33x$T, #dim.shape<d0, 33>>, %c: tensor<33x$T>, %d0: index {dim.symbol = "d0"}) -> tensor<?x33x$T, #dim.shape<d0, 33>> attributes {kernel.entry, test.sizes = [[0], [1], [40]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x33x$T, #dim.shape<d0, 33>>
    %1 = kernel.load %b[%i, %j] : tensor<?x33x$T, #dim.shape<d0, 33>>
    %2 = kernel.load %c[%j] : tensor<33x$T>
    %3 = arith.addf %0, %1 : $T
    %4 = arith.mulf %3, %2 : $T
    kernel.yield %4 : $T
  } : tensor<?x33x$T, #dim.shape<d0, 33>>
  return %y : tensor<?x33x$T, #dim.shape<d0, 33>>
}

// for T in i8 i16 i32 i64
func.func private @add_$T(%a: tensor<?x33x$T, #dim.shape<d0, 33>>, %b: tensor<?x33x$T, #dim.shape<d0, 33>>, %c: tensor<33x$T>, %d0: index {dim.symbol = "d0"}) -> tensor<?x33x$T, #dim.shape<d0, 33>> attributes {kernel.entry, test.sizes = [[0], [1], [40]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x33x$T, #dim.shape<d0, 33>>
    %1 = kernel.load %b[%i, %j] : tensor<?x33x$T, #dim.shape<d0, 33>>
    %2 = kernel.load %c[%j] : tensor<33x$T>
    %3 = arith.addi %0, %1 : $T
    %4 = arith.muli %3, %2 : $T
    kernel.yield %4 : $T
  } : tensor<?x33x$T, #dim.shape<d0, 33>>
  return %y : tensor<?x33x$T, #dim.shape<d0, 33>>
}

// for T in f32 f64 f16 bf16
// for OP in subf divf maximumf minimumf
func.func private @$OP_$T(%a: tensor<?x$T, #dim.shape<d0>> {test.special}, %b: tensor<?x$T, #dim.shape<d0>> {test.special}, %d0: index {dim.symbol = "d0"}) -> tensor<?x$T, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [5], [64], [100], [1000]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?x$T, #dim.shape<d0>>
    %2 = arith.$OP %0, %1 : $T
    kernel.yield %2 : $T
  } : tensor<?x$T, #dim.shape<d0>>
  return %y : tensor<?x$T, #dim.shape<d0>>
}

// for T in i8 i16 i32 i64
// for OP in subi maxsi minui andi
func.func private @$OP_$T(%a: tensor<?x$T, #dim.shape<d0>>, %b: tensor<?x$T, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$T, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [5], [64], [100], [1000]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?x$T, #dim.shape<d0>>
    %2 = arith.$OP %0, %1 : $T
    kernel.yield %2 : $T
  } : tensor<?x$T, #dim.shape<d0>>
  return %y : tensor<?x$T, #dim.shape<d0>>
}

// for T in i8 i16 i32 i64
// for OP in divsi divui remsi remui
func.func private @$OP_$T(%a: tensor<?x$T, #dim.shape<d0>>, %b: tensor<?x$T, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?x$T, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?x$T, #dim.shape<d0>>
    %2 = arith.$OP %0, %1 : $T
    kernel.yield %2 : $T
  } : tensor<?x$T, #dim.shape<d0>>
  return %y : tensor<?x$T, #dim.shape<d0>>
}

// for T in i8 i16 i32 i64
func.func private @shift_$T(%a: tensor<?x$T, #dim.shape<d0>>, %b: tensor<?x$T, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$T, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?x$T, #dim.shape<d0>>
    %k = arith.constant 7 : $T
    %s = arith.andi %1, %k : $T
    %2 = arith.shrsi %0, %s : $T
    kernel.yield %2 : $T
  } : tensor<?x$T, #dim.shape<d0>>
  return %y : tensor<?x$T, #dim.shape<d0>>
}

// for T in f32 f64 f16 bf16
func.func private @less_$T(%a: tensor<?x$T, #dim.shape<d0>> {test.special}, %b: tensor<?x$T, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi1, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?x$T, #dim.shape<d0>>
    %2 = arith.cmpf olt, %0, %1 : $T
    kernel.yield %2 : i1
  } : tensor<?xi1, #dim.shape<d0>>
  return %y : tensor<?xi1, #dim.shape<d0>>
}

// for T in i8 i16 i32 i64
func.func private @less_$T(%a: tensor<?x$T, #dim.shape<d0>>, %b: tensor<?x$T, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi1, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?x$T, #dim.shape<d0>>
    %2 = arith.cmpi slt, %0, %1 : $T
    kernel.yield %2 : i1
  } : tensor<?xi1, #dim.shape<d0>>
  return %y : tensor<?xi1, #dim.shape<d0>>
}

// for T:Z in f32:1.5 f64:1.5 f16:1.5 bf16:1.5 i8:7 i16:7 i32:7 i64:7
func.func private @where_$T(%c: tensor<?xi1, #dim.shape<d0>>, %a: tensor<?x$T, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$T, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %c[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %2 = arith.constant $Z : $T
    %3 = arith.select %0, %1, %2 : $T
    kernel.yield %3 : $T
  } : tensor<?x$T, #dim.shape<d0>>
  return %y : tensor<?x$T, #dim.shape<d0>>
}

// for T:U in f32:f64 f16:f32 f16:f64 bf16:f32 bf16:f64
func.func private @cast_$T_$U(%a: tensor<?x$T, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$U, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %1 = arith.extf %0 : $T to $U
    kernel.yield %1 : $U
  } : tensor<?x$U, #dim.shape<d0>>
  return %y : tensor<?x$U, #dim.shape<d0>>
}

// for T:U in f32:f16 f32:bf16 f64:f32 f64:f16 f64:bf16
func.func private @cast_$T_$U(%a: tensor<?x$T, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$U, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %1 = arith.truncf %0 : $T to $U
    kernel.yield %1 : $U
  } : tensor<?x$U, #dim.shape<d0>>
  return %y : tensor<?x$U, #dim.shape<d0>>
}

// for T:U in f32:i8 f32:i16 f32:i32 f32:i64 f64:i8 f64:i16 f64:i32 f64:i64 f16:i8 f16:i16 f16:i32 f16:i64 bf16:i8 bf16:i16 bf16:i32 bf16:i64
func.func private @cast_$T_$U(%a: tensor<?x$T, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$U, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %1 = arith.fptosi %0 : $T to $U
    kernel.yield %1 : $U
  } : tensor<?x$U, #dim.shape<d0>>
  return %y : tensor<?x$U, #dim.shape<d0>>
}

// for T:U in i8:f32 i8:f64 i8:f16 i8:bf16 i16:f32 i16:f64 i16:f16 i16:bf16 i32:f32 i32:f64 i32:f16 i32:bf16 i64:f32 i64:f64 i64:f16 i64:bf16
func.func private @cast_$T_$U(%a: tensor<?x$T, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$U, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %1 = arith.sitofp %0 : $T to $U
    kernel.yield %1 : $U
  } : tensor<?x$U, #dim.shape<d0>>
  return %y : tensor<?x$U, #dim.shape<d0>>
}

// for T:U in i8:i16 i8:i32 i8:i64 i16:i32 i16:i64 i32:i64
func.func private @cast_$T_$U(%a: tensor<?x$T, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$U, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %1 = arith.extsi %0 : $T to $U
    kernel.yield %1 : $U
  } : tensor<?x$U, #dim.shape<d0>>
  return %y : tensor<?x$U, #dim.shape<d0>>
}

// for T:U in i16:i8 i32:i8 i32:i16 i64:i8 i64:i16 i64:i32
func.func private @cast_$T_$U(%a: tensor<?x$T, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$U, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %1 = arith.trunci %0 : $T to $U
    kernel.yield %1 : $U
  } : tensor<?x$U, #dim.shape<d0>>
  return %y : tensor<?x$U, #dim.shape<d0>>
}

// for T:U in i1:f32 i1:f64 i1:f16 i1:bf16
func.func private @cast_$T_$U(%a: tensor<?x$T, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$U, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %1 = arith.uitofp %0 : $T to $U
    kernel.yield %1 : $U
  } : tensor<?x$U, #dim.shape<d0>>
  return %y : tensor<?x$U, #dim.shape<d0>>
}

// for T:U in i1:i8 i1:i16 i1:i32 i1:i64
func.func private @cast_$T_$U(%a: tensor<?x$T, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$U, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?x$T, #dim.shape<d0>>
    %1 = arith.extui %0 : $T to $U
    kernel.yield %1 : $U
  } : tensor<?x$U, #dim.shape<d0>>
  return %y : tensor<?x$U, #dim.shape<d0>>
}

func.func private @in_place(%a: tensor<?x33xf32, #dim.shape<d0, 33>> {plan.inplace}, %b: tensor<33xf32>, %d0: index {dim.symbol = "d0"}) -> tensor<?x33xf32, #dim.shape<d0, 33>> attributes {kernel.entry, test.sizes = [[0], [1], [200]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x33xf32, #dim.shape<d0, 33>>
    %1 = kernel.load %b[%j] : tensor<33xf32>
    %2 = arith.mulf %0, %1 : f32
    kernel.yield %2 : f32
  } : tensor<?x33xf32, #dim.shape<d0, 33>>
  return %y : tensor<?x33xf32, #dim.shape<d0, 33>>
}
