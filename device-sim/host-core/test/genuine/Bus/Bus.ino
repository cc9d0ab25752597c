// What hangs on a wire, and its scratchpad, by OneWire alone.
#include <OneWire.h>

OneWire wire(D2);

void setup() {
  Serial.begin(115200);
  Serial.println();
}

void loop() {
  delay(3000);
  uint8_t rom[8];
  int found = 0;
  wire.reset_search();
  while (wire.search(rom)) {
    found++;
    wire.reset();
    wire.select(rom);
    wire.write(0x44);
    delay(800);
    bool there = wire.reset();
    wire.select(rom);
    wire.write(0xBE);
    uint8_t pad[9];
    wire.read_bytes(pad, sizeof pad);
    Serial.print("rom ");
    for (uint8_t each : rom) {
      Serial.printf("%02X", each);
    }
    Serial.printf(" %d %d there %d raw %d crc %d\n", OneWire::crc8(rom, 7) == rom[7], rom[0] == 0x28,
                  there, (int16_t)(pad[1] << 8 | pad[0]), OneWire::crc8(pad, 8) == pad[8]);
  }
  Serial.printf("found %d presence %d\n", found, wire.reset());
}
