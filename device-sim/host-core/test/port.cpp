// A serial port on pins 13 and 15, for HostCoreTest.
#include <SoftwareSerial.h>

namespace {

SoftwareSerial port(13, 15);

}  // namespace

void sendOnPort() {
  port.begin(9600);
  unsigned long begun = micros();
  port.print("Hi\xA5");
  Serial.printf("%lu us\n", micros() - begun);
}

void showPort() {
  Serial.printf("%d %d:", port.available(), port.overflow());
  while (port.available() > 0) {
    Serial.printf(" %02x", port.read());
  }
  Serial.println();
}
