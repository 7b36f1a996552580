// Reductions of every kind and type, along rows and columns, in boxes.
func.func private @add_rows_f32(%a: tensor<?x?xf32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf32, #dim.shape<d0, d1>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @add_columns_f32(%a: tensor<?x?xf32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf32, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf32, #dim.shape<d0, d1>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<?xf32, #dim.shape<d1>>
  return %y : tensor<?xf32, #dim.shape<d1>>
}

func.func private @mul_rows_f32(%a: tensor<?x?xf32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf32, #dim.shape<d0, d1>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @mul_columns_f32(%a: tensor<?x?xf32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf32, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf32, #dim.shape<d0, d1>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<?xf32, #dim.shape<d1>>
  return %y : tensor<?xf32, #dim.shape<d1>>
}

func.func private @max_rows_f32(%a: tensor<?x?xf32, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf32, #dim.shape<d0, d1>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @max_columns_f32(%a: tensor<?x?xf32, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf32, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf32, #dim.shape<d0, d1>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<?xf32, #dim.shape<d1>>
  return %y : tensor<?xf32, #dim.shape<d1>>
}

func.func private @min_rows_f32(%a: tensor<?x?xf32, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf32, #dim.shape<d0, d1>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @min_columns_f32(%a: tensor<?x?xf32, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf32, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf32, #dim.shape<d0, d1>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<?xf32, #dim.shape<d1>>
  return %y : tensor<?xf32, #dim.shape<d1>>
}

func.func private @argmax_rows_f32(%a: tensor<?x?xf32, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmax (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf32, #dim.shape<d0, d1>>
      kernel.yield %1 : f32
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @argmax_columns_f32(%a: tensor<?x?xf32, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmax (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf32, #dim.shape<d0, d1>>
      kernel.yield %1 : f32
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @argmin_rows_f32(%a: tensor<?x?xf32, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmin (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf32, #dim.shape<d0, d1>>
      kernel.yield %1 : f32
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @argmin_columns_f32(%a: tensor<?x?xf32, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmin (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf32, #dim.shape<d0, d1>>
      kernel.yield %1 : f32
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @add_rows_f64(%a: tensor<?x?xf64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf64, #dim.shape<d0, d1>>
      kernel.yield %1 : f64
    } : f64
    kernel.yield %0 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @add_columns_f64(%a: tensor<?x?xf64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf64, #dim.shape<d0, d1>>
      kernel.yield %1 : f64
    } : f64
    kernel.yield %0 : f64
  } : tensor<?xf64, #dim.shape<d1>>
  return %y : tensor<?xf64, #dim.shape<d1>>
}

func.func private @mul_rows_f64(%a: tensor<?x?xf64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf64, #dim.shape<d0, d1>>
      kernel.yield %1 : f64
    } : f64
    kernel.yield %0 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @mul_columns_f64(%a: tensor<?x?xf64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf64, #dim.shape<d0, d1>>
      kernel.yield %1 : f64
    } : f64
    kernel.yield %0 : f64
  } : tensor<?xf64, #dim.shape<d1>>
  return %y : tensor<?xf64, #dim.shape<d1>>
}

func.func private @max_rows_f64(%a: tensor<?x?xf64, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf64, #dim.shape<d0, d1>>
      kernel.yield %1 : f64
    } : f64
    kernel.yield %0 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @max_columns_f64(%a: tensor<?x?xf64, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf64, #dim.shape<d0, d1>>
      kernel.yield %1 : f64
    } : f64
    kernel.yield %0 : f64
  } : tensor<?xf64, #dim.shape<d1>>
  return %y : tensor<?xf64, #dim.shape<d1>>
}

func.func private @min_rows_f64(%a: tensor<?x?xf64, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf64, #dim.shape<d0, d1>>
      kernel.yield %1 : f64
    } : f64
    kernel.yield %0 : f64
  } : tensor<?xf64, #dim.shape<d0>>
  return %y : tensor<?xf64, #dim.shape<d0>>
}

