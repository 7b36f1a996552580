#include "simulators/amdgpu/AsmText.h"
#include <charconv>
#include <cstdlib>

using namespace hfc::sim;

static std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

// Up to the first `mark` outside brackets.
static std::string_view piece(std::string_view &rest, char mark) {
  int depth = 0;
  size_t at = 0;
  for (; at < rest.size(); ++at) {
    char c = rest[at];
    depth += (c == '[' || c == '(') - (c == ']' || c == ')');
    if (c == mark && !depth)
      break;
  }
  std::string_view found = trim(rest.substr(0, at));
  rest = at < rest.size() ? rest.substr(at + 1) : std::string_view();
  return found;
}

AsmText hfc::sim::splitText(std::string_view text) {
  AsmText result;
  text = trim(text);
  result.mnemonic = piece(text, ' ');
  text = trim(text);
  while (!text.empty()) {
    std::string_view operand = piece(text, ',');
    result.operands.push_back(piece(operand, ' '));
    while (!trim(operand).empty()) {
      operand = trim(operand);
      result.modifiers.push_back(piece(operand, ' '));
    }
  }
  return result;
}

static bool parseInteger(std::string_view text, int64_t &value) {
  bool negative = !text.empty() && text[0] == '-';
  if (negative)
    text.remove_prefix(1);
  int base = 10;
  if (text.starts_with("0x")) {
    text.remove_prefix(2);
    base = 16;
  }
  uint64_t magnitude;
  auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), magnitude, base);
  if (error != std::errc() || end != text.data() + text.size())
    return false;
  value = int64_t(negative ? 0 - magnitude : magnitude);
  return true;
}

// "12" or "[4:7]"
static bool parseRange(std::string_view text, TextOperand &operand) {
  int64_t first, last;
  if (text.starts_with('[') && text.ends_with(']')) {
    text = text.substr(1, text.size() - 2);
    size_t colon = text.find(':');
    if (!parseInteger(text.substr(0, colon), first))
      return false;
    last = first;
    if (colon != text.npos && !parseInteger(text.substr(colon + 1), last))
      return false;
  } else if (parseInteger(text, first)) {
    last = first;
  } else {
    return false;
  }
  if (first < 0 || last < first || last > 1023)
    return false;
  operand.index = unsigned(first);
  operand.words = unsigned(last - first + 1);
  return true;
}

static bool parseNamed(std::string_view text, bool gfx11,
                       TextOperand &operand) {
  struct Named {
    std::string_view name;
    unsigned index, words;
  };
  static constexpr Named names[] = {
      {"vcc", vcc, 2},
      {"vcc_lo", vcc, 1},
      {"vcc_hi", vcc + 1, 1},
      {"exec", exec, 2},
      {"exec_lo", exec, 1},
      {"exec_hi", exec + 1, 1},
      {"m0", m0, 1},
      {"flat_scratch", flatScratch, 2},
      {"flat_scratch_lo", flatScratch, 1},
      {"flat_scratch_hi", flatScratch + 1, 1},
      {"xnack_mask", 104, 2},
      {"xnack_mask_lo", 104, 1},
      {"xnack_mask_hi", 105, 1},
  };
  for (const Named &named : names)
    if (named.name == text) {
      operand.kind = TextOperand::Scalar;
      operand.index = named.index;
      operand.words = named.words;
      return true;
    }
  if (text == "null" || text == "off") {
    operand.kind = TextOperand::Null;
    return true;
  }
  if (text.starts_with("src_") || text == "scc") {
    operand.kind = TextOperand::Special;
    operand.name = text;
    return true;
  }
  return false;
}

static bool parseRegister(std::string_view text, TextOperand &operand) {
  if (text.ends_with(".l") || text.ends_with(".h")) {
    operand.half = text.back() == 'h';
    text.remove_suffix(2);
  }
  auto as = [&](auto kind, std::string_view rest, unsigned offset) {
    if (!parseRange(rest, operand))
      return false;
    operand.kind = kind;
    operand.index += offset;
    return true;
  };
  if (text.starts_with("ttmp"))
    return as(TextOperand::Scalar, text.substr(4), ttmp);
  if (text.starts_with('v'))
    return as(TextOperand::Vector, text.substr(1), 0);
  if (text.starts_with('a'))
    return as(TextOperand::Accumulator, text.substr(1), 0);
  if (text.starts_with('s'))
    return as(TextOperand::Scalar, text.substr(1), 0);
  return false;
}

static bool parseNumber(std::string_view text, TextOperand &operand) {
  if (parseInteger(text, operand.integer)) {
    operand.kind = text.find('x') == text.npos ? TextOperand::Integer
                                               : TextOperand::Literal;
    return true;
  }
  std::string copy(text);
  char *end;
  operand.number = std::strtod(copy.c_str(), &end);
  if (copy.empty() || *end)
    return false;
  operand.kind = TextOperand::Float;
  return true;
}

static bool unwrap(std::string_view &text, std::string_view open,
                   std::string_view close) {
  if (text.size() < open.size() + close.size() || !text.starts_with(open) ||
      !text.ends_with(close))
    return false;
  text = text.substr(open.size(), text.size() - open.size() - close.size());
  return true;
}

TextOperand hfc::sim::parseOperand(std::string_view text, bool gfx11) {
  TextOperand operand;
  text = trim(text);
  if (parseNumber(text, operand))
    return operand;
  if (unwrap(text, "neg(", ")"))
    operand.negate = true;
  else if (unwrap(text, "-", ""))
    operand.negate = true;
  if (unwrap(text, "|", "|") || unwrap(text, "abs(", ")"))
    operand.absolute = true;
  if (unwrap(text, "sext(", ")"))
    operand.signExtend = true;
  if (!parseNamed(text, gfx11, operand) && !parseRegister(text, operand))
    parseNumber(text, operand);
  return operand;
}

bool hfc::sim::parseModifier(std::string_view text, std::string_view &name,
                             int64_t &value) {
  size_t colon = text.find(':');
  name = text.substr(0, colon);
  value = 1;
  return colon == text.npos || parseInteger(text.substr(colon + 1), value);
}

std::vector<int64_t> hfc::sim::parseList(std::string_view text) {
  std::vector<int64_t> result;
  size_t open = text.find('['), close = text.rfind(']');
  if (open == text.npos || close == text.npos || close < open)
    return result;
  std::string_view rest = text.substr(open + 1, close - open - 1);
  while (!rest.empty()) {
    int64_t value = 0;
    if (!parseInteger(piece(rest, ','), value))
      return {};
    result.push_back(value);
  }
  return result;
}

unsigned hfc::sim::parseCount(std::string_view text, std::string_view name,
                              unsigned fallback) {
  size_t at = text.find(name);
  if (at == text.npos || at + name.size() >= text.size() ||
      text[at + name.size()] != '(')
    return fallback;
  size_t close = text.find(')', at);
  int64_t value;
  if (close == text.npos ||
      !parseInteger(
          text.substr(at + name.size() + 1, close - at - name.size() - 1),
          value))
    return fallback;
  return unsigned(value);
}
