#pragma once
#include <stdint.h>

#include "command.h"
#include "delivery.h"

namespace tidegate {

/// Answers commands: each is done once and answered as often as it comes.
///
/// All that this needs hangs on the call of onCommand(): the linker leaves it out of a sketch that
/// has no commands, and such a board has no channel for any.
class Commands : protected Delivery {
 public:
  using Delivery::Delivery;

  /// Does a command and answers at once.
  typedef void (*Handler)(Command& command);

  void onCommand(Handler handler) {
    handler_ = handler;
    obey_ = handler == nullptr ? nullptr : obey;
  }

 protected:
  /// `fields` are those of a `c` of the board's session.
  void take(uint32_t number, const FieldReader& fields) {
    if (obey_ != nullptr) {
      obey_(*this, number, fields);
    } else {
      writeResult(number, ResultCode::NoChannel, "");
    }
  }

 private:
  static void obey(Commands& board, uint32_t number, const FieldReader& fields) {
    const KeptResult* result = board.ring_.results.find(number);
    if (result == nullptr) {
      Command command(fields.text[3], fields.text[4], fields.number(2));
      if (board.identity_.channels.isWritable(command.channel())) {
        board.handler_(command);
      } else {
        command.refuse();
      }
      result = board.ring_.results.remember(number, command.code(), command.text());
    }
    board.writeResult(number, static_cast<ResultCode>(result->code), Results::textOf(result));
  }

  Handler handler_ = nullptr;
  void (*obey_)(Commands& board, uint32_t number, const FieldReader& fields) = nullptr;
};

}  // namespace tidegate
