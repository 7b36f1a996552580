// From a model to an artifact.
#ifndef HFC_COMPILER_COMPILE_H
#define HFC_COMPILER_COMPILE_H

#include "compiler/Options.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace hfc {

// Writes options.output, or the text of options.emit to `out`. Warnings and
// remarks go to `log`.
llvm::Error compile(const CompileOptions &options, llvm::raw_ostream &out,
                    llvm::raw_ostream &log);

// A compile as far as the plan, which writes nothing: what a target refuses of
// a model it refuses before code is made. One target.
llvm::Error check(const CompileOptions &options, llvm::raw_ostream &log);

} // namespace hfc
#endif
