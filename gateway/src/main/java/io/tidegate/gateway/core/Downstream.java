package io.tidegate.gateway.core;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.FlatJson;
import io.tidegate.bridge.JsonWriter;
import io.tidegate.gateway.device.Boards;
import io.tidegate.gateway.device.DeviceEffect;
import io.tidegate.gateway.spool.Kept;
import io.tidegate.gateway.spool.Key;
import io.tidegate.gateway.spool.Message;
import io.tidegate.gateway.spool.Spool;
import io.tidegate.gateway.topic.Command;
import io.tidegate.gateway.topic.CommandReader;
import io.tidegate.gateway.topic.Event;
import io.tidegate.gateway.topic.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Commands on their way down: read, intent synced, acknowledged to the broker, sent to the board,
/// result published.
///
/// An intent is written before anything is done, so that after a crash the answer is `unknown` and
/// the command is never sent again. Ids are remembered until the command's expiry: a repeat within
/// that time is known as one. At most [#LIMIT] commands are remembered; beyond it new ones are
/// refused.
final class Downstream {
  static final int LIMIT = 256;

  /// How long a command may wait for its intent to be synced before it is refused.
  static final long SYNC_LIMIT_NANOS = 10_000_000_000L;

  /// A bare value that arrives this soon after a resumed session may have waited at the broker.
  static final long SETTLING_NANOS = 2_000_000_000L;

  private static final long ANSWER_EVERY_NANOS = 1_000_000_000L;

  private static final long DESK = -1;

  /// Whoever sent it is not known any more.
  private static final Origin NOBODY = new Origin(0, 0, 0);

  /// Somebody waits for this command's intent or result.
  private static final class Open {
    final Command command;
    final long position;
    final long reference;
    final long sinceNanos;
    Origin origin;
    boolean sent;

    Open(Command command, long position, long reference, Origin origin, long sinceNanos) {
      this.command = command;
      this.position = position;
      this.reference = reference;
      this.origin = origin;
      this.sinceNanos = sinceNanos;
    }
  }

  private record Origin(long connection, int messageId, long ticket) {}

  /// A result that found no room in the spool yet.
  private record Unsaid(Open open, CommandCode code, String text) {}

  /// A refusal that found no room yet: a broker sends nothing more when too many stay so. One that
  /// kept the session brings the commands again.
  private record Unanswered(Command command, String words, Origin origin) {}

  private record Done(long position, String id, long expiresMillis) {}

  private final Topics topics;
  private final Settings.Stream stream;
  private final CommandReader reader;
  private final WallTime wall;
  private final String run;
  private final Uplink uplink;
  private final Answers answers;
  private final Boards boards;
  private final Spool spool;
  private final Ledger ledger;
  private final Counters counters;
  private final boolean durable;

  private final Map<Long, Open> openByReference = new HashMap<>();
  private final ArrayDeque<Unsaid> unsaid = new ArrayDeque<>();
  private final ArrayDeque<Unanswered> unanswered = new ArrayDeque<>();
  private long answeredNanos = Long.MIN_VALUE / 2;

  /// Refused commands that are acknowledged to the broker when their result is safe.
  private final Map<Long, Origin> refusedByReference = new HashMap<>();

  private final Map<String, Long> knownIds = new HashMap<>();
  private final ArrayDeque<Done> done = new ArrayDeque<>();
  private long nextReference = 1;
  private long resumedNanos = Long.MIN_VALUE / 2;

  Downstream(
      Topics topics,
      Settings.Stream stream,
      CommandReader reader,
      WallTime wall,
      String run,
      Uplink uplink,
      Answers answers,
      Boards boards,
      Spool spool,
      Ledger ledger,
      Counters counters,
      boolean durable) {
    this.topics = topics;
    this.stream = stream;
    this.reader = reader;
    this.wall = wall;
    this.run = run;
    this.uplink = uplink;
    this.answers = answers;
    this.boards = boards;
    this.spool = spool;
    this.ledger = ledger;
    this.counters = counters;
    this.durable = durable;
  }

