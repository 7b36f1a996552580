// RUN: hfc-opt %s --simplify | FileCheck %s

// PyTorch's bidirectional mask: every query may look, padding is looked up element by element.
// CHECK-LABEL: @padding_mask_of_dynamo
// CHECK-NEXT: %[[M:.*]] = hfc.reshape %arg0 : tensor<?x?xi1, #dim.shape<b, s>> to tensor<?x1x1x?xi1, #dim.shape<b, 1, 1, s>>
// CHECK-NEXT: %[[Y:.*]] = hfc.broadcast %[[M]] : {{.*}} to tensor<?x1x?x?xi1, #dim.shape<b, 1, s, s>>
// CHECK-NEXT: return %[[Y]]
func.func @padding_mask_of_dynamo(%mask: tensor<?x?xi1, #dim.shape<b, s>>) -> tensor<?x1x?x?xi1, #dim.shape<b, 1, s, s>> {
  %true = hfc.constant dense<true> : tensor<i1>
  %zero = hfc.constant dense<0> : tensor<i64>
  %batch = hfc.iota 0 : tensor<?xi64, #dim.shape<b>>
  %batch4 = hfc.reshape %batch : tensor<?xi64, #dim.shape<b>> to tensor<?x1x1x1xi64, #dim.shape<b, 1, 1, 1>>
  %place = hfc.iota 0 : tensor<?xi64, #dim.shape<s>>
  %query = hfc.reshape %place : tensor<?xi64, #dim.shape<s>> to tensor<1x1x?x1xi64, #dim.shape<1, 1, s, 1>>
  %key = hfc.reshape %place : tensor<?xi64, #dim.shape<s>> to tensor<1x1x1x?xi64, #dim.shape<1, 1, 1, s>>
  %ge = hfc.compare ge %query, %zero : tensor<1x1x?x1xi64, #dim.shape<1, 1, s, 1>>, tensor<i64>
  %may = hfc.and %true, %ge : tensor<i1>, tensor<1x1x?x1xi1, #dim.shape<1, 1, s, 1>>
  %b = hfc.broadcast %batch4 : tensor<?x1x1x1xi64, #dim.shape<b, 1, 1, 1>> to tensor<?x1x1x?xi64, #dim.shape<b, 1, 1, s>>
  %b5 = hfc.reshape %b : tensor<?x1x1x?xi64, #dim.shape<b, 1, 1, s>> to tensor<?x1x1x?x1xi64, #dim.shape<b, 1, 1, s, 1>>
  %k = hfc.broadcast %key : tensor<1x1x1x?xi64, #dim.shape<1, 1, 1, s>> to tensor<?x1x1x?xi64, #dim.shape<b, 1, 1, s>>
  %k5 = hfc.reshape %k : tensor<?x1x1x?xi64, #dim.shape<b, 1, 1, s>> to tensor<?x1x1x?x1xi64, #dim.shape<b, 1, 1, s, 1>>
  %tuple = hfc.concat 4 of %b5, %k5 : tensor<?x1x1x?x1xi64, #dim.shape<b, 1, 1, s, 1>>, tensor<?x1x1x?x1xi64, #dim.shape<b, 1, 1, s, 1>>
  %padding = hfc.gather_nd %mask at %tuple batch 0 : tensor<?x?xi1, #dim.shape<b, s>>, tensor<?x1x1x?x2xi64, #dim.shape<b, 1, 1, s, 2>>
  %y = hfc.and %may, %padding : tensor<1x1x?x1xi1, #dim.shape<1, 1, s, 1>>, tensor<?x1x1x?xi1, #dim.shape<b, 1, 1, s>>
  return %y : tensor<?x1x?x?xi1, #dim.shape<b, 1, s, s>>
}

// The range of a symbol decides.
// CHECK-LABEL: @range_decides
// CHECK: return %arg0
func.func @range_decides(%x: tensor<?xf32, #dim.shape<s>>, %z: tensor<?xf32, #dim.shape<s>>) -> tensor<?xf32, #dim.shape<s>> attributes {dim.symbols = [#dim.symbol<"s", 1, 512, 1>]} {
  %limit = hfc.constant dense<512> : tensor<i64>
  %s = hfc.size <s> : tensor<i64>
  %fits = hfc.compare le %s, %limit : tensor<i64>, tensor<i64>
  %y = hfc.select %fits, %x, %z : tensor<i1>, tensor<?xf32, #dim.shape<s>>, tensor<?xf32, #dim.shape<s>>
  return %y : tensor<?xf32, #dim.shape<s>>
}

// Both ways: a causal mask.
// CHECK-LABEL: @keeps_comparison_that_differs_by_place
// CHECK: hfc.compare
func.func @keeps_comparison_that_differs_by_place() -> tensor<8x8xi1> {
  %q = hfc.iota 0 : tensor<8x1xi64>
  %k = hfc.iota 1 : tensor<1x8xi64>
  %y = hfc.compare le %k, %q : tensor<1x8xi64>, tensor<8x1xi64>
  return %y : tensor<8x8xi1>
}

// Rows and columns the other way round are no broadcast.
// CHECK-LABEL: @keeps_lookup_that_transposes
// CHECK: hfc.gather_nd
func.func @keeps_lookup_that_transposes(%x: tensor<3x4xf32>) -> tensor<4x3xf32> {
  %row = hfc.iota 1 : tensor<4x3xi64>
  %column = hfc.iota 0 : tensor<4x3xi64>
  %r = hfc.reshape %row : tensor<4x3xi64> to tensor<4x3x1xi64>
  %c = hfc.reshape %column : tensor<4x3xi64> to tensor<4x3x1xi64>
  %t = hfc.concat 2 of %r, %c : tensor<4x3x1xi64>, tensor<4x3x1xi64>
  %y = hfc.gather_nd %x at %t batch 0 : tensor<3x4xf32>, tensor<4x3x2xi64>
  return %y : tensor<4x3xf32>
}
