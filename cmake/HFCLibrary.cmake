# hfc_library(NAME SOURCES … [USES …] [TABLEGEN_TARGETS …] [MLIR]): a static library of one room.
#   MLIR: compiled with LLVM's flags (no RTTI, no exceptions), the precompiled header, linked to the shared libMLIR and libLLVM.
# hfc_executable(NAME …): the same for a program.
set(HFC_WARNINGS -Wall -Wextra -Werror -Wno-unused-parameter)

# One precompiled header serves every target that uses MLIR.
add_library(hfc_mlir_pch OBJECT ${CMAKE_SOURCE_DIR}/cmake/MLIRPrecompiled.cpp)
target_precompile_headers(hfc_mlir_pch PRIVATE ${CMAKE_SOURCE_DIR}/cmake/MLIRPrecompiled.h)
target_compile_options(hfc_mlir_pch PRIVATE -Xclang -fno-pch-timestamp)
# ccache (with CCACHE_PCH_EXTSUM) takes this sum for the header's identity, so that checkouts share one cache.
file(SHA256 ${CMAKE_SOURCE_DIR}/cmake/MLIRPrecompiled.h HFC_PCH_HASH)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/CMakeFiles/hfc_mlir_pch.dir/cmake_pch.hxx.pch.sum
     CONTENT "${HFC_PCH_HASH} ${LLVM_VERSION} ${CMAKE_BUILD_TYPE} ${CMAKE_CXX_FLAGS}")

function(hfc_mlir_flags target)
  target_include_directories(${target} SYSTEM PRIVATE ${MLIR_INCLUDE_DIRS} ${LLVM_INCLUDE_DIRS} ${LLD_INCLUDE_DIRS})
  # -fPIC: programs would be -fPIE, and the precompiled header serves both.
  target_compile_options(${target} PRIVATE -fno-rtti -fno-exceptions -fPIC)
  target_compile_definitions(${target} PRIVATE ${LLVM_DEFINITIONS_LIST})
endfunction()
separate_arguments(LLVM_DEFINITIONS_LIST NATIVE_COMMAND "${LLVM_DEFINITIONS}")
list(TRANSFORM LLVM_DEFINITIONS_LIST REPLACE "^-D" "")
hfc_mlir_flags(hfc_mlir_pch)
target_compile_options(hfc_mlir_pch PRIVATE ${HFC_WARNINGS})

function(hfc_configure target)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "MLIR" "" "USES;TABLEGEN_TARGETS")
  target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
  target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:${HFC_WARNINGS}>)
  if(ARG_MLIR)
    hfc_mlir_flags(${target})
    target_precompile_headers(${target} REUSE_FROM hfc_mlir_pch)
    target_link_libraries(${target} PUBLIC MLIR LLVM)
  endif()
  if(ARG_USES)
    target_link_libraries(${target} PUBLIC ${ARG_USES})
  endif()
  if(ARG_TABLEGEN_TARGETS)
    add_dependencies(${target} ${ARG_TABLEGEN_TARGETS})
  endif()
endfunction()

function(hfc_library name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "MLIR" "" "SOURCES;USES;TABLEGEN_TARGETS")
  add_library(${name} STATIC ${ARG_SOURCES})
  list(POP_FRONT ARGV)
  hfc_configure(${name} ${ARGV})
endfunction()

function(hfc_executable name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "MLIR" "" "SOURCES;USES;TABLEGEN_TARGETS")
  add_executable(${name} ${ARG_SOURCES})
  list(POP_FRONT ARGV)
  hfc_configure(${name} ${ARGV})
endfunction()
