#include "WiFiServerSecure.h"

namespace BearSSL {

WiFiClientSecure WiFiServerSecure::accept() {
  return WiFiClientSecure(next(), chain_, key_, anchors_);
}

WiFiClientSecure WiFiServerSecure::available(uint8_t*) { return accept(); }

}  // namespace BearSSL
