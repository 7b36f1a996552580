// Bytes of an ONNX file to structs: decoded (protozero), checked as
// onnx.checker does where structure is concerned, data of initializers left in
// the mapped files. Knows no operators. Any bytes are safe to read.
#ifndef HFC_FRONTENDS_ONNX_READER_H
#define HFC_FRONTENDS_ONNX_READER_H

#include "frontends/files/FileSet.h"
#include "frontends/onnx/Model.h"

namespace hfc::onnx {

// The file at `path`, typed by the user, and the external data beside it. Every
// file is added to `files`, which must outlive the model.
llvm::Expected<Model> readModel(llvm::StringRef path, files::FileSet &files);

// A file that is mapped already. External data is refused without a folder.
llvm::Expected<Model> readModel(const files::MappedFile &file,
                                const files::ModelFolder *folder,
                                files::FileSet &files);

} // namespace hfc::onnx
#endif
