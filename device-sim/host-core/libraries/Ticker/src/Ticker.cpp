#include "Ticker.h"

void Ticker::detach() {
  if (active_) {
    os_timer_disarm(&timer_);
    active_ = false;
    callback_ = nullptr;
  }
}

void Ticker::start(uint32_t millis, bool again, callback_function_t callback) {
  if (active_) {
    os_timer_disarm(&timer_);
  }
  callback_ = std::move(callback);
  again_ = again;
  active_ = true;
  os_timer_setfn(&timer_, due, this);
  os_timer_arm(&timer_, millis, again);
}

/// The function may detach or attach this one anew: it is a copy that is called.
void Ticker::due(void* of) {
  Ticker* ticker = static_cast<Ticker*>(of);
  callback_function_t callback = ticker->callback_;
  if (!ticker->again_) {
    ticker->active_ = false;
    ticker->callback_ = nullptr;
  }
  if (callback) {
    callback();
  }
}
