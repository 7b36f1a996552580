// Reductions of every kind and type, along rows and columns, in boxes.
// for T in f32 f64 f16 bf16
// for K in add
func.func private @$K_rows_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x$T, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?x$T, #dim.shape<d0, d1>>
      kernel.yield %1 : $T
    } : $T
    kernel.yield %0 : $T
  } : tensor<?x$T, #dim.shape<d0>>
  return %y : tensor<?x$T, #dim.shape<d0>>
}

// for T in f32 f64 f16 bf16
// for K in add
func.func private @$K_columns_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x$T, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?x$T, #dim.shape<d0, d1>>
      kernel.yield %1 : $T
    } : $T
    kernel.yield %0 : $T
  } : tensor<?x$T, #dim.shape<d1>>
  return %y : tensor<?x$T, #dim.shape<d1>>
}

// for T in f32 f64 f16 bf16 i8 i16 i32 i64
// for K in mul
func.func private @$K_rows_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x$T, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?x$T, #dim.shape<d0, d1>>
      kernel.yield %1 : $T
    } : $T
    kernel.yield %0 : $T
  } : tensor<?x$T, #dim.shape<d0>>
  return %y : tensor<?x$T, #dim.shape<d0>>
}

// for T in f32 f64 f16 bf16 i8 i16 i32 i64
// for K in mul
func.func private @$K_columns_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x$T, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?x$T, #dim.shape<d0, d1>>
      kernel.yield %1 : $T
    } : $T
    kernel.yield %0 : $T
  } : tensor<?x$T, #dim.shape<d1>>
  return %y : tensor<?x$T, #dim.shape<d1>>
}

// for T in f32 f64 f16 bf16
// for K in max min
func.func private @$K_rows_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x$T, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?x$T, #dim.shape<d0, d1>>
      kernel.yield %1 : $T
    } : $T
    kernel.yield %0 : $T
  } : tensor<?x$T, #dim.shape<d0>>
  return %y : tensor<?x$T, #dim.shape<d0>>
}

// for T in f32 f64 f16 bf16
// for K in max min
func.func private @$K_columns_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x$T, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?x$T, #dim.shape<d0, d1>>
      kernel.yield %1 : $T
    } : $T
    kernel.yield %0 : $T
  } : tensor<?x$T, #dim.shape<d1>>
  return %y : tensor<?x$T, #dim.shape<d1>>
}

// for T in i8 i16 i32 i64
// for K in add max min umax umin and or
func.func private @$K_rows_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x$T, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?x$T, #dim.shape<d0, d1>>
      kernel.yield %1 : $T
    } : $T
    kernel.yield %0 : $T
  } : tensor<?x$T, #dim.shape<d0>>
  return %y : tensor<?x$T, #dim.shape<d0>>
}

// for T in i8 i16 i32 i64
// for K in add max min umax umin and or
func.func private @$K_columns_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x$T, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?x$T, #dim.shape<d0, d1>>
      kernel.yield %1 : $T
    } : $T
    kernel.yield %0 : $T
  } : tensor<?x$T, #dim.shape<d1>>
  return %y : tensor<?x$T, #dim.shape<d1>>
}

// for T in i1
// for K in and or
func.func private @$K_rows_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x$T, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?x$T, #dim.shape<d0, d1>>
      kernel.yield %1 : $T
    } : $T
    kernel.yield %0 : $T
  } : tensor<?x$T, #dim.shape<d0>>
  return %y : tensor<?x$T, #dim.shape<d0>>
}

// for T in i1
// for K in and or
func.func private @$K_columns_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x$T, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?x$T, #dim.shape<d0, d1>>
      kernel.yield %1 : $T
    } : $T
    kernel.yield %0 : $T
  } : tensor<?x$T, #dim.shape<d1>>
  return %y : tensor<?x$T, #dim.shape<d1>>
}

// for T in f32 f64
// for K in argmax argmin
func.func private @$K_rows_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?x$T, #dim.shape<d0, d1>>
      kernel.yield %1 : $T
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

// for T in f32 f64
// for K in argmax argmin
func.func private @$K_columns_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?x$T, #dim.shape<d0, d1>>
      kernel.yield %1 : $T
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

// for T in i8 i32
// for K in argmax argmin argumax argumin
func.func private @$K_rows_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>> {test.limit = 9}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?x$T, #dim.shape<d0, d1>>
      kernel.yield %1 : $T
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

// for T in i8 i32
// for K in argmax argmin argumax argumin
func.func private @$K_columns_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>> {test.limit = 9}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?x$T, #dim.shape<d0, d1>>
      kernel.yield %1 : $T
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

