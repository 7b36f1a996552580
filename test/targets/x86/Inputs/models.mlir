// What transformers and convolutional networks are made of; functions of math; contractions.
func.func private @layer_norm(%x: tensor<?x384xf32, #dim.shape<d0, 384>>, %g: tensor<384xf32>, %s: tensor<384xf32>, %d0: index {dim.symbol = "d0"}) -> tensor<?x384xf32, #dim.shape<d0, 384>> attributes {kernel.entry, test.sizes = [[0], [1], [5]]} {
  %y = kernel.map (%i, %j) {
    %n = arith.constant 384.0 : f32
    %eps = arith.constant 1.0e-5 : f32
    %sum = kernel.reduce add (%k) in <384> {
      %e0 = kernel.load %x[%i, %k] : tensor<?x384xf32, #dim.shape<d0, 384>>
      kernel.yield %e0 : f32
    } : f32
    %mean = arith.divf %sum, %n : f32
    %sq = kernel.reduce add (%k) in <384> {
      %e1 = kernel.load %x[%i, %k] : tensor<?x384xf32, #dim.shape<d0, 384>>
      %df = arith.subf %e1, %mean : f32
      %dd = arith.mulf %df, %df : f32
      kernel.yield %dd : f32
    } : f32
    %var = arith.divf %sq, %n : f32
    %ve = arith.addf %var, %eps : f32
    %sd = math.sqrt %ve : f32
    %e = kernel.load %x[%i, %j] : tensor<?x384xf32, #dim.shape<d0, 384>>
    %gg = kernel.load %g[%j] : tensor<384xf32>
    %ss = kernel.load %s[%j] : tensor<384xf32>
    %d = arith.subf %e, %mean : f32
    %m = arith.divf %d, %sd : f32
    %m2 = arith.mulf %m, %gg : f32
    %v = arith.addf %m2, %ss : f32
    kernel.yield %v : f32
  } : tensor<?x384xf32, #dim.shape<d0, 384>>
  return %y : tensor<?x384xf32, #dim.shape<d0, 384>>
}

func.func private @layer_norm_odd(%x: tensor<?x37xf32, #dim.shape<d0, 37>>, %g: tensor<37xf32>, %s: tensor<37xf32>, %d0: index {dim.symbol = "d0"}) -> tensor<?x37xf32, #dim.shape<d0, 37>> attributes {kernel.entry, test.sizes = [[0], [1], [5]]} {
  %y = kernel.map (%i, %j) {
    %n = arith.constant 37.0 : f32
    %eps = arith.constant 1.0e-5 : f32
    %sum = kernel.reduce add (%k) in <37> {
      %e0 = kernel.load %x[%i, %k] : tensor<?x37xf32, #dim.shape<d0, 37>>
      kernel.yield %e0 : f32
    } : f32
    %mean = arith.divf %sum, %n : f32
    %sq = kernel.reduce add (%k) in <37> {
      %e1 = kernel.load %x[%i, %k] : tensor<?x37xf32, #dim.shape<d0, 37>>
      %df = arith.subf %e1, %mean : f32
      %dd = arith.mulf %df, %df : f32
      kernel.yield %dd : f32
    } : f32
    %var = arith.divf %sq, %n : f32
    %ve = arith.addf %var, %eps : f32
    %sd = math.sqrt %ve : f32
    %e = kernel.load %x[%i, %j] : tensor<?x37xf32, #dim.shape<d0, 37>>
    %gg = kernel.load %g[%j] : tensor<37xf32>
    %ss = kernel.load %s[%j] : tensor<37xf32>
    %d = arith.subf %e, %mean : f32
    %m = arith.divf %d, %sd : f32
    %m2 = arith.mulf %m, %gg : f32
    %v = arith.addf %m2, %ss : f32
    kernel.yield %v : f32
  } : tensor<?x37xf32, #dim.shape<d0, 37>>
  return %y : tensor<?x37xf32, #dim.shape<d0, 37>>
}

