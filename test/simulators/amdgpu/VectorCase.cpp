#include "test/simulators/amdgpu/VectorCase.h"
#include "test/simulators/amdgpu/Machine.h"
#include <gtest/gtest.h>

using namespace hfc::sim::test;

void hfc::sim::test::Case::check() const {
  Machine machine(chip, text);
  machine.setV64(0, 0xdeadbeef);
  machine.setV64(2, a);
  machine.setV64(4, b);
  machine.setV64(6, c);
  machine.setS64(vcc, 0xaaaaaaaaaaaaaaaa);
  ASSERT_EQ(machine.run(), "") << *this;
  std::string_view line = text;
  bool wide =
      line.find("v[0:1]") != line.npos || line.find(" v1,") != line.npos;
  for (unsigned lane = 1; lane < machine.lanes(); lane += 2)
    ASSERT_EQ(wide ? machine.v64(0, lane) : machine.v(0, lane), expected)
        << *this << ", lane " << lane << std::hex << ": got "
        << machine.v64(0, lane) << ", want " << expected;
}