func.func private @min_columns_f64(%a: tensor<?x?xf64, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf64, #dim.shape<d0, d1>>
      kernel.yield %1 : f64
    } : f64
    kernel.yield %0 : f64
  } : tensor<?xf64, #dim.shape<d1>>
  return %y : tensor<?xf64, #dim.shape<d1>>
}

func.func private @argmax_rows_f64(%a: tensor<?x?xf64, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmax (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf64, #dim.shape<d0, d1>>
      kernel.yield %1 : f64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @argmax_columns_f64(%a: tensor<?x?xf64, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmax (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf64, #dim.shape<d0, d1>>
      kernel.yield %1 : f64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @argmin_rows_f64(%a: tensor<?x?xf64, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmin (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf64, #dim.shape<d0, d1>>
      kernel.yield %1 : f64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @argmin_columns_f64(%a: tensor<?x?xf64, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmin (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf64, #dim.shape<d0, d1>>
      kernel.yield %1 : f64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @add_rows_f16(%a: tensor<?x?xf16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf16, #dim.shape<d0, d1>>
      kernel.yield %1 : f16
    } : f16
    kernel.yield %0 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @add_columns_f16(%a: tensor<?x?xf16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf16, #dim.shape<d0, d1>>
      kernel.yield %1 : f16
    } : f16
    kernel.yield %0 : f16
  } : tensor<?xf16, #dim.shape<d1>>
  return %y : tensor<?xf16, #dim.shape<d1>>
}

func.func private @mul_rows_f16(%a: tensor<?x?xf16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf16, #dim.shape<d0, d1>>
      kernel.yield %1 : f16
    } : f16
    kernel.yield %0 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @mul_columns_f16(%a: tensor<?x?xf16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf16, #dim.shape<d0, d1>>
      kernel.yield %1 : f16
    } : f16
    kernel.yield %0 : f16
  } : tensor<?xf16, #dim.shape<d1>>
  return %y : tensor<?xf16, #dim.shape<d1>>
}

func.func private @max_rows_f16(%a: tensor<?x?xf16, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf16, #dim.shape<d0, d1>>
      kernel.yield %1 : f16
    } : f16
    kernel.yield %0 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @max_columns_f16(%a: tensor<?x?xf16, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf16, #dim.shape<d0, d1>>
      kernel.yield %1 : f16
    } : f16
    kernel.yield %0 : f16
  } : tensor<?xf16, #dim.shape<d1>>
  return %y : tensor<?xf16, #dim.shape<d1>>
}

func.func private @min_rows_f16(%a: tensor<?x?xf16, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xf16, #dim.shape<d0, d1>>
      kernel.yield %1 : f16
    } : f16
    kernel.yield %0 : f16
  } : tensor<?xf16, #dim.shape<d0>>
  return %y : tensor<?xf16, #dim.shape<d0>>
}

func.func private @min_columns_f16(%a: tensor<?x?xf16, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xf16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xf16, #dim.shape<d0, d1>>
      kernel.yield %1 : f16
    } : f16
    kernel.yield %0 : f16
  } : tensor<?xf16, #dim.shape<d1>>
  return %y : tensor<?xf16, #dim.shape<d1>>
}

func.func private @add_rows_bf16(%a: tensor<?x?xbf16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xbf16, #dim.shape<d0, d1>>
      kernel.yield %1 : bf16
    } : bf16
    kernel.yield %0 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @add_columns_bf16(%a: tensor<?x?xbf16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xbf16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xbf16, #dim.shape<d0, d1>>
      kernel.yield %1 : bf16
    } : bf16
    kernel.yield %0 : bf16
  } : tensor<?xbf16, #dim.shape<d1>>
  return %y : tensor<?xbf16, #dim.shape<d1>>
}

func.func private @mul_rows_bf16(%a: tensor<?x?xbf16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xbf16, #dim.shape<d0, d1>>
      kernel.yield %1 : bf16
    } : bf16
    kernel.yield %0 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @mul_columns_bf16(%a: tensor<?x?xbf16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xbf16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xbf16, #dim.shape<d0, d1>>
      kernel.yield %1 : bf16
    } : bf16
    kernel.yield %0 : bf16
  } : tensor<?xbf16, #dim.shape<d1>>
  return %y : tensor<?xbf16, #dim.shape<d1>>
}

