// Every element type: arithmetic, comparisons, casts.
func.func private @add_f32(%a: tensor<?x33xf32, #dim.shape<d0, 33>>, %b: tensor<?x33xf32, #dim.shape<d0, 33>>, %c: tensor<33xf32>, %d0: index {dim.symbol = "d0"}) -> tensor<?x33xf32, #dim.shape<d0, 33>> attributes {kernel.entry, test.sizes = [[0], [1], [40]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x33xf32, #dim.shape<d0, 33>>
    %1 = kernel.load %b[%i, %j] : tensor<?x33xf32, #dim.shape<d0, 33>>
    %2 = kernel.load %c[%j] : tensor<33xf32>
    %3 = arith.addf %0, %1 : f32
    %4 = arith.mulf %3, %2 : f32
    kernel.yield %4 : f32
  } : tensor<?x33xf32, #dim.shape<d0, 33>>
  return %y : tensor<?x33xf32, #dim.shape<d0, 33>>
}

func.func private @flat_f32(%a: tensor<?xf32, #dim.shape<d0>>, %b: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [5], [64], [100], [1000]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf32, #dim.shape<d0>>
    %2 = arith.subf %0, %1 : f32
    kernel.yield %2 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @less_f32(%a: tensor<?xf32, #dim.shape<d0>> {test.special}, %b: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi1, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf32, #dim.shape<d0>>
    %2 = arith.cmpf olt, %0, %1 : f32
    kernel.yield %2 : i1
  } : tensor<?xi1, #dim.shape<d0>>
  return %y : tensor<?xi1, #dim.shape<d0>>
}

