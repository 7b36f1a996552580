# Finds LLVM, MLIR and LLD 22.1, or says how to get them. No other version is accepted: dialects and pass names move between releases.
set(HFC_LLVM_ROOT /usr/lib/llvm-22 CACHE PATH "Where LLVM 22 is installed")
find_package(MLIR 22.1 CONFIG QUIET NO_DEFAULT_PATH
             PATHS ${HFC_LLVM_ROOT}/lib/cmake/mlir)
if(NOT MLIR_FOUND OR NOT LLVM_VERSION MATCHES "^22\\.1\\.")
  message(FATAL_ERROR
    "hfc needs LLVM and MLIR 22.1, found '${LLVM_VERSION}' under ${HFC_LLVM_ROOT}.\n"
    "  Debian 12: scripts/install-packages  (libmlir-22-dev mlir-22-tools llvm-22-dev liblld-22-dev clang-22)\n"
    "  elsewhere: cmake -DHFC_LLVM_ROOT=/path/to/llvm-22.1")
endif()
find_package(LLD CONFIG REQUIRED NO_DEFAULT_PATH PATHS ${HFC_LLVM_ROOT}/lib/cmake/lld)
list(APPEND CMAKE_MODULE_PATH ${MLIR_CMAKE_DIR} ${LLVM_CMAKE_DIR})
include(TableGen)
include(AddLLVM)
include(AddMLIR)
