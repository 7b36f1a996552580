// Conversions of 8-bit floats. gfx942 has the FNUZ forms, gfx950 OCP's.
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include "simulators/amdgpu/SmallFloat.h"

using namespace hfc::sim;

namespace {
const SmallFormat &formatOf(const Wave &wave, bool brain) {
  if (wave.chip.gfx942)
    return brain ? bf8Fnuz : fp8Fnuz;
  return brain ? bf8Ocp : fp8Ocp;
}

// extra: bit 0 bf8, bit 1 two values.
void widenBytes(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  const SmallFormat &format = formatOf(wave, in.operation->extra & 1);
  Typed<uint32_t> source;
  const uint32_t *row = readRow(wave, in.sources[0], source.lane);
  bool two = in.operation->extra & 2;
  // A byte or a pair is chosen by op_sel, or by SDWA before.
  unsigned shift =
      two ? (in.opSel & 1) * 16 : (in.opSel & 1) * 16 + (in.opSel >> 1 & 1) * 8;
  for (unsigned word = 0; word < 1u + two; ++word) {
    Typed<float> result;
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      result.lane[lane] =
          fromSmall(format, row[lane] >> (shift + 8 * word) & 255);
    writeRow(wave, in, reinterpret_cast<uint32_t *>(result.lane), word);
  }
}

// Two floats to two bytes, in the half that op_sel names.
void narrowPair(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  const SmallFormat &format = formatOf(wave, in.operation->extra & 1);
  Typed<float> a, b;
  Typed<uint32_t> result;
  readFloats(wave, in.sources[0], a.lane);
  readFloats(wave, in.sources[1], b.lane);
  for (unsigned lane = 0; lane < maxLanes; ++lane)
    result.lane[lane] =
        toSmall(format, a.lane[lane]) | toSmall(format, b.lane[lane]) << 8;
  writeHalfRow(wave, in, result.lane);
}

constexpr Operation row(const char *name, Handler run, Kind result,
                        Kind source0, Kind source1, uint16_t extra) {
  return {name, run,     Class::Valu, 1, result, {source0, source1},
          0,    nullptr, extra};
}
constexpr Operation table[] = {
    row("v_cvt_f32_fp8", widenBytes, Kind::F32, Kind::B32, Kind::None, 0),
    row("v_cvt_f32_bf8", widenBytes, Kind::F32, Kind::B32, Kind::None, 1),
    row("v_cvt_pk_f32_fp8", widenBytes, Kind::PkF32, Kind::B32, Kind::None, 2),
    row("v_cvt_pk_f32_bf8", widenBytes, Kind::PkF32, Kind::B32, Kind::None, 3),
    row("v_cvt_pk_fp8_f32", narrowPair, Kind::F16, Kind::F32, Kind::F32, 2),
    row("v_cvt_pk_bf8_f32", narrowPair, Kind::F16, Kind::F32, Kind::F32, 3),
};
} // namespace

OperationTable hfc::sim::smallFloatOperations() { return table; }
