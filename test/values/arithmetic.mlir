// RUN: hfc-interpret %s
// Sums, differences, products and quotients: IEEE for floats, wrapping for integers.

func.func @add_f32(%x: tensor<6xf32> {check.value = dense<[1.0, 0x7F800000, -0.0, 0x00000001, 0x7F7FFFFF, 0x7FC00000]> : tensor<6xf32>},
                   %y: tensor<6xf32> {check.value = dense<[2.0, 0xFF800000, -0.0, 0x00000001, 0x7F7FFFFF, 1.0]> : tensor<6xf32>})
    -> (tensor<6xf32> {check.expect = dense<[3.0, 0x7FC00000, -0.0, 0x00000002, 0x7F800000, 0x7FC00000]> : tensor<6xf32>}) {
  %z = hfc.add %x, %y : tensor<6xf32>, tensor<6xf32>
  return %z : tensor<6xf32>
}