func.func private @layer_norm_dynamic(%x: tensor<?x?xf32, #dim.shape<d0, d1>>, %g: tensor<?xf32, #dim.shape<d1>>, %s: tensor<?xf32, #dim.shape<d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x?xf32, #dim.shape<d0, d1>> attributes {kernel.entry, test.sizes = [[0, 1], [3, 0], [2, 7], [4, 130]]} {
  %y = kernel.map (%i, %j) {
    %nn = kernel.size <d1>
    %ni = arith.index_cast %nn : index to i64
    %n = arith.sitofp %ni : i64 to f32
    %eps = arith.constant 1.0e-5 : f32
    %sum = kernel.reduce add (%k) in <d1> {
      %e0 = kernel.load %x[%i, %k] : tensor<?x?xf32, #dim.shape<d0, d1>>
      kernel.yield %e0 : f32
    } : f32
    %mean = arith.divf %sum, %n : f32
    %sq = kernel.reduce add (%k) in <d1> {
      %e1 = kernel.load %x[%i, %k] : tensor<?x?xf32, #dim.shape<d0, d1>>
      %df = arith.subf %e1, %mean : f32
      %dd = arith.mulf %df, %df : f32
      kernel.yield %dd : f32
    } : f32
    %var = arith.divf %sq, %n : f32
    %ve = arith.addf %var, %eps : f32
    %sd = math.sqrt %ve : f32
    %e = kernel.load %x[%i, %j] : tensor<?x?xf32, #dim.shape<d0, d1>>
    %gg = kernel.load %g[%j] : tensor<?xf32, #dim.shape<d1>>
    %ss = kernel.load %s[%j] : tensor<?xf32, #dim.shape<d1>>
    %d = arith.subf %e, %mean : f32
    %m = arith.divf %d, %sd : f32
    %m2 = arith.mulf %m, %gg : f32
    %v = arith.addf %m2, %ss : f32
    kernel.yield %v : f32
  } : tensor<?x?xf32, #dim.shape<d0, d1>>
  return %y : tensor<?x?xf32, #dim.shape<d0, d1>>
}

func.func private @layer_norm_f16(%x: tensor<?x384xf16, #dim.shape<d0, 384>>, %g: tensor<384xf16>, %s: tensor<384xf16>, %d0: index {dim.symbol = "d0"}) -> tensor<?x384xf16, #dim.shape<d0, 384>> attributes {kernel.entry, test.sizes = [[0], [1], [5]]} {
  %y = kernel.map (%i, %j) {
    %n = arith.constant 384.0 : f32
    %eps = arith.constant 1.0e-5 : f32
    %sum = kernel.reduce add (%k) in <384> {
      %e0h = kernel.load %x[%i, %k] : tensor<?x384xf16, #dim.shape<d0, 384>>
    %e0 = arith.extf %e0h : f16 to f32
      kernel.yield %e0 : f32
    } : f32
    %mean = arith.divf %sum, %n : f32
    %sq = kernel.reduce add (%k) in <384> {
      %e1h = kernel.load %x[%i, %k] : tensor<?x384xf16, #dim.shape<d0, 384>>
    %e1 = arith.extf %e1h : f16 to f32
      %df = arith.subf %e1, %mean : f32
      %dd = arith.mulf %df, %df : f32
      kernel.yield %dd : f32
    } : f32
    %var = arith.divf %sq, %n : f32
    %ve = arith.addf %var, %eps : f32
    %sd = math.sqrt %ve : f32
    %eh = kernel.load %x[%i, %j] : tensor<?x384xf16, #dim.shape<d0, 384>>
    %e = arith.extf %eh : f16 to f32
    %ggh = kernel.load %g[%j] : tensor<384xf16>
    %gg = arith.extf %ggh : f16 to f32
    %ssh = kernel.load %s[%j] : tensor<384xf16>
    %ss = arith.extf %ssh : f16 to f32
    %d = arith.subf %e, %mean : f32
    %m = arith.divf %d, %sd : f32
    %m2 = arith.mulf %m, %gg : f32
    %v = arith.addf %m2, %ss : f32
    %o = arith.truncf %v : f32 to f16
    kernel.yield %o : f16
  } : tensor<?x384xf16, #dim.shape<d0, 384>>
  return %y : tensor<?x384xf16, #dim.shape<d0, 384>>
}

