#include "simulators/amdgpu/Operations.h"
#include "simulators/amdgpu/Wave.h"
#include <algorithm>
#include <string>
#include <unordered_map>

using namespace hfc::sim;

static const std::unordered_map<std::string_view, const Operation *> &byName() {
  static const auto map = [] {
    std::unordered_map<std::string_view, const Operation *> result;
    for (OperationTable table :
         {scalarOperations(),        scalarCompareOperations(),
          programOperations(),       scalarMemoryOperations(),
          vectorIntegerOperations(), vectorInteger16Operations(),
          vectorFloatOperations(),   divisionOperations(),
          conversionOperations(),    smallFloatOperations(),
          compareOperations(),       carryOperations(),
          laneOperations(),          packedOperations(),
          dotOperations(),           matrixOperations(),
          waveMatrixOperations(),    ldsOperations(),
          ldsAtomicOperations(),     globalOperations(),
          atomicOperations()})
      for (const Operation &operation : table)
        result.emplace(operation.name, &operation);
    return result;
  }();
  return map;
}

// Names of gfx11 (and their like) that gfx9 spells otherwise.
static const std::unordered_map<std::string_view, std::string_view> &aliases() {
  static const std::unordered_map<std::string_view, std::string_view> map = {
      {"v_add_nc_u32", "v_add_u32"},
      {"v_sub_nc_u32", "v_sub_u32"},
      {"v_subrev_nc_u32", "v_subrev_u32"},
      {"v_add_co_ci_u32", "v_addc_co_u32"},
      {"v_sub_co_ci_u32", "v_subb_co_u32"},
      {"v_subrev_co_ci_u32", "v_subbrev_co_u32"},
      {"v_add_nc_i32", "v_add_i32"},
      {"v_sub_nc_i32", "v_sub_i32"},
      {"v_add_nc_u16", "v_add_u16"},
      {"v_sub_nc_u16", "v_sub_u16"},
      {"v_add_nc_i16", "v_add_i16"},
      {"v_sub_nc_i16", "v_sub_i16"},
      {"v_mul_dx9_zero_f32", "v_mul_legacy_f32"},
      {"v_fma_dx9_zero_f32", "v_mad_legacy_f32"},
      {"v_fmac_dx9_zero_f32", "v_mac_legacy_f32"},
      {"v_dot2acc_f32_f16", "v_dot2c_f32_f16"},
      {"v_pk_fmac_f16", "v_pk_fmac_f16"},
      {"v_clz_i32_u32", "v_ffbh_u32"},
      {"v_ctz_i32_b32", "v_ffbl_b32"},
      {"v_cls_i32", "v_ffbh_i32"},
      {"v_cvt_pk_rtz_f16_f32", "v_cvt_pkrtz_f16_f32"},
      {"v_cvt_floor_i32_f32", "v_cvt_flr_i32_f32"},
      {"v_cvt_nearest_i32_f32", "v_cvt_rpi_i32_f32"},
      {"v_cvt_pk_norm_i16_f32", "v_cvt_pknorm_i16_f32"},
      {"v_cvt_pk_norm_u16_f32", "v_cvt_pknorm_u16_f32"},
      {"v_mullit_f32", "v_mul_legacy_f32"},
      {"s_and_not1_b32", "s_andn2_b32"},
      {"s_and_not1_b64", "s_andn2_b64"},
      {"s_or_not1_b32", "s_orn2_b32"},
      {"s_or_not1_b64", "s_orn2_b64"},
      {"s_and_not1_saveexec_b32", "s_andn2_saveexec_b32"},
      {"s_and_not1_saveexec_b64", "s_andn2_saveexec_b64"},
      {"s_or_not1_saveexec_b32", "s_orn2_saveexec_b32"},
      {"s_or_not1_saveexec_b64", "s_orn2_saveexec_b64"},
      {"s_and_not0_saveexec_b32", "s_andn1_saveexec_b32"},
      {"s_and_not0_saveexec_b64", "s_andn1_saveexec_b64"},
      {"s_or_not0_saveexec_b32", "s_orn1_saveexec_b32"},
      {"s_or_not0_saveexec_b64", "s_orn1_saveexec_b64"},
      {"s_and_not1_wrexec_b32", "s_andn2_wrexec_b32"},
      {"s_and_not1_wrexec_b64", "s_andn2_wrexec_b64"},
      {"s_ctz_i32_b32", "s_ff1_i32_b32"},
      {"s_ctz_i32_b64", "s_ff1_i32_b64"},
      {"s_clz_i32_u32", "s_flbit_i32_b32"},
      {"s_clz_i32_u64", "s_flbit_i32_b64"},
      {"s_cls_i32", "s_flbit_i32"},
      {"s_cls_i32_i64", "s_flbit_i32_i64"},
      {"s_get_pc_i64", "s_getpc_b64"},
      {"s_load_b32", "s_load_dword"},
      {"s_load_b64", "s_load_dwordx2"},
      {"s_load_b128", "s_load_dwordx4"},
      {"s_load_b256", "s_load_dwordx8"},
      {"s_load_b512", "s_load_dwordx16"},
      {"s_buffer_load_b32", "s_buffer_load_dword"},
      {"s_buffer_load_b64", "s_buffer_load_dwordx2"},
      {"s_buffer_load_b128", "s_buffer_load_dwordx4"},
      {"s_buffer_load_b256", "s_buffer_load_dwordx8"},
      {"s_buffer_load_b512", "s_buffer_load_dwordx16"},
      {"ds_load_b32", "ds_read_b32"},
      {"ds_load_b64", "ds_read_b64"},
      {"ds_load_b96", "ds_read_b96"},
      {"ds_load_b128", "ds_read_b128"},
      {"ds_load_u8", "ds_read_u8"},
      {"ds_load_i8", "ds_read_i8"},
      {"ds_load_u16", "ds_read_u16"},
      {"ds_load_i16", "ds_read_i16"},
      {"ds_load_u8_d16", "ds_read_u8_d16"},
      {"ds_load_u8_d16_hi", "ds_read_u8_d16_hi"},
      {"ds_load_i8_d16", "ds_read_i8_d16"},
      {"ds_load_i8_d16_hi", "ds_read_i8_d16_hi"},
      {"ds_load_u16_d16", "ds_read_u16_d16"},
      {"ds_load_u16_d16_hi", "ds_read_u16_d16_hi"},
      {"ds_load_2addr_b32", "ds_read2_b32"},
      {"ds_load_2addr_b64", "ds_read2_b64"},
      {"ds_load_2addr_stride64_b32", "ds_read2st64_b32"},
      {"ds_load_2addr_stride64_b64", "ds_read2st64_b64"},
      {"ds_store_b8", "ds_write_b8"},
      {"ds_store_b16", "ds_write_b16"},
      {"ds_store_b32", "ds_write_b32"},
      {"ds_store_b64", "ds_write_b64"},
      {"ds_store_b96", "ds_write_b96"},
      {"ds_store_b128", "ds_write_b128"},
      {"ds_store_b8_d16_hi", "ds_write_b8_d16_hi"},
      {"ds_store_b16_d16_hi", "ds_write_b16_d16_hi"},
      {"ds_store_2addr_b32", "ds_write2_b32"},
      {"ds_store_2addr_b64", "ds_write2_b64"},
      {"ds_store_2addr_stride64_b32", "ds_write2st64_b32"},
      {"ds_store_2addr_stride64_b64", "ds_write2st64_b64"},
      {"ds_storexchg_rtn_b32", "ds_wrxchg_rtn_b32"},
      {"ds_storexchg_rtn_b64", "ds_wrxchg_rtn_b64"},
  };
  return map;
}

