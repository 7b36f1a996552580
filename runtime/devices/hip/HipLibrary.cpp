#include "runtime/devices/hip/HipLibrary.h"
#include <cstdio>
#include <cstring>
#include <dlfcn.h>
#include <unistd.h>

using namespace hfc::rt;

HipLibrary::~HipLibrary() {
  if (library)
    dlclose(library);
}

hfc_status *HipLibrary::openSystem(const Host &host) {
  static constexpr const char *names[] = {
      "libamdhip64.so.7", "libamdhip64.so.6", "libamdhip64.so.5",
      "libamdhip64.so", "/opt/rocm/lib/libamdhip64.so"};
  for (const char *name : names)
    if (!library)
      library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!library)
    return failure(host, Code::NoDevice,
                   "no AMD GPU: there is no libamdhip64 of ROCm 5 to 7\nhelp: "
                   "install ROCm's HIP runtime, or run with --device=cpu");
  return findFunctions(host);
}

hfc_status *HipLibrary::openSimulator(const Host &host) {
  // The file that holds this code: a table of it serves as its address.
  static constexpr const char *places[] = {"", "/../lib"};
  Dl_info here;
  char path[4096] = "";
  if (dladdr(places, &here) && here.dli_fname) {
    char program[4096];
    const char *file = here.dli_fname;
    const char *slash = std::strrchr(file, '/');
    if (!slash) { // a program that was found along PATH
      ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
      program[length < 0 ? 0 : length] = 0;
      file = program;
      slash = std::strrchr(file, '/');
    }
    int folder = slash ? int(slash - file) : 0;
    for (const char *place : places) {
      snprintf(path, sizeof path, "%.*s%s/libhfc-sim-amdgpu.so", folder, file,
               place);
      if (!library)
        library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    }
  }
  if (!library) {
    const char *why = dlerror();
    return failure(host, Code::NoDevice,
                   "the simulator libhfc-sim-amdgpu.so does not open: %.200s",
                   why ? why : "it is not there");
  }
  return findFunctions(host);
}

hfc_status *HipLibrary::findFunctions(const Host &host) {
  const char *missing = nullptr;
  auto find = [&](const char *name) {
    void *found = dlsym(library, name);
    if (!found)
      missing = name;
    return found;
  };
#define HFC_HIP(result, name, parameters)                                      \
  name = reinterpret_cast<result(*) parameters>(find(#name));
  HFC_HIP_FUNCTIONS(HFC_HIP)
#undef HFC_HIP
  void *properties = dlsym(library, HFC_HIP_PROPERTIES);
  if (!properties)
    properties = find(HFC_HIP_OLD_PROPERTIES);
  getProperties = reinterpret_cast<hipError_t (*)(void *, int)>(properties);
  lastFault =
      reinterpret_cast<const char *(*)()>(dlsym(library, HFC_SIM_LAST_FAULT));
  if (missing)
    return failure(host, Code::NoDevice, "libamdhip64 has no function %s",
                   missing);
  return nullptr;
}
