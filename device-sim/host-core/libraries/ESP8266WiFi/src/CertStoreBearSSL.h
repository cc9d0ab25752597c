#pragma once
#include "BearSSLHelpers.h"

namespace fs {
class FS;
}

namespace BearSSL {

class CertStoreBase {
 public:
  virtual ~CertStoreBase() {}
};

/// Archives of certificates in the file system are not read: it has none, and trusts nobody.
class CertStore : public CertStoreBase {
 public:
  int initCertStore(fs::FS& fs, const char* index, const char* archive);
};

}  // namespace BearSSL