func.func private @max_rows_bf16(%a: tensor<?x?xbf16, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xbf16, #dim.shape<d0, d1>>
      kernel.yield %1 : bf16
    } : bf16
    kernel.yield %0 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @max_columns_bf16(%a: tensor<?x?xbf16, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xbf16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xbf16, #dim.shape<d0, d1>>
      kernel.yield %1 : bf16
    } : bf16
    kernel.yield %0 : bf16
  } : tensor<?xbf16, #dim.shape<d1>>
  return %y : tensor<?xbf16, #dim.shape<d1>>
}

func.func private @min_rows_bf16(%a: tensor<?x?xbf16, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xbf16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xbf16, #dim.shape<d0, d1>>
      kernel.yield %1 : bf16
    } : bf16
    kernel.yield %0 : bf16
  } : tensor<?xbf16, #dim.shape<d0>>
  return %y : tensor<?xbf16, #dim.shape<d0>>
}

func.func private @min_columns_bf16(%a: tensor<?x?xbf16, #dim.shape<d0, d1>> {test.special}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xbf16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xbf16, #dim.shape<d0, d1>>
      kernel.yield %1 : bf16
    } : bf16
    kernel.yield %0 : bf16
  } : tensor<?xbf16, #dim.shape<d1>>
  return %y : tensor<?xbf16, #dim.shape<d1>>
}

func.func private @add_rows_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @add_columns_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d1>>
  return %y : tensor<?xi8, #dim.shape<d1>>
}

func.func private @mul_rows_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @mul_columns_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d1>>
  return %y : tensor<?xi8, #dim.shape<d1>>
}

func.func private @max_rows_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @max_columns_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d1>>
  return %y : tensor<?xi8, #dim.shape<d1>>
}

func.func private @min_rows_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @min_columns_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d1>>
  return %y : tensor<?xi8, #dim.shape<d1>>
}

func.func private @umax_rows_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umax (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @umax_columns_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umax (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d1>>
  return %y : tensor<?xi8, #dim.shape<d1>>
}

func.func private @umin_rows_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umin (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @umin_columns_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umin (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d1>>
  return %y : tensor<?xi8, #dim.shape<d1>>
}

func.func private @and_rows_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce and (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @and_columns_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce and (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d1>>
  return %y : tensor<?xi8, #dim.shape<d1>>
}

func.func private @or_rows_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce or (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d0>>
  return %y : tensor<?xi8, #dim.shape<d0>>
}

func.func private @or_columns_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi8, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce or (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i8
    kernel.yield %0 : i8
  } : tensor<?xi8, #dim.shape<d1>>
  return %y : tensor<?xi8, #dim.shape<d1>>
}

func.func private @argmax_rows_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>> {test.limit = 9}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmax (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @argmax_columns_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>> {test.limit = 9}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmax (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @argmin_rows_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>> {test.limit = 9}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmin (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @argmin_columns_i8(%a: tensor<?x?xi8, #dim.shape<d0, d1>> {test.limit = 9}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmin (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi8, #dim.shape<d0, d1>>
      kernel.yield %1 : i8
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @add_rows_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @add_columns_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d1>>
  return %y : tensor<?xi16, #dim.shape<d1>>
}

func.func private @mul_rows_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @mul_columns_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d1>>
  return %y : tensor<?xi16, #dim.shape<d1>>
}

func.func private @max_rows_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @max_columns_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d1>>
  return %y : tensor<?xi16, #dim.shape<d1>>
}

func.func private @min_rows_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @min_columns_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d1>>
  return %y : tensor<?xi16, #dim.shape<d1>>
}

func.func private @umax_rows_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umax (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @umax_columns_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umax (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d1>>
  return %y : tensor<?xi16, #dim.shape<d1>>
}

func.func private @umin_rows_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umin (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @umin_columns_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umin (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d1>>
  return %y : tensor<?xi16, #dim.shape<d1>>
}

func.func private @and_rows_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce and (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @and_columns_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce and (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d1>>
  return %y : tensor<?xi16, #dim.shape<d1>>
}

func.func private @or_rows_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce or (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d0>>
  return %y : tensor<?xi16, #dim.shape<d0>>
}

func.func private @or_columns_i16(%a: tensor<?x?xi16, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi16, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce or (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi16, #dim.shape<d0, d1>>
      kernel.yield %1 : i16
    } : i16
    kernel.yield %0 : i16
  } : tensor<?xi16, #dim.shape<d1>>
  return %y : tensor<?xi16, #dim.shape<d1>>
}

func.func private @add_rows_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @add_columns_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d1>>
  return %y : tensor<?xi32, #dim.shape<d1>>
}

func.func private @mul_rows_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @mul_columns_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d1>>
  return %y : tensor<?xi32, #dim.shape<d1>>
}

func.func private @max_rows_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @max_columns_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d1>>
  return %y : tensor<?xi32, #dim.shape<d1>>
}

func.func private @min_rows_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @min_columns_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d1>>
  return %y : tensor<?xi32, #dim.shape<d1>>
}

