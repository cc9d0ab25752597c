#pragma once
// By this name libraries tell which TLS there is.
#define wificlientbearssl_h
#include <memory>
#include <vector>

#include "BearSSLHelpers.h"
#include "CertStoreBearSSL.h"
#include "WiFiClient.h"

namespace BearSSL {

/// TLS as BearSSL has it on the chip: whom it trusts, how much memory it takes, how long it
/// calculates. Copies share what was set and the connection.
class WiFiClientSecure : public WiFiClient {
 public:
  WiFiClientSecure();
  WiFiClientSecure(const WiFiClientSecure&) = default;
  WiFiClientSecure& operator=(const WiFiClientSecure&) = default;
  ~WiFiClientSecure() override = default;
  std::unique_ptr<WiFiClient> clone() const override;

  int connect(IPAddress ip, uint16_t port) override;
  int connect(const char* name, uint16_t port) override;
  int connect(const String& name, uint16_t port) override;

  using WiFiClient::write;
  size_t write(const uint8_t* bytes, size_t size) override;
  using WiFiClient::read;
  int read(uint8_t* bytes, size_t size) override;
  using WiFiClient::stop;
  void stop() override;

  void setSession(Session*) {}
  void setInsecure() { plan().trust = Trust::ALL; }
  void setKnownKey(const PublicKey* key, unsigned = BR_KEYTYPE_KEYX | BR_KEYTYPE_SIGN);
  bool setFingerprint(const uint8_t fingerprint[20]);
  bool setFingerprint(const char* text);
  void allowSelfSignedCerts() { plan().trust = Trust::SELF_SIGNED; }
  void setTrustAnchors(const X509List* anchors);
  void setCertStore(CertStoreBase*) {}
  void setX509Time(time_t now) { plan_->now = now; }
  void setClientRSACert(const X509List* chain, const PrivateKey* key);
  void setClientECCert(const X509List* chain, const PrivateKey* key, unsigned, unsigned) {
    setClientRSACert(chain, key);
  }

  void setBufferSizes(int receive, int transmit);
  int getMFLNStatus() { return 0; }
  int getLastSSLError(char* into = nullptr, size_t room = 0);

  bool setCiphers(const uint16_t*, int) { return true; }
  bool setCiphers(const std::vector<uint16_t>&) { return true; }
  bool setCiphersLessSecure() { return true; }
  bool setSSLVersion(uint32_t min = BR_TLS10, uint32_t max = BR_TLS12);

  static bool probeMaxFragmentLength(IPAddress ip, uint16_t port, uint16_t length);
  static bool probeMaxFragmentLength(const char* name, uint16_t port, uint16_t length);
  static bool probeMaxFragmentLength(const String& name, uint16_t port, uint16_t length);

 private:
  friend class WiFiServerSecure;

  /// With the numbers of the message.
  enum class Trust : uint8_t { ANCHORS, ALL, FINGERPRINT, SELF_SIGNED, KNOWN_KEY };

  struct Plan {
    Trust trust = Trust::ANCHORS;
    const X509List* anchors = nullptr;
    const PublicKey* knownKey = nullptr;
    uint8_t fingerprint[20] = {};
    time_t now = 0;
    const X509List* chain = nullptr;
    const PrivateKey* key = nullptr;
    int receiveBytes = 16384 + 325;
    int transmitBytes = 512 + 85;
    int error = 0;
    /// What BearSSL holds while there is a connection.
    std::shared_ptr<uint8_t> memory;
  };

  WiFiClientSecure(tgsim::Socket* socket, const X509List* chain, const PrivateKey* key,
                   const X509List* anchors);
  /// How it was set before is forgotten.
  Plan& plan();
  bool takeMemory();
  int secure(bool server, const char* name);

  std::shared_ptr<Plan> plan_;
};

}  // namespace BearSSL
