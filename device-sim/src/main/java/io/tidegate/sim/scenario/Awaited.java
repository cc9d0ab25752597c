package io.tidegate.sim.scenario;

import io.tidegate.sim.check.Seen;
import io.tidegate.sim.check.Span;
import io.tidegate.sim.mqtt.TopicFilter;

/// Something of a run that waits for something to be seen, and how far it came.
final class Awaited {
  private final Planned planned;
  private final When.Seen when;
  private final Runnable deed;
  private boolean seen;
  private boolean begun;

  Awaited(Planned planned, When.Seen when, Runnable deed) {
    this.planned = planned;
    this.when = when;
    this.deed = deed;
  }

  long afterNanos() {
    return when.afterNanos();
  }

  /// True when this is what it waits for, for the first time.
  boolean sees(Seen something) {
    boolean first = !seen && isMeant(something);
    seen |= first;
    return first;
  }

  /// Now.
  void happens() {
    begun = true;
    deed.run();
  }

  /// Why it did not happen, when boards measure no more; empty when it did.
  String missed() {
    return begun ? "" : planned.told("did not happen: " + why());
  }

  private String why() {
    if (seen) {
      String wait = Span.shortly(when.afterNanos());
      return "what it waits for came too late: boards measured no more " + wait + " later";
    }
    String what =
        when.filter().isEmpty()
            ? when.board().orElse("no board") + printed() + "/" + when.pattern() + "/"
            : "no message came on " + when.filter();
    return what + " while boards measured";
  }

  private String printed() {
    return when.board().isPresent() ? " never printed " : " printed ";
  }

  private boolean isMeant(Seen something) {
    return switch (something) {
      case Seen.Line(_, String board, String text) ->
          when.filter().isEmpty()
              && when.board().map(board::equals).orElse(true)
              && when.pattern().matcher(text).find();
      case Seen.Message message ->
          !when.filter().isEmpty()
              && TopicFilter.matches(when.filter(), message.topic())
              && when.pattern().matcher(message.text()).find();
      case Seen.Measured _, Seen.Published _, Seen.Counted _ -> false;
    };
  }
}
