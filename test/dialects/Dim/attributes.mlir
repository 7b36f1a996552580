// RUN: hfc-opt %s --split-input-file --verify-diagnostics | FileCheck %s

// The encoding prints in canonical form.
// CHECK-LABEL: @encodings
func.func private @encodings(
    // CHECK-SAME: tensor<?x?x384xf32, #dim.shape<b, s, 384>>
    tensor<?x?x384xf32, #dim.shape<b, s, 384>>,
    // CHECK-SAME: tensor<?x4xi64, #dim.shape<(s + 1) floordiv 2, 4>>
    tensor<?x4xi64, #dim.shape<(1 + s) floordiv 2, 4>>,
    // CHECK-SAME: tensor<?x?xi1, #dim.shape<max(s, 4), 2*"batch size">>
    tensor<?x?xi1, #dim.shape<max(4, s), "batch size" * 2>>)
    // CHECK-SAME: dim.symbols = [#dim.symbol<"s", 0, 512, 1>, #dim.symbol<"batch size", 1, 8, 1>]
  attributes {dim.symbols = [#dim.symbol<"s", 0, 512, 1>, #dim.symbol<"batch size", 1, 8, 1>]}

// -----

// CHECK-LABEL: @sizes_and_kernel_symbols
// CHECK-SAME: {dim.symbol = "d0"}
// CHECK-SAME: size = #dim.expr<b*s>
func.func private @sizes_and_kernel_symbols(index {dim.symbol = "d0"}) attributes {size = #dim.expr<s*b>}

// -----

// expected-error @+1 {{has 1 dims, the tensor 2}}
func.func private @rank_disagrees(tensor<?x4xf32, #dim.shape<s>>)

// -----

// expected-error @+1 {{disagree on dim 1}}
func.func private @static_size_disagrees(tensor<?x4xf32, #dim.shape<s, 5>>)

// -----

// expected-error @+1 {{disagree on dim 0}}
func.func private @dynamic_dim_needs_symbol(tensor<?x4xf32, #dim.shape<3, 4>>)

// -----

// expected-error @+1 {{a static tensor has no encoding}}
func.func private @static_tensor_has_encoding(tensor<3x4xf32, #dim.shape<3, 4>>)

// -----

// expected-error @+1 {{size has no value in 64 bits, or is too large}}
func.func private @no_value(tensor<?xf32, #dim.shape<s floordiv 0>>)

// -----

// expected-error @+1 {{needs 0 <= min <= max and divisor >= 1}}
func.func private @bad_range() attributes {dim.symbols = [#dim.symbol<"s", 9, 8, 1>]}

// -----

// expected-error @+1 {{holds "s" twice}}
func.func private @symbol_twice() attributes {dim.symbols = [#dim.symbol<"s", 0, 8, 1>, #dim.symbol<"s", 0, 9, 1>]}

// -----

// expected-error @+1 {{is an array of #dim.symbol}}
func.func private @not_symbols() attributes {dim.symbols = ["s"]}