func.func private @layer_norm_bf16(%x: tensor<?x70xbf16, #dim.shape<d0, 70>>, %g: tensor<70xbf16>, %s: tensor<70xbf16>, %d0: index {dim.symbol = "d0"}) -> tensor<?x70xbf16, #dim.shape<d0, 70>> attributes {kernel.entry, test.sizes = [[0], [1], [5]]} {
  %y = kernel.map (%i, %j) {
    %n = arith.constant 70.0 : f32
    %eps = arith.constant 1.0e-5 : f32
    %sum = kernel.reduce add (%k) in <70> {
      %e0h = kernel.load %x[%i, %k] : tensor<?x70xbf16, #dim.shape<d0, 70>>
    %e0 = arith.extf %e0h : bf16 to f32
      kernel.yield %e0 : f32
    } : f32
    %mean = arith.divf %sum, %n : f32
    %sq = kernel.reduce add (%k) in <70> {
      %e1h = kernel.load %x[%i, %k] : tensor<?x70xbf16, #dim.shape<d0, 70>>
    %e1 = arith.extf %e1h : bf16 to f32
      %df = arith.subf %e1, %mean : f32
      %dd = arith.mulf %df, %df : f32
      kernel.yield %dd : f32
    } : f32
    %var = arith.divf %sq, %n : f32
    %ve = arith.addf %var, %eps : f32
    %sd = math.sqrt %ve : f32
    %eh = kernel.load %x[%i, %j] : tensor<?x70xbf16, #dim.shape<d0, 70>>
    %e = arith.extf %eh : bf16 to f32
    %ggh = kernel.load %g[%j] : tensor<70xbf16>
    %gg = arith.extf %ggh : bf16 to f32
    %ssh = kernel.load %s[%j] : tensor<70xbf16>
    %ss = arith.extf %ssh : bf16 to f32
    %d = arith.subf %e, %mean : f32
    %m = arith.divf %d, %sd : f32
    %m2 = arith.mulf %m, %gg : f32
    %v = arith.addf %m2, %ss : f32
    %o = arith.truncf %v : f32 to bf16
    kernel.yield %o : bf16
  } : tensor<?x70xbf16, #dim.shape<d0, 70>>
  return %y : tensor<?x70xbf16, #dim.shape<d0, 70>>
}

func.func private @softmax(%x: tensor<?x4x?xf32, #dim.shape<d0, 4, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x4x?xf32, #dim.shape<d0, 4, d1>> attributes {kernel.entry, test.sizes = [[0, 3], [3, 0], [1, 1], [2, 33], [1, 70]]} {
  %y = kernel.map (%i, %h, %j) {
    %sum = kernel.reduce add (%k) in <d1> {
      %max0 = kernel.reduce max (%l) in <d1> {
        %e0 = kernel.load %x[%i, %h, %l] : tensor<?x4x?xf32, #dim.shape<d0, 4, d1>>
        kernel.yield %e0 : f32
      } : f32
      %e1 = kernel.load %x[%i, %h, %k] : tensor<?x4x?xf32, #dim.shape<d0, 4, d1>>
      %s1 = arith.subf %e1, %max0 : f32
      %p1 = math.exp %s1 : f32
      kernel.yield %p1 : f32
    } : f32
    %max = kernel.reduce max (%l) in <d1> {
      %e0 = kernel.load %x[%i, %h, %l] : tensor<?x4x?xf32, #dim.shape<d0, 4, d1>>
      kernel.yield %e0 : f32
    } : f32
    %e = kernel.load %x[%i, %h, %j] : tensor<?x4x?xf32, #dim.shape<d0, 4, d1>>
    %s = arith.subf %e, %max : f32
    %p = math.exp %s : f32
    %v = arith.divf %p, %sum : f32
    kernel.yield %v : f32
  } : tensor<?x4x?xf32, #dim.shape<d0, 4, d1>>
  return %y : tensor<?x4x?xf32, #dim.shape<d0, 4, d1>>
}

// for T in f32 f64 f16
// for F in exp tanh erf log sin sqrt rsqrt floor ceil trunc roundeven absf
func.func private @$F_$T(%x: tensor<?x$T, #dim.shape<d0>> {test.special}, %d0: index {dim.symbol = "d0"}) -> tensor<?x$T, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [150]]} {
  %y = kernel.map (%i) {
    %e = kernel.load %x[%i] : tensor<?x$T, #dim.shape<d0>>
    %v = math.$F %e : $T
    kernel.yield %v : $T
  } : tensor<?x$T, #dim.shape<d0>>
  return %y : tensor<?x$T, #dim.shape<d0>>
}

