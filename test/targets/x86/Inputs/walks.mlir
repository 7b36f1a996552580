// Walks along an axis: across and along lanes, every type, sizes around those of
// registers and of pieces, updates that miss, a result in the operand's place.
// for T:A in f32:f32 f64:f64 i8:i8 i32:i32 i64:i64
func.func private @scan_0_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70], [2, 300]]} {
  %y = kernel.scan add axis 0 (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $A
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

// for T:A in f32:f32 i64:i64
func.func private @scan_0_exclusive_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70], [2, 300]]} {
  %y = kernel.scan add axis 0 exclusive (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $A
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

// for T:A in f32:f32 i64:i64
func.func private @scan_0_reverse_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70], [2, 300]]} {
  %y = kernel.scan add axis 0 reverse (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $A
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

// for T:A in f32:f32 i64:i64
func.func private @scan_0_exclusive_reverse_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70], [2, 300]]} {
  %y = kernel.scan add axis 0 exclusive reverse (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $A
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

// for T:A in f32:f32 f64:f64 i8:i8 i32:i32 i64:i64
func.func private @scan_1_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70], [2, 300]]} {
  %y = kernel.scan add axis 1 (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $A
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

// for T:A in f32:f32 i64:i64
func.func private @scan_1_exclusive_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70], [2, 300]]} {
  %y = kernel.scan add axis 1 exclusive (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $A
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

// for T:A in f32:f32 i64:i64
func.func private @scan_1_reverse_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70], [2, 300]]} {
  %y = kernel.scan add axis 1 reverse (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $A
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

// for T:A in f32:f32 i64:i64
func.func private @scan_1_exclusive_reverse_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70], [2, 300]]} {
  %y = kernel.scan add axis 1 exclusive reverse (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $A
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

// for T in f16 bf16
func.func private @scan_small_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>> {plan.inplace}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[1, 1], [3, 40]]} {
  %y = kernel.scan add axis 1 (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    %1 = arith.extf %0 : $T to f32
    kernel.yield %1 : f32
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

func.func private @scan_mul_0(%a: tensor<3x19x5xi32>) -> tensor<3x19x5xi32> attributes {kernel.entry} {
  %y = kernel.scan mul axis 0 (%h, %i, %j) {
    %0 = kernel.load %a[%h, %i, %j] : tensor<3x19x5xi32>
    kernel.yield %0 : i32
  } : tensor<3x19x5xi32>
  return %y : tensor<3x19x5xi32>
}

func.func private @scan_mul_1(%a: tensor<3x19x5xi32>) -> tensor<3x19x5xi32> attributes {kernel.entry} {
  %y = kernel.scan mul axis 1 (%h, %i, %j) {
    %0 = kernel.load %a[%h, %i, %j] : tensor<3x19x5xi32>
    kernel.yield %0 : i32
  } : tensor<3x19x5xi32>
  return %y : tensor<3x19x5xi32>
}

func.func private @scan_mul_2(%a: tensor<3x19x5xi32>) -> tensor<3x19x5xi32> attributes {kernel.entry} {
  %y = kernel.scan mul axis 2 (%h, %i, %j) {
    %0 = kernel.load %a[%h, %i, %j] : tensor<3x19x5xi32>
    kernel.yield %0 : i32
  } : tensor<3x19x5xi32>
  return %y : tensor<3x19x5xi32>
}

// for T in f32 f16 i8 i64
func.func private @scatter_put_rows_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %p: tensor<?xi64, #dim.shape<d2>> {test.limit = 11}, %u: tensor<?x?x$T, #dim.shape<d2, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}, %d2: index {dim.symbol = "d2"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[0, 3, 2], [3, 0, 2], [4, 1, 3], [7, 33, 5], [9, 300, 20]]} {
  %y = kernel.scatter axis 0 over <d2, d1> initial (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $T
  } places (%i, %j) {
    %0 = kernel.load %p[%i] : tensor<?xi64, #dim.shape<d2>>
    kernel.yield %0 : i64
  } values (%i, %j) {
    %0 = kernel.load %u[%i, %j] : tensor<?x?x$T, #dim.shape<d2, d1>>
    kernel.yield %0 : $T
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

// for T in f32 f16 i8 i64
func.func private @scatter_add_rows_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %p: tensor<?xi64, #dim.shape<d2>> {test.limit = 11}, %u: tensor<?x?x$T, #dim.shape<d2, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}, %d2: index {dim.symbol = "d2"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[0, 3, 2], [3, 0, 2], [4, 1, 3], [7, 33, 5], [9, 300, 20]]} {
  %y = kernel.scatter axis 0 over <d2, d1> by add initial (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $T
  } places (%i, %j) {
    %0 = kernel.load %p[%i] : tensor<?xi64, #dim.shape<d2>>
    kernel.yield %0 : i64
  } values (%i, %j) {
    %0 = kernel.load %u[%i, %j] : tensor<?x?x$T, #dim.shape<d2, d1>>
    kernel.yield %0 : $T
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

// for T in f32 bf16 i16
func.func private @scatter_put_elements_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>> {plan.inplace}, %p: tensor<?x?xi64, #dim.shape<d2, d1>> {test.limit = 9}, %u: tensor<?x?x$T, #dim.shape<d2, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}, %d2: index {dim.symbol = "d2"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[4, 1, 3], [7, 33, 5]]} {
  %y = kernel.scatter axis 0 over <d2, d1> initial (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $T
  } places (%i, %j) {
    %0 = kernel.load %p[%i, %j] : tensor<?x?xi64, #dim.shape<d2, d1>>
    kernel.yield %0 : i64
  } values (%i, %j) {
    %0 = kernel.load %u[%i, %j] : tensor<?x?x$T, #dim.shape<d2, d1>>
    kernel.yield %0 : $T
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

// for T in f32 bf16 i16
func.func private @scatter_max_elements_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>> {plan.inplace}, %p: tensor<?x?xi64, #dim.shape<d2, d1>> {test.limit = 9}, %u: tensor<?x?x$T, #dim.shape<d2, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}, %d2: index {dim.symbol = "d2"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[4, 1, 3], [7, 33, 5]]} {
  %y = kernel.scatter axis 0 over <d2, d1> by max initial (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $T
  } places (%i, %j) {
    %0 = kernel.load %p[%i, %j] : tensor<?x?xi64, #dim.shape<d2, d1>>
    kernel.yield %0 : i64
  } values (%i, %j) {
    %0 = kernel.load %u[%i, %j] : tensor<?x?x$T, #dim.shape<d2, d1>>
    kernel.yield %0 : $T
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

// for T in f64 i32
func.func private @scatter_put_along_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %p: tensor<?x?xi64, #dim.shape<d0, d2>> {test.limit = 40}, %u: tensor<?x?x$T, #dim.shape<d0, d2>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}, %d2: index {dim.symbol = "d2"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[3, 1, 4], [7, 33, 20]]} {
  %y = kernel.scatter axis 1 over <d0, d2> initial (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $T
  } places (%i, %j) {
    %0 = kernel.load %p[%i, %j] : tensor<?x?xi64, #dim.shape<d0, d2>>
    kernel.yield %0 : i64
  } values (%i, %j) {
    %0 = kernel.load %u[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d2>>
    kernel.yield %0 : $T
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

// for T in f64 i32
func.func private @scatter_mul_along_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>>, %p: tensor<?x?xi64, #dim.shape<d0, d2>> {test.limit = 40}, %u: tensor<?x?x$T, #dim.shape<d0, d2>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}, %d2: index {dim.symbol = "d2"}) -> tensor<?x?x$T, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[3, 1, 4], [7, 33, 20]]} {
  %y = kernel.scatter axis 1 over <d0, d2> by mul initial (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $T
  } places (%i, %j) {
    %0 = kernel.load %p[%i, %j] : tensor<?x?xi64, #dim.shape<d0, d2>>
    kernel.yield %0 : i64
  } values (%i, %j) {
    %0 = kernel.load %u[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d2>>
    kernel.yield %0 : $T
  } : tensor<?x?x$T, #dim.shape<d0, d1>>
  return %y : tensor<?x?x$T, #dim.shape<d0, d1>>
}

func.func private @scatter_less(%a: tensor<4x6x40xf32>, %p: tensor<3x5x21xi64> {test.limit = 7}, %u: tensor<3x5x21xf32>) -> tensor<4x6x40xf32> attributes {kernel.entry} {
  %y = kernel.scatter axis 1 over <3, 5, 21> initial (%h, %i, %j) {
    %0 = kernel.load %a[%h, %i, %j] : tensor<4x6x40xf32>
    kernel.yield %0 : f32
  } places (%h, %i, %j) {
    %0 = kernel.load %p[%h, %i, %j] : tensor<3x5x21xi64>
    kernel.yield %0 : i64
  } values (%h, %i, %j) {
    %0 = kernel.load %u[%h, %i, %j] : tensor<3x5x21xf32>
    kernel.yield %0 : f32
  } : tensor<4x6x40xf32>
  return %y : tensor<4x6x40xf32>
}

func.func private @scatter_less_rows(%a: tensor<4x6x40xi32>, %p: tensor<3x5xi64> {test.limit = 7}, %u: tensor<3x5x21xi32>) -> tensor<4x6x40xi32> attributes {kernel.entry} {
  %y = kernel.scatter axis 1 over <3, 5, 21> by umin initial (%h, %i, %j) {
    %0 = kernel.load %a[%h, %i, %j] : tensor<4x6x40xi32>
    kernel.yield %0 : i32
  } places (%h, %i, %j) {
    %0 = kernel.load %p[%h, %i] : tensor<3x5xi64>
    kernel.yield %0 : i64
  } values (%h, %i, %j) {
    %0 = kernel.load %u[%h, %i, %j] : tensor<3x5x21xi32>
    kernel.yield %0 : i32
  } : tensor<4x6x40xi32>
  return %y : tensor<4x6x40xi32>
}

// for T in f32 f64 f16 i8 i32 i64
// for S:N in :largest smallest:smallest
func.func private @top_$N_along_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>> {test.special, test.limit = 100}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}, %d2: index {dim.symbol = "d2"}) -> tensor<?x?xi64, #dim.shape<d0, d2>> attributes {kernel.entry, test.sizes = [[2, 3, 0], [1, 1, 1], [3, 40, 7], [2, 70, 70], [1, 300, 1]]} {
  %y = kernel.top_k $S axis 1 of <d1> (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $T
  } : tensor<?x?xi64, #dim.shape<d0, d2>>
  return %y : tensor<?x?xi64, #dim.shape<d0, d2>>
}

// for T in f32 i64
func.func private @top_across_$T(%a: tensor<?x?x$T, #dim.shape<d0, d1>> {test.special, test.limit = 100}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}, %d2: index {dim.symbol = "d2"}) -> tensor<?x?xi64, #dim.shape<d2, d1>> attributes {kernel.entry, test.sizes = [[3, 2, 3], [40, 18, 7]]} {
  %y = kernel.top_k axis 0 of <d0> (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x?x$T, #dim.shape<d0, d1>>
    kernel.yield %0 : $T
  } : tensor<?x?xi64, #dim.shape<d2, d1>>
  return %y : tensor<?x?xi64, #dim.shape<d2, d1>>
}