  /// What the spool still holds from before: an intent without an end gets the result `unknown`.
  void recovered(Collection<Kept> kept, long nowNanos) {
    for (Kept each : kept) {
      Message message = each.message();
      Command command = decode(message);
      if (command == null) {
        spool.release(each.position(), nowNanos);
      } else if (message.kind() == Message.Kind.DONE) {
        remember(each.position(), command);
      } else {
        Open open = new Open(command, each.position(), nextReference++, NOBODY, nowNanos);
        open.sent = true;
        knownIds.put(command.id(), open.reference);
        String words = "the gateway restarted before it knew the result";
        finish(open, CommandCode.UNKNOWN, words, nowNanos);
      }
    }
  }

  /// A connection stands; `resumed` when the broker kept the session and may send what waited.
  void connected(boolean resumed, long nowNanos) {
    if (resumed) {
      unanswered.clear();
      resumedNanos = nowNanos;
    }
  }

  /// True when this was a command. It is acknowledged when its intent is synced, or at once when it
  /// is refused or known.
  boolean arrived(Input.Arrived arrived, long nowNanos) {
    boolean maybeQueued = nowNanos - resumedNanos < SETTLING_NANOS;
    CommandReader.Circumstances how =
        new CommandReader.Circumstances(
            arrived.retained(), maybeQueued, wall.millis(nowNanos), wall.synchronised());
    Origin origin = new Origin(arrived.connection(), arrived.messageId(), DESK);
    return switch (reader.read(arrived.topic(), arrived.payload(), how)) {
      case CommandReader.NoCommand _ -> false;
      case CommandReader.Refused(String device, String channel, String id, String words) -> {
        if (isKnown(id)) {
          repeated(knownIds.get(id), origin);
        } else {
          refuse(new Command(device, channel, "", id, 0), words, origin, nowNanos);
        }
        yield true;
      }
      case CommandReader.Accepted(Command command) -> {
        accept(command, origin, nowNanos);
        yield true;
      }
    };
  }

  /// From the control socket: whoever may open it may command.
  void asked(long ticket, Question.Command asked, long nowNanos) {
    Command command =
        new Command(
            asked.device(),
            asked.channel(),
            asked.value(),
            "",
            wall.millis(nowNanos) + asked.ttlMillis());
    accept(command, new Origin(DESK, 0, ticket), nowNanos);
  }

  /// The broker has this message: when it was the result of a refused command, that is over.
  void delivered(Key key) {
    if (key.session().equals(intentSession())) {
      refusalSafe(key.number());
    }
  }

  private void refusalSafe(long reference) {
    Origin origin = refusedByReference.remove(reference);
    if (origin != null) {
      uplink.acknowledge(origin.connection(), origin.messageId());
    }
  }

  /// Keys that are synced: intents among them may go to their board now.
  List<DeviceEffect> synced(Collection<Key> keys, long nowNanos) {
    List<DeviceEffect> effects = new ArrayList<>();
    for (Key key : keys) {
      boolean ours = key.session().equals(intentSession());
      Open open = ours ? openByReference.get(key.number()) : null;
      if (open != null) {
        effects.addAll(go(open, nowNanos));
      } else if (ours) {
        refusalSafe(key.number());
      }
    }
    return effects;
  }

  void ended(DeviceEffect.CommandEnded ended, long nowNanos) {
    Open open = openByReference.remove(ended.reference());
    if (open != null) {
      finish(open, ended.code(), ended.text(), nowNanos);
    }
  }

  /// Says the result, as soon as there is room for it, and then records the end.
  private void finish(Open open, CommandCode code, String text, long nowNanos) {
    Key key = open.sent ? Key.NONE : new Key("", intentSession(), nextReference++);
    if (!publish(open.command, code.wireName(), text, key, nowNanos)) {
      unsaid.add(new Unsaid(open, code, text));
      return;
    }
    if (!open.sent) {
      acknowledgeWhenSafe(key, open.origin);
    }
    if (open.origin.connection() == DESK) {
      answers.result(open.origin.ticket(), code.wireName(), text);
    }
    if (code == CommandCode.REFUSED) {
      counters.add(Counter.COMMANDS_REFUSED);
    }
    end(open.position, open.command, nowNanos);
    if (!open.sent) {
      knownIds.put(open.command.id(), key.number());
    }
  }

