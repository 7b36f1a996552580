// RUN: hfc-opt %s | hfc-opt | FileCheck %s
// Every operation in its custom syntax.

func.func private @relu(%x: tensor<?xf32, #dim.shape<d0>> {plan.inplace}, %d0: index {dim.symbol = "d0"}) -> tensor<?xf32, #dim.shape<d0>> attributes {kernel.entry}

// CHECK-LABEL: @main
// CHECK-SAME: plan.arena
func.func @main(%x: tensor<?x4xf32, #dim.shape<s, 4>> {hfc.name = "x"}) -> (tensor<?xf32, #dim.shape<s * 4>> {hfc.name = "y"}) attributes {dim.symbols = [#dim.symbol<"s", 0, 512, 1>], plan.arena = #dim.expr<s * 16>} {
  // CHECK: plan.constant dense<1> : tensor<i64>
  %n = plan.constant dense<1> : tensor<i64>
  // CHECK: plan.bind "n" in 0 to 9 = %{{.*}} : tensor<i64>
  plan.bind "n" in 0 to 9 = %n : tensor<i64>
  // CHECK: plan.view %{{.*}} : tensor<?x4xf32, #dim.shape<s, 4>> to tensor<?xf32, #dim.shape<4*s>>
  %flat = plan.view %x : tensor<?x4xf32, #dim.shape<s, 4>> to tensor<?xf32, #dim.shape<s * 4>>
  // CHECK: plan.dispatch @relu(%{{.*}}) sizes <4*s> at <0> : (tensor<?xf32, #dim.shape<4*s>>) -> tensor<?xf32, #dim.shape<4*s>>
  %y = plan.dispatch @relu(%flat) sizes <s * 4> at <0> : (tensor<?xf32, #dim.shape<s * 4>>) -> tensor<?xf32, #dim.shape<s * 4>>
  // CHECK: plan.append %{{.*}} to %arg0 : tensor<?x4xf32, #dim.shape<s, 4>>, tensor<?x4xf32, #dim.shape<s, 4>> to tensor<?x4xf32, #dim.shape<2*s, 4>>
  %grown = plan.append %x to %x : tensor<?x4xf32, #dim.shape<s, 4>>, tensor<?x4xf32, #dim.shape<s, 4>> to tensor<?x4xf32, #dim.shape<2*s, 4>>
  // CHECK: plan.copy %{{.*}} at <-1>
  %z = plan.copy %y at <-1> : tensor<?xf32, #dim.shape<s * 4>>
  return %z : tensor<?xf32, #dim.shape<s * 4>>
}
