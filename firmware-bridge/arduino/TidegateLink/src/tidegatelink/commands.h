#pragma once
#include <stdint.h>

#include "command.h"
#include "identity.h"
#include "ring.h"
#include "sender.h"

namespace tidegate {

/// Answers commands: each is done once and answered as often as it comes.
class Commands {
 public:
  typedef void (*Handler)(Command& command);

  constexpr Commands(const Identity& identity, Ring& ring, Sender& sender)
      : identity_(identity), ring_(ring), sender_(sender) {}

  void answerWith(Handler handler) { handler_ = handler; }

  void take(uint32_t number, Command&& command) {
    const KeptResult* result = ring_.results.find(number);
    if (result == nullptr) {
      if (!identity_.channels.isWritable(command.channel())) {
        command.refuse();
      } else if (handler_ != nullptr) {
        handler_(command);
      }
      result = ring_.remember(number, command.code(), command.text());
    }
    sender_.result(ring_.session(), result);
  }

 private:
  const Identity& identity_;
  Ring& ring_;
  Sender& sender_;
  Handler handler_ = nullptr;
};

}  // namespace tidegate