static bool dropEnd(std::string_view &name, std::string_view end) {
  if (!name.ends_with(end))
    return false;
  name.remove_suffix(end.size());
  return true;
}

// Widths and types of vector memory as gfx11 spells them.
static std::string memoryName(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> types[] = {
      {"load_b32", "load_dword"},
      {"load_b64", "load_dwordx2"},
      {"load_b96", "load_dwordx3"},
      {"load_b128", "load_dwordx4"},
      {"load_u8", "load_ubyte"},
      {"load_i8", "load_sbyte"},
      {"load_u16", "load_ushort"},
      {"load_i16", "load_sshort"},
      {"load_d16_b16", "load_short_d16"},
      {"load_d16_hi_b16", "load_short_d16_hi"},
      {"load_d16_u8", "load_ubyte_d16"},
      {"load_d16_hi_u8", "load_ubyte_d16_hi"},
      {"load_d16_i8", "load_sbyte_d16"},
      {"load_d16_hi_i8", "load_sbyte_d16_hi"},
      {"store_b8", "store_byte"},
      {"store_b16", "store_short"},
      {"store_b32", "store_dword"},
      {"store_b64", "store_dwordx2"},
      {"store_b96", "store_dwordx3"},
      {"store_b128", "store_dwordx4"},
      {"store_d16_hi_b8", "store_byte_d16_hi"},
      {"store_d16_hi_b16", "store_short_d16_hi"},
      {"atomic_swap_b32", "atomic_swap"},
      {"atomic_swap_b64", "atomic_swap_x2"},
      {"atomic_cmpswap_b32", "atomic_cmpswap"},
      {"atomic_cmpswap_b64", "atomic_cmpswap_x2"},
      {"atomic_add_u32", "atomic_add"},
      {"atomic_add_u64", "atomic_add_x2"},
      {"atomic_sub_u32", "atomic_sub"},
      {"atomic_sub_u64", "atomic_sub_x2"},
      {"atomic_min_i32", "atomic_smin"},
      {"atomic_min_i64", "atomic_smin_x2"},
      {"atomic_min_u32", "atomic_umin"},
      {"atomic_min_u64", "atomic_umin_x2"},
      {"atomic_max_i32", "atomic_smax"},
      {"atomic_max_i64", "atomic_smax_x2"},
      {"atomic_max_u32", "atomic_umax"},
      {"atomic_max_u64", "atomic_umax_x2"},
      {"atomic_and_b32", "atomic_and"},
      {"atomic_and_b64", "atomic_and_x2"},
      {"atomic_or_b32", "atomic_or"},
      {"atomic_or_b64", "atomic_or_x2"},
      {"atomic_xor_b32", "atomic_xor"},
      {"atomic_xor_b64", "atomic_xor_x2"},
      {"atomic_inc_u32", "atomic_inc"},
      {"atomic_inc_u64", "atomic_inc_x2"},
      {"atomic_dec_u32", "atomic_dec"},
      {"atomic_dec_u64", "atomic_dec_x2"},
  };
  size_t at = name.find('_');
  std::string_view type = name.substr(at + 1);
  for (auto [gfx11, gfx9] : types)
    if (type == gfx11)
      return std::string(name.substr(0, at + 1)) + std::string(gfx9);
  return std::string(name);
}

