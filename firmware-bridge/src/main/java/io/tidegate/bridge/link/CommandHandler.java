package io.tidegate.bridge.link;

import io.tidegate.bridge.CommandCode;

/// The sketch's function for commands.
@FunctionalInterface
public interface CommandHandler {

  /// `ok`, `failed`, `busy` or `expired`, with a short text.
  record Answer(CommandCode code, String text) {}

  /// Called within [LinkBoard#poll] for a channel that the board has and that may be written.
  Answer command(String channel, String value);
}
