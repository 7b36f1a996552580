# The compiler, as a toolchain file: a preset's cache variables make CMake start over when it is configured again.
set(CMAKE_C_COMPILER clang-22)
set(CMAKE_CXX_COMPILER clang++-22)
