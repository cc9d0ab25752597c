#include "ArduinoOTA.h"

#include "host.h"

ArduinoOTAClass ArduinoOTA;

void ArduinoOTAClass::begin(bool) {
  host::note("ArduinoOTA: no update comes over the air; build the sketch anew");
}

String ArduinoOTAClass::getHostname() {
  if (hostname_.isEmpty()) {
    char name[20];
    snprintf(name, sizeof name, "esp8266-%06x", static_cast<unsigned>(host::start().chipId));
    hostname_ = name;
  }
  return hostname_;
}
