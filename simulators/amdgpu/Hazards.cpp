#include "simulators/amdgpu/Hazards.h"
#include "simulators/amdgpu/Wave.h"

using namespace hfc::sim;

void Hazards::init(unsigned vectorRegisters) {
  written.assign(vectorRegisters, {});
  readAsC.assign(vectorRegisters, {});
}

void Hazards::check(Wave &, const Instruction &) {}
void Hazards::note(Wave &, const Instruction &) { ++states; }
