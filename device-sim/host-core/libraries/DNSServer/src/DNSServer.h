#pragma once
#include <WiFiUdp.h>

#include "Arduino.h"

enum class DNSReplyCode {
  NoError = 0,
  FormError = 1,
  ServerFailure = 2,
  NonExistentDomain = 3,
  NotImplemented = 4,
  Refused = 5,
  YXDomain = 6,
  YXRRSet = 7,
  NXRRSet = 8
};

/// Answers questions for one name, or with "*" for every name, with one address.
class DNSServer {
 public:
  ~DNSServer() { stop(); }

  bool start(uint16_t port, const String& domainName, const IPAddress& address);
  void stop() { udp_.stop(); }
  void processNextRequest();

  void setErrorReplyCode(DNSReplyCode code) { error_ = code; }
  void setTTL(uint32_t seconds) { ttl_ = seconds; }
  uint32_t getTTL() { return ttl_; }
  String getDomainName() { return domain_; }

 private:
  void answer(const uint8_t* question, size_t size, size_t nameEnd, bool found);

  WiFiUDP udp_;
  String domain_;
  IPAddress address_;
  uint32_t ttl_ = 60;
  DNSReplyCode error_ = DNSReplyCode::NonExistentDomain;
};
