// RUN: hfc-opt %s --fuse-softmax | FileCheck %s

// CHECK-LABEL: @primitive
// CHECK-NEXT: %[[Y:.*]] = hfc.softmax %arg0 axis 1 : tensor<?x8xf32
// CHECK-NEXT: return %[[Y]]
func.func @primitive(%x: tensor<?x8xf32, #dim.shape<s, 8>>) -> tensor<?x8xf32, #dim.shape<s, 8>> {
  %max = hfc.reduce max %x over [1] keep : tensor<?x8xf32, #dim.shape<s, 8>>
  %d = hfc.sub %x, %max : tensor<?x8xf32, #dim.shape<s, 8>>, tensor<?x1xf32, #dim.shape<s, 1>>
  %e = hfc.exp %d : tensor<?x8xf32, #dim.shape<s, 8>>
  %sum = hfc.reduce sum %e over [1] keep : tensor<?x8xf32, #dim.shape<s, 8>>
  %y = hfc.div %e, %sum : tensor<?x8xf32, #dim.shape<s, 8>>, tensor<?x1xf32, #dim.shape<s, 1>>
  return %y : tensor<?x8xf32, #dim.shape<s, 8>>
}

// CHECK-LABEL: @by_reciprocal_over_first_axis
// CHECK-NEXT: hfc.softmax %arg0 axis 0
// CHECK-NEXT: return
func.func @by_reciprocal_over_first_axis(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %max = hfc.reduce max %x over [0] keep : tensor<4x8xf32>
  %d = hfc.sub %x, %max : tensor<4x8xf32>, tensor<1x8xf32>
  %e = hfc.exp %d : tensor<4x8xf32>
  %sum = hfc.reduce sum %e over [0] keep : tensor<4x8xf32>
  %r = hfc.reciprocal %sum : tensor<1x8xf32>
  %y = hfc.mul %r, %e : tensor<1x8xf32>, tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// CHECK-LABEL: @logarithm_of_sum
// CHECK-NEXT: hfc.softmax %arg0 axis 1 log
// CHECK-NEXT: return
func.func @logarithm_of_sum(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %max = hfc.reduce max %x over [1] keep : tensor<4x8xf32>
  %d = hfc.sub %x, %max : tensor<4x8xf32>, tensor<4x1xf32>
  %e = hfc.exp %d : tensor<4x8xf32>
  %sum = hfc.reduce sum %e over [1] keep : tensor<4x8xf32>
  %l = hfc.log %sum : tensor<4x1xf32>
  %y = hfc.sub %d, %l : tensor<4x8xf32>, tensor<4x1xf32>
  return %y : tensor<4x8xf32>
}

// CHECK-LABEL: @logarithm_of_softmax
// CHECK-NEXT: hfc.softmax %arg0 axis 1 log
// CHECK-NEXT: return
func.func @logarithm_of_softmax(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %p = hfc.softmax %x axis 1 : tensor<4x8xf32>
  %y = hfc.log %p : tensor<4x8xf32>
  return %y : tensor<4x8xf32>
}

// Overflows where softmax does not.
// CHECK-LABEL: @keeps_quotient_without_maximum
// CHECK-NOT: hfc.softmax
func.func @keeps_quotient_without_maximum(%x: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %e = hfc.exp %x : tensor<4x8xf32>
  %sum = hfc.reduce sum %e over [1] keep : tensor<4x8xf32>
  %y = hfc.div %e, %sum : tensor<4x8xf32>, tensor<4x1xf32>
  return %y : tensor<4x8xf32>
}

// CHECK-LABEL: @keeps_different_axes
// CHECK-NOT: hfc.softmax
func.func @keeps_different_axes(%x: tensor<8x8xf32>) -> tensor<8x8xf32> {
  %max = hfc.reduce max %x over [0] keep : tensor<8x8xf32>
  %d = hfc.sub %x, %max : tensor<8x8xf32>, tensor<1x8xf32>
  %e = hfc.exp %d : tensor<8x8xf32>
  %sum = hfc.reduce sum %e over [1] keep : tensor<8x8xf32>
  %y = hfc.div %e, %sum : tensor<8x8xf32>, tensor<8x1xf32>
  return %y : tensor<8x8xf32>
}

// CHECK-LABEL: @keeps_sum_that_is_needed_elsewhere
// CHECK-NOT: hfc.softmax
func.func @keeps_sum_that_is_needed_elsewhere(%x: tensor<4x8xf32>) -> (tensor<4x8xf32>, tensor<4x1xf32>) {
  %max = hfc.reduce max %x over [1] keep : tensor<4x8xf32>
  %d = hfc.sub %x, %max : tensor<4x8xf32>, tensor<4x1xf32>
  %e = hfc.exp %d : tensor<4x8xf32>
  %sum = hfc.reduce sum %e over [1] keep : tensor<4x8xf32>
  %y = hfc.div %e, %sum : tensor<4x8xf32>, tensor<4x1xf32>
  return %y, %sum : tensor<4x8xf32>, tensor<4x1xf32>
}