  /// Refuses what waited too long for the disk, forgets ids whose time is over.
  void tick(long nowNanos) {
    while (!done.isEmpty() && done.getFirst().expiresMillis() < wall.millis(nowNanos)) {
      Done over = done.poll();
      spool.release(over.position(), nowNanos);
      knownIds.remove(over.id());
    }
    for (Iterator<Open> each = openByReference.values().iterator(); each.hasNext(); ) {
      Open open = each.next();
      if (!open.sent && nowNanos - open.sinceNanos > SYNC_LIMIT_NANOS) {
        each.remove();
        String words = "the disk did not take the command's record in time; nothing was done";
        finish(open, CommandCode.FAILED, words, nowNanos);
      }
    }
    if (!unsaid.isEmpty() && spool.hasRoom()) {
      Unsaid oldest = unsaid.poll();
      finish(oldest.open(), oldest.code(), oldest.text(), nowNanos);
    }
    while (!unanswered.isEmpty()
        && nowNanos - answeredNanos >= ANSWER_EVERY_NANOS
        && spool.hasRoom()) {
      Unanswered oldest = unanswered.peek();
      if (sayRefused(oldest.command(), oldest.words(), oldest.origin(), nowNanos)) {
        unanswered.poll();
      } else {
        answeredNanos = nowNanos;
      }
    }
  }

  /// An intent waits for its sync: the commit may not be put off.
  boolean waitsForSync() {
    for (Open open : openByReference.values()) {
      if (!open.sent) {
        return true;
      }
    }
    return false;
  }

  private void accept(Command read, Origin origin, long nowNanos) {
    if (isKnown(read.id())) {
      repeated(knownIds.get(read.id()), origin);
      return;
    }
    if (openByReference.size() + unsaid.size() + done.size() >= LIMIT) {
      refuse(read, LIMIT + " commands are remembered already", origin, nowNanos);
      return;
    }
    long reference = nextReference++;
    String id = read.id().isEmpty() ? "g-" + run + "-" + reference : read.id();
    Command command =
        new Command(read.device(), read.channel(), read.value(), id, read.expiresMillis());
    long position = ledger.take(record(Message.Kind.INTENT, command, reference), nowNanos);
    if (position < 0) {
      refuse(
          command,
          "the spool is full: a command that cannot be recorded is not done",
          origin,
          nowNanos);
      return;
    }
    counters.add(Counter.COMMANDS);
    knownIds.put(id, reference);
    Open open = new Open(command, position, reference, origin, nowNanos);
    openByReference.put(reference, open);
  }

  /// A command with this id was accepted. Whatever its repeat says now, it gets one result.
  private boolean isKnown(String id) {
    return !id.isEmpty() && knownIds.containsKey(id);
  }

  /// A copy of a known command. While the intent is not synced it takes the place of the first: the
  /// broker keeps one of them until the intent is.
  private void repeated(long reference, Origin origin) {
    counters.add(Counter.COMMANDS_REPEATED);
    Open open = openByReference.get(reference);
    if (open != null && !open.sent && origin.connection() != DESK) {
      open.origin = origin;
    } else if (refusedByReference.containsKey(reference)) {
      refusedByReference.put(reference, origin);
    } else {
      uplink.acknowledge(origin.connection(), origin.messageId());
    }
  }

  /// In memory mode there is nothing to wait for: nobody is told "durable", and commands go at
  /// once.
  List<DeviceEffect> goWithoutDisk(long nowNanos) {
    List<DeviceEffect> effects = new ArrayList<>();
    if (!durable) {
      for (Open open : List.copyOf(openByReference.values())) {
        effects.addAll(go(open, nowNanos));
      }
    }
    return effects;
  }

