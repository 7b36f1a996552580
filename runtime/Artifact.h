// An opened artifact: verified private copies of tables and code, constants in
// place.
#ifndef HFC_RUNTIME_ARTIFACT_H
#define HFC_RUNTIME_ARTIFACT_H

#include "runtime/Host.h"

struct hfc_artifact {
  hfc::rt::Host host;
  hfc::rt::RefCount references;
  hfc::artifact::Header header = {};
  hfc::rt::Block tables, code, constantsCopy;
  void *mapping = nullptr;
  size_t mappingSize = 0;
  const uint8_t *constants = nullptr;
  const hfc::artifact::Artifact *root = nullptr;

  ~hfc_artifact();
  const hfc::artifact::Function *function(uint32_t index) const {
    return index < root->functions()->size() ? root->functions()->Get(index)
                                             : nullptr;
  }
};

#endif
