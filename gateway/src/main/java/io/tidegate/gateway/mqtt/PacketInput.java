package io.tidegate.gateway.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/// What the broker says, without the acknowledgements of our messages: those go to [Outbox], the
/// rest to Paho, byte by byte as it came.
///
/// A packet is a byte of type, the length of the rest in seven bits a byte, and that rest; of a
/// PUBACK it is the two bytes of the id.
final class PacketInput extends InputStream {
  private static final int PUBACK = 0x40;
  private static final int CHUNK_BYTES = 8 * 1_024;

  private enum Place {
    TYPE,
    LENGTH,
    REST
  }

  private final InputStream in;
  private final IntConsumer acknowledged;
  private final Runnable rest;

  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int at;
  private int end;

  // the present packet
  private Place place = Place.TYPE;
  private boolean isAcknowledgement;
  private int lengthBits;
  private long left;
  private int id;

  /// `rest` is done after a read that brought acknowledgements and nothing else: each alone would
  /// wake two threads, so it waits for their like to come.
  PacketInput(InputStream in, IntConsumer acknowledged, Runnable rest) {
    this.in = in;
    this.acknowledged = acknowledged;
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
    boolean forUs = place == Place.TYPE ? (next & 0xFF) == PUBACK : isAcknowledgement;
    switch (place) {
      case TYPE -> begin(forUs);
      case LENGTH -> length(next);
      case REST -> {
        id = id << 8 & 0xFF00 | next & 0xFF;
        left--;
      }
    }
    if (place == Place.REST && left == 0) {
      place = Place.TYPE;
      if (forUs) {
        acknowledged.accept(id);
      }
    }
    return !forUs;
  }

  private void begin(boolean acknowledgement) {
    isAcknowledgement = acknowledgement;
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