  private List<DeviceEffect> go(Open open, long nowNanos) {
    if (open.sent) {
      return List.of();
    }
    open.sent = true;
    acknowledge(open);
    long ttlMillis = Math.max(0, open.command.expiresMillis() - wall.millis(nowNanos));
    return boards.command(
        open.command.device(),
        open.command.channel(),
        open.command.value(),
        ttlMillis,
        open.reference,
        nowNanos);
  }

  private void acknowledge(Open open) {
    if (open.origin.connection() != DESK) {
      uplink.acknowledge(open.origin.connection(), open.origin.messageId());
    }
  }

  /// The broker keeps the command until its result is safe.
  private void refuse(Command command, String words, Origin origin, long nowNanos) {
    counters.add(Counter.COMMANDS_REFUSED);
    if (origin.connection() == DESK) {
      answers.result(origin.ticket(), CommandCode.REFUSED.wireName(), words);
    }
    boolean said = sayRefused(command, words, origin, nowNanos);
    if (!said && origin.connection() != DESK && unanswered.size() < LIMIT) {
      unanswered.add(new Unanswered(command, words, origin));
    }
  }

  private boolean sayRefused(Command command, String words, Origin origin, long nowNanos) {
    Key key = new Key("", intentSession(), nextReference++);
    boolean said = publish(command, CommandCode.REFUSED.wireName(), words, key, nowNanos);
    if (said) {
      acknowledgeWhenSafe(key, origin);
    }
    return said;
  }

  private void acknowledgeWhenSafe(Key key, Origin origin) {
    if (origin.connection() == DESK) {
      return;
    }
    if (durable && refusedByReference.size() < LIMIT) {
      refusedByReference.put(key.number(), origin);
    } else {
      uplink.acknowledge(origin.connection(), origin.messageId());
    }
  }

  /// False when there is no room for it.
  private boolean publish(Command command, String code, String text, Key key, long nowNanos) {
    byte[] payload =
        Event.result(command.id(), command.channel(), code, text)
            .at(wall.millis(nowNanos), wall.synchronised());
    long position =
        ledger.take(
            new Message(
                Message.Kind.PUBLISH,
                Message.Chain.CRITICAL,
                command.device(),
                key,
                topics.result(command.device()),
                payload,
                stream.qos(),
                stream.retain()),
            nowNanos);
    return position >= 0;
  }

  /// The end is recorded before the intent is released: a crash between the two repeats nothing.
  private void end(long intentPosition, Command command, long nowNanos) {
    long position = ledger.take(record(Message.Kind.DONE, command, 0), nowNanos);
    if (position >= 0) {
      remember(position, command);
      spool.release(intentPosition, nowNanos);
    } else {
      remember(intentPosition, command);
    }
  }

  private void remember(long position, Command command) {
    knownIds.put(command.id(), 0L);
    Done ended = new Done(position, command.id(), command.expiresMillis());
    done.add(ended);
  }

  private String intentSession() {
    return "command-" + run;
  }

  private Message record(Message.Kind kind, Command command, long reference) {
    byte[] payload =
        new JsonWriter()
            .add("device", command.device())
            .add("channel", command.channel())
            .add("value", command.value())
            .add("id", command.id())
            .add("expires_ms", command.expiresMillis())
            .toUtf8();
    Key key = reference == 0 ? Key.NONE : new Key("", intentSession(), reference);
    return new Message(kind, Message.Chain.CRITICAL, "", key, "", payload, 1, false);
  }

  /// Null for a record that cannot be read.
  private static Command decode(Message message) {
    byte[] payload = message.payload();
    if (!(FlatJson.parse(payload, 0, payload.length, FlatJson.Mode.FLAT)
        instanceof FlatJson.Parsed(FlatJson json))) {
      return null;
    }
    return new Command(
        json.get("device").orElseThrow().string(),
        json.get("channel").orElseThrow().string(),
        json.get("value").orElseThrow().string(),
        json.get("id").orElseThrow().string(),
        Long.parseLong(json.get("expires_ms").orElseThrow().raw()));
  }
}
