package io.tidegate.sim.proxy;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketDecoder;
import io.tidegate.sim.mqtt.PacketWriter;
import io.tidegate.sim.mqtt.TopicFilter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What a client and its broker say to each other, and what of it a fault changes. Counts messages.
/// Pure: bytes in, bytes and steps out.
///
/// Faults work on MQTT 3.1.1. What does not begin as a CONNECT passes unseen.
final class Talk {
  /// What is to be done.
  interface Steps {
    void toServer(byte[] bytes);

    void toClient(byte[] bytes);

    /// The broker has taken the client.
    void welcomed();

    /// The session of this client is to be made lost; then [Talk#resume].
    void loseSession(Packet.Connect client);

    /// The talk is over, for both. `atOnce`: without what the broker still has to say.
    void end(boolean atOnce);
  }

  private static final int FIRST_BYTE = 0x10;
  private static final Runnable NOTHING = () -> {};

  private final Steps steps;
  private final Counts counts;
  private final Splitter upward = new Splitter(new Upward());
  private final Splitter downward = new Splitter(new Downward());
  private boolean begun;
  private Packet.Connect client;
  private boolean welcome;

  // the faults
  private int refusal;
  private boolean losingSession;
  private NetFault.TopicRefused forbidden;

  // messages with QoS under way, in order; true: the broker will never see it, the answer is ours
  private final Map<Integer, Boolean> underWay = new LinkedHashMap<>();
  private final Set<Integer> droppedOfQosTwo = new HashSet<>();
  private final ByteArrayOutputStream answers = new ByteArrayOutputStream(0);
  private Runnable then = NOTHING;

  Talk(Steps steps, Counts counts) {
    this.steps = steps;
    this.counts = counts;
  }

  /// The code of a CONNACK instead of the broker's, 0 for none.
  void refuse(int code) {
    refusal = code;
    holdBack();
  }

  void loseSession(boolean now) {
    losingSession = now;
    holdBack();
  }

  /// Null: every topic is free.
  void forbid(NetFault.TopicRefused topics) {
    forbidden = topics;
    holdBack();
  }

  private void holdBack() {
    boolean judging = refusal != 0 || losingSession || forbidden != null;
    upward.holdBack(judging);
    if (!judging) {
      take(new byte[0]);
    }
  }

  /// Null when there is none that the faults work on.
  Packet.Connect client() {
    return client;
  }

  boolean isWelcome() {
    return welcome;
  }

  /// Nothing more of the client is to be read.
  boolean isHeld() {
    return upward.isHeld();
  }

  void up(byte[] bytes) {
    if (!begun) {
      begun = true;
      if ((bytes[0] & 0xFF) != FIRST_BYTE) {
        beOpaque();
      }
    }
    take(bytes);
  }

  private void take(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    upward.take(bytes, out);
    pass(out);
  }

