// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.if: the results of one of two regions, which read what is around them.

func.func @yes(%c: tensor<i1> {check.value = dense<true> : tensor<i1>},
               %x: tensor<3xf32> {check.value = dense<[1.0, 2.0, 3.0]> : tensor<3xf32>})
    -> (tensor<3xf32> {check.expect = dense<[2.0, 4.0, 6.0]> : tensor<3xf32>}) {
  %y = hfc.if %c : tensor<i1> -> tensor<3xf32> {
    %t = hfc.add %x, %x : tensor<3xf32>, tensor<3xf32>
    hfc.yield %t : tensor<3xf32>
  } else {
    hfc.yield %x : tensor<3xf32>
  }
  return %y : tensor<3xf32>
}

func.func @no(%c: tensor<i1> {check.value = dense<false> : tensor<i1>},
              %x: tensor<3xf32> {check.value = dense<[1.0, 2.0, 3.0]> : tensor<3xf32>})
    -> (tensor<3xf32> {check.expect = dense<[1.0, 2.0, 3.0]> : tensor<3xf32>},
        tensor<i32> {check.expect = dense<7> : tensor<i32>}) {
  %y, %z = hfc.if %c : tensor<i1> -> tensor<3xf32>, tensor<i32> {
    %t = hfc.add %x, %x : tensor<3xf32>, tensor<3xf32>
    %k = hfc.constant dense<5> : tensor<i32>
    hfc.yield %t, %k : tensor<3xf32>, tensor<i32>
  } else {
    %k = hfc.constant dense<7> : tensor<i32>
    hfc.yield %x, %k : tensor<3xf32>, tensor<i32>
  }
  return %y, %z : tensor<3xf32>, tensor<i32>
}

// The size is that of the region that ran, and what follows is over it.
func.func @sizes(%c: tensor<i1> {check.value = dense<false> : tensor<i1>},
                 %x: tensor<?xi32, #dim.shape<s>> {check.value = dense<[1, 2, 3]> : tensor<3xi32>})
    -> (tensor<?xi32, #dim.shape<n>> {check.expect = dense<[2, 4, 6, 2, 4, 6]> : tensor<6xi32>}, tensor<i64> {check.expect = dense<6> : tensor<i64>}) {
  %y = hfc.if %c gives [#dim.symbol<"n", 0, 1000, 1>] : tensor<i1> -> tensor<?xi32, #dim.shape<n>> {
    hfc.yield %x : tensor<?xi32, #dim.shape<s>>
  } else {
    %t = hfc.concat 0 of %x, %x : tensor<?xi32, #dim.shape<s>>, tensor<?xi32, #dim.shape<s>>
    hfc.yield %t : tensor<?xi32, #dim.shape<2*s>>
  }
  %two = hfc.add %y, %y : tensor<?xi32, #dim.shape<n>>, tensor<?xi32, #dim.shape<n>>
  %n = hfc.size <n> : tensor<i64>
  return %two, %n : tensor<?xi32, #dim.shape<n>>, tensor<i64>
}

func.func @nested(%c: tensor<i1> {check.value = dense<true> : tensor<i1>},
                  %d: tensor<i1> {check.value = dense<false> : tensor<i1>},
                  %x: tensor<2xi32> {check.value = dense<[1, 2]> : tensor<2xi32>})
    -> (tensor<2xi32> {check.expect = dense<[2, 8]> : tensor<2xi32>}) {
  %s = hfc.mul %x, %x : tensor<2xi32>, tensor<2xi32>
  %y = hfc.if %c : tensor<i1> -> tensor<2xi32> {
    %i = hfc.if %d : tensor<i1> -> tensor<2xi32> {
      hfc.yield %x : tensor<2xi32>
    } else {
      %t = hfc.add %s, %s : tensor<2xi32>, tensor<2xi32>
      hfc.yield %t : tensor<2xi32>
    }
    hfc.yield %i : tensor<2xi32>
  } else {
    hfc.yield %x : tensor<2xi32>
  }
  return %y : tensor<2xi32>
}