std::string hfc::sim::canonicalName(std::string_view mnemonic) {
  std::string_view name = mnemonic;
  if (name.starts_with("v_")) {
    dropEnd(name, "_dpp8") || dropEnd(name, "_dpp") || dropEnd(name, "_sdwa");
    dropEnd(name, "_e32") || dropEnd(name, "_e64");
  }
  std::string dual;
  if (name.starts_with("v_dual_")) {
    dual = "v_" + std::string(name.substr(7));
    name = dual;
  }
  if (name.starts_with("global_") || name.starts_with("flat_") ||
      name.starts_with("buffer_") || name.starts_with("scratch_"))
    return memoryName(name);
  auto alias = aliases().find(name);
  return std::string(alias == aliases().end() ? name : alias->second);
}

const Operation *hfc::sim::findOperation(std::string_view mnemonic) {
  auto found = byName().find(canonicalName(mnemonic));
  return found == byName().end() ? nullptr : found->second;
}

void hfc::sim::runPair(Wave &wave, const Instruction &x, const Instruction &y) {
  if (!x.xReadByY || !x.results[0]) {
    x.paired(wave, x);
    wave.current = &y;
    return y.run(wave, y);
  }
  // Y reads the register as it was before X.
  unsigned index = x.results[0].index;
  Row before, after;
  std::copy_n(wave.v[index], maxLanes, before);
  x.paired(wave, x);
  std::copy_n(wave.v[index], maxLanes, after);
  std::copy_n(before, maxLanes, wave.v[index]);
  wave.current = &y;
  y.run(wave, y);
  std::copy_n(after, maxLanes, wave.v[index]);
}
