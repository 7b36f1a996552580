// RUN: hfc-interpret %s
// RUN: %if avx512 %{ hfc-interpret --on=x86-64-v4 %s %}
// hfc.cast from and to integers of 2 and 4 bits: integers keep their low bits, floats saturate, or keep the low bits of
// what i32 would be.

func.func @i4_to_f32(%x: tensor<16xi4> {check.value = dense<[-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xi4>})
    -> (tensor<16xf32> {check.expect = dense<[-8.0, -7.0, -6.0, -5.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]> : tensor<16xf32>}) {
  %y = hfc.cast %x : tensor<16xi4> to tensor<16xf32>
  return %y : tensor<16xf32>
}

func.func @i4_to_i8(%x: tensor<16xi4> {check.value = dense<[-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xi4>})
    -> (tensor<16xi8> {check.expect = dense<[-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xi8>}) {
  %y = hfc.cast %x : tensor<16xi4> to tensor<16xi8>
  return %y : tensor<16xi8>
}

func.func @i4_to_ui8(%x: tensor<16xi4> {check.value = dense<[-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xi4>})
    -> (tensor<16xui8> {check.expect = dense<[248, 249, 250, 251, 252, 253, 254, 255, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xui8>}) {
  %y = hfc.cast %x : tensor<16xi4> to tensor<16xui8>
  return %y : tensor<16xui8>
}

func.func @i4_to_i64(%x: tensor<16xi4> {check.value = dense<[-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xi4>})
    -> (tensor<16xi64> {check.expect = dense<[-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xi64>}) {
  %y = hfc.cast %x : tensor<16xi4> to tensor<16xi64>
  return %y : tensor<16xi64>
}

func.func @i4_to_f64(%x: tensor<16xi4> {check.value = dense<[-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xi4>})
    -> (tensor<16xf64> {check.expect = dense<[-8.0, -7.0, -6.0, -5.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]> : tensor<16xf64>}) {
  %y = hfc.cast %x : tensor<16xi4> to tensor<16xf64>
  return %y : tensor<16xf64>
}

func.func @i4_to_f16(%x: tensor<16xi4> {check.value = dense<[-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xi4>})
    -> (tensor<16xf16> {check.expect = dense<[-8.0, -7.0, -6.0, -5.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]> : tensor<16xf16>}) {
  %y = hfc.cast %x : tensor<16xi4> to tensor<16xf16>
  return %y : tensor<16xf16>
}

func.func @i4_to_i1(%x: tensor<16xi4> {check.value = dense<[-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xi4>})
    -> (tensor<16xi1> {check.expect = dense<[true, true, true, true, true, true, true, true, false, true, true, true, true, true, true, true]> : tensor<16xi1>}) {
  %y = hfc.cast %x : tensor<16xi4> to tensor<16xi1>
  return %y : tensor<16xi1>
}

func.func @i1_to_i4(%x: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xi4> {check.expect = dense<[0, 1]> : tensor<2xi4>}) {
  %y = hfc.cast %x : tensor<2xi1> to tensor<2xi4>
  return %y : tensor<2xi4>
}

func.func @i4_to_ui4(%x: tensor<16xi4> {check.value = dense<[-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xi4>})
    -> (tensor<16xui4> {check.expect = dense<[8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xui4>}) {
  %y = hfc.cast %x : tensor<16xi4> to tensor<16xui4>
  return %y : tensor<16xui4>
}

func.func @i4_to_i2(%x: tensor<16xi4> {check.value = dense<[-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xi4>})
    -> (tensor<16xi2> {check.expect = dense<[0, 1, -2, -1, 0, 1, -2, -1, 0, 1, -2, -1, 0, 1, -2, -1]> : tensor<16xi2>}) {
  %y = hfc.cast %x : tensor<16xi4> to tensor<16xi2>
  return %y : tensor<16xi2>
}

func.func @i4_to_ui2(%x: tensor<16xi4> {check.value = dense<[-8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7]> : tensor<16xi4>})
    -> (tensor<16xui2> {check.expect = dense<[0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3]> : tensor<16xui2>}) {
  %y = hfc.cast %x : tensor<16xi4> to tensor<16xui2>
  return %y : tensor<16xui2>
}

func.func @i8_to_i4(%x: tensor<13xi8> {check.value = dense<[0, 1, -1, 7, 8, -8, -9, 15, 16, 100, -100, 127, -128]> : tensor<13xi8>})
    -> (tensor<13xi4> {check.expect = dense<[0, 1, -1, 7, -8, -8, 7, -1, 0, 4, -4, -1, 0]> : tensor<13xi4>}) {
  %y = hfc.cast %x : tensor<13xi8> to tensor<13xi4>
  return %y : tensor<13xi4>
}

func.func @i32_to_i4(%x: tensor<13xi32> {check.value = dense<[0, 1, -1, 7, 8, -8, -9, 15, 16, 100, -100, 127, -128]> : tensor<13xi32>})
    -> (tensor<13xi4> {check.expect = dense<[0, 1, -1, 7, -8, -8, 7, -1, 0, 4, -4, -1, 0]> : tensor<13xi4>}) {
  %y = hfc.cast %x : tensor<13xi32> to tensor<13xi4>
  return %y : tensor<13xi4>
}

func.func @f32_to_i4(%x: tensor<18xf32> {check.value = dense<[0x00000000, 0x80000000, 0x3F666666, 0xBF666666, 0x3FC00000, 0xBFC00000, 0x406CCCCD, 0x40FCCCCD, 0xC10E6666, 0xC1100000, 0x417E6666, 0x41800000, 0x41880000, 0x43960000, 0xC3960000, 0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<18xf32>})
    -> (tensor<18xi4> {check.expect = dense<[0, 0, 0, 0, 1, -1, 3, 7, -8, -8, 7, 7, 7, 7, -8, 7, -8, 0]> : tensor<18xi4>}) {
  %y = hfc.cast %x : tensor<18xf32> to tensor<18xi4>
  return %y : tensor<18xi4>
}

func.func @f32_to_i4_overflowing(%x: tensor<18xf32> {check.value = dense<[0x00000000, 0x80000000, 0x3F666666, 0xBF666666, 0x3FC00000, 0xBFC00000, 0x406CCCCD, 0x40FCCCCD, 0xC10E6666, 0xC1100000, 0x417E6666, 0x41800000, 0x41880000, 0x43960000, 0xC3960000, 0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<18xf32>})
    -> (tensor<18xi4> {check.expect = dense<[0, 0, 0, 0, 1, -1, 3, 7, -8, 7, -1, 0, 1, -4, 4, -1, 0, 0]> : tensor<18xi4>}) {
  %y = hfc.cast overflowing %x : tensor<18xf32> to tensor<18xi4>
  return %y : tensor<18xi4>
}

func.func @ui4_to_f32(%x: tensor<16xui4> {check.value = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : tensor<16xui4>})
    -> (tensor<16xf32> {check.expect = dense<[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0]> : tensor<16xf32>}) {
  %y = hfc.cast %x : tensor<16xui4> to tensor<16xf32>
  return %y : tensor<16xf32>
}

func.func @ui4_to_i8(%x: tensor<16xui4> {check.value = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : tensor<16xui4>})
    -> (tensor<16xi8> {check.expect = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : tensor<16xi8>}) {
  %y = hfc.cast %x : tensor<16xui4> to tensor<16xi8>
  return %y : tensor<16xi8>
}

func.func @ui4_to_ui8(%x: tensor<16xui4> {check.value = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : tensor<16xui4>})
    -> (tensor<16xui8> {check.expect = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : tensor<16xui8>}) {
  %y = hfc.cast %x : tensor<16xui4> to tensor<16xui8>
  return %y : tensor<16xui8>
}

func.func @ui4_to_i64(%x: tensor<16xui4> {check.value = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : tensor<16xui4>})
    -> (tensor<16xi64> {check.expect = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : tensor<16xi64>}) {
  %y = hfc.cast %x : tensor<16xui4> to tensor<16xi64>
  return %y : tensor<16xi64>
}

func.func @ui4_to_f64(%x: tensor<16xui4> {check.value = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : tensor<16xui4>})
    -> (tensor<16xf64> {check.expect = dense<[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0]> : tensor<16xf64>}) {
  %y = hfc.cast %x : tensor<16xui4> to tensor<16xf64>
  return %y : tensor<16xf64>
}

func.func @ui4_to_f16(%x: tensor<16xui4> {check.value = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : tensor<16xui4>})
    -> (tensor<16xf16> {check.expect = dense<[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0]> : tensor<16xf16>}) {
  %y = hfc.cast %x : tensor<16xui4> to tensor<16xf16>
  return %y : tensor<16xf16>
}

func.func @ui4_to_i1(%x: tensor<16xui4> {check.value = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : tensor<16xui4>})
    -> (tensor<16xi1> {check.expect = dense<[false, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true]> : tensor<16xi1>}) {
  %y = hfc.cast %x : tensor<16xui4> to tensor<16xi1>
  return %y : tensor<16xi1>
}

func.func @i1_to_ui4(%x: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xui4> {check.expect = dense<[0, 1]> : tensor<2xui4>}) {
  %y = hfc.cast %x : tensor<2xi1> to tensor<2xui4>
  return %y : tensor<2xui4>
}

func.func @ui4_to_i4(%x: tensor<16xui4> {check.value = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : tensor<16xui4>})
    -> (tensor<16xi4> {check.expect = dense<[0, 1, 2, 3, 4, 5, 6, 7, -8, -7, -6, -5, -4, -3, -2, -1]> : tensor<16xi4>}) {
  %y = hfc.cast %x : tensor<16xui4> to tensor<16xi4>
  return %y : tensor<16xi4>
}

func.func @ui4_to_i2(%x: tensor<16xui4> {check.value = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : tensor<16xui4>})
    -> (tensor<16xi2> {check.expect = dense<[0, 1, -2, -1, 0, 1, -2, -1, 0, 1, -2, -1, 0, 1, -2, -1]> : tensor<16xi2>}) {
  %y = hfc.cast %x : tensor<16xui4> to tensor<16xi2>
  return %y : tensor<16xi2>
}

func.func @ui4_to_ui2(%x: tensor<16xui4> {check.value = dense<[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]> : tensor<16xui4>})
    -> (tensor<16xui2> {check.expect = dense<[0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3]> : tensor<16xui2>}) {
  %y = hfc.cast %x : tensor<16xui4> to tensor<16xui2>
  return %y : tensor<16xui2>
}

func.func @i8_to_ui4(%x: tensor<13xi8> {check.value = dense<[0, 1, -1, 7, 8, -8, -9, 15, 16, 100, -100, 127, -128]> : tensor<13xi8>})
    -> (tensor<13xui4> {check.expect = dense<[0, 1, 15, 7, 8, 8, 7, 15, 0, 4, 12, 15, 0]> : tensor<13xui4>}) {
  %y = hfc.cast %x : tensor<13xi8> to tensor<13xui4>
  return %y : tensor<13xui4>
}

func.func @i32_to_ui4(%x: tensor<13xi32> {check.value = dense<[0, 1, -1, 7, 8, -8, -9, 15, 16, 100, -100, 127, -128]> : tensor<13xi32>})
    -> (tensor<13xui4> {check.expect = dense<[0, 1, 15, 7, 8, 8, 7, 15, 0, 4, 12, 15, 0]> : tensor<13xui4>}) {
  %y = hfc.cast %x : tensor<13xi32> to tensor<13xui4>
  return %y : tensor<13xui4>
}

func.func @f32_to_ui4(%x: tensor<18xf32> {check.value = dense<[0x00000000, 0x80000000, 0x3F666666, 0xBF666666, 0x3FC00000, 0xBFC00000, 0x406CCCCD, 0x40FCCCCD, 0xC10E6666, 0xC1100000, 0x417E6666, 0x41800000, 0x41880000, 0x43960000, 0xC3960000, 0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<18xf32>})
    -> (tensor<18xui4> {check.expect = dense<[0, 0, 0, 0, 1, 0, 3, 7, 0, 0, 15, 15, 15, 15, 0, 15, 0, 0]> : tensor<18xui4>}) {
  %y = hfc.cast %x : tensor<18xf32> to tensor<18xui4>
  return %y : tensor<18xui4>
}

func.func @f32_to_ui4_overflowing(%x: tensor<18xf32> {check.value = dense<[0x00000000, 0x80000000, 0x3F666666, 0xBF666666, 0x3FC00000, 0xBFC00000, 0x406CCCCD, 0x40FCCCCD, 0xC10E6666, 0xC1100000, 0x417E6666, 0x41800000, 0x41880000, 0x43960000, 0xC3960000, 0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<18xf32>})
    -> (tensor<18xui4> {check.expect = dense<[0, 0, 0, 0, 1, 15, 3, 7, 8, 7, 15, 0, 1, 12, 4, 15, 0, 0]> : tensor<18xui4>}) {
  %y = hfc.cast overflowing %x : tensor<18xf32> to tensor<18xui4>
  return %y : tensor<18xui4>
}

func.func @i2_to_f32(%x: tensor<4xi2> {check.value = dense<[-2, -1, 0, 1]> : tensor<4xi2>})
    -> (tensor<4xf32> {check.expect = dense<[-2.0, -1.0, 0.0, 1.0]> : tensor<4xf32>}) {
  %y = hfc.cast %x : tensor<4xi2> to tensor<4xf32>
  return %y : tensor<4xf32>
}

func.func @i2_to_i8(%x: tensor<4xi2> {check.value = dense<[-2, -1, 0, 1]> : tensor<4xi2>})
    -> (tensor<4xi8> {check.expect = dense<[-2, -1, 0, 1]> : tensor<4xi8>}) {
  %y = hfc.cast %x : tensor<4xi2> to tensor<4xi8>
  return %y : tensor<4xi8>
}

func.func @i2_to_ui8(%x: tensor<4xi2> {check.value = dense<[-2, -1, 0, 1]> : tensor<4xi2>})
    -> (tensor<4xui8> {check.expect = dense<[254, 255, 0, 1]> : tensor<4xui8>}) {
  %y = hfc.cast %x : tensor<4xi2> to tensor<4xui8>
  return %y : tensor<4xui8>
}

func.func @i2_to_i64(%x: tensor<4xi2> {check.value = dense<[-2, -1, 0, 1]> : tensor<4xi2>})
    -> (tensor<4xi64> {check.expect = dense<[-2, -1, 0, 1]> : tensor<4xi64>}) {
  %y = hfc.cast %x : tensor<4xi2> to tensor<4xi64>
  return %y : tensor<4xi64>
}

func.func @i2_to_f64(%x: tensor<4xi2> {check.value = dense<[-2, -1, 0, 1]> : tensor<4xi2>})
    -> (tensor<4xf64> {check.expect = dense<[-2.0, -1.0, 0.0, 1.0]> : tensor<4xf64>}) {
  %y = hfc.cast %x : tensor<4xi2> to tensor<4xf64>
  return %y : tensor<4xf64>
}

func.func @i2_to_f16(%x: tensor<4xi2> {check.value = dense<[-2, -1, 0, 1]> : tensor<4xi2>})
    -> (tensor<4xf16> {check.expect = dense<[-2.0, -1.0, 0.0, 1.0]> : tensor<4xf16>}) {
  %y = hfc.cast %x : tensor<4xi2> to tensor<4xf16>
  return %y : tensor<4xf16>
}

func.func @i2_to_i1(%x: tensor<4xi2> {check.value = dense<[-2, -1, 0, 1]> : tensor<4xi2>})
    -> (tensor<4xi1> {check.expect = dense<[true, true, false, true]> : tensor<4xi1>}) {
  %y = hfc.cast %x : tensor<4xi2> to tensor<4xi1>
  return %y : tensor<4xi1>
}

func.func @i1_to_i2(%x: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xi2> {check.expect = dense<[0, 1]> : tensor<2xi2>}) {
  %y = hfc.cast %x : tensor<2xi1> to tensor<2xi2>
  return %y : tensor<2xi2>
}

func.func @i2_to_i4(%x: tensor<4xi2> {check.value = dense<[-2, -1, 0, 1]> : tensor<4xi2>})
    -> (tensor<4xi4> {check.expect = dense<[-2, -1, 0, 1]> : tensor<4xi4>}) {
  %y = hfc.cast %x : tensor<4xi2> to tensor<4xi4>
  return %y : tensor<4xi4>
}

func.func @i2_to_ui4(%x: tensor<4xi2> {check.value = dense<[-2, -1, 0, 1]> : tensor<4xi2>})
    -> (tensor<4xui4> {check.expect = dense<[14, 15, 0, 1]> : tensor<4xui4>}) {
  %y = hfc.cast %x : tensor<4xi2> to tensor<4xui4>
  return %y : tensor<4xui4>
}

func.func @i2_to_ui2(%x: tensor<4xi2> {check.value = dense<[-2, -1, 0, 1]> : tensor<4xi2>})
    -> (tensor<4xui2> {check.expect = dense<[2, 3, 0, 1]> : tensor<4xui2>}) {
  %y = hfc.cast %x : tensor<4xi2> to tensor<4xui2>
  return %y : tensor<4xui2>
}

func.func @i8_to_i2(%x: tensor<13xi8> {check.value = dense<[0, 1, -1, 7, 8, -8, -9, 15, 16, 100, -100, 127, -128]> : tensor<13xi8>})
    -> (tensor<13xi2> {check.expect = dense<[0, 1, -1, -1, 0, 0, -1, -1, 0, 0, 0, -1, 0]> : tensor<13xi2>}) {
  %y = hfc.cast %x : tensor<13xi8> to tensor<13xi2>
  return %y : tensor<13xi2>
}

func.func @i32_to_i2(%x: tensor<13xi32> {check.value = dense<[0, 1, -1, 7, 8, -8, -9, 15, 16, 100, -100, 127, -128]> : tensor<13xi32>})
    -> (tensor<13xi2> {check.expect = dense<[0, 1, -1, -1, 0, 0, -1, -1, 0, 0, 0, -1, 0]> : tensor<13xi2>}) {
  %y = hfc.cast %x : tensor<13xi32> to tensor<13xi2>
  return %y : tensor<13xi2>
}

func.func @f32_to_i2(%x: tensor<18xf32> {check.value = dense<[0x00000000, 0x80000000, 0x3F666666, 0xBF666666, 0x3FC00000, 0xBFC00000, 0x406CCCCD, 0x40FCCCCD, 0xC10E6666, 0xC1100000, 0x417E6666, 0x41800000, 0x41880000, 0x43960000, 0xC3960000, 0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<18xf32>})
    -> (tensor<18xi2> {check.expect = dense<[0, 0, 0, 0, 1, -1, 1, 1, -2, -2, 1, 1, 1, 1, -2, 1, -2, 0]> : tensor<18xi2>}) {
  %y = hfc.cast %x : tensor<18xf32> to tensor<18xi2>
  return %y : tensor<18xi2>
}

func.func @f32_to_i2_overflowing(%x: tensor<18xf32> {check.value = dense<[0x00000000, 0x80000000, 0x3F666666, 0xBF666666, 0x3FC00000, 0xBFC00000, 0x406CCCCD, 0x40FCCCCD, 0xC10E6666, 0xC1100000, 0x417E6666, 0x41800000, 0x41880000, 0x43960000, 0xC3960000, 0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<18xf32>})
    -> (tensor<18xi2> {check.expect = dense<[0, 0, 0, 0, 1, -1, -1, -1, 0, -1, -1, 0, 1, 0, 0, -1, 0, 0]> : tensor<18xi2>}) {
  %y = hfc.cast overflowing %x : tensor<18xf32> to tensor<18xi2>
  return %y : tensor<18xi2>
}

func.func @ui2_to_f32(%x: tensor<4xui2> {check.value = dense<[0, 1, 2, 3]> : tensor<4xui2>})
    -> (tensor<4xf32> {check.expect = dense<[0.0, 1.0, 2.0, 3.0]> : tensor<4xf32>}) {
  %y = hfc.cast %x : tensor<4xui2> to tensor<4xf32>
  return %y : tensor<4xf32>
}

func.func @ui2_to_i8(%x: tensor<4xui2> {check.value = dense<[0, 1, 2, 3]> : tensor<4xui2>})
    -> (tensor<4xi8> {check.expect = dense<[0, 1, 2, 3]> : tensor<4xi8>}) {
  %y = hfc.cast %x : tensor<4xui2> to tensor<4xi8>
  return %y : tensor<4xi8>
}

func.func @ui2_to_ui8(%x: tensor<4xui2> {check.value = dense<[0, 1, 2, 3]> : tensor<4xui2>})
    -> (tensor<4xui8> {check.expect = dense<[0, 1, 2, 3]> : tensor<4xui8>}) {
  %y = hfc.cast %x : tensor<4xui2> to tensor<4xui8>
  return %y : tensor<4xui8>
}

func.func @ui2_to_i64(%x: tensor<4xui2> {check.value = dense<[0, 1, 2, 3]> : tensor<4xui2>})
    -> (tensor<4xi64> {check.expect = dense<[0, 1, 2, 3]> : tensor<4xi64>}) {
  %y = hfc.cast %x : tensor<4xui2> to tensor<4xi64>
  return %y : tensor<4xi64>
}

func.func @ui2_to_f64(%x: tensor<4xui2> {check.value = dense<[0, 1, 2, 3]> : tensor<4xui2>})
    -> (tensor<4xf64> {check.expect = dense<[0.0, 1.0, 2.0, 3.0]> : tensor<4xf64>}) {
  %y = hfc.cast %x : tensor<4xui2> to tensor<4xf64>
  return %y : tensor<4xf64>
}

func.func @ui2_to_f16(%x: tensor<4xui2> {check.value = dense<[0, 1, 2, 3]> : tensor<4xui2>})
    -> (tensor<4xf16> {check.expect = dense<[0.0, 1.0, 2.0, 3.0]> : tensor<4xf16>}) {
  %y = hfc.cast %x : tensor<4xui2> to tensor<4xf16>
  return %y : tensor<4xf16>
}

func.func @ui2_to_i1(%x: tensor<4xui2> {check.value = dense<[0, 1, 2, 3]> : tensor<4xui2>})
    -> (tensor<4xi1> {check.expect = dense<[false, true, true, true]> : tensor<4xi1>}) {
  %y = hfc.cast %x : tensor<4xui2> to tensor<4xi1>
  return %y : tensor<4xi1>
}

func.func @i1_to_ui2(%x: tensor<2xi1> {check.value = dense<[false, true]> : tensor<2xi1>})
    -> (tensor<2xui2> {check.expect = dense<[0, 1]> : tensor<2xui2>}) {
  %y = hfc.cast %x : tensor<2xi1> to tensor<2xui2>
  return %y : tensor<2xui2>
}

func.func @ui2_to_i4(%x: tensor<4xui2> {check.value = dense<[0, 1, 2, 3]> : tensor<4xui2>})
    -> (tensor<4xi4> {check.expect = dense<[0, 1, 2, 3]> : tensor<4xi4>}) {
  %y = hfc.cast %x : tensor<4xui2> to tensor<4xi4>
  return %y : tensor<4xi4>
}

func.func @ui2_to_ui4(%x: tensor<4xui2> {check.value = dense<[0, 1, 2, 3]> : tensor<4xui2>})
    -> (tensor<4xui4> {check.expect = dense<[0, 1, 2, 3]> : tensor<4xui4>}) {
  %y = hfc.cast %x : tensor<4xui2> to tensor<4xui4>
  return %y : tensor<4xui4>
}

func.func @ui2_to_i2(%x: tensor<4xui2> {check.value = dense<[0, 1, 2, 3]> : tensor<4xui2>})
    -> (tensor<4xi2> {check.expect = dense<[0, 1, -2, -1]> : tensor<4xi2>}) {
  %y = hfc.cast %x : tensor<4xui2> to tensor<4xi2>
  return %y : tensor<4xi2>
}

func.func @i8_to_ui2(%x: tensor<13xi8> {check.value = dense<[0, 1, -1, 7, 8, -8, -9, 15, 16, 100, -100, 127, -128]> : tensor<13xi8>})
    -> (tensor<13xui2> {check.expect = dense<[0, 1, 3, 3, 0, 0, 3, 3, 0, 0, 0, 3, 0]> : tensor<13xui2>}) {
  %y = hfc.cast %x : tensor<13xi8> to tensor<13xui2>
  return %y : tensor<13xui2>
}

func.func @i32_to_ui2(%x: tensor<13xi32> {check.value = dense<[0, 1, -1, 7, 8, -8, -9, 15, 16, 100, -100, 127, -128]> : tensor<13xi32>})
    -> (tensor<13xui2> {check.expect = dense<[0, 1, 3, 3, 0, 0, 3, 3, 0, 0, 0, 3, 0]> : tensor<13xui2>}) {
  %y = hfc.cast %x : tensor<13xi32> to tensor<13xui2>
  return %y : tensor<13xui2>
}

func.func @f32_to_ui2(%x: tensor<18xf32> {check.value = dense<[0x00000000, 0x80000000, 0x3F666666, 0xBF666666, 0x3FC00000, 0xBFC00000, 0x406CCCCD, 0x40FCCCCD, 0xC10E6666, 0xC1100000, 0x417E6666, 0x41800000, 0x41880000, 0x43960000, 0xC3960000, 0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<18xf32>})
    -> (tensor<18xui2> {check.expect = dense<[0, 0, 0, 0, 1, 0, 3, 3, 0, 0, 3, 3, 3, 3, 0, 3, 0, 0]> : tensor<18xui2>}) {
  %y = hfc.cast %x : tensor<18xf32> to tensor<18xui2>
  return %y : tensor<18xui2>
}

func.func @f32_to_ui2_overflowing(%x: tensor<18xf32> {check.value = dense<[0x00000000, 0x80000000, 0x3F666666, 0xBF666666, 0x3FC00000, 0xBFC00000, 0x406CCCCD, 0x40FCCCCD, 0xC10E6666, 0xC1100000, 0x417E6666, 0x41800000, 0x41880000, 0x43960000, 0xC3960000, 0x7F800000, 0xFF800000, 0x7FC00000]> : tensor<18xf32>})
    -> (tensor<18xui2> {check.expect = dense<[0, 0, 0, 0, 1, 3, 3, 3, 0, 3, 3, 0, 1, 0, 0, 3, 0, 0]> : tensor<18xui2>}) {
  %y = hfc.cast overflowing %x : tensor<18xf32> to tensor<18xui2>
  return %y : tensor<18xui2>
}

func.func @f8e4m3fn_to_i4(%x: tensor<5xf8E4M3FN> {check.value = dense<[1.0, -8.0, 448.0, 0xFF, -0.0]> : tensor<5xf8E4M3FN>})
    -> (tensor<5xi4> {check.expect = dense<[1, -8, 7, 0, 0]> : tensor<5xi4>}) {
  %y = hfc.cast %x : tensor<5xf8E4M3FN> to tensor<5xi4>
  return %y : tensor<5xi4>
}

func.func @i4_to_f8e5m2(%x: tensor<4xi4> {check.value = dense<[-8, -1, 0, 7]> : tensor<4xi4>})
    -> (tensor<4xf8E5M2> {check.expect = dense<[-8.0, -1.0, 0.0, 7.0]> : tensor<4xf8E5M2>}) {
  %y = hfc.cast %x : tensor<4xi4> to tensor<4xf8E5M2>
  return %y : tensor<4xf8E5M2>
}
