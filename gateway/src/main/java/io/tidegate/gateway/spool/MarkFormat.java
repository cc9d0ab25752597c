package io.tidegate.gateway.spool;

/// A mark in a block or cursor: text device, text session, u64 number.
final class MarkFormat {
  private MarkFormat() {}

  static void write(ByteWriter out, Mark mark) {
    out.text(mark.device()).text(mark.session()).u64(mark.number());
  }

  static Mark read(ByteReader in) {
    return new Mark(in.text(), in.text(), in.u64());
  }
}