// for K:R in add:f32 max:f32 argmax:i64
func.func private @$K_box(%a: tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$R, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [20]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k, %l) in <6, 5> {
      %1 = kernel.load %a[%i, %k, %l] : tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>
      kernel.yield %1 : f32
    } : $R
    kernel.yield %0 : $R
  } : tensor<?x$R, #dim.shape<d0>>
  return %y : tensor<?x$R, #dim.shape<d0>>
}

// for K:R in add:f32 max:f32 argmax:i64
func.func private @$K_turned_box(%a: tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x$R, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [20]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce $K (%k, %l) in <5, 6> {
      %1 = kernel.load %a[%i, %l, %k] : tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>
      kernel.yield %1 : f32
    } : $R
    kernel.yield %0 : $R
  } : tensor<?x$R, #dim.shape<d0>>
  return %y : tensor<?x$R, #dim.shape<d0>>
}

// for K:R in add:f32 max:f32 argmax:i64
func.func private @$K_all(%a: tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>, %d0: index {dim.symbol = "d0"}) -> tensor<$R> attributes {kernel.entry, test.sizes = [[0], [1], [20]]} {
  %y = kernel.map () {
    %0 = kernel.reduce $K (%i, %k, %l) in <d0, 6, 5> {
      %1 = kernel.load %a[%i, %k, %l] : tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>
      kernel.yield %1 : f32
    } : $R
    kernel.yield %0 : $R
  } : tensor<$R>
  return %y : tensor<$R>
}

func.func private @max_pool(%a: tensor<?x9x19xf32, #dim.shape<d0, 9, 19>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x5x10xf32, #dim.shape<d0, 5, 10>> attributes {kernel.entry, test.sizes = [[0], [1], [3]]} {
  %y = kernel.map (%n, %i, %j) {
    %0 = kernel.reduce max (%k, %l) in <3, 3> {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      %h = kernel.size <9>
      %w = kernel.size <19>
      %low = arith.constant 0xFF800000 : f32
      %r0 = arith.muli %i, %c2 : index
      %r1 = arith.addi %r0, %k : index
      %r = arith.subi %r1, %c1 : index
      %s0 = arith.muli %j, %c2 : index
      %s1 = arith.addi %s0, %l : index
      %s = arith.subi %s1, %c1 : index
      %g0 = arith.cmpi sge, %r, %c0 : index
      %g1 = arith.cmpi slt, %r, %h : index
      %g2 = arith.cmpi sge, %s, %c0 : index
      %g3 = arith.cmpi slt, %s, %w : index
      %g4 = arith.andi %g0, %g1 : i1
      %g5 = arith.andi %g2, %g3 : i1
      %g = arith.andi %g4, %g5 : i1
      %1 = kernel.load %a[%n, %r, %s] if %g else %low of f32 : tensor<?x9x19xf32, #dim.shape<d0, 9, 19>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<?x5x10xf32, #dim.shape<d0, 5, 10>>
  return %y : tensor<?x5x10xf32, #dim.shape<d0, 5, 10>>
}

func.func private @global_average(%a: tensor<?x8x7x7xf32, #dim.shape<d0, 8, 7, 7>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x8xf32, #dim.shape<d0, 8>> attributes {kernel.entry, test.sizes = [[0], [1], [3]]} {
  %y = kernel.map (%n, %c) {
    %k = arith.constant 49.0 : f32
    %0 = kernel.reduce add (%i, %j) in <7, 7> {
      %1 = kernel.load %a[%n, %c, %i, %j] : tensor<?x8x7x7xf32, #dim.shape<d0, 8, 7, 7>>
      kernel.yield %1 : f32
    } : f32
    %2 = arith.divf %0, %k : f32
    kernel.yield %2 : f32
  } : tensor<?x8xf32, #dim.shape<d0, 8>>
  return %y : tensor<?x8xf32, #dim.shape<d0, 8>>
}

func.func private @global_average_channels_last(%a: tensor<?x7x7x40xf32, #dim.shape<d0, 7, 7, 40>>, %d0: index {dim.symbol = "d0"}) -> tensor<?x40xf32, #dim.shape<d0, 40>> attributes {kernel.entry, test.sizes = [[0], [1], [3]]} {
  %y = kernel.map (%n, %c) {
    %0 = kernel.reduce add (%i, %j) in <7, 7> {
      %1 = kernel.load %a[%n, %i, %j, %c] : tensor<?x7x7x40xf32, #dim.shape<d0, 7, 7, 40>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<?x40xf32, #dim.shape<d0, 40>>
  return %y : tensor<?x40xf32, #dim.shape<d0, 40>>
}
