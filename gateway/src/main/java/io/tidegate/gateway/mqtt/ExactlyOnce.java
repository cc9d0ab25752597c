package io.tidegate.gateway.mqtt;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/// The messages of QoS 2 of one connection (MQTT 3.1.1, 4.3.3): ten under way at a time, each with
/// an id of its own, the others wait. Used by [Outbox] under its lock; what is to be sent is
/// written to `out`.
///
/// ```
/// FREE --PUBLISH--> SENT --PUBREC, PUBREL--> RELEASED --PUBCOMP--> FREE, the token is done
/// ```
/// Any other answer, and one for another id, changes nothing: TCP loses none, so a broker that
/// says something twice has already been answered.
///
/// Done is only what the broker has completed. Mosquitto delivers at PUBREL: one that lost its
/// session before would have lost the message.
///
/// A resumed session may hold ids of a former connection, or of a former process, as received. A
/// broker takes a new message with such an id for the old one, and says that it has it. So before
/// the first message PUBREL is said for all ten ids, and messages wait until each is completed: the
/// broker then delivers or forgets what it held. An id that it does not know it completes too.
///
/// These PUBREL are in rising order, and that is the order in which the messages were sent: ids are
/// given in rising order, and from the first again only when PUBREL was said for all before. What a
/// broker holds is therefore of one such run, since it reads in the order in which we write.
public final class ExactlyOnce {
  static final int IDS = 10;
  static final int LAST_ID = 65_535;
  public static final int FIRST_ID = LAST_ID - IDS + 1;

  private enum Stage {
    FREE,
    SENT,
    RELEASED
  }

  private record Waiting(long token, String topic, byte[] payload, boolean retain) {}

  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private final Stage[] stages = new Stage[IDS];

  /// Null: an id that a former connection may have left at the broker.
  private final Long[] tokens = new Long[IDS];

  private boolean resumed;

  /// How many ids are released that a former connection may have left.
  private int doubts;

  /// Ids given in this run.
  private int given;

  private int notReceived;
  private int messages;
  private boolean sent;
  private boolean answered;

  public ExactlyOnce() {
    Arrays.fill(stages, Stage.FREE);
  }

  /// The broker kept the session of a former connection. Before the first message.
  public void resumed() {
    resumed = true;
  }

  public void add(
      long token, String topic, byte[] payload, boolean retain, ByteArrayOutputStream out) {
    messages++;
    waiting.add(new Waiting(token, topic, payload, retain));
    if (resumed) {
      resumed = false;
      releaseAll(out);
    }
    send(out);
  }

  /// How many are not done.
  public int size() {
    return messages;
  }

  public boolean isEmpty() {
    return messages == 0;
  }

  /// What a person should know when the connection ends now.
  public String remark() {
    if (doubts > 0) {
      return "; it had not answered the PUBREL that come before the first message with QoS 2 of a"
          + " resumed session: does it offer QoS 2?";
    }
    return sent && !answered
        ? "; it had answered none of our messages with QoS 2: does it offer QoS 2?"
        : "";
  }

  /// PUBREC.
  public void received(int id, ByteArrayOutputStream out) {
    int at = id - FIRST_ID;
    if (isAt(at, Stage.SENT)) {
      answered = true;
      notReceived--;
      stages[at] = Stage.RELEASED;
      PublishPacket.writeRelease(out, id);
      send(out);
    }
  }

  /// PUBCOMP. Gives the token that is done, or null.
  public Long completed(int id, ByteArrayOutputStream out) {
    int at = id - FIRST_ID;
    if (!isAt(at, Stage.RELEASED)) {
      return null;
    }
    Long token = tokens[at];
    stages[at] = Stage.FREE;
    tokens[at] = null;
    if (token == null) {
      doubts--;
    } else {
      messages--;
    }
    send(out);
    return token;
  }

  private boolean isAt(int at, Stage stage) {
    return at >= 0 && at < IDS && stages[at] == stage;
  }

  private void releaseAll(ByteArrayOutputStream out) {
    doubts = IDS;
    Arrays.fill(stages, Stage.RELEASED);
    for (int id = FIRST_ID; id <= LAST_ID; id++) {
      PublishPacket.writeRelease(out, id);
    }
  }

  private void send(ByteArrayOutputStream out) {
    while (doubts == 0 && !waiting.isEmpty() && nextIsFree()) {
      Waiting next = waiting.remove();
      stages[given] = Stage.SENT;
      tokens[given] = next.token();
      notReceived++;
      sent = true;
      int id = FIRST_ID + given++;
      PublishPacket.write(out, next.topic(), next.payload(), 2, next.retain(), id);
    }
  }

  private boolean nextIsFree() {
    if (given == IDS && notReceived == 0) {
      given = 0;
    }
    return given < IDS && stages[given] == Stage.FREE;
  }
}
