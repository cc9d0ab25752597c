package io.tidegate.gateway.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// The messages of one connection on their way to the broker. They do not go through Paho: there
/// each woke three threads five times, and cost more than all that the core does for it. Paho
/// keeps the connection, the session, the commands and the ping.
///
/// Adding only fills a buffer. One thread writes it: whatever came while it wrote goes with one
/// call of the kernel, and a message alone goes at once.
final class Outbox {
  /// Beside the core's window: state topics that may be under way.
  private static final int SPARE = 64;

  /// A buffer that grew beyond this is not kept.
  private static final int KEPT_BYTES = 64 * 1_024;

  /// Smaller ones are left to Paho, which numbers its SUBSCRIBE from 1: the numbers of a client's
  /// packets are one space (MQTT 3.1.1, 2.3.1).
  static final int FIRST_ID = 256;

  static final int LAST_ID = ExactlyOnce.FIRST_ID - 1;

  private final String threadName;
  private final int limit;
  private final int few;
  private final LongConsumer done;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final Condition nothing = lock.newCondition();
  private final Condition many = lock.newCondition();

  private final ExactlyOnce exactlyOnce = new ExactlyOnce();
  private final Map<Integer, Long> tokensById = new HashMap<>();
  private int lastId = FIRST_ID - 1;
  private int unwrittenOfQosZero;
  private List<Long> tokensOfQosZero = new ArrayList<>();
  private ByteArrayOutputStream filling = new ByteArrayOutputStream();

  // the writer's, while it writes
  private List<Long> tokensInWriting = new ArrayList<>();
  private ByteArrayOutputStream writing = new ByteArrayOutputStream();
  private boolean isWriting;

  private boolean finishing;
  private boolean stopped;
  private PacketOutput output;
  private Consumer<IOException> broken;
  private Thread writer;

  /// `window` is how many messages the core keeps under way. `done` is told the token of each that
  /// is acknowledged, with QoS 2 completed, with QoS 0 written.
  Outbox(String threadName, int window, LongConsumer done) {
    this.threadName = threadName;
    this.limit = window + SPARE;
    this.few = window / 4;
    this.done = done;
  }

  /// The connection stands. `broken` is told when it takes no more bytes.
  void open(PacketOutput connected, Consumer<IOException> broken) {
    lock.lock();
    try {
      this.output = connected;
      this.broken = broken;
    } finally {
      lock.unlock();
    }
  }

  /// The broker kept the session of a former connection. Before the first message.
  void resumed() {
    lock.lock();
    try {
      exactlyOnce.resumed();
    } finally {
      lock.unlock();
    }
  }

  /// False when the connection does not stand, or takes no more just now.
  boolean add(long token, String topic, byte[] payload, int qos, boolean retain) {
    lock.lock();
    try {
      if (output == null || finishing || stopped || underWay() >= limit) {
        return false;
      }
      switch (qos) {
        case 0 -> {
          PublishPacket.write(filling, topic, payload, qos, retain, 0);
          tokensOfQosZero.add(token);
          unwrittenOfQosZero++;
        }
        case 1 -> {
          int id = nextId();
          PublishPacket.write(filling, topic, payload, qos, retain, id);
          tokensById.put(id, token);
        }
        default -> exactlyOnce.add(token, topic, payload, retain, filling);
      }
      wakeUp();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private int underWay() {
    return tokensById.size() + unwrittenOfQosZero + exactlyOnce.size();
  }

  private int nextId() {
    do {
      lastId = lastId == LAST_ID ? FIRST_ID : lastId + 1;
    } while (tokensById.containsKey(lastId));
    return lastId;
  }

  private void wakeUp() {
    if (writer == null) {
      writer = Thread.ofPlatform().name(threadName).daemon(true).start(this::run);
    } else if (!isWriting) {
      something.signal();
    }
    if (!mayRest()) {
      many.signal();
    }
  }

  private boolean mayRest() {
    return tokensById.size() <= few && exactlyOnce.isEmpty();
  }

  /// The broker has said this of the message with this id.
  void answered(int type, int id) {
    Long token;
    lock.lock();
    try {
      token =
          switch (type) {
            case PacketInput.PUBREC -> received(id);
            case PacketInput.PUBCOMP -> completed(id);
            default -> tokensById.remove(id);
          };
    } finally {
      lock.unlock();
    }
    if (token != null) {
      done.accept(token);
    }
  }

  private Long received(int id) {
    exactlyOnce.received(id, filling);
    wakeUpIfFilled();
    return null;
  }

  private Long completed(int id) {
    Long token = exactlyOnce.completed(id, filling);
    wakeUpIfFilled();
    if (exactlyOnce.isEmpty()) {
      nothing.signalAll();
    }
    return token;
  }

  private void wakeUpIfFilled() {
    if (!stopped && filling.size() > 0) {
      wakeUp();
    }
  }

  /// What a person should know when the connection ends now; "" for nothing.
  String remark() {
    lock.lock();
    try {
      return exactlyOnce.remark();
    } finally {
      lock.unlock();
    }
  }

  /// Waits that long, but only while few messages are under way: nobody waits for their
  /// acknowledgements then. With QoS 2 the broker does.
  void rest(long millis) {
    lock.lock();
    try {
      long leftNanos = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!stopped && mayRest() && leftNanos > 0) {
        leftNanos = many.awaitNanos(leftNanos);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /// Takes nothing more. True when all is written, and with QoS 2 completed, within the limit: a
  /// message the broker has only received is nothing it would deliver after our last word.
  boolean finish(long limitMillis) throws InterruptedException {
    lock.lock();
    try {
      finishing = true;
      long leftNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
      while (!stopped && leftNanos > 0 && !isFinished()) {
        leftNanos = nothing.awaitNanos(leftNanos);
      }
      return isFinished();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFinished() {
    return !isWriting && filling.size() == 0 && exactlyOnce.isEmpty();
  }

  /// The connection ends. The thread ends too, when the socket is closed.
  void stop() {
    lock.lock();
    try {
      stopped = true;
      something.signalAll();
      nothing.signalAll();
      many.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitSomething()) {
        output.messages(writing);
        written();
      }
    } catch (IOException e) {
      broken.accept(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      stop();
    }
  }

  /// Takes what waits to be written; false when the connection ends.
  private boolean awaitSomething() throws InterruptedException {
    lock.lock();
    try {
      isWriting = false;
      while (!stopped && filling.size() == 0) {
        nothing.signalAll();
        something.await();
      }
      ByteArrayOutputStream filled = filling;
      filling = writing;
      writing = filled;
      List<Long> tokens = tokensOfQosZero;
      tokensOfQosZero = tokensInWriting;
      tokensInWriting = tokens;
      isWriting = !stopped;
      return isWriting;
    } finally {
      lock.unlock();
    }
  }

  private void written() {
    if (writing.size() > KEPT_BYTES) {
      writing = new ByteArrayOutputStream();
    }
    writing.reset();
    if (!tokensInWriting.isEmpty()) {
      lock.lock();
      try {
        unwrittenOfQosZero -= tokensInWriting.size();
      } finally {
        lock.unlock();
      }
      tokensInWriting.forEach(done::accept);
      tokensInWriting.clear();
    }
  }
}
