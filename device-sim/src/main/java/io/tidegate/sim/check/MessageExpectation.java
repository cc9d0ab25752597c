package io.tidegate.sim.check;

import io.tidegate.bridge.FlatJson;
import io.tidegate.sim.mqtt.TopicFilter;
import java.util.Optional;
import java.util.regex.Pattern;

/// Messages on some topics: how many, how often, and what each holds.
public final class MessageExpectation implements Expectation {
  /// What each of the messages has to hold.
  public sealed interface Content {
    String words();

    /// Empty when it holds; else what came instead.
    String against(String payload);

    record Anything() implements Content {
      @Override
      public String words() {
        return "";
      }

      @Override
      public String against(String payload) {
        return "";
      }
    }

    /// The payload as a whole.
    record Text(Pattern pattern) implements Content {
      @Override
      public String words() {
        return " like /" + pattern + "/";
      }

      @Override
      public String against(String payload) {
        return pattern.matcher(payload).find() ? "" : payload;
      }
    }

    /// A text, or a number as it is written, at a place.
    record Value(JsonPath path, Pattern pattern) implements Content {
      @Override
      public String words() {
        return " with " + path + " like /" + pattern + "/";
      }

      @Override
      public String against(String payload) {
        Optional<String> value = path.in(payload).map(JsonPath::plain);
        return value.isPresent() && pattern.matcher(value.get()).find() ? "" : payload;
      }
    }

    /// A number at a place.
    record Number(JsonPath path, Bounds bounds) implements Content {
      @Override
      public String words() {
        return " with " + path + " " + bounds.words();
      }

      @Override
      public String against(String payload) {
        Optional<FlatJson.Member> member = path.in(payload);
        boolean holds =
            member.isPresent()
                && member.get().kind() == FlatJson.Kind.NUMBER
                && bounds.hold(member.get().number());
        return holds ? "" : payload;
      }
    }
  }

  private static final double NANOS = 1e9;

  private final String filter;
  private final Content content;
  private final boolean all;
  private final Bounds times;
  private final Bounds perSecond;
  private final Span span;
  private long count;
  private long others;
  private String other = "";
  private long lastNanos;

  /// `all`: every message on these topics has to hold the content; else those that do are counted.
  /// `perSecond` counts over the span, which then has to have an end or ends with the run.
  public MessageExpectation(
      String filter, Content content, boolean all, Bounds times, Bounds perSecond, Span span) {
    if (!TopicFilter.isValid(filter)) {
      throw new IllegalArgumentException(
          "expected a topic, with + for one level and # at the end for all below, got \""
              + filter
              + '"');
    }
    this.filter = filter;
    this.content = content;
    this.all = all;
    this.times = times;
    this.perSecond = perSecond;
    this.span = span;
  }

  @Override
  public String name() {
    String often = perSecond.equals(Bounds.ANY) ? "" : ", " + perSecond.words() + " a second";
    return (all ? "every message on " : "messages on ")
        + filter
        + content.words()
        + ": "
        + times.words()
        + often
        + Words.within(span);
  }

  @Override
  public void see(Seen seen) {
    if (!(seen instanceof Seen.Message message)
        || !span.holds(message.nanos())
        || !TopicFilter.matches(filter, message.topic())) {
      return;
    }
    String instead = content.against(message.text());
    if (instead.isEmpty()) {
      count++;
      lastNanos = message.nanos();
    } else {
      others++;
      other = message.topic() + " " + instead;
    }
  }

  @Override
  public Outcome outcome(long nowNanos, boolean over) {
    boolean ended = over || span.isOver(nowNanos);
    StringBuilder words = new StringBuilder("came ").append(count);
    if (count > 0) {
      words.append(", the last at ").append(Span.seconds(lastNanos));
    }
    if (others > 0) {
      words.append("; ").append(others).append(" others, the last: ").append(other);
    }
    if (all && others > 0) {
      return new Outcome.Missed(words.toString());
    }
    double rate =
        count * NANOS / Math.max(1, Math.min(nowNanos, span.untilNanos()) - span.fromNanos());
    if (!perSecond.equals(Bounds.ANY)) {
      words.append(", ").append(Bounds.shown(rate)).append(" a second");
      if (ended && !perSecond.hold(rate)) {
        return new Outcome.Missed(words.toString());
      }
    }
    Outcome counted = Words.counted(times, count, words.toString(), ended);
    boolean open = !ended && (all || !perSecond.equals(Bounds.ANY));
    return open && counted instanceof Outcome.Met(String met) ? new Outcome.Pending(met) : counted;
  }
}
