#include "Arduino.h"
#include "host.h"
#include "host_avr.h"
#include "host_pins.h"

namespace tgsim {
namespace avr {
namespace {

constexpr uint8_t ADC_VALUE = 0x78;
constexpr uint8_t ADC_CONTROL = 0x7A;
constexpr uint8_t ADC_CONTROL_B = 0x7B;
constexpr uint8_t CHOICE = 0x7C;
constexpr uint64_t ADC_STEPS = 13;
constexpr uint8_t CHANNELS = 6;
constexpr uint8_t TEMPERATURE = 8;
constexpr uint8_t BANDGAP = 14;
constexpr int ADC_FULL = 1023;
/// The channels that nobody wires, in millivolts: a chip in a warm room, and what it measures
/// against.
constexpr int WARM_MILLIVOLTS = 314;
constexpr int BANDGAP_MILLIVOLTS = 1100;
constexpr int SUPPLY_MILLIVOLTS = 5000;

uint64_t doneAt_ = NEVER;
uint32_t conversion_ = 0;
uint8_t measured_ = 0;
int value_ = 0;

bool is(uint8_t bit) { return (kept(ADC_CONTROL) & 1 << bit) != 0; }

int measure(uint8_t choice) {
  uint8_t channel = choice & 0x0F;
  int reference = choice >> 6 == 3 ? BANDGAP_MILLIVOLTS : SUPPLY_MILLIVOLTS;
  if (channel < CHANNELS) {
    int64_t millivolts = static_cast<int64_t>(pins::analog(static_cast<uint8_t>(PIN_A0 + channel))) *
                         SUPPLY_MILLIVOLTS / reference;
    return millivolts > ADC_FULL ? ADC_FULL : static_cast<int>(millivolts);
  }
  int millivolts = channel == TEMPERATURE ? WARM_MILLIVOLTS
                   : channel == BANDGAP   ? BANDGAP_MILLIVOLTS
                                          : 0;
  int value = millivolts * (ADC_FULL + 1) / reference;
  return value > ADC_FULL ? ADC_FULL : value;
}

void convert();

void finish() {
  if (doneAt_ > now()) {
    return;
  }
  doneAt_ = NEVER;
  value_ = measure(measured_);
  kept(ADC_CONTROL) = static_cast<uint8_t>((kept(ADC_CONTROL) & ~(1 << ADSC)) | 1 << ADIF);
  if (is(ADATE) && (kept(ADC_CONTROL_B) & 7) == 0) {
    convert();
  }
}

void converted(void*) {
  conversion_ = 0;
  finish();
  if (is(ADIE) && is(ADIF)) {
    kept(ADC_CONTROL) &= static_cast<uint8_t>(~(1 << ADIF));
    runVector(ADC_VECTOR);
  }
}

/// 13 of its clock's steps later it is done.
void convert() {
  uint8_t divider = kept(ADC_CONTROL) & 7;
  uint64_t cycles = ADC_STEPS << (divider == 0 ? 1 : divider);
  measured_ = kept(CHOICE);
  doneAt_ = now() + cycles * 125 / 2;
  kept(ADC_CONTROL) |= 1 << ADSC;
  cancel(conversion_);
  conversion_ = is(ADIE) ? at(doneAt_, converted, nullptr) : 0;
}

uint8_t readControl(uint8_t) {
  finish();
  return kept(ADC_CONTROL);
}

void writeControl(uint8_t, uint8_t value) {
  finish();
  bool flag = is(ADIF) && (value & 1 << ADIF) == 0;
  bool running = doneAt_ != NEVER;
  kept(ADC_CONTROL) = static_cast<uint8_t>((value & ~(1 << ADIF | 1 << ADSC)) | (flag ? 1 << ADIF : 0) |
                                       (running ? 1 << ADSC : 0));
  if (!is(ADEN)) {
    cancel(conversion_);
    conversion_ = 0;
    doneAt_ = NEVER;
    kept(ADC_CONTROL) &= static_cast<uint8_t>(~(1 << ADSC));
  } else if ((value & 1 << ADSC) != 0 && !running) {
    convert();
  }
}

uint8_t readValue(uint8_t address) {
  finish();
  int value = (kept(CHOICE) & 1 << ADLAR) != 0 ? value_ << 6 : value_;
  return static_cast<uint8_t>(value >> (address == ADC_VALUE ? 0 : 8));
}

void writeValue(uint8_t, uint8_t) {}

__attribute__((constructor(103))) void beginAdc() {
  own(ADC_VALUE, ADC_VALUE + 1, {readValue, writeValue});
  own(ADC_CONTROL, ADC_CONTROL, {readControl, writeControl});
  // as the core leaves it
  kept(ADC_CONTROL) = 1 << ADEN | 7;
}

}  // namespace
}  // namespace avr
}  // namespace tgsim
