#include "host_tls_words.h"

#include <stdio.h>

namespace tgsim {

namespace {

struct Words {
  int error;
  const char* text;
};

// Sketches print these, and people look for them: they are the chip's.
const Words ALL[] = {
    {-1000, "Unable to allocate memory for SSL structures and buffers."},
    {3, "Incoming protocol or record version is unsupported."},
    {10, "Incoming record or message has wrong type with regards to the current engine state."},
    {29,
     "Client did not send a certificate upon request, or the client certificate could not be "
     "validated."},
    {31, "I/O error or premature close on transport stream."},
    {52, "Signature is invalid."},
    {54, "Certificate is expired or not yet valid."},
    {55, "Issuer/Subject DN mismatch in the chain."},
    {56, "Expected server name was not found in the chain."},
    {58, "Not a CA, or path length constraint violation."},
    {62, "Chain could not be linked to a trust anchor."},
};

constexpr int ALERT = 256;

}  // namespace

void tlsWords(int error, char* into, size_t room) {
  const char* alert = error >= ALERT ? "SSL received fatal alert - " : "";
  const char* text = error == 0 ? "OK" : "Unknown error code.";
  for (const Words& each : ALL) {
    if (each.error == (error >= ALERT ? error - ALERT : error)) {
      text = each.text;
    }
  }
  snprintf(into, room, "%s%s", alert, text);
}

}  // namespace tgsim