func.func private @umax_rows_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umax (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @umax_columns_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umax (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d1>>
  return %y : tensor<?xi32, #dim.shape<d1>>
}

func.func private @umin_rows_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umin (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @umin_columns_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umin (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d1>>
  return %y : tensor<?xi32, #dim.shape<d1>>
}

func.func private @and_rows_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce and (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @and_columns_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce and (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d1>>
  return %y : tensor<?xi32, #dim.shape<d1>>
}

func.func private @or_rows_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce or (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d0>>
  return %y : tensor<?xi32, #dim.shape<d0>>
}

func.func private @or_columns_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi32, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce or (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i32
    kernel.yield %0 : i32
  } : tensor<?xi32, #dim.shape<d1>>
  return %y : tensor<?xi32, #dim.shape<d1>>
}

func.func private @argmax_rows_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>> {test.limit = 9}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmax (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @argmax_columns_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>> {test.limit = 9}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmax (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @argmin_rows_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>> {test.limit = 9}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmin (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @argmin_columns_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>> {test.limit = 9}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmin (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @argumax_rows_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>> {test.limit = 9}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argumax (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @argumax_columns_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>> {test.limit = 9}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argumax (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @argumin_rows_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>> {test.limit = 9}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argumin (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @argumin_columns_i32(%a: tensor<?x?xi32, #dim.shape<d0, d1>> {test.limit = 9}, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argumin (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi32, #dim.shape<d0, d1>>
      kernel.yield %1 : i32
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @add_rows_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @add_columns_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @mul_rows_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @mul_columns_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [7, 4]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce mul (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @max_rows_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @max_columns_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @min_rows_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @min_columns_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce min (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @umax_rows_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umax (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @umax_columns_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umax (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @umin_rows_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umin (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @umin_columns_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce umin (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @and_rows_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce and (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @and_columns_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce and (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @or_rows_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce or (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @or_columns_i64(%a: tensor<?x?xi64, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi64, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce or (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi64, #dim.shape<d0, d1>>
      kernel.yield %1 : i64
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d1>>
  return %y : tensor<?xi64, #dim.shape<d1>>
}

func.func private @and_rows_i1(%a: tensor<?x?xi1, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi1, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce and (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi1, #dim.shape<d0, d1>>
      kernel.yield %1 : i1
    } : i1
    kernel.yield %0 : i1
  } : tensor<?xi1, #dim.shape<d0>>
  return %y : tensor<?xi1, #dim.shape<d0>>
}

func.func private @and_columns_i1(%a: tensor<?x?xi1, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi1, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce and (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi1, #dim.shape<d0, d1>>
      kernel.yield %1 : i1
    } : i1
    kernel.yield %0 : i1
  } : tensor<?xi1, #dim.shape<d1>>
  return %y : tensor<?xi1, #dim.shape<d1>>
}

func.func private @or_rows_i1(%a: tensor<?x?xi1, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi1, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce or (%k) in <d1> {
      %1 = kernel.load %a[%i, %k] : tensor<?x?xi1, #dim.shape<d0, d1>>
      kernel.yield %1 : i1
    } : i1
    kernel.yield %0 : i1
  } : tensor<?xi1, #dim.shape<d0>>
  return %y : tensor<?xi1, #dim.shape<d0>>
}

func.func private @or_columns_i1(%a: tensor<?x?xi1, #dim.shape<d0, d1>>, %d0: index {dim.symbol = "d0"}, %d1: index {dim.symbol = "d1"}) -> tensor<?xi1, #dim.shape<d1>> attributes {kernel.entry, test.sizes = [[3, 0], [0, 3], [1, 1], [5, 33], [33, 70]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce or (%k) in <d0> {
      %1 = kernel.load %a[%k, %i] : tensor<?x?xi1, #dim.shape<d0, d1>>
      kernel.yield %1 : i1
    } : i1
    kernel.yield %0 : i1
  } : tensor<?xi1, #dim.shape<d1>>
  return %y : tensor<?xi1, #dim.shape<d1>>
}

func.func private @add_box(%a: tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [20]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k, %l) in <6, 5> {
      %1 = kernel.load %a[%i, %k, %l] : tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @add_turned_box(%a: tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [20]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce add (%k, %l) in <5, 6> {
      %1 = kernel.load %a[%i, %l, %k] : tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @add_all(%a: tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>, %d0: index {dim.symbol = "d0"}) -> tensor<f32> attributes {kernel.entry, test.sizes = [[0], [1], [20]]} {
  %y = kernel.map () {
    %0 = kernel.reduce add (%i, %k, %l) in <d0, 6, 5> {
      %1 = kernel.load %a[%i, %k, %l] : tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<f32>
  return %y : tensor<f32>
}

func.func private @max_box(%a: tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [20]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k, %l) in <6, 5> {
      %1 = kernel.load %a[%i, %k, %l] : tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @max_turned_box(%a: tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [20]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce max (%k, %l) in <5, 6> {
      %1 = kernel.load %a[%i, %l, %k] : tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<?xf32, #dim.shape<d0>>
  return %y : tensor<?xf32, #dim.shape<d0>>
}

func.func private @max_all(%a: tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>, %d0: index {dim.symbol = "d0"}) -> tensor<f32> attributes {kernel.entry, test.sizes = [[0], [1], [20]]} {
  %y = kernel.map () {
    %0 = kernel.reduce max (%i, %k, %l) in <d0, 6, 5> {
      %1 = kernel.load %a[%i, %k, %l] : tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>
      kernel.yield %1 : f32
    } : f32
    kernel.yield %0 : f32
  } : tensor<f32>
  return %y : tensor<f32>
}

func.func private @argmax_box(%a: tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [20]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmax (%k, %l) in <6, 5> {
      %1 = kernel.load %a[%i, %k, %l] : tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>
      kernel.yield %1 : f32
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @argmax_turned_box(%a: tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>, %d0: index {dim.symbol = "d0"}) -> tensor<?xi64, #dim.shape<d0>> attributes {kernel.entry, test.sizes = [[0], [1], [20]]} {
  %y = kernel.map (%i) {
    %0 = kernel.reduce argmax (%k, %l) in <5, 6> {
      %1 = kernel.load %a[%i, %l, %k] : tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>
      kernel.yield %1 : f32
    } : i64
    kernel.yield %0 : i64
  } : tensor<?xi64, #dim.shape<d0>>
  return %y : tensor<?xi64, #dim.shape<d0>>
}

func.func private @argmax_all(%a: tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>, %d0: index {dim.symbol = "d0"}) -> tensor<i64> attributes {kernel.entry, test.sizes = [[0], [1], [20]]} {
  %y = kernel.map () {
    %0 = kernel.reduce argmax (%i, %k, %l) in <d0, 6, 5> {
      %1 = kernel.load %a[%i, %k, %l] : tensor<?x6x5xf32, #dim.shape<d0, 6, 5>>
      kernel.yield %1 : f32
    } : i64
    kernel.yield %0 : i64
  } : tensor<i64>
  return %y : tensor<i64>
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
