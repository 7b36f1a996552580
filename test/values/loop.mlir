// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.loop: a region, run again and again.

// Carried and stacked; the region reads what is around it, and the counter.
func.func @sums(%x: tensor<?x2xi64, #dim.shape<s, 2>> {check.value = dense<[[1, 2], [3, 4], [5, 6]]> : tensor<3x2xi64>},
                %z: tensor<2xi64> {check.value = dense<[10, 20]> : tensor<2xi64>})
    -> (tensor<2xi64> {check.expect = dense<[19, 32]> : tensor<2xi64>},
        tensor<?x2xi64, #dim.shape<s, 2>> {check.expect = dense<[[11, 22], [14, 26], [19, 32]]> : tensor<3x2xi64>}) {
  %last, %all = hfc.loop "i" to <s> (%z) : (tensor<2xi64>) -> (tensor<2xi64>, tensor<?x2xi64, #dim.shape<s, 2>>) {
  ^bb0(%h: tensor<2xi64>):
    %piece = hfc.slice %x from <i, 0> by [1, 1] : tensor<?x2xi64, #dim.shape<s, 2>> to tensor<1x2xi64>
    %row = hfc.reshape %piece : tensor<1x2xi64> to tensor<2xi64>
    %next = hfc.add %h, %row : tensor<2xi64>, tensor<2xi64>
    hfc.yield %next, %next : tensor<2xi64>, tensor<2xi64>
  }
  return %last, %all : tensor<2xi64>, tensor<?x2xi64, #dim.shape<s, 2>>
}

// Carried values that change places.
func.func @swap(%a: tensor<2xi32> {check.value = dense<[1, 2]> : tensor<2xi32>},
                %b: tensor<2xi32> {check.value = dense<[3, 4]> : tensor<2xi32>})
    -> (tensor<2xi32> {check.expect = dense<[3, 4]> : tensor<2xi32>}, tensor<2xi32> {check.expect = dense<[1, 2]> : tensor<2xi32>}) {
  %p, %q = hfc.loop "i" to <3> (%a, %b) : (tensor<2xi32>, tensor<2xi32>) -> (tensor<2xi32>, tensor<2xi32>) {
  ^bb0(%l: tensor<2xi32>, %r: tensor<2xi32>):
    hfc.yield %r, %l : tensor<2xi32>, tensor<2xi32>
  }
  return %p, %q : tensor<2xi32>, tensor<2xi32>
}

// No iteration: what is carried stays, and nothing is stacked.
func.func @never(%x: tensor<?xi32, #dim.shape<s>> {check.value = dense<> : tensor<0xi32>},
                 %z: tensor<i32> {check.value = dense<7> : tensor<i32>})
    -> (tensor<i32> {check.expect = dense<7> : tensor<i32>}, tensor<?xi32, #dim.shape<s>> {check.expect = dense<> : tensor<0xi32>}) {
  %last, %all = hfc.loop "i" to <s> (%z) : (tensor<i32>) -> (tensor<i32>, tensor<?xi32, #dim.shape<s>>) {
  ^bb0(%h: tensor<i32>):
    %next = hfc.add %h, %h : tensor<i32>, tensor<i32>
    hfc.yield %next, %next : tensor<i32>, tensor<i32>
  }
  return %last, %all : tensor<i32>, tensor<?xi32, #dim.shape<s>>
}

// As long as a condition holds: 1, 2, 4 … below 100. What is stacked grows.
func.func @while(%x: tensor<i64> {check.value = dense<1> : tensor<i64>},
                 %t: tensor<i1> {check.value = dense<true> : tensor<i1>})
    -> (tensor<i64> {check.expect = dense<128> : tensor<i64>},
        tensor<?xi64, #dim.shape<i>> {check.expect = dense<[2, 4, 8, 16, 32, 64, 128]> : tensor<7xi64>},
        tensor<i64> {check.expect = dense<7> : tensor<i64>}) {
  %limit = hfc.constant dense<100> : tensor<i64>
  %c, %last, %all = hfc.loop "i" while (%t, %x) : (tensor<i1>, tensor<i64>) -> (tensor<i1>, tensor<i64>, tensor<?xi64, #dim.shape<i>>) {
  ^bb0(%more: tensor<i1>, %h: tensor<i64>):
    %next = hfc.add %h, %h : tensor<i64>, tensor<i64>
    %small = hfc.compare lt %next, %limit : tensor<i64>, tensor<i64>
    hfc.yield %small, %next, %next : tensor<i1>, tensor<i64>, tensor<i64>
  }
  %n = hfc.size <i> : tensor<i64>
  return %last, %all, %n : tensor<i64>, tensor<?xi64, #dim.shape<i>>, tensor<i64>
}

// A carried value that grows, another that holds its size, and both again behind the loop.
func.func @grows(%x: tensor<?xi64, #dim.shape<s>> {check.value = dense<[5, 6]> : tensor<2xi64>},
                 %z: tensor<i64> {check.value = dense<0> : tensor<i64>})
    -> (tensor<?xi64, #dim.shape<n>> {check.expect = dense<[5, 6, 0, 2, 3, 4]> : tensor<6xi64>},
        tensor<i64> {check.expect = dense<5> : tensor<i64>}) {
  %all, %last = hfc.loop "i" to <4> gives [#dim.symbol<"n", 0, 1000, 1>] (%x, %z) : (tensor<?xi64, #dim.shape<s>>, tensor<i64>) -> (tensor<?xi64, #dim.shape<n>>, tensor<i64>) {
  ^bb0(%h: tensor<?xi64, #dim.shape<n>>, %before: tensor<i64>):
    %one = hfc.reshape %before : tensor<i64> to tensor<1xi64>
    %next = hfc.concat 0 of %h, %one : tensor<?xi64, #dim.shape<n>>, tensor<1xi64>
    %size = hfc.size <n> : tensor<i64>
    hfc.yield %next, %size : tensor<?xi64, #dim.shape<n + 1>>, tensor<i64>
  }
  return %all, %last : tensor<?xi64, #dim.shape<n>>, tensor<i64>
}

// A loop in a loop, with a branch and a size that data gives.
func.func @nested(%x: tensor<3xi64> {check.value = dense<[2, 0, 3]> : tensor<3xi64>},
                  %z: tensor<i64> {check.value = dense<0> : tensor<i64>})
    -> (tensor<3xi64> {check.expect = dense<[1, 1, 4]> : tensor<3xi64>}) {
  %last, %all = hfc.loop "i" to <3> (%z) : (tensor<i64>) -> (tensor<i64>, tensor<3xi64>) {
  ^bb0(%h: tensor<i64>):
    %piece = hfc.slice %x from <i> by [1] : tensor<3xi64> to tensor<1xi64>
    %count = hfc.reshape %piece : tensor<1xi64> to tensor<i64>
    hfc.bind "n" in 0 to 10 = %count : tensor<i64>
    %iota = hfc.iota 0 : tensor<?xi64, #dim.shape<n>>
    %sum = hfc.loop "j" to <n> (%h) : (tensor<i64>) -> (tensor<i64>) {
    ^bb1(%inner: tensor<i64>):
      %at = hfc.slice %iota from <j> by [1] : tensor<?xi64, #dim.shape<n>> to tensor<1xi64>
      %one = hfc.reshape %at : tensor<1xi64> to tensor<i64>
      %t = hfc.add %inner, %one : tensor<i64>, tensor<i64>
      hfc.yield %t : tensor<i64>
    }
    hfc.yield %sum, %sum : tensor<i64>, tensor<i64>
  }
  return %all : tensor<3xi64>
}
