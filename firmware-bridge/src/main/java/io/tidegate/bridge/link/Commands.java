package io.tidegate.bridge.link;

import io.tidegate.bridge.ChannelAccess;
import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.Limits;
import java.util.ArrayDeque;
import java.util.List;

/// What the gateway commands: each number is done once, and its result kept for a repeat. Kept over
/// a reset.
final class Commands {
  private static final int RESULTS_KEPT = 4;

  private final List<Channel> channels;
  private final CommandHandler handler;
  private final ArrayDeque<Frame.Result> results = new ArrayDeque<>();

  Commands(List<Channel> channels, CommandHandler handler) {
    this.channels = channels;
    this.handler = handler;
  }

  /// The session, or the memory, is another one.
  void forget() {
    results.clear();
  }

  Frame.Result result(Frame.Command command) {
    for (Frame.Result each : results) {
      if (each.number() == command.number()) {
        return each;
      }
    }
    CommandHandler.Answer answer =
        isWritable(command.channel())
            ? handler.command(command.channel(), command.value())
            : new CommandHandler.Answer(CommandCode.NOCHANNEL, "");
    String text = Printable.of(answer.text(), Limits.RESULT_TEXT_LENGTH);
    Frame.Result result =
        new Frame.Result(command.session(), command.number(), answer.code(), text);
    if (results.size() == RESULTS_KEPT) {
      results.poll();
    }
    results.add(result);
    return result;
  }

  private boolean isWritable(String name) {
    for (Channel channel : channels) {
      if (channel.name().equals(name)) {
        return channel.access() != ChannelAccess.READ;
      }
    }
    return false;
  }
}
