package io.tidegate.sim.lx106.net;

import io.tidegate.sim.net.Lookup;
import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Station;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A name server, whichever address it is asked under: RFC 1035. Names have one address, of
/// version 4, and nothing else. One that is not heard, or gets no answer, gives none.
final class Dns {
  static final int PORT = 53;

  private static final int MOST_OPEN = 16;
  private static final int HEADER = 12;
  private static final int MOST_NAME = 253;
  private static final int MOST_LABEL = 63;
  private static final int SECONDS = 60;

  private static final int TYPE_A = 1;
  private static final int CLASS_IN = 1;

  private static final int NO_FAULT = 0;
  private static final int UNREADABLE = 1;
  private static final int NO_SUCH_NAME = 3;
  private static final int NOT_HERE = 4;

  /// `bytes`: head and question, as they came. `again`: with the port that names are meant for.
  private static final class Question {
    final int guest;
    final int port;
    final int server;
    final byte[] bytes;
    final String name;
    Lookup lookup;
    boolean again;

    Question(Packet packet, byte[] bytes, String name) {
      this.guest = packet.source();
      this.port = packet.u16(0);
      this.server = packet.target();
      this.bytes = bytes;
      this.name = name;
    }

    boolean is(Question other) {
      return port == other.port && Arrays.equals(bytes, other.bytes);
    }
  }

  private final Station station;
  private final Frames frames;
  private final Home home;
  private final Counts counts;
  private final int forPort;
  private final Runnable wake;
  private final List<Question> open = new ArrayList<>();

  Dns(Station station, Frames frames, Home home, Counts counts, int forPort, Runnable wake) {
    this.station = station;
    this.frames = frames;
    this.home = home;
    this.counts = counts;
    this.forPort = forPort;
    this.wake = wake;
  }

  void clear() {
    open.clear();
  }

  void fromGuest(Packet packet) {
    int length = packet.length() - Frames.UDP_HEADER;
    byte[] bytes = packet.bytes(Frames.UDP_HEADER, length);
    if (length < HEADER || bytes[2] < 0) {
      // an answer is not asked for
      counts.add(Count.DNS_BAD);
      return;
    }
    int end = end(bytes);
    if (end == 0) {
      counts.add(Count.DNS_BAD);
      answer(new Question(packet, Arrays.copyOf(bytes, HEADER), ""), UNREADABLE, 0);
      return;
    }
    Question question = new Question(packet, Arrays.copyOf(bytes, end), name(bytes));
    if ((bytes[2] & 0x78) != 0) {
      answer(question, NOT_HERE, 0);
    } else if (Octets.u16(bytes, end - 4) != TYPE_A || Octets.u16(bytes, end - 2) != CLASS_IN) {
      answer(question, NO_FAULT, 0);
    } else if (open.stream().noneMatch(question::is)) {
      ask(question);
    }
  }

  void run() {
    for (Question each : List.copyOf(open)) {
      if (each.lookup.over()) {
        over(each);
      }
    }
  }

  private void ask(Question question) {
    if (open.size() == MOST_OPEN) {
      counts.add(Count.DNS_FULL);
      return;
    }
    open.add(question);
    question.lookup = station.lookup(question.name, wake);
    if (question.lookup.over()) {
      over(question);
    }
  }

  private void over(Question question) {
    int address = Octets.address(question.lookup.address());
    boolean unknown = question.lookup.words().startsWith(Network.NO_SUCH_HOST);
    if (unknown && forPort != 0 && !question.again) {
      question.again = true;
      question.lookup = station.lookup(question.name, forPort, wake);
      if (!question.lookup.over()) {
        return;
      }
      over(question);
      return;
    }
    open.remove(question);
    if (address != 0) {
      answer(question, NO_FAULT, home.shown(address));
    } else if (unknown) {
      answer(question, NO_SUCH_NAME, 0);
    }
  }

  /// Where the only question ends; 0 when it cannot be read.
  private static int end(byte[] bytes) {
    if (Octets.u16(bytes, 4) != 1) {
      return 0;
    }
    int at = HEADER;
    while (at < bytes.length && bytes[at] != 0) {
      if (Octets.u8(bytes, at) > MOST_LABEL) {
        return 0;
      }
      at += 1 + bytes[at];
    }
    int end = at + 5;
    return end > bytes.length || at == HEADER || at - HEADER > MOST_NAME + 1 ? 0 : end;
  }

  private static String name(byte[] bytes) {
    StringBuilder name = new StringBuilder();
    for (int at = HEADER; bytes[at] != 0; at += 1 + bytes[at]) {
      name.append(at == HEADER ? "" : ".")
          .append(new String(bytes, at + 1, bytes[at], StandardCharsets.ISO_8859_1));
    }
    return name.toString();
  }

  private void answer(Question question, int fault, int address) {
    byte[] asked = question.bytes;
    byte[] reply = Arrays.copyOf(asked, asked.length + (address == 0 ? 0 : 16));
    // an answer, wanted and given with all that there is behind it
    reply[2] = (byte) (0x80 | asked[2] & 0x79);
    reply[3] = (byte) (0x80 | fault);
    Arrays.fill(reply, 6, HEADER, (byte) 0);
    Octets.put16(reply, 4, asked.length == HEADER ? 0 : 1);
    if (address != 0) {
      Octets.put16(reply, 6, 1);
      int at = asked.length;
      // the name is the one in the question
      Octets.put16(reply, at, 0xC000 | HEADER);
      Octets.put16(reply, at + 2, TYPE_A);
      Octets.put16(reply, at + 4, CLASS_IN);
      Octets.put32(reply, at + 6, SECONDS);
      Octets.put16(reply, at + 10, 4);
      Octets.put32(reply, at + 12, address);
    }
    frames.udp(question.server, PORT, question.guest, question.port, reply);
  }
}
