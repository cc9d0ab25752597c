#pragma once
#include "BearSSLHelpers.h"
#include "WiFiClientSecureBearSSL.h"
#include "WiFiServer.h"

namespace BearSSL {

class WiFiServerSecure : public WiFiServer {
 public:
  using ClientType = WiFiClientSecure;

  WiFiServerSecure(IPAddress ip, uint16_t port) : WiFiServer(ip, port) {}
  WiFiServerSecure(uint16_t port) : WiFiServer(port) {}

  void setBufferSizes(int, int) {}
  void setCache(ServerSessions*) {}
  void setRSACert(const X509List* chain, const PrivateKey* key) {
    chain_ = chain;
    key_ = key;
  }
  void setECCert(const X509List* chain, unsigned, const PrivateKey* key) { setRSACert(chain, key); }
  void setClientTrustAnchor(const X509List* anchors) { anchors_ = anchors; }
  bool setSSLVersion(uint32_t = BR_TLS10, uint32_t = BR_TLS12) { return true; }

  WiFiClientSecure accept();
  WiFiClientSecure available(uint8_t* status = nullptr);

 private:
  const X509List* chain_ = nullptr;
  const PrivateKey* key_ = nullptr;
  const X509List* anchors_ = nullptr;
};

}  // namespace BearSSL
