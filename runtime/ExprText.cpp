// Dim programs as people write them: postfix to infix, in one buffer. Each
// operand is a piece of text at the end of the buffer; an operation joins the
// last two.
#include "artifact/DimProgram.h"
#include "runtime/Artifact.h"
#include <cstdio>

using namespace hfc;
using namespace hfc::rt;
using artifact::DimOp;

namespace {

struct Symbol {
  const char *text;
  int precedence;
};
constexpr int operand = 6; // also a call

Symbol symbolOf(DimOp op) {
  switch (op) {
  case DimOp::logicalOr:
    return {" or ", 0};
  case DimOp::logicalAnd:
    return {" and ", 1};
  case DimOp::equal:
    return {" == ", 2};
  case DimOp::less:
    return {" < ", 2};
  case DimOp::lessEqual:
    return {" <= ", 2};
  case DimOp::add:
    return {" + ", 3};
  case DimOp::sub:
    return {" - ", 3};
  case DimOp::floorDiv:
    return {" floordiv ", 4};
  case DimOp::ceilDiv:
    return {" ceildiv ", 4};
  case DimOp::mod:
    return {" mod ", 4};
  case DimOp::mul:
    return {"*", 5};
  case DimOp::min:
    return {"min", operand};
  case DimOp::max:
    return {"max", operand};
  case DimOp::constant:
  case DimOp::dim:
    break;
  }
  return {"?", operand};
}

// An operand is set in brackets unless it binds tighter, or the operation reads
// from left to right and it stands left.
bool needsBrackets(int inner, int outer, bool left) {
  bool readsOn = outer == 0 || outer == 1 || outer == 3 || outer == 5;
  if (outer == 4)
    return inner < (left ? 5 : operand);
  return left && readsOn ? inner < outer : inner <= outer;
}

class Printer {
public:
  Printer(const artifact::Function *function, const artifact::Artifact *state)
      : function(function), state(state) {}

  // The text, or one that says that there is too much of it.
  const char *print(std::span<const uint8_t> code) {
    for (size_t at = 0; at < code.size();) {
      DimOp op = DimOp(code[at++]);
      if (op == DimOp::constant || op == DimOp::dim) {
        uint64_t value;
        artifact::detail::readVarint(code, at, value);
        push(op, value);
      } else {
        join(op);
      }
    }
    if (overflowed)
      return "(a long expression)";
    text[length] = 0;
    return text;
  }

private:
  struct Piece {
    size_t start;
    int precedence;
  };

  void push(DimOp op, uint64_t value) {
    char name[24];
    const char *shown = name;
    if (op == DimOp::constant)
      snprintf(name, sizeof name, "%lld",
               (long long)artifact::detail::fromZigzag(value));
    else if (function)
      shown = artifact::text(function->dims()->Get(uint32_t(value))->name());
    else if (state)
      shown = artifact::text(state->state_dims()->Get(uint32_t(value))->name());
    else
      snprintf(name, sizeof name, "d%llu", (unsigned long long)value);
    pieces[depth++] = {length, operand};
    insert(length, shown);
  }

  void join(DimOp op) {
    Symbol symbol = symbolOf(op);
    Piece &a = pieces[depth - 2];
    Piece b = pieces[--depth];
    if (op == DimOp::min || op == DimOp::max) {
      insert(length, ")");
      insert(b.start, ", ");
      insert(a.start, "(");
      insert(a.start, symbol.text);
    } else {
      if (needsBrackets(b.precedence, symbol.precedence, false)) {
        insert(length, ")");
        insert(b.start, "(");
      }
      insert(b.start, symbol.text);
      if (needsBrackets(a.precedence, symbol.precedence, true)) {
        insert(b.start, ")");
        insert(a.start, "(");
      }
    }
    a.precedence = symbol.precedence;
  }

  void insert(size_t at, const char *added) {
    size_t size = std::strlen(added);
    if (overflowed || length + size + 1 > sizeof text) {
      overflowed = true;
      return;
    }
    std::memmove(text + at + size, text + at, length - at);
    std::memcpy(text + at, added, size);
    length += size;
  }

  const artifact::Function *function;
  const artifact::Artifact *state; // whose state dims are meant
  char text[4096];
  size_t length = 0;
  bool overflowed = false;
  Piece pieces[artifact::maxDimProgramDepth];
  size_t depth = 0;
};
} // namespace

size_t hfc_expr_text(const hfc_artifact *artifact, uint32_t function,
                     hfc_expr expr, char *text, size_t capacity) {
  const artifact::Function *names = nullptr;
  uint64_t dimCount = UINT32_MAX;
  const char *shown = "";
  const artifact::Artifact *state = nullptr;
  if (function == HFC_STATE_DIMS) {
    state = artifact ? artifact->root : nullptr;
    dimCount = state ? artifact::count(state->state_dims()) : 0;
  } else if (function != HFC_KERNEL_DIMS) {
    names = artifact ? artifact->function(function) : nullptr;
    dimCount = names ? artifact::count(names->dims()) : 0;
  }
  std::span<const uint8_t> code{expr.code, expr.size};
  Printer printer(names, state);
  if (artifact::verifyDimProgram(code, dimCount))
    shown = printer.print(code);
  size_t length = std::strlen(shown);
  if (capacity) {
    size_t kept = length < capacity ? length : capacity - 1;
    std::memcpy(text, shown, kept);
    text[kept] = 0;
  }
  return length;
}

bool hfc_expr_value(hfc_expr expr, const int64_t *dims, uint32_t dimCount,
                    int64_t *out) {
  std::span<const uint8_t> code{expr.code, expr.size};
  return artifact::verifyDimProgram(code, dimCount) &&
         artifact::evaluateDimProgram(code, {dims, dimCount}, *out);
}