func.func private @where_f32(%c: tensor<?xi1, #dim.shape<d0>>, %a: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %c[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    %2 = arith.constant 0.0 : f32
    %3 = arith.select %0, %1, %2 : f32
    kernel.yield %3 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @maximumf_f32(%a: tensor<?xf32, #dim.shape<d0>> {test.special}, %b: tensor<?xf32, #dim.shape<d0>> {test.special}, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf32, #dim.shape<d0>>
    %2 = arith.maximumf %0, %1 : f32
    kernel.yield %2 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @minimumf_f32(%a: tensor<?xf32, #dim.shape<d0>> {test.special}, %b: tensor<?xf32, #dim.shape<d0>> {test.special}, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf32, #dim.shape<d0>>
    %2 = arith.minimumf %0, %1 : f32
    kernel.yield %2 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @divf_f32(%a: tensor<?xf32, #dim.shape<d0>> {test.special}, %b: tensor<?xf32, #dim.shape<d0>> {test.special}, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf32, #dim.shape<d0>>
    %2 = arith.divf %0, %1 : f32
    kernel.yield %2 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @add_f64(%a: tensor<?x33xf64, #dim.shape<d0, 33>>, %b: tensor<?x33xf64, #dim.shape<d0, 33>>, %c: tensor<33xf64>, %d0: index {dim.symbol = "d0"}) -> tensor<?x33xf64, #dim.shape<d0, 33>> attributes {kernel.entry, test.sizes = [[0], [1], [40]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x33xf64, #dim.shape<d0, 33>>
    %1 = kernel.load %b[%i, %j] : tensor<?x33xf64, #dim.shape<d0, 33>>
    %2 = kernel.load %c[%j] : tensor<33xf64>
    %3 = arith.addf %0, %1 : f64
    %4 = arith.mulf %3, %2 : f64
    kernel.yield %4 : f64
  } : tensor<?x33xf64, #dim.shape<d0, 33>>
  return %y : tensor<?x33xf64, #dim.shape<d0, 33>>
}

func.func private @flat_f64(%a: tensor<?xf64, #dim.shape<d0>>, %b: tensor<?xf64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [5], [64], [100], [1000]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf64, #dim.shape<d0>>
    %2 = arith.subf %0, %1 : f64
    kernel.yield %2 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @less_f64(%a: tensor<?xf64, #dim.shape<d0>> {test.special}, %b: tensor<?xf64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi1, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf64, #dim.shape<d0>>
    %2 = arith.cmpf olt, %0, %1 : f64
    kernel.yield %2 : i1
  } : tensor<?xi1, #dim.shape<d0>>
  return %y : tensor<?xi1, #dim.shape<d0>>
}

func.func private @where_f64(%c: tensor<?xi1, #dim.shape<d0>>, %a: tensor<?xf64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %c[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = kernel.load %a[%i] : tensor<?xf64, #dim.shape<d0>>
    %2 = arith.constant 0.0 : f64
    %3 = arith.select %0, %1, %2 : f64
    kernel.yield %3 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @maximumf_f64(%a: tensor<?xf64, #dim.shape<d0>> {test.special}, %b: tensor<?xf64, #dim.shape<d0>> {test.special}, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf64, #dim.shape<d0>>
    %2 = arith.maximumf %0, %1 : f64
    kernel.yield %2 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @minimumf_f64(%a: tensor<?xf64, #dim.shape<d0>> {test.special}, %b: tensor<?xf64, #dim.shape<d0>> {test.special}, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf64, #dim.shape<d0>>
    %2 = arith.minimumf %0, %1 : f64
    kernel.yield %2 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @divf_f64(%a: tensor<?xf64, #dim.shape<d0>> {test.special}, %b: tensor<?xf64, #dim.shape<d0>> {test.special}, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf64, #dim.shape<d0>>
    %2 = arith.divf %0, %1 : f64
    kernel.yield %2 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @add_f16(%a: tensor<?x33xf16, #dim.shape<d0, 33>>, %b: tensor<?x33xf16, #dim.shape<d0, 33>>, %c: tensor<33xf16>, %d0: index {dim.symbol = "d0"}) -> tensor<?x33xf16, #dim.shape<d0, 33>> attributes {kernel.entry, test.sizes = [[0], [1], [40]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x33xf16, #dim.shape<d0, 33>>
    %1 = kernel.load %b[%i, %j] : tensor<?x33xf16, #dim.shape<d0, 33>>
    %2 = kernel.load %c[%j] : tensor<33xf16>
    %3 = arith.addf %0, %1 : f16
    %4 = arith.mulf %3, %2 : f16
    kernel.yield %4 : f16
  } : tensor<?x33xf16, #dim.shape<d0, 33>>
  return %y : tensor<?x33xf16, #dim.shape<d0, 33>>
}

func.func private @flat_f16(%a: tensor<?xf16, #dim.shape<d0>>, %b: tensor<?xf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [5], [64], [100], [1000]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf16, #dim.shape<d0>>
    %2 = arith.subf %0, %1 : f16
    kernel.yield %2 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @less_f16(%a: tensor<?xf16, #dim.shape<d0>> {test.special}, %b: tensor<?xf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi1, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf16, #dim.shape<d0>>
    %2 = arith.cmpf olt, %0, %1 : f16
    kernel.yield %2 : i1
  } : tensor<?xi1, #dim.shape<d0>>
  return %y : tensor<?xi1, #dim.shape<d0>>
}

func.func private @where_f16(%c: tensor<?xi1, #dim.shape<d0>>, %a: tensor<?xf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %c[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = kernel.load %a[%i] : tensor<?xf16, #dim.shape<d0>>
    %2 = arith.constant 0.0 : f16
    %3 = arith.select %0, %1, %2 : f16
    kernel.yield %3 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @maximumf_f16(%a: tensor<?xf16, #dim.shape<d0>> {test.special}, %b: tensor<?xf16, #dim.shape<d0>> {test.special}, %d0: index {dim.symbol = "d0"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf16, #dim.shape<d0>>
    %2 = arith.maximumf %0, %1 : f16
    kernel.yield %2 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @minimumf_f16(%a: tensor<?xf16, #dim.shape<d0>> {test.special}, %b: tensor<?xf16, #dim.shape<d0>> {test.special}, %d0: index {dim.symbol = "d0"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf16, #dim.shape<d0>>
    %2 = arith.minimumf %0, %1 : f16
    kernel.yield %2 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @divf_f16(%a: tensor<?xf16, #dim.shape<d0>> {test.special}, %b: tensor<?xf16, #dim.shape<d0>> {test.special}, %d0: index {dim.symbol = "d0"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xf16, #dim.shape<d0>>
    %2 = arith.divf %0, %1 : f16
    kernel.yield %2 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @add_bf16(%a: tensor<?x33xbf16, #dim.shape<d0, 33>>, %b: tensor<?x33xbf16, #dim.shape<d0, 33>>, %c: tensor<33xbf16>, %d0: index {dim.symbol = "d0"}) -> tensor<?x33xbf16, #dim.shape<d0, 33>> attributes {kernel.entry, test.sizes = [[0], [1], [40]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x33xbf16, #dim.shape<d0, 33>>
    %1 = kernel.load %b[%i, %j] : tensor<?x33xbf16, #dim.shape<d0, 33>>
    %2 = kernel.load %c[%j] : tensor<33xbf16>
    %3 = arith.addf %0, %1 : bf16
    %4 = arith.mulf %3, %2 : bf16
    kernel.yield %4 : bf16
  } : tensor<?x33xbf16, #dim.shape<d0, 33>>
  return %y : tensor<?x33xbf16, #dim.shape<d0, 33>>
}

func.func private @flat_bf16(%a: tensor<?xbf16, #dim.shape<d0>>, %b: tensor<?xbf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [5], [64], [100], [1000]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xbf16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xbf16, #dim.shape<d0>>
    %2 = arith.subf %0, %1 : bf16
    kernel.yield %2 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @less_bf16(%a: tensor<?xbf16, #dim.shape<d0>> {test.special}, %b: tensor<?xbf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi1, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xbf16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xbf16, #dim.shape<d0>>
    %2 = arith.cmpf olt, %0, %1 : bf16
    kernel.yield %2 : i1
  } : tensor<?xi1, #dim.shape<d0>>
  return %y : tensor<?xi1, #dim.shape<d0>>
}

func.func private @where_bf16(%c: tensor<?xi1, #dim.shape<d0>>, %a: tensor<?xbf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %c[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = kernel.load %a[%i] : tensor<?xbf16, #dim.shape<d0>>
    %2 = arith.constant 0.0 : bf16
    %3 = arith.select %0, %1, %2 : bf16
    kernel.yield %3 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @maximumf_bf16(%a: tensor<?xbf16, #dim.shape<d0>> {test.special}, %b: tensor<?xbf16, #dim.shape<d0>> {test.special}, %d0: index {dim.symbol = "d0"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xbf16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xbf16, #dim.shape<d0>>
    %2 = arith.maximumf %0, %1 : bf16
    kernel.yield %2 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @minimumf_bf16(%a: tensor<?xbf16, #dim.shape<d0>> {test.special}, %b: tensor<?xbf16, #dim.shape<d0>> {test.special}, %d0: index {dim.symbol = "d0"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xbf16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xbf16, #dim.shape<d0>>
    %2 = arith.minimumf %0, %1 : bf16
    kernel.yield %2 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @divf_bf16(%a: tensor<?xbf16, #dim.shape<d0>> {test.special}, %b: tensor<?xbf16, #dim.shape<d0>> {test.special}, %d0: index {dim.symbol = "d0"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xbf16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xbf16, #dim.shape<d0>>
    %2 = arith.divf %0, %1 : bf16
    kernel.yield %2 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @add_i8(%a: tensor<?x33xi8, #dim.shape<d0, 33>>, %b: tensor<?x33xi8, #dim.shape<d0, 33>>, %c: tensor<33xi8>, %d0: index {dim.symbol = "d0"}) -> tensor<?x33xi8, #dim.shape<d0, 33>> attributes {kernel.entry, test.sizes = [[0], [1], [40]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x33xi8, #dim.shape<d0, 33>>
    %1 = kernel.load %b[%i, %j] : tensor<?x33xi8, #dim.shape<d0, 33>>
    %2 = kernel.load %c[%j] : tensor<33xi8>
    %3 = arith.addi %0, %1 : i8
    %4 = arith.muli %3, %2 : i8
    kernel.yield %4 : i8
  } : tensor<?x33xi8, #dim.shape<d0, 33>>
  return %y : tensor<?x33xi8, #dim.shape<d0, 33>>
}

func.func private @flat_i8(%a: tensor<?xi8, #dim.shape<d0>>, %b: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [5], [64], [100], [1000]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi8, #dim.shape<d0>>
    %2 = arith.subi %0, %1 : i8
    kernel.yield %2 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @less_i8(%a: tensor<?xi8, #dim.shape<d0>>, %b: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi1, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi8, #dim.shape<d0>>
    %2 = arith.cmpi slt, %0, %1 : i8
    kernel.yield %2 : i1
  } : tensor<?xi1, #dim.shape<d0>>
  return %y : tensor<?xi1, #dim.shape<d0>>
}

func.func private @where_i8(%c: tensor<?xi1, #dim.shape<d0>>, %a: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %c[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %2 = arith.constant 7 : i8
    %3 = arith.select %0, %1, %2 : i8
    kernel.yield %3 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @divsi_i8(%a: tensor<?xi8, #dim.shape<d0>>, %b: tensor<?xi8, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi8, #dim.shape<d0>>
    %2 = arith.divsi %0, %1 : i8
    kernel.yield %2 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @divui_i8(%a: tensor<?xi8, #dim.shape<d0>>, %b: tensor<?xi8, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi8, #dim.shape<d0>>
    %2 = arith.divui %0, %1 : i8
    kernel.yield %2 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @remsi_i8(%a: tensor<?xi8, #dim.shape<d0>>, %b: tensor<?xi8, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi8, #dim.shape<d0>>
    %2 = arith.remsi %0, %1 : i8
    kernel.yield %2 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @remui_i8(%a: tensor<?xi8, #dim.shape<d0>>, %b: tensor<?xi8, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi8, #dim.shape<d0>>
    %2 = arith.remui %0, %1 : i8
    kernel.yield %2 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @maxsi_i8(%a: tensor<?xi8, #dim.shape<d0>>, %b: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi8, #dim.shape<d0>>
    %2 = arith.maxsi %0, %1 : i8
    kernel.yield %2 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @minui_i8(%a: tensor<?xi8, #dim.shape<d0>>, %b: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi8, #dim.shape<d0>>
    %2 = arith.minui %0, %1 : i8
    kernel.yield %2 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @shrsi_i8(%a: tensor<?xi8, #dim.shape<d0>>, %b: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi8, #dim.shape<d0>>
    %k = arith.constant 7 : i8
    %s = arith.andi %1, %k : i8
    %2 = arith.shrsi %0, %s : i8
    kernel.yield %2 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @andi_i8(%a: tensor<?xi8, #dim.shape<d0>>, %b: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi8, #dim.shape<d0>>
    %2 = arith.andi %0, %1 : i8
    kernel.yield %2 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @add_i16(%a: tensor<?x33xi16, #dim.shape<d0, 33>>, %b: tensor<?x33xi16, #dim.shape<d0, 33>>, %c: tensor<33xi16>, %d0: index {dim.symbol = "d0"}) -> tensor<?x33xi16, #dim.shape<d0, 33>> attributes {kernel.entry, test.sizes = [[0], [1], [40]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x33xi16, #dim.shape<d0, 33>>
    %1 = kernel.load %b[%i, %j] : tensor<?x33xi16, #dim.shape<d0, 33>>
    %2 = kernel.load %c[%j] : tensor<33xi16>
    %3 = arith.addi %0, %1 : i16
    %4 = arith.muli %3, %2 : i16
    kernel.yield %4 : i16
  } : tensor<?x33xi16, #dim.shape<d0, 33>>
  return %y : tensor<?x33xi16, #dim.shape<d0, 33>>
}

func.func private @flat_i16(%a: tensor<?xi16, #dim.shape<d0>>, %b: tensor<?xi16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [5], [64], [100], [1000]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi16, #dim.shape<d0>>
    %2 = arith.subi %0, %1 : i16
    kernel.yield %2 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @less_i16(%a: tensor<?xi16, #dim.shape<d0>>, %b: tensor<?xi16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi1, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi16, #dim.shape<d0>>
    %2 = arith.cmpi slt, %0, %1 : i16
    kernel.yield %2 : i1
  } : tensor<?xi1, #dim.shape<d0>>
  return %y : tensor<?xi1, #dim.shape<d0>>
}

func.func private @where_i16(%c: tensor<?xi1, #dim.shape<d0>>, %a: tensor<?xi16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %c[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %2 = arith.constant 7 : i16
    %3 = arith.select %0, %1, %2 : i16
    kernel.yield %3 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @divsi_i16(%a: tensor<?xi16, #dim.shape<d0>>, %b: tensor<?xi16, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi16, #dim.shape<d0>>
    %2 = arith.divsi %0, %1 : i16
    kernel.yield %2 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @divui_i16(%a: tensor<?xi16, #dim.shape<d0>>, %b: tensor<?xi16, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi16, #dim.shape<d0>>
    %2 = arith.divui %0, %1 : i16
    kernel.yield %2 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @remsi_i16(%a: tensor<?xi16, #dim.shape<d0>>, %b: tensor<?xi16, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi16, #dim.shape<d0>>
    %2 = arith.remsi %0, %1 : i16
    kernel.yield %2 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @remui_i16(%a: tensor<?xi16, #dim.shape<d0>>, %b: tensor<?xi16, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi16, #dim.shape<d0>>
    %2 = arith.remui %0, %1 : i16
    kernel.yield %2 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @maxsi_i16(%a: tensor<?xi16, #dim.shape<d0>>, %b: tensor<?xi16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi16, #dim.shape<d0>>
    %2 = arith.maxsi %0, %1 : i16
    kernel.yield %2 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @minui_i16(%a: tensor<?xi16, #dim.shape<d0>>, %b: tensor<?xi16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi16, #dim.shape<d0>>
    %2 = arith.minui %0, %1 : i16
    kernel.yield %2 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @shrsi_i16(%a: tensor<?xi16, #dim.shape<d0>>, %b: tensor<?xi16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi16, #dim.shape<d0>>
    %k = arith.constant 7 : i16
    %s = arith.andi %1, %k : i16
    %2 = arith.shrsi %0, %s : i16
    kernel.yield %2 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @andi_i16(%a: tensor<?xi16, #dim.shape<d0>>, %b: tensor<?xi16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi16, #dim.shape<d0>>
    %2 = arith.andi %0, %1 : i16
    kernel.yield %2 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @add_i32(%a: tensor<?x33xi32, #dim.shape<d0, 33>>, %b: tensor<?x33xi32, #dim.shape<d0, 33>>, %c: tensor<33xi32>, %d0: index {dim.symbol = "d0"}) -> tensor<?x33xi32, #dim.shape<d0, 33>> attributes {kernel.entry, test.sizes = [[0], [1], [40]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x33xi32, #dim.shape<d0, 33>>
    %1 = kernel.load %b[%i, %j] : tensor<?x33xi32, #dim.shape<d0, 33>>
    %2 = kernel.load %c[%j] : tensor<33xi32>
    %3 = arith.addi %0, %1 : i32
    %4 = arith.muli %3, %2 : i32
    kernel.yield %4 : i32
  } : tensor<?x33xi32, #dim.shape<d0, 33>>
  return %y : tensor<?x33xi32, #dim.shape<d0, 33>>
}

func.func private @flat_i32(%a: tensor<?xi32, #dim.shape<d0>>, %b: tensor<?xi32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [5], [64], [100], [1000]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi32, #dim.shape<d0>>
    %2 = arith.subi %0, %1 : i32
    kernel.yield %2 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @less_i32(%a: tensor<?xi32, #dim.shape<d0>>, %b: tensor<?xi32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi1, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi32, #dim.shape<d0>>
    %2 = arith.cmpi slt, %0, %1 : i32
    kernel.yield %2 : i1
  } : tensor<?xi1, #dim.shape<d0>>
  return %y : tensor<?xi1, #dim.shape<d0>>
}

func.func private @where_i32(%c: tensor<?xi1, #dim.shape<d0>>, %a: tensor<?xi32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %c[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %2 = arith.constant 7 : i32
    %3 = arith.select %0, %1, %2 : i32
    kernel.yield %3 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @divsi_i32(%a: tensor<?xi32, #dim.shape<d0>>, %b: tensor<?xi32, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi32, #dim.shape<d0>>
    %2 = arith.divsi %0, %1 : i32
    kernel.yield %2 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @divui_i32(%a: tensor<?xi32, #dim.shape<d0>>, %b: tensor<?xi32, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi32, #dim.shape<d0>>
    %2 = arith.divui %0, %1 : i32
    kernel.yield %2 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @remsi_i32(%a: tensor<?xi32, #dim.shape<d0>>, %b: tensor<?xi32, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi32, #dim.shape<d0>>
    %2 = arith.remsi %0, %1 : i32
    kernel.yield %2 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @remui_i32(%a: tensor<?xi32, #dim.shape<d0>>, %b: tensor<?xi32, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi32, #dim.shape<d0>>
    %2 = arith.remui %0, %1 : i32
    kernel.yield %2 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @maxsi_i32(%a: tensor<?xi32, #dim.shape<d0>>, %b: tensor<?xi32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi32, #dim.shape<d0>>
    %2 = arith.maxsi %0, %1 : i32
    kernel.yield %2 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @minui_i32(%a: tensor<?xi32, #dim.shape<d0>>, %b: tensor<?xi32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi32, #dim.shape<d0>>
    %2 = arith.minui %0, %1 : i32
    kernel.yield %2 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @shrsi_i32(%a: tensor<?xi32, #dim.shape<d0>>, %b: tensor<?xi32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi32, #dim.shape<d0>>
    %k = arith.constant 7 : i32
    %s = arith.andi %1, %k : i32
    %2 = arith.shrsi %0, %s : i32
    kernel.yield %2 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @andi_i32(%a: tensor<?xi32, #dim.shape<d0>>, %b: tensor<?xi32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi32, #dim.shape<d0>>
    %2 = arith.andi %0, %1 : i32
    kernel.yield %2 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @add_i64(%a: tensor<?x33xi64, #dim.shape<d0, 33>>, %b: tensor<?x33xi64, #dim.shape<d0, 33>>, %c: tensor<33xi64>, %d0: index {dim.symbol = "d0"}) -> tensor<?x33xi64, #dim.shape<d0, 33>> attributes {kernel.entry, test.sizes = [[0], [1], [40]]} {
  %y = kernel.map (%i, %j) {
    %0 = kernel.load %a[%i, %j] : tensor<?x33xi64, #dim.shape<d0, 33>>
    %1 = kernel.load %b[%i, %j] : tensor<?x33xi64, #dim.shape<d0, 33>>
    %2 = kernel.load %c[%j] : tensor<33xi64>
    %3 = arith.addi %0, %1 : i64
    %4 = arith.muli %3, %2 : i64
    kernel.yield %4 : i64
  } : tensor<?x33xi64, #dim.shape<d0, 33>>
  return %y : tensor<?x33xi64, #dim.shape<d0, 33>>
}

func.func private @flat_i64(%a: tensor<?xi64, #dim.shape<d0>>, %b: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [5], [64], [100], [1000]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi64, #dim.shape<d0>>
    %2 = arith.subi %0, %1 : i64
    kernel.yield %2 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @less_i64(%a: tensor<?xi64, #dim.shape<d0>>, %b: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi1, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi64, #dim.shape<d0>>
    %2 = arith.cmpi slt, %0, %1 : i64
    kernel.yield %2 : i1
  } : tensor<?xi1, #dim.shape<d0>>
  return %y : tensor<?xi1, #dim.shape<d0>>
}

func.func private @where_i64(%c: tensor<?xi1, #dim.shape<d0>>, %a: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [3], [130]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %c[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %2 = arith.constant 7 : i64
    %3 = arith.select %0, %1, %2 : i64
    kernel.yield %3 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @divsi_i64(%a: tensor<?xi64, #dim.shape<d0>>, %b: tensor<?xi64, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi64, #dim.shape<d0>>
    %2 = arith.divsi %0, %1 : i64
    kernel.yield %2 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @divui_i64(%a: tensor<?xi64, #dim.shape<d0>>, %b: tensor<?xi64, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi64, #dim.shape<d0>>
    %2 = arith.divui %0, %1 : i64
    kernel.yield %2 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @remsi_i64(%a: tensor<?xi64, #dim.shape<d0>>, %b: tensor<?xi64, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi64, #dim.shape<d0>>
    %2 = arith.remsi %0, %1 : i64
    kernel.yield %2 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @remui_i64(%a: tensor<?xi64, #dim.shape<d0>>, %b: tensor<?xi64, #dim.shape<d0>> {test.limit = 5}, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi64, #dim.shape<d0>>
    %2 = arith.remui %0, %1 : i64
    kernel.yield %2 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @maxsi_i64(%a: tensor<?xi64, #dim.shape<d0>>, %b: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi64, #dim.shape<d0>>
    %2 = arith.maxsi %0, %1 : i64
    kernel.yield %2 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @minui_i64(%a: tensor<?xi64, #dim.shape<d0>>, %b: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi64, #dim.shape<d0>>
    %2 = arith.minui %0, %1 : i64
    kernel.yield %2 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @shrsi_i64(%a: tensor<?xi64, #dim.shape<d0>>, %b: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi64, #dim.shape<d0>>
    %k = arith.constant 7 : i64
    %s = arith.andi %1, %k : i64
    %2 = arith.shrsi %0, %s : i64
    kernel.yield %2 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @andi_i64(%a: tensor<?xi64, #dim.shape<d0>>, %b: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = kernel.load %b[%i] : tensor<?xi64, #dim.shape<d0>>
    %2 = arith.andi %0, %1 : i64
    kernel.yield %2 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @cast_f32_f64(%a: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    %1 = arith.extf %0 : f32 to f64
    kernel.yield %1 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @cast_f32_f16(%a: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    %1 = arith.truncf %0 : f32 to f16
    kernel.yield %1 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @cast_f32_bf16(%a: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    %1 = arith.truncf %0 : f32 to bf16
    kernel.yield %1 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @cast_f32_i8(%a: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    %1 = arith.fptosi %0 : f32 to i8
    kernel.yield %1 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @cast_f32_i16(%a: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    %1 = arith.fptosi %0 : f32 to i16
    kernel.yield %1 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @cast_f32_i32(%a: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    %1 = arith.fptosi %0 : f32 to i32
    kernel.yield %1 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @cast_f32_i64(%a: tensor<?xf32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf32, #dim.shape<d0>>
    %1 = arith.fptosi %0 : f32 to i64
    kernel.yield %1 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @cast_f64_f32(%a: tensor<?xf64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf64, #dim.shape<d0>>
    %1 = arith.truncf %0 : f64 to f32
    kernel.yield %1 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @cast_f64_f16(%a: tensor<?xf64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf64, #dim.shape<d0>>
    %1 = arith.truncf %0 : f64 to f16
    kernel.yield %1 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @cast_f64_bf16(%a: tensor<?xf64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf64, #dim.shape<d0>>
    %1 = arith.truncf %0 : f64 to bf16
    kernel.yield %1 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @cast_f64_i8(%a: tensor<?xf64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf64, #dim.shape<d0>>
    %1 = arith.fptosi %0 : f64 to i8
    kernel.yield %1 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @cast_f64_i16(%a: tensor<?xf64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf64, #dim.shape<d0>>
    %1 = arith.fptosi %0 : f64 to i16
    kernel.yield %1 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @cast_f64_i32(%a: tensor<?xf64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf64, #dim.shape<d0>>
    %1 = arith.fptosi %0 : f64 to i32
    kernel.yield %1 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @cast_f64_i64(%a: tensor<?xf64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf64, #dim.shape<d0>>
    %1 = arith.fptosi %0 : f64 to i64
    kernel.yield %1 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @cast_f16_f32(%a: tensor<?xf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf16, #dim.shape<d0>>
    %1 = arith.extf %0 : f16 to f32
    kernel.yield %1 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @cast_f16_f64(%a: tensor<?xf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf16, #dim.shape<d0>>
    %1 = arith.extf %0 : f16 to f64
    kernel.yield %1 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @cast_f16_i8(%a: tensor<?xf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf16, #dim.shape<d0>>
    %1 = arith.fptosi %0 : f16 to i8
    kernel.yield %1 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @cast_f16_i16(%a: tensor<?xf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf16, #dim.shape<d0>>
    %1 = arith.fptosi %0 : f16 to i16
    kernel.yield %1 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @cast_f16_i32(%a: tensor<?xf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf16, #dim.shape<d0>>
    %1 = arith.fptosi %0 : f16 to i32
    kernel.yield %1 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @cast_f16_i64(%a: tensor<?xf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xf16, #dim.shape<d0>>
    %1 = arith.fptosi %0 : f16 to i64
    kernel.yield %1 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @cast_bf16_f32(%a: tensor<?xbf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xbf16, #dim.shape<d0>>
    %1 = arith.extf %0 : bf16 to f32
    kernel.yield %1 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @cast_bf16_f64(%a: tensor<?xbf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xbf16, #dim.shape<d0>>
    %1 = arith.extf %0 : bf16 to f64
    kernel.yield %1 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @cast_bf16_i8(%a: tensor<?xbf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xbf16, #dim.shape<d0>>
    %1 = arith.fptosi %0 : bf16 to i8
    kernel.yield %1 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @cast_bf16_i16(%a: tensor<?xbf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xbf16, #dim.shape<d0>>
    %1 = arith.fptosi %0 : bf16 to i16
    kernel.yield %1 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @cast_bf16_i32(%a: tensor<?xbf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xbf16, #dim.shape<d0>>
    %1 = arith.fptosi %0 : bf16 to i32
    kernel.yield %1 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @cast_bf16_i64(%a: tensor<?xbf16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xbf16, #dim.shape<d0>>
    %1 = arith.fptosi %0 : bf16 to i64
    kernel.yield %1 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @cast_i8_f32(%a: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i8 to f32
    kernel.yield %1 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @cast_i8_f64(%a: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i8 to f64
    kernel.yield %1 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @cast_i8_f16(%a: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i8 to f16
    kernel.yield %1 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @cast_i8_bf16(%a: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i8 to bf16
    kernel.yield %1 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @cast_i8_i16(%a: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = arith.extsi %0 : i8 to i16
    kernel.yield %1 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @cast_i8_i32(%a: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = arith.extsi %0 : i8 to i32
    kernel.yield %1 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @cast_i8_i64(%a: tensor<?xi8, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi8, #dim.shape<d0>>
    %1 = arith.extsi %0 : i8 to i64
    kernel.yield %1 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @cast_i16_f32(%a: tensor<?xi16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i16 to f32
    kernel.yield %1 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @cast_i16_f64(%a: tensor<?xi16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i16 to f64
    kernel.yield %1 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @cast_i16_f16(%a: tensor<?xi16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i16 to f16
    kernel.yield %1 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @cast_i16_bf16(%a: tensor<?xi16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i16 to bf16
    kernel.yield %1 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @cast_i16_i8(%a: tensor<?xi16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = arith.trunci %0 : i16 to i8
    kernel.yield %1 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @cast_i16_i32(%a: tensor<?xi16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = arith.extsi %0 : i16 to i32
    kernel.yield %1 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @cast_i16_i64(%a: tensor<?xi16, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi16, #dim.shape<d0>>
    %1 = arith.extsi %0 : i16 to i64
    kernel.yield %1 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @cast_i32_f32(%a: tensor<?xi32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i32 to f32
    kernel.yield %1 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @cast_i32_f64(%a: tensor<?xi32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i32 to f64
    kernel.yield %1 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @cast_i32_f16(%a: tensor<?xi32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i32 to f16
    kernel.yield %1 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @cast_i32_bf16(%a: tensor<?xi32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i32 to bf16
    kernel.yield %1 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @cast_i32_i8(%a: tensor<?xi32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = arith.trunci %0 : i32 to i8
    kernel.yield %1 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @cast_i32_i16(%a: tensor<?xi32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = arith.trunci %0 : i32 to i16
    kernel.yield %1 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @cast_i32_i64(%a: tensor<?xi32, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi32, #dim.shape<d0>>
    %1 = arith.extsi %0 : i32 to i64
    kernel.yield %1 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @cast_i64_f32(%a: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i64 to f32
    kernel.yield %1 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @cast_i64_f64(%a: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i64 to f64
    kernel.yield %1 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @cast_i64_f16(%a: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i64 to f16
    kernel.yield %1 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @cast_i64_bf16(%a: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.sitofp %0 : i64 to bf16
    kernel.yield %1 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @cast_i64_i8(%a: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.trunci %0 : i64 to i8
    kernel.yield %1 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @cast_i64_i16(%a: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.trunci %0 : i64 to i16
    kernel.yield %1 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @cast_i64_i32(%a: tensor<?xi64, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi64, #dim.shape<d0>>
    %1 = arith.trunci %0 : i64 to i32
    kernel.yield %1 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @cast_i1_f32(%a: tensor<?xi1, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = arith.uitofp %0 : i1 to f32
    kernel.yield %1 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @cast_i1_f64(%a: tensor<?xi1, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = arith.uitofp %0 : i1 to f64
    kernel.yield %1 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @cast_i1_f16(%a: tensor<?xi1, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = arith.uitofp %0 : i1 to f16
    kernel.yield %1 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @cast_i1_bf16(%a: tensor<?xi1, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = arith.uitofp %0 : i1 to bf16
    kernel.yield %1 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @cast_i1_i8(%a: tensor<?xi1, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = arith.extui %0 : i1 to i8
    kernel.yield %1 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @cast_i1_i16(%a: tensor<?xi1, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = arith.extui %0 : i1 to i16
    kernel.yield %1 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @cast_i1_i32(%a: tensor<?xi1, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = arith.extui %0 : i1 to i32
    kernel.yield %1 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @cast_i1_i64(%a: tensor<?xi1, #dim.shape<d0>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[1], [77]]} {
  %y = kernel.map (%i) {
    %0 = kernel.load %a[%i] : tensor<?xi1, #dim.shape<d0>>
    %1 = arith.extui %0 : i1 to i64
    kernel.yield %1 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}
