// The HIP functions that are used, from a library opened at run time.
#ifndef HFC_RUNTIME_DEVICES_HIP_HIPLIBRARY_H
#define HFC_RUNTIME_DEVICES_HIP_HIPLIBRARY_H

#include "runtime/Host.h"
#include "runtime/devices/hip/HipApi.h"

namespace hfc::rt {

class HipLibrary {
public:
  HipLibrary() = default;
  HipLibrary(const HipLibrary &) = delete;
  ~HipLibrary();
  // AMD's library by the names of ROCm 5 to 7.
  hfc_status *openSystem(const Host &host);
  // The simulator, beside this library or program, or in lib/ next to it.
  hfc_status *openSimulator(const Host &host);

#define HFC_HIP(result, name, parameters) result(*name) parameters = nullptr;
  HFC_HIP_FUNCTIONS(HFC_HIP)
#undef HFC_HIP
  hipError_t (*getProperties)(void *properties, int device) = nullptr;
  const char *(*lastFault)() = nullptr; // null: not the simulator

private:
  hfc_status *findFunctions(const Host &host);
  void *library = nullptr;
};

} // namespace hfc::rt
#endif
