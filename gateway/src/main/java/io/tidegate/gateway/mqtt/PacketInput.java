package io.tidegate.gateway.mqtt;

import java.io.IOException;
import java.io.InputStream;

/// What the broker says, without its answers to our messages: those go to [Outbox], the rest to
/// Paho, byte by byte as it came. Paho publishes nothing, so all of them are ours.
///
/// A packet is a byte of type, the length of the rest in seven bits a byte, and that rest; of an
/// answer it is the two bytes of the id.
final class PacketInput extends InputStream {
  static final int PUBACK = 0x40;
  static final int PUBREC = 0x50;
  static final int PUBCOMP = 0x70;

  private static final int CHUNK_BYTES = 8 * 1_024;

  /// Told each answer: its first byte, and the id of the message.
  interface Answers {
    void answered(int type, int id);
  }

  private enum Place {
    TYPE,
    LENGTH,
    REST
  }

  private final InputStream in;
  private final Answers answers;
  private final Runnable rest;

  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int at;
  private int end;

  // the present packet
  private Place place = Place.TYPE;
  private int type;
  private boolean isAnswer;
  private int lengthBits;
  private long left;
  private int id;

  /// `rest` is done after a read that brought answers and nothing else: each alone would wake two
  /// threads, so it waits for their like to come.
  PacketInput(InputStream in, Answers answers, Runnable rest) {
    this.in = in;
    this.answers = answers;
    this.rest = rest;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = 0;
    while (count == 0 && length > 0) {
      if (at == end && !fill()) {
        return -1;
      }
      while (at < end && count < length) {
        byte next = chunk[at++];
        if (isForPaho(next)) {
          bytes[offset + count++] = next;
        }
      }
      if (count == 0) {
        rest.run();
      }
    }
    return count;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(chunk, 0, chunk.length));
    return end > 0;
  }

  private boolean isForPaho(byte next) {
    switch (place) {
      case TYPE -> begin(next & 0xFF);
      case LENGTH -> length(next);
      case REST -> {
        id = id << 8 & 0xFF00 | next & 0xFF;
        left--;
      }
    }
    if (place == Place.REST && left == 0) {
      place = Place.TYPE;
      if (isAnswer) {
        answers.answered(type, id);
      }
    }
    return !isAnswer;
  }

  private void begin(int first) {
    type = first;
    isAnswer = first == PUBACK || first == PUBREC || first == PUBCOMP;
    place = Place.LENGTH;
    lengthBits = 0;
    left = 0;
    id = 0;
  }

  private void length(byte next) {
    left |= (long) (next & 0x7F) << lengthBits;
    lengthBits += 7;
    if (next >= 0) {
      place = Place.REST;
    }
  }
}
