// Code for processors is written with the emitters of targets/common as they
// are.
#ifndef HFC_TARGETS_X86_KERNELCONTEXT_H
#define HFC_TARGETS_X86_KERNELCONTEXT_H

#include "targets/common/KernelContext.h"

namespace hfc::x86 {

using codegen::CodeBuilder;
using codegen::KernelContext;
using codegen::LoweredOp;
using codegen::Storage;
using codegen::Values;

} // namespace hfc::x86
#endif