func.func private @pow(%x: tensor<?xf32, #dim.shape<d0>>, %z: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [150]]} {
  %y = kernel.map (%i) {
    %e = kernel.load %x[%i] : tensor<?xf32, #dim.shape<d0>>
    %f = kernel.load %z[%i] : tensor<?xf32, #dim.shape<d0>>
    %a = math.absf %e : f32
    %v = math.powf %a, %f : f32
    kernel.yield %v : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @fmod(%x: tensor<?xf32, #dim.shape<d0>>, %z: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [150]]} {
  %y = kernel.map (%i) {
    %e = kernel.load %x[%i] : tensor<?xf32, #dim.shape<d0>>
    %f = kernel.load %z[%i] : tensor<?xf32, #dim.shape<d0>>
    %v = arith.remf %e, %f : f32
    kernel.yield %v : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @matmul_f32(%a: tensor<?x?xf32, #dim.shape<d0, d1>>, %b: tensor<?x21xf32, #dim.shape<d1, 21>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x21xf32, #dim.shape<d0, 21>> attributes {kernel.entry, test.sizes = [[0, 3], [2, 0], [1, 1], [9, 20]]} {
  %y = kernel.contract %a, %b maps [(m, n, k) -> (m, k)], [(m, n, k) -> (k, n)] reduce <d1> (%m, %n, %sum: f32) {
    %v = arith.addf %sum, %sum : f32
    kernel.yield %v : f32
  } : tensor<?x?xf32, #dim.shape<d0, d1>>, tensor<?x21xf32, #dim.shape<d1, 21>> to tensor<?x21xf32, #dim.shape<d0, 21>>
  return %y : tensor<?x21xf32, #dim.shape<d0, 21>>
}

func.func private @matmul_f64(%a: tensor<?x?xf64, #dim.shape<d0, d1>>, %b: tensor<?x21xf64, #dim.shape<d1, 21>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x21xf64, #dim.shape<d0, 21>> attributes {kernel.entry, test.sizes = [[0, 3], [2, 0], [1, 1], [9, 20]]} {
  %y = kernel.contract %a, %b maps [(m, n, k) -> (m, k)], [(m, n, k) -> (k, n)] reduce <d1> (%m, %n, %sum: f64) {
    %v = arith.addf %sum, %sum : f64
    kernel.yield %v : f64
  } : tensor<?x?xf64, #dim.shape<d0, d1>>, tensor<?x21xf64, #dim.shape<d1, 21>> to tensor<?x21xf64, #dim.shape<d0, 21>>
  return %y : tensor<?x21xf64, #dim.shape<d0, 21>>
}

func.func private @matmul_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %b: tensor<?x21xi8, #dim.shape<d1, 21>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x21xi32, #dim.shape<d0, 21>> attributes {kernel.entry, test.sizes = [[0, 3], [2, 0], [1, 1], [9, 20]]} {
  %y = kernel.contract %a, %b maps [(m, n, k) -> (m, k)], [(m, n, k) -> (k, n)] reduce <d1> (%m, %n, %sum: i32) {
    %v = arith.addi %sum, %sum : i32
    kernel.yield %v : i32
  } : tensor<?x?xi8, #dim.shape<d0, d1>>, tensor<?x21xi8, #dim.shape<d1, 21>> to tensor<?x21xi32, #dim.shape<d0, 21>>
  return %y : tensor<?x21xi32, #dim.shape<d0, 21>>
}

func.func private @matmul_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %b: tensor<?x21xi64, #dim.shape<d1, 21>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x21xi64, #dim.shape<d0, 21>> attributes {kernel.entry, test.sizes = [[0, 3], [2, 0], [1, 1], [9, 20]]} {
  %y = kernel.contract %a, %b maps [(m, n, k) -> (m, k)], [(m, n, k) -> (k, n)] reduce <d1> (%m, %n, %sum: i64) {
    %v = arith.addi %sum, %sum : i64
    kernel.yield %v : i64
  } : tensor<?x?xi64, #dim.shape<d0, d1>>, tensor<?x21xi64, #dim.shape<d1, 21>> to tensor<?x21xi64, #dim.shape<d0, 21>>
  return %y : tensor<?x21xi64, #dim.shape<d0, 21>>
}

func.func private @matmul_f16(%a: tensor<?x?xf16, #dim.shape<d0, d1>>, %b: tensor<?x21xf16, #dim.shape<d1, 21>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?x21xf32, #dim.shape<d0, 21>> attributes {kernel.entry, test.sizes = [[0, 3], [2, 0], [1, 1], [9, 20]]} {
  %y = kernel.contract %a, %b maps [(m, n, k) -> (m, k)], [(m, n, k) -> (k, n)] reduce <d1> (%m, %n, %sum: f32) {
    %v = arith.addf %sum, %sum : f32
    kernel.yield %v : f32
  } : tensor<?x?xf16, #dim.shape<d0, d1>>, tensor<?x21xf16, #dim.shape<d1, 21>> to tensor<?x21xf32, #dim.shape<d0, 21>>
  return %y : tensor<?x21xf32, #dim.shape<d0, 21>>
}

func.func private @conv(%x: tensor<1x3x9x9xf32>, %w: tensor<5x3x3x3xf32>) -> tensor<1x5x5x5xf32> attributes {kernel.entry} {
  %y = kernel.contract %x, %w maps [(n, c, i, j, k, l, m) -> (n, k, i * 2 + l - 1, j * 2 + m - 1)], [(n, c, i, j, k, l, m) -> (c, k, l, m)] reduce <3, 3, 3> (%n, %c, %i, %j, %sum: f32) {
    kernel.yield %sum : f32
  } {padded} : tensor<1x3x9x9xf32>, tensor<5x3x3x3xf32> to tensor<1x5x5x5xf32>
  return %y : tensor<1x5x5x5xf32>
}

func.func private @depthwise(%x: tensor<1x8x9x9xf32>, %w: tensor<8x1x3x3xf32>) -> tensor<1x8x9x9xf32> attributes {kernel.entry} {
  %y = kernel.contract %x, %w maps [(n, c, i, j, l, m) -> (n, c, i + l - 1, j + m - 1)], [(n, c, i, j, l, m) -> (c, 0, l, m)] reduce <3, 3> (%n, %c, %i, %j, %sum: f32) {
    kernel.yield %sum : f32
  } {padded} : tensor<1x8x9x9xf32>, tensor<8x1x3x3xf32> to tensor<1x8x9x9xf32>
  return %y : tensor<1x8x9x9xf32>
}

func.func private @attention_f32(%q: tensor<2x?x3x2x16xf32, #dim.shape<2, d0, 3, 2, 16>>, %m: tensor<2x?xf32, #dim.shape<2, d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<2x?x2x16xf32, #dim.shape<2, d0, 2, 16>> attributes {kernel.entry, test.sizes = [[0], [1], [5], [12]]} {
  %y = kernel.attention %q, %q, %q maps [(b, h, i, d) -> (b, i, 0, h, d)], [(b, h, j, d) -> (b, j, 1, h, d)], [(b, h, j, e) -> (b, j, 2, h, e)], [(b, h, i, e) -> (b, i, h, e)] dims <2, 2, d0, d0, 16, 16> (%b, %h, %i, %j, %score: f32) {
    %1 = kernel.load %m[%b, %j] : tensor<2x?xf32, #dim.shape<2, d0>>
    %v = arith.addf %score, %1 : f32
    kernel.yield %v : f32
  } : tensor<2x?x3x2x16xf32, #dim.shape<2, d0, 3, 2, 16>>, tensor<2x?x3x2x16xf32, #dim.shape<2, d0, 3, 2, 16>>, tensor<2x?x3x2x16xf32, #dim.shape<2, d0, 3, 2, 16>> to tensor<2x?x2x16xf32, #dim.shape<2, d0, 2, 16>>
  return %y : tensor<2x?x2x16xf32, #dim.shape<2, d0, 2, 16>>
}

func.func private @attention_f64(%q: tensor<2x?x3x2x16xf64, #dim.shape<2, d0, 3, 2, 16>>, %m: tensor<2x?xf64, #dim.shape<2, d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<2x?x2x16xf64, #dim.shape<2, d0, 2, 16>> attributes {kernel.entry, test.sizes = [[0], [1], [5], [12]]} {
  %y = kernel.attention %q, %q, %q maps [(b, h, i, d) -> (b, i, 0, h, d)], [(b, h, j, d) -> (b, j, 1, h, d)], [(b, h, j, e) -> (b, j, 2, h, e)], [(b, h, i, e) -> (b, i, h, e)] dims <2, 2, d0, d0, 16, 16> (%b, %h, %i, %j, %score: f64) {
    %1 = kernel.load %m[%b, %j] : tensor<2x?xf64, #dim.shape<2, d0>>
    %v = arith.addf %score, %1 : f64
    kernel.yield %v : f64
  } : tensor<2x?x3x2x16xf64, #dim.shape<2, d0, 3, 2, 16>>, tensor<2x?x3x2x16xf64, #dim.shape<2, d0, 3, 2, 16>>, tensor<2x?x3x2x16xf64, #dim.shape<2, d0, 3, 2, 16>> to tensor<2x?x2x16xf64, #dim.shape<2, d0, 2, 16>>
  return %y : tensor<2x?x2x16xf64, #dim.shape<2, d0, 2, 16>>
}