  /// The client sends no more.
  void upEnded() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(0);
    upward.giveUp(out);
    pass(out);
  }

  void down(byte[] bytes) {
    if (!begun) {
      beOpaque();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    downward.take(bytes, out);
    if (out.size() > 0) {
      steps.toClient(out.toByteArray());
    }
    act();
  }

  /// The held CONNECT may go on.
  void resume() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    upward.resume(out);
    pass(out);
  }

  private void beOpaque() {
    begun = true;
    ByteArrayOutputStream nothing = new ByteArrayOutputStream(0);
    upward.giveUp(nothing);
    downward.giveUp(nothing);
  }

  private void pass(ByteArrayOutputStream out) {
    if (out.size() > 0) {
      steps.toServer(out.toByteArray());
    }
    if (answers.size() > 0 && downward.isBetween()) {
      steps.toClient(answers.toByteArray());
      answers.reset();
    }
    act();
  }

  /// After the bytes before it.
  private void act() {
    Runnable next = then;
    then = NOTHING;
    next.run();
  }

  private void answer(Packet packet) {
    answers.writeBytes(PacketWriter.bytes(packet));
  }

  /// From the client.
  private final class Upward implements Splitter.Judge {
    @Override
    public Splitter.Verdict judge(Head head, boolean bound) {
      if (head.type() == Head.CONNECT && client == null) {
        client = read(head);
      } else if (head.type() == Head.PUBLISH) {
        counts.publishes++;
      }
      if (bound || client == null) {
        return Splitter.Verdict.PASS;
      }
      return switch (head.type()) {
        case Head.CONNECT -> connect();
        case Head.PUBLISH -> publish(head);
        case Head.PUBREL -> release(head);
        default -> Splitter.Verdict.PASS;
      };
    }

    private Splitter.Verdict connect() {
      if (refusal != 0) {
        answer(new Packet.Connack(false, refusal));
        then = () -> steps.end(true);
        return Splitter.Verdict.STOP;
      }
      if (losingSession && !client.cleanSession()) {
        then = () -> steps.loseSession(client);
        return Splitter.Verdict.HOLD;
      }
      return Splitter.Verdict.PASS;
    }

    /// Null when it is nothing that the faults work on.
    private static Packet.Connect read(Head head) {
      Packet.Connect[] read = new Packet.Connect[1];
      try {
        new PacketDecoder(Splitter.LIMIT_BYTES)
            .feed(
                head.bytes(),
                0,
                head.bytes().length,
                packet -> read[0] = packet instanceof Packet.Connect connect ? connect : null);
      } catch (IOException _) {
        return null;
      }
      return read[0] != null && read[0].level() == Packet.LEVEL ? read[0] : null;
    }

    private Splitter.Verdict publish(Head head) {
      if (forbidden == null) {
        return Splitter.Verdict.PASS;
      }
      if (!TopicFilter.matches(forbidden.filter(), head.topic())) {
        if (head.qos() == 1) {
          underWay.put(head.id(), false);
        }
        return Splitter.Verdict.PASS;
      }
      counts.vetoed++;
      switch (forbidden.how()) {
        case CLOSE -> {
          then = () -> steps.end(false);
          return Splitter.Verdict.STOP;
        }
        case DROP -> drop(head);
      }
      return Splitter.Verdict.SWALLOW;
    }

    /// Acknowledged in its turn: behind what was sent before it.
    private void drop(Head head) {
      if (head.qos() == 1) {
        underWay.put(head.id(), true);
        acknowledge();
      } else if (head.qos() == 2) {
        droppedOfQosTwo.add(head.id());
        answer(new Packet.Pubrec(head.id()));
      }
    }

    private Splitter.Verdict release(Head head) {
      if (!droppedOfQosTwo.remove(head.id())) {
        return Splitter.Verdict.PASS;
      }
      answer(new Packet.Pubcomp(head.id()));
      return Splitter.Verdict.SWALLOW;
    }

    @Override
    public void between(ByteArrayOutputStream out) {}
  }

  private void acknowledge() {
    var oldest = underWay.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Integer, Boolean> next = oldest.next();
      if (!next.getValue()) {
        return;
      }
      answer(new Packet.Puback(next.getKey()));
      oldest.remove();
    }
  }

  /// From the broker.
  private final class Downward implements Splitter.Judge {
    @Override
    public Splitter.Verdict judge(Head head, boolean bound) {
      if (head.type() == Head.CONNACK && head.code() == 0 && client != null) {
        welcome = true;
        then = steps::welcomed;
      } else if (head.type() == Head.PUBACK) {
        counts.pubacks++;
        if (underWay.remove(head.id()) != null) {
          acknowledge();
        }
      }
      return Splitter.Verdict.PASS;
    }

    /// What the broker would have said, between what it says.
    @Override
    public void between(ByteArrayOutputStream out) {
      out.writeBytes(answers.toByteArray());
      answers.reset();
    }
  }
}
